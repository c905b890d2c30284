/* trainer/prompt.c: the line editor: libedit with history, completion and pasted text.
 *
 * Bracketed paste is switched on while a line is read, so that a pasted answer of several
 * lines arrives as one text instead of being graded line by line.                       */
#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/mem.h"
#include "trainer/complete.h"
#include "trainer/trainer.h"

struct tr_prompt {
    EditLine   *el;
    History    *history;
    const char *ask;
    buf         pasted;       /* lines of a paste that ended the edit */
    buf         path;         /* history file, "" for none */
    tr_names   *names;
    bool        interrupted, stopped;
    bool      (*tick)(void *user, const char *line);
    void       *user;
};

static char *ask_text(EditLine *el) {
    tr_prompt *p;
    el_get(el, EL_CLIENTDATA, &p);
    return (char *)(uintptr_t)p->ask;
}

/* --- paste ------------------------------------------------------------------------------- */

static const char paste_end[] = "\033[201~";

static void read_paste(EditLine *el, buf *text) {
    char c;
    while (text->n < 65536 && el_getc(el, &c) == 1) {
        buf_putc(text, c == '\r' ? '\n' : c);
        size_t k = sizeof paste_end - 1;
        if (text->n >= k && memcmp(text->text + text->n - k, paste_end, k) == 0) {
            buf_cut(text, text->n - k);
            return;
        }
    }
}

static unsigned char on_paste(EditLine *el, int c) {
    (void)c;
    tr_prompt *p;
    el_get(el, EL_CLIENTDATA, &p);
    buf text;
    buf_init(&text);
    read_paste(el, &text);
    unsigned char result = CC_REFRESH;
    if (!memchr(text.text, '\n', text.n)) {
        buf clean;
        buf_init(&clean);
        tr_clean(&clean, text.text, text.n);
        el_insertstr(el, clean.text);
        buf_free(&clean);
    } else {
        buf_add(&p->pasted, text.text, text.n);
        result = CC_NEWLINE;
    }
    buf_free(&text);
    return result;
}

/* --- Ctrl-C and Ctrl-Z: keys while editing, so that none is lost between two reads ------------- */

static unsigned char on_interrupt(EditLine *el, int c) {
    (void)c;
    tr_prompt *p;
    el_get(el, EL_CLIENTDATA, &p);
    p->interrupted = true;
    return CC_EOF;
}

static void paste_mode(bool on);

static unsigned char on_suspend(EditLine *el, int c) {
    (void)c;
    paste_mode(false);
    el_set(el, EL_PREP_TERM, 0);
    raise(SIGTSTP);
    el_set(el, EL_PREP_TERM, 1);
    paste_mode(true);
    return CC_REDISPLAY;
}

/* --- ticks: time goes by while a line is edited --------------------------------------------------- */

#define TICK_MS 200

static int columns_now(void) {
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* Write the prompt where it stands, and go back to where the cursor was. */
static void rewrite_ask(const tr_prompt *p) {
    const LineInfo *line = el_line(p->el);
    size_t          before = tr_columns(p->ask, strlen(p->ask)) + tr_columns(line->buffer, (size_t)(line->cursor - line->buffer));
    size_t          rows = before / (size_t)columns_now();
    buf             b;
    buf_init(&b);
    buf_puts(&b, "\0337");
    if (rows) buf_printf(&b, "\033[%zuA", rows);
    buf_printf(&b, "\r%s\0338", p->ask);
    tr_flush(&b);
    buf_free(&b);
}

static bool call_tick(tr_prompt *p) {
    char            before[64];
    const LineInfo *line = el_line(p->el);
    buf             text;
    buf_init(&text);
    buf_add(&text, line->buffer, (size_t)(line->lastchar - line->buffer));
    snprintf(before, sizeof before, "%s", p->ask);
    p->stopped = !p->tick(p->user, text.text);
    buf_free(&text);
    if (!p->stopped && strcmp(before, p->ask) != 0) rewrite_ask(p);
    return !p->stopped;
}

/* A key, as libedit itself reads it, but only when there is one. */
static int wait_for_key(EditLine *el, wchar_t *c) {
    tr_prompt *p;
    el_get(el, EL_CLIENTDATA, &p);
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    do
        if (!call_tick(p)) return 0;
    while (poll(&in, 1, TICK_MS) == 0);
    el_set(el, EL_GETCFN, EL_BUILTIN_GETCFN);
    int n = el_wgetc(el, c);
    el_set(el, EL_GETCFN, wait_for_key);
    return n;
}

void tr_prompt_on_tick(tr_prompt *p, bool (*tick)(void *user, const char *line), void *user) {
    p->tick = tick;
    p->user = user;
    el_set(p->el, EL_GETCFN, tick ? wait_for_key : EL_BUILTIN_GETCFN);
}

/* --- completion -------------------------------------------------------------------------- */

static unsigned char on_tab(EditLine *el, int c) {
    (void)c;
    tr_prompt *p;
    el_get(el, EL_CLIENTDATA, &p);
    const LineInfo *line = el_line(el);
    buf             insert, show;
    buf_init(&insert);
    buf_init(&show);
    tr_complete(&p->names, line->buffer, (size_t)(line->cursor - line->buffer), &insert, &show);
    unsigned char result = CC_REFRESH;
    if (insert.n) {
        el_insertstr(el, insert.text);
    } else if (show.n) {
        buf_insert(&show, 0, "\n", 1);
        tr_flush(&show);
        result = CC_REDISPLAY;
    } else {
        result = CC_REFRESH_BEEP;
    }
    buf_free(&insert);
    buf_free(&show);
    return result;
}

/* --- open, read, close ---------------------------------------------------------------------- */

static void open_history(tr_prompt *p, const char *name) {
    HistEvent event;
    p->history = history_init();
    if (!p->history) return;
    history(p->history, &event, H_SETSIZE, 500);
    history(p->history, &event, H_SETUNIQUE, 1);
    el_set(p->el, EL_HIST, history, p->history);
    if (!name[0] || fs_data_dir(&p->path, NULL) != ERR_OK) {
        buf_clear(&p->path);
        return;
    }
    buf_printf(&p->path, "/%s", name);
    history(p->history, &event, H_LOAD, p->path.text);
}

static void bind_keys(EditLine *el) {
    el_set(el, EL_EDITOR, "emacs");
    el_set(el, EL_SIGNAL, 0);
    el_set(el, EL_ADDFN, "ndrill-complete", "complete a name", on_tab);
    el_set(el, EL_ADDFN, "ndrill-paste", "take a pasted text", on_paste);
    el_set(el, EL_ADDFN, "ndrill-interrupt", "give the line up", on_interrupt);
    el_set(el, EL_ADDFN, "ndrill-suspend", "stop the program", on_suspend);
    el_set(el, EL_SETTY, "-d", "-isig", NULL);
    el_set(el, EL_BIND, "^C", "ndrill-interrupt", NULL);
    el_set(el, EL_BIND, "^Z", "ndrill-suspend", NULL);
    el_set(el, EL_BIND, "\t", "ndrill-complete", NULL);
    el_set(el, EL_BIND, "\033[200~", "ndrill-paste", NULL);
    el_set(el, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(el, EL_BIND, "\033[H", "ed-move-to-beg", NULL);
    el_set(el, EL_BIND, "\033[F", "ed-move-to-end", NULL);
    el_set(el, EL_BIND, "\033[3~", "ed-delete-next-char", NULL);
}

tr_prompt *tr_prompt_open(const char *name, err *e) {
    tr_prompt *p = mem_zalloc(1, sizeof *p, e);
    if (!p) return NULL;
    buf_init(&p->pasted);
    buf_init(&p->path);
    p->el = el_init("ndrill", stdin, stdout, stderr);
    if (!p->el) {
        err_set(e, ERR_OS, "the line editor does not start on this terminal");
        tr_prompt_close(p);
        return NULL;
    }
    el_set(p->el, EL_CLIENTDATA, p);
    el_set(p->el, EL_PROMPT, ask_text);
    bind_keys(p->el);
    open_history(p, name);
    return p;
}

void tr_prompt_close(tr_prompt *p) {
    if (!p) return;
    HistEvent event;
    if (p->history) {
        if (p->path.n) history(p->history, &event, H_SAVE, p->path.text);
        history_end(p->history);
    }
    if (p->el) el_end(p->el);
    tr_names_free(p->names);
    buf_free(&p->pasted);
    buf_free(&p->path);
    mem_free(p);
}

static void paste_mode(bool on) {
    buf b;
    buf_init(&b);
    buf_puts(&b, on ? "\033[?2004h" : "\033[?2004l");
    tr_flush(&b);
    buf_free(&b);
}

static void take_line(tr_prompt *p, const char *line, int n, buf *out) {
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
    buf_add(out, line, (size_t)n);
    if (!p->pasted.n) return;
    buf_add(out, p->pasted.text, p->pasted.n);
    while (out->n && out->text[out->n - 1] == '\n') buf_cut(out, out->n - 1);
    tr_flush(&p->pasted);
    buf_putc(&p->pasted, '\n');
    tr_flush(&p->pasted);
}

tr_read tr_prompt_read(tr_prompt *p, const char *ask, const char *begin, buf *out) {
    p->interrupted = p->stopped = false;
    p->ask = ask;
    buf_clear(&p->pasted);
    if (begin && begin[0]) el_push(p->el, begin);
    /* Before the prompt is seen: a key that follows it at once must find the editor. */
    el_set(p->el, EL_PREP_TERM, 1);
    paste_mode(true);
    int         n = 0;
    const char *line = el_gets(p->el, &n);
    paste_mode(false);
    if (p->interrupted) {
        el_reset(p->el);
        puts("^C");
        return TR_READ_INTERRUPT;
    }
    if (p->stopped) {
        el_reset(p->el);
        puts("");
        return TR_READ_STOPPED;
    }
    if (!line) n = 0;
    if (n <= 0 && !p->pasted.n) return TR_READ_EOF;
    take_line(p, line, n, out);
    return TR_READ_LINE;
}

void tr_prompt_remember(tr_prompt *p, const char *line) {
    HistEvent event;
    if (p->history && line[0] && !strchr(line, '\n')) history(p->history, &event, H_ENTER, line);
}

/* --- one key --------------------------------------------------------------------------------- */

int tr_read_key(void) { return tr_ask_key(NULL); }

int tr_ask_key(buf *ask) {
    struct termios old, raw;
    if (tcgetattr(STDIN_FILENO, &old) != 0) return -1;
    raw = old;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    /* Only now: a key that follows at once must not be echoed. */
    if (ask) tr_flush(ask);
    unsigned char c;
    ssize_t       n;
    do n = read(STDIN_FILENO, &c, 1);
    while (n < 0 && errno == EINTR);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &old);
    return n == 1 ? c : -1;
}
