/* trainer/cmd_repl.c: ndrill repl: array notation, line by line. */
#include <stdio.h>
#include <string.h>

#include "bind/bind.h"
#include "trainer/doc.h"
#include "trainer/repl.h"

static void write_clean(void *user, const char *text, size_t n) {
    (void)user;
    buf out;
    buf_init(&out);
    tr_clean(&out, text, n);
    tr_flush(&out);
    buf_free(&out);
}

static void show_values(bind_state *state) {
    buf text, clean;
    buf_init(&text);
    buf_init(&clean);
    for (size_t i = 0; i < bind_nvalues(state); i++) {
        size_t before = text.n;
        bind_value_repr(state, i, &text);
        if (text.n > before) buf_putc(&text, '\n');
    }
    tr_clean(&clean, text.text, text.n);
    tr_flush(&clean);
    buf_free(&clean);
    buf_free(&text);
}

static void show_problem(const bind_problem *p, const buf *entry) {
    buf text, clean;
    buf_init(&text);
    buf_init(&clean);
    bind_problem_show(&text, p, "line", entry->text, entry->n);
    tr_clean(&clean, text.text, text.n);
    tr_flush(&clean);
    buf_free(&clean);
    buf_free(&text);
}

/* True when the entry needs more lines. */
static bool run_entry(bind_state *state, const buf *entry, bool may_grow, bool *failed) {
    bind_problem p = {0};
    if (strncmp(entry->text, ":d ", 3) == 0) return tr_doc_print(&(tr_look){.width = 80}, entry->text + 3), false;
    if (bind_run(state, "line", entry->text, entry->n, NOTATION_PROMPT, &p)) {
        show_values(state);
        return false;
    }
    if (p.incomplete && may_grow) return true;
    show_problem(&p, entry);
    *failed = true;
    return false;
}

static int edit_loop(bind_state *state, tr_prompt *prompt, const char *ask) {
    buf  entry;
    bool failed = false;
    buf_init(&entry);
    for (;;) {
        buf     line;
        buf_init(&line);
        tr_read got = tr_prompt_read(prompt, entry.n ? ".. " : ask, NULL, &line);
        if (got == TR_READ_LINE) tr_prompt_remember(prompt, line.text);
        if (got == TR_READ_LINE && entry.n) buf_putc(&entry, '\n');
        buf_add(&entry, line.text, line.n);
        bool empty_line = line.n == 0;
        buf_free(&line);
        if (got == TR_READ_EOF || (got == TR_READ_LINE && (strcmp(entry.text, ":q") == 0))) break;
        if (got == TR_READ_INTERRUPT) buf_clear(&entry);
        else if (entry.n && !run_entry(state, &entry, !empty_line, &failed)) buf_clear(&entry);
    }
    buf_free(&entry);
    puts("");
    return TR_OK;
}

static int line_loop(bind_state *state) {
    buf  line, entry;
    bool failed = false;
    buf_init(&line);
    buf_init(&entry);
    while (tr_read_line(&line)) {
        buf_add(&entry, line.text, line.n);
        buf_putc(&entry, '\n');
        if (!run_entry(state, &entry, true, &failed)) buf_clear(&entry);
    }
    if (entry.n) run_entry(state, &entry, false, &failed);
    buf_free(&entry);
    buf_free(&line);
    return failed ? TR_WRONG : TR_OK;
}

bind_state *tr_repl_open(const tr_look *look, bool sandbox, err *e) {
    bind_options o = {.sandbox = sandbox, .write = write_clean, .scratch = sandbox ? NULL : ".", .columns = look->columns, .ascii = look->plain};
    return bind_open(&o, e);
}

int tr_repl_loop(bind_state *state, const char *history, const char *ask, err *e) {
    tr_prompt *prompt = tr_prompt_open(history, e);
    if (!prompt) return tr_fail(TR_FAILURE, e);
    int code = edit_loop(state, prompt, ask);
    tr_prompt_close(prompt);
    return code;
}

int tr_cmd_repl(tr_app *app, int argc, char **argv) {
    (void)argv;
    if (argc != 0) return tr_usage("usage: ndrill repl");
    err         e = {0};
    bind_state *state = tr_repl_open(&app->look, false, &e);
    if (!state) return tr_fail(TR_FAILURE, &e);
    if (app->look.tty_in) puts("ndrill " TR_VERSION ": array notation; np is here. :d NAME explains a name, Ctrl-D or :q ends.");
    int code = app->look.tty_in ? tr_repl_loop(state, "repl_history", "> ", &e) : line_loop(state);
    bind_close(state);
    return code;
}
