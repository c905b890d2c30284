/* trainer/program.c: from arguments to a command. */
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "trainer/trainer.h"

typedef struct command {
    const char *name, *args, *what;
    int (*run)(tr_app *app, int argc, char **argv);
} command;

static const command commands[] = {
    {"practice", "[ID|LEVEL]", "practise: the next question, or the one named", tr_cmd_practice},
    {"open", "ID", "write ID.lua with the question in it, open your editor, grade", tr_cmd_open},
    {"watch", "FILE [ID]", "grade a file each time it is saved", tr_cmd_watch},
    {"due", "", "what is due; ENTER begins with it", tr_cmd_due},
    {"stats", "[--html FILE]", "how you stand: levels, concepts, the last half year", tr_cmd_stats},
    {"mock", "[OPTIONS|list|report|...]", "a timed interview, and its report: ndrill mock help", tr_cmd_mock},
    {"list", "[LEVEL]", "the questions and how you stand", tr_cmd_list},
    {"show", "ID", "one question", tr_cmd_show},
    {"hint", "ID", "the next hint", tr_cmd_hint},
    {"solution", "ID", "the answers and the idea behind them", tr_cmd_solution},
    {"grade", "ID FILE|-", "grade an answer in a file", tr_cmd_grade},
    {"history", "[ID]", "the answers so far", tr_cmd_history},
    {"run", "FILE|-", "run a program in array notation", tr_cmd_run},
    {"translate", "FILE|-", "array notation as plain Lua", tr_cmd_translate},
    {"repl", "", "type array notation and see what it gives", tr_cmd_repl},
    {"pack", "VERB ...", "write, check and share questions: ndrill pack lists the verbs", tr_cmd_pack},
    {"doc", "[NAME|--missing]", "what a name of np or plt does, with an example", tr_cmd_doc},
    {"doctor", "", "where data lives, how answers are isolated", tr_cmd_doctor},
};

static int help(void) {
    puts("ndrill: practise NumPy interviews at the terminal\n");
    puts("usage: ndrill [--json] [--plain] [COMMAND]\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char head[64];
        snprintf(head, sizeof head, "%s %s", commands[i].name, commands[i].args);
        printf("  %-28s %s\n", head, commands[i].what);
    }
    puts("\nWithout a command ndrill starts or resumes practice. Levels: beginner intermediate advanced coding data-science.");
    puts("--json prints one JSON value or one a line; --plain, NO_COLOR and TERM=dumb print plain sentences.");
    puts("NDRILL_DB names another database file.");
    return TR_OK;
}

/* --- failures ------------------------------------------------------------------------------ */

int tr_usage(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("ndrill: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\n", stderr);
    va_end(args);
    return TR_USAGE;
}

int tr_fail(int code, const err *e) {
    buf text;
    buf_init(&text);
    tr_clean(&text, e->text, strlen(e->text));
    fprintf(stderr, "ndrill: %s\n", text.text);
    buf_free(&text);
    return code;
}

/* --- how to write ------------------------------------------------------------------------------ */

static bool env_set(const char *name) {
    const char *v = getenv(name);
    return v && v[0];
}

static int terminal_width(void) {
    struct winsize size;
    int            width = 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
    if (width <= 0 && env_set("COLUMNS")) width = atoi(getenv("COLUMNS"));
    if (width <= 0) width = 80;
    return width < 40 ? 40 : width;
}

static void decide_look(tr_look *look) {
    const char *term = getenv("TERM");
    look->tty_in = isatty(STDIN_FILENO) == 1;
    look->tty_out = isatty(STDOUT_FILENO) == 1;
    if ((term && strcmp(term, "dumb") == 0) || env_set("ACCESSIBLE")) look->plain = true;
    look->colour = look->tty_out && !look->plain && !env_set("NO_COLOR");
    int width = look->tty_out ? terminal_width() : 80;
    look->width = width > 100 ? 100 : width;
    look->columns = width > 200 ? 200 : width;
}

/* Take --json and --plain out of the arguments, wherever they stand. */
static int take_options(tr_look *look, int argc, char **argv) {
    int kept = 0;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) look->json = true;
        else if (strcmp(argv[i], "--plain") == 0) look->plain = true;
        else argv[kept++] = argv[i];
    }
    argv[kept] = NULL;
    return kept;
}

static int dispatch(tr_app *app, int argc, char **argv) {
    if (argc < 2) return tr_cmd_practice(app, 0, argv + 1);
    const char *name = argv[1];
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return help();
    if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0) return puts("ndrill " TR_VERSION) < 0;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(name, commands[i].name) == 0) return commands[i].run(app, argc - 2, argv + 2);
    return tr_usage("there is no command '%s': see ndrill help", name);
}

int tr_main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN);
    tr_app app = {0};
    argc = take_options(&app.look, argc, argv);
    decide_look(&app.look);
    int code = dispatch(&app, argc, argv);
    store_close(app.store);
    /* The grader's helper ends by itself when this process is gone: nobody waits for it. */
    if (fflush(stdout) != 0 && code == TR_OK) code = TR_FAILURE;
    return code;
}
