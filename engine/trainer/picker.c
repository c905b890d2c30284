/* trainer/picker.c: the questions on a full screen.
 *
 * Everything is drawn anew in one write; what is chosen is marked by > as well as by its tone. The second screen
 * is used, so that what was there before comes back.                                                              */
#include "trainer/picker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

typedef struct entry {
    char id[48], short_id[16], level[24], title[96], concepts[96];
    int  par_seconds;
    bool passed, tried, due;
} entry;

typedef enum sieve { ALL, DUE, FRESH, NOT_PASSED, PASSED, NSIEVES } sieve;
static const char *const sieve_names[NSIEVES] = {"all", "due", "new", "not passed", "passed"};

typedef struct picker {
    const tr_look *look;
    entry         *all;
    size_t         n, nshown, *shown;      /* places in all */
    size_t         at, top;                /* among the shown */
    sieve          sieve;
    char           search[40];
    bool           typing;                 /* the search */
    int            rows, columns;
    int64_t        now;
    bool           no_memory;
} picker;

static volatile sig_atomic_t picker_stopped, picker_resized;

static void on_signal(int number) {
    if (number == SIGWINCH) picker_resized = 1;
    else picker_stopped = 1;
}

bool tr_can_pick(const tr_look *look) { return look->tty_in && look->tty_out && !look->json && !look->plain; }

/* --- what is there ---------------------------------------------------------------------------------------- */

static bool take_line(const store_line *l, void *user) {
    picker *p = user;
    if ((p->n & (p->n - 1)) == 0) {
        entry *more = mem_resize(p->all, p->n ? 2 * p->n : 1, sizeof *more, NULL);
        if (!more) return !(p->no_memory = true);
        p->all = more;
    }
    entry *to = &p->all[p->n++];
    *to = (entry){.par_seconds = l->par_seconds, .passed = l->passes > 0, .tried = l->attempts > 0, .due = l->memory.state != STORE_NEW && l->memory.due <= p->now};
    memcpy(to->id, l->id, sizeof to->id);
    memcpy(to->short_id, l->short_id, sizeof to->short_id);
    memcpy(to->level, l->level, sizeof to->level);
    memcpy(to->title, l->title, sizeof to->title);
    snprintf(to->concepts, sizeof to->concepts, "%s", l->concepts);
    return true;
}

static bool is_kept(const picker *p, const entry *l) {
    bool fits = p->sieve == ALL || (p->sieve == DUE && l->due) || (p->sieve == FRESH && !l->tried) || (p->sieve == NOT_PASSED && !l->passed) ||
                (p->sieve == PASSED && l->passed);
    if (!fits || !p->search[0]) return fits;
    return strcasestr(l->title, p->search) || strcasestr(l->short_id, p->search) || strcasestr(l->level, p->search) || strcasestr(l->concepts, p->search);
}

static void sift(picker *p) {
    p->nshown = 0;
    for (size_t i = 0; i < p->n; i++)
        if (is_kept(p, &p->all[i])) p->shown[p->nshown++] = i;
    if (p->at >= p->nshown) p->at = p->nshown ? p->nshown - 1 : 0;
}

/* --- drawing ------------------------------------------------------------------------------------------------- */

static size_t body(const picker *p) { return p->rows > 4 ? (size_t)p->rows - 3 : 1; }

static void line_end(buf *out) { buf_puts(out, "\033[K\r\n"); }

static void draw_entry(buf *out, const picker *p, size_t i) {
    const entry *l = &p->all[p->shown[i]];
    buf          left, right;
    buf_init(&left);
    buf_init(&right);
    buf_printf(&left, "%c %-5s ", i == p->at ? '>' : ' ', l->short_id);
    tr_clean(&left, l->title, strlen(l->title));
    if (p->columns >= 60) {
        buf_printf(&right, "%-12s ", l->level);
        tr_clock(&right, l->par_seconds);
        buf_puts(&right, "  ");
    }
    buf_printf(&right, "%-6s", l->due ? "due" : l->passed ? "passed" : l->tried ? "tried" : "new");
    size_t room = (size_t)p->columns - right.n - 1;
    while (left.n && tr_columns(left.text, left.n) + 1 > room) buf_cut(&left, left.n - 1);
    while (left.n && ((unsigned char)left.text[left.n - 1] & 0xC0) == 0x80) buf_cut(&left, left.n - 1);
    size_t used = tr_columns(left.text, left.n);
    if (used < room) buf_fill(&left, ' ', room - used);
    buf_puts(&left, right.text);
    if (i == p->at) tr_tint(out, p->look, TR_STRONG, left.text);
    else buf_puts(out, left.text);
    line_end(out);
    buf_free(&left);
    buf_free(&right);
}

static void draw(picker *p) {
    buf    out;
    size_t height = body(p);
    buf_init(&out);
    if (p->at < p->top) p->top = p->at;
    if (p->at >= p->top + height) p->top = p->at - height + 1;
    buf_puts(&out, "\033[H");
    buf_printf(&out, " %zu of %zu questions, %s", p->nshown, p->n, sieve_names[p->sieve]);
    if (p->search[0] || p->typing) buf_printf(&out, ", /%s%s", p->search, p->typing ? "_" : "");
    line_end(&out);
    for (size_t i = p->top; i < p->nshown && i < p->top + height; i++) draw_entry(&out, p, i);
    for (size_t i = p->nshown > p->top ? p->nshown - p->top : 0; i < height; i++) line_end(&out);
    const char *keys = p->typing ? " type to search, ENTER keeps it, ESC drops it" : p->columns >= 60 ? " ENTER choose  / search  f filter  j k move  q leave" : " ENTER / f j k q";
    tr_tint(&out, p->look, TR_DIM, keys);
    buf_puts(&out, "\033[K\033[J");
    tr_flush(&out);
    buf_free(&out);
}

/* --- the terminal ----------------------------------------------------------------------------------------------- */

static void take_size(picker *p) {
    struct winsize size;
    p->rows = 24;
    p->columns = 80;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) return;
    p->rows = size.ws_row;
    p->columns = size.ws_col >= 20 ? size.ws_col : 20;
}

static void screen_mode(bool on, struct termios *old) {
    struct termios raw;
    buf            out;
    buf_init(&out);
    buf_puts(&out, on ? "\033[?1049h\033[?25l" : "\033[?25h\033[?1049l");
    if (on) {
        tcgetattr(STDIN_FILENO, old);
        raw = *old;
        raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
        raw.c_iflag &= ~(tcflag_t)(ICRNL | IXON);
        raw.c_cc[VMIN] = 1;
        raw.c_cc[VTIME] = 0;
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    }
    tr_flush(&out);
    buf_free(&out);
    if (!on) tcsetattr(STDIN_FILENO, TCSADRAIN, old);
}

enum { KEY_UP = 1000, KEY_DOWN, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_FIRST, KEY_LAST, KEY_ESCAPE, KEY_NONE };

static int next_byte(int wait_ms) {
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    unsigned char c;
    int           ready = poll(&p, 1, wait_ms);
    if (ready < 0 && errno == EINTR) return -2;
    if (ready <= 0) return -2;
    return read(STDIN_FILENO, &c, 1) == 1 ? c : -1;
}

/* -1: the other end is gone; KEY_NONE: look at the signals. */
static int read_key(void) {
    static const struct { char final; int key; } keys[] = {{'A', KEY_UP}, {'B', KEY_DOWN}, {'H', KEY_FIRST}, {'F', KEY_LAST}, {'5', KEY_PAGE_UP}, {'6', KEY_PAGE_DOWN}};
    int c = next_byte(-1);
    if (c == -2) return KEY_NONE;
    if (c != 27) return c;
    c = next_byte(40);
    if (c != '[' && c != 'O') return KEY_ESCAPE;
    c = next_byte(40);
    int key = KEY_NONE;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].final == c) key = keys[i].key;
    if (c == '5' || c == '6') next_byte(40);
    return key;
}

/* --- keys ----------------------------------------------------------------------------------------------------------- */

static void move(picker *p, long by) {
    long to = (long)p->at + by, last = (long)p->nshown - 1;
    p->at = last < 0 || to < 0 ? 0 : to > last ? (size_t)last : (size_t)to;
}

static void type_search(picker *p, int key) {
    size_t n = strlen(p->search);
    if (key == '\r' || key == '\n') p->typing = false;
    else if (key == KEY_ESCAPE) p->typing = false, p->search[0] = '\0';
    else if ((key == 127 || key == 8) && n) p->search[n - 1] = '\0';
    else if (key >= ' ' && key < 127 && n + 1 < sizeof p->search) p->search[n] = (char)key, p->search[n + 1] = '\0';
    sift(p);
}

/* False: leave. */
static bool press(picker *p, int key, bool *chosen) {
    long page = (long)body(p);
    switch (key) {
    case 'j': case KEY_DOWN: move(p, 1); return true;
    case 'k': case KEY_UP: move(p, -1); return true;
    case ' ': case KEY_PAGE_DOWN: move(p, page); return true;
    case 'b': case KEY_PAGE_UP: move(p, -page); return true;
    case 'g': case KEY_FIRST: move(p, -(long)p->n); return true;
    case 'G': case KEY_LAST: move(p, (long)p->n); return true;
    case '/': p->typing = true; return true;
    case 'f':
        p->sieve = (p->sieve + 1) % NSIEVES;
        sift(p);
        return true;
    case '\r': case '\n': *chosen = p->nshown > 0; return !*chosen;
    case 'q': case KEY_ESCAPE: case 3: case 4: case -1: return false;
    default: return true;
    }
}

static bool run(picker *p) {
    struct termios old;
    bool           chosen = false;
    screen_mode(true, &old);
    for (bool on = true; on && !picker_stopped;) {
        if (picker_resized) take_size(p);
        picker_resized = 0;
        draw(p);
        int key = read_key();
        if (key == 26) {
            screen_mode(false, &old);
            raise(SIGTSTP);
            screen_mode(true, &old);
            picker_resized = 1;
        } else if (p->typing && key != -1 && key != 3) type_search(p, key);
        else on = press(p, key, &chosen);
    }
    screen_mode(false, &old);
    return chosen;
}

bool tr_pick(tr_app *app, const char *level, char id[48], err *e) {
    static const int numbers[] = {SIGWINCH, SIGTERM, SIGHUP};
    struct sigaction act = {.sa_handler = on_signal}, before[3];
    picker           p = {.look = &app->look, .now = clock_seconds()};
    id[0] = '\0';
    bool ok = store_list(app->store, level, take_line, &p, e) == ERR_OK && !p.no_memory && (p.n == 0 || (p.shown = mem_zalloc(p.n, sizeof *p.shown, e)));
    if (ok && p.n) {
        picker_stopped = picker_resized = 0;
        for (int i = 0; i < 3; i++) sigaction(numbers[i], &act, &before[i]);
        take_size(&p);
        sift(&p);
        if (run(&p)) memcpy(id, p.all[p.shown[p.at]].id, 48);
        for (int i = 0; i < 3; i++) sigaction(numbers[i], &before[i], NULL);
        if (picker_stopped) raise(SIGTERM);
    }
    mem_free(p.all);
    mem_free(p.shown);
    return ok;
}
