/* Keys in, screen out: each script in tests/screens/ is one test; README.md there has the commands. */
#include "harness.h"

#include <dirent.h>

#include "base/fs.h"
#include "screen.h"

#define FOLDER "tests/screens"

typedef struct script {
    screen      term;
    const char *name;
    const char *at;              /* what is not read yet */
    int         line;
    bool        open;
} script;

#define FAIL(s, ...)                                                                          \
    do {                                                                                      \
        buf b_;                                                                               \
        buf_init(&b_);                                                                        \
        emu_text(&(s)->term.emu, &b_);                                                        \
        fprintf(stderr, "%s:%d: ", (s)->name, (s)->line);                                     \
        fprintf(stderr, __VA_ARGS__);                                                         \
        fprintf(stderr, "\nthe screen is:\n");                                                \
        for (const char *r_ = b_.text; *r_; r_ += strcspn(r_, "\n") + 1)                      \
            fprintf(stderr, "|%.*s\n", (int)strcspn(r_, "\n"), r_);                          \
        fail();                                                                               \
    } while (0)

/* --- keys --------------------------------------------------------------------------------------- */

static const struct { const char *name, *bytes; } keys[] = {
    {"ENTER", "\r"}, {"TAB", "\t"}, {"ESC", "\033"}, {"SPACE", " "}, {"BACKSPACE", "\177"}, {"DELETE", "\033[3~"},
    {"UP", "\033[A"}, {"DOWN", "\033[B"}, {"RIGHT", "\033[C"}, {"LEFT", "\033[D"}, {"HOME", "\033[H"}, {"END", "\033[F"},
    {"PGUP", "\033[5~"}, {"PGDN", "\033[6~"},
};

static bool press(script *s, const char *name, size_t n) {
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strlen(keys[i].name) == n && memcmp(keys[i].name, name, n) == 0) {
            screen_type(&s->term, keys[i].bytes);
            return true;
        }
    char key[2] = {name[0]};
    if (n == 2 && name[0] == '^') key[0] = (char)(name[1] & 0x1f);
    else if (n != 1) return false;
    screen_type(&s->term, key);
    return true;
}

static void paste(script *s, const char *text) {
    buf b;
    buf_init(&b);
    buf_puts(&b, "\033[200~");
    for (; *text; text++) {
        bool line = text[0] == '\\' && text[1] == 'n';
        buf_putc(&b, line ? '\r' : *text);
        text += line;
    }
    buf_puts(&b, "\033[201~");
    screen_type(&s->term, b.text);
    buf_free(&b);
}

static bool do_key(script *s, const char *rest) {
    if (strncmp(rest, "PASTE ", 6) == 0) return paste(s, rest + 6), true;
    for (; *rest; rest += strspn(rest, " ")) {
        size_t n = strcspn(rest, " ");
        if (!press(s, rest, n)) return false;
        rest += n;
    }
    return true;
}

/* --- what is seen ------------------------------------------------------------------------------------ */

static bool has_row(screen *t, const char *text) {
    bool found = false;
    for (int r = 0; r < t->emu.rows && !found; r++) {
        buf b;
        buf_init(&b);
        emu_row(&t->emu, r, &b);
        found = strcmp(b.text, text) == 0;
        buf_free(&b);
    }
    return found;
}

static size_t next_line(script *s, const char **line) {
    *line = s->at;
    size_t n = strcspn(s->at, "\n");
    s->at += n + (s->at[n] == '\n');
    s->line++;
    return n;
}

static bool do_screen(script *s) {
    buf         want;
    const char *line;
    size_t      n;
    buf_init(&want);
    while (*s->at && (n = next_line(s, &line), !(n == 3 && memcmp(line, "end", 3) == 0))) {
        if (n == 0 || line[0] != '|') FAIL(s, "a line of the screen begins with |");
        buf_add(&want, line + 1, n - 1);
        buf_putc(&want, '\n');
    }
    if (!screen_wait(&s->term, screen_is, want.text)) FAIL(s, "the screen is not as it should be");
    buf_free(&want);
    return true;
}

/* --- commands ---------------------------------------------------------------------------------------------- */

#define ANY_CODE -1

static bool do_end(script *s, int code) {
    const char *wrong = screen_end(&s->term);
    s->open = false;
    if (wrong) FAIL(s, "%s", wrong);
    if (code != ANY_CODE && s->term.code != code) FAIL(s, "it ended with %d, not %d", s->term.code, code);
    return true;
}

static bool do_signal(script *s, const char *name) {
    static const struct { const char *name; int number; } signals[] = {{"HUP", SIGHUP}, {"TERM", SIGTERM}, {"INT", SIGINT},
                                                                       {"KILL", SIGKILL}, {"STOP", SIGSTOP}, {"CONT", SIGCONT}};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (strcmp(signals[i].name, name) == 0) return kill(s->term.pid, signals[i].number) == 0;
    return false;
}

static bool do_shell(const char *command) {
    buf b;
    buf_init(&b);
    buf_printf(&b, "cd %s && { %s\n}", program_folder, command);
    bool ok = system(b.text) == 0;
    buf_free(&b);
    return ok;
}

static bool do_size(script *s, const char *rest, bool first) {
    int columns, rows;
    if (sscanf(rest, "%dx%d", &columns, &rows) != 2 || columns >= EMU_COLUMNS || rows >= EMU_ROWS) return false;
    if (first) screen_start(&s->term, rows, columns);
    else screen_resize(&s->term, rows, columns);
    return true;
}

static bool do_env(const char *rest) {
    char        name[64];
    const char *value = strchr(rest, '=');
    if (!value || (size_t)(value - rest) >= sizeof name) return false;
    memcpy(name, rest, (size_t)(value - rest));
    name[value - rest] = '\0';
    return setenv(name, value + 1, 1) == 0;
}

static bool is_stopped(screen *t, const char *text) { return (void)text, t->stopped; }

static bool do_command(script *s, const char *word, const char *rest) {
    screen *t = &s->term;
    if (strcmp(word, "size") == 0) return do_size(s, rest, true);
    if (strcmp(word, "resize") == 0) return do_size(s, rest, false);
    if (strcmp(word, "run") == 0) return screen_run(t, rest), s->open = true;
    if (strcmp(word, "type") == 0) return screen_type(t, rest), true;
    if (strcmp(word, "key") == 0) return do_key(s, rest);
    if (strcmp(word, "see") == 0) return screen_wait(t, screen_has, rest);
    if (strcmp(word, "row") == 0) return screen_wait(t, has_row, rest);
    if (strcmp(word, "none") == 0) return !screen_has(t, rest);
    if (strcmp(word, "screen") == 0) return do_screen(s);
    if (strcmp(word, "clock") == 0) return *t->clock += (int64_t)atoi(rest) * 1000, true;
    if (strcmp(word, "signal") == 0) return do_signal(s, rest);
    if (strcmp(word, "hangup") == 0) return screen_hang_up(t), true;
    if (strcmp(word, "stopped") == 0) return screen_wait(t, is_stopped, "");
    if (strcmp(word, "fg") == 0) return t->stopped = false, write(t->side, "c", 1) == 1;
    if (strcmp(word, "exit") == 0) return do_end(s, atoi(rest));
    if (strcmp(word, "ended") == 0) return do_end(s, ANY_CODE);
    if (strcmp(word, "killed") == 0) return do_end(s, 1000 + atoi(rest));
    if (strcmp(word, "env") == 0) return do_env(rest);
    if (strcmp(word, "shell") == 0) return do_shell(rest);
    return false;
}

static void play(script *s) {
    while (*s->at) {
        const char *line;
        char        text[1024];
        size_t      n = next_line(s, &line);
        if (n == 0 || line[0] == '#') continue;
        if (n >= sizeof text) FAIL(s, "a long line");
        memcpy(text, line, n);
        text[n] = '\0';
        char *rest = text + strcspn(text, " ");
        if (*rest) *rest++ = '\0';
        if (!do_command(s, text, rest)) FAIL(s, "%s %s", text, rest);
    }
    if (s->open) FAIL(s, "the program still runs at the end of the script");
    screen_stop(&s->term);
}

/* --- the scripts --------------------------------------------------------------------------------------------- */

static void plays_as_written(void **state) {
    script s = {.name = *state};
    err    e = {0};
    buf    text, path;
    buf_init(&text);
    buf_init(&path);
    buf_printf(&path, FOLDER "/%s", s.name);
    if (fs_read(path.text, 1 << 20, &text, &e) != ERR_OK) fail_msg("%s", e.text);
    s.at = text.text;
    static const char *const plain[] = {"NO_COLOR", "VISUAL", "EDITOR", "ACCESSIBLE", "NDRILL_THEME"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) unsetenv(plain[i]);
    assert_true(program_begin());
    play(&s);
    program_end();
    buf_free(&text);
    buf_free(&path);
}

static int by_name(const void *a, const void *b) { return strcmp(((const struct CMUnitTest *)a)->name, ((const struct CMUnitTest *)b)->name); }

int main(int argc, char **argv) {
    static struct CMUnitTest tests[200];
    size_t                   n = 0;
    DIR                     *folder = opendir(FOLDER);
    if (!folder) return fprintf(stderr, "there is no folder " FOLDER "\n"), 1;
    for (struct dirent *d; (d = readdir(folder)) && n < 200;) {
        if (!strstr(d->d_name, ".screen") || (argc > 1 && !strstr(d->d_name, argv[1]))) continue;
        char *name = strdup(d->d_name);
        tests[n++] = (struct CMUnitTest){.name = name, .test_func = plays_as_written, .initial_state = name};
    }
    closedir(folder);
    qsort(tests, n, sizeof *tests, by_name);
    if (n == 0) return fprintf(stderr, "there is no such script\n"), 1;
    return _cmocka_run_group_tests("screens", tests, n, NULL, NULL);
}
