/* tests/trainer/emulator.h: the screen of a terminal, as far as ndrill and libedit use one.
 *
 * Knows what TERM=xterm promises: cursor movement, erasing, inserting, scrolling, the second screen,
 * and a cursor that waits in the last column. Colours are kept as "marked or not".                  */
#ifndef NDRILL_TESTS_EMULATOR_H
#define NDRILL_TESTS_EMULATOR_H

#include "base/buf.h"
#include "trainer/trainer.h"

enum { EMU_ROWS = 60, EMU_COLUMNS = 200 };

typedef struct emu_cell { char text[8]; bool wide_tail; } emu_cell;
typedef struct emu_page { emu_cell at[EMU_ROWS][EMU_COLUMNS]; int row, column; } emu_page;

typedef struct emu {
    int      rows, columns;
    emu_page page[2];
    int      on;                           /* which page */
    bool     waits;                        /* in the last column, the next character wraps */
    int      top, bottom, saved_row, saved_column;
    bool     paste, hidden, marked, insert;      /* bracketed paste, cursor hidden, a colour is on */
    char     escape[64];
    size_t   nescape;
    char     letter[8];                    /* UTF-8 so far */
    size_t   nletter, want;
} emu;

static inline emu_page *emu_now(emu *t) { return &t->page[t->on]; }

static inline void emu_blank(emu *t, int row, int from, int to) {
    for (int c = from; c < to && c < EMU_COLUMNS; c++) emu_now(t)->at[row][c] = (emu_cell){.text = " "};
}

static inline void emu_open(emu *t, int rows, int columns) {
    memset(t, 0, sizeof *t);
    t->rows = rows;
    t->columns = columns;
    t->bottom = rows - 1;
    for (t->on = 1;; t->on--) {
        for (int r = 0; r < EMU_ROWS; r++) emu_blank(t, r, 0, EMU_COLUMNS);
        if (t->on == 0) break;
    }
}

static inline void emu_resize(emu *t, int rows, int columns) {
    int above = emu_now(t)->row - (rows - 1);
    if (above > 0 && t->on == 0) {
        memmove(&t->page[0].at[0], &t->page[0].at[above], sizeof t->page[0].at[0] * (size_t)(EMU_ROWS - above));
        emu_now(t)->row -= above;
    }
    for (int r = rows; r < EMU_ROWS; r++) emu_blank(t, r, 0, EMU_COLUMNS);
    for (int r = 0; r < rows; r++) emu_blank(t, r, columns, EMU_COLUMNS);
    t->rows = rows;
    t->columns = columns;
    t->top = 0;
    t->bottom = rows - 1;
}

/* Move lines up (n > 0) or down between two rows. */
static inline void emu_scroll(emu *t, int from, int n) {
    emu_page *p = emu_now(t);
    int       height = t->bottom - from + 1, k = abs(n) < height ? abs(n) : height;
    size_t    row = sizeof p->at[0];
    if (n > 0) memmove(p->at[from], p->at[from + k], row * (size_t)(height - k));
    else memmove(p->at[from + k], p->at[from], row * (size_t)(height - k));
    for (int i = 0; i < k; i++) emu_blank(t, n > 0 ? t->bottom - i : from + i, 0, EMU_COLUMNS);
}

static inline void emu_down(emu *t) {
    if (emu_now(t)->row == t->bottom) emu_scroll(t, t->top, 1);
    else if (emu_now(t)->row < t->rows - 1) emu_now(t)->row++;
}

static inline void emu_put(emu *t, const char *letter, size_t n) {
    emu_page *p = emu_now(t);
    int       width = (int)tr_columns(letter, n);
    if (width == 0) return;
    if (t->waits || p->column + width > t->columns) {
        p->column = 0;
        emu_down(t);
    }
    t->waits = false;
    emu_cell *line = p->at[p->row];
    if (t->insert) memmove(line + p->column + width, line + p->column, sizeof *line * (size_t)(t->columns - p->column - width));
    line[p->column] = (emu_cell){.text = ""};
    memcpy(line[p->column].text, letter, n);
    if (width == 2) line[p->column + 1] = (emu_cell){.wide_tail = true};
    p->column += width;
    if (p->column >= t->columns) {
        p->column = t->columns - 1;
        t->waits = true;
    }
}

/* --- escapes ------------------------------------------------------------------------------------ */

static inline void emu_erase(emu *t, int how, bool page) {
    int row = emu_now(t)->row, column = emu_now(t)->column;
    emu_blank(t, row, how == 0 ? column : 0, how == 1 ? column + 1 : EMU_COLUMNS);
    if (!page) return;
    for (int r = 0; r < t->rows; r++)
        if ((how != 1 && r > row) || (how != 0 && r < row)) emu_blank(t, r, 0, EMU_COLUMNS);
}

static inline void emu_mode(emu *t, int mode, bool on) {
    if (mode == 2004) t->paste = on;
    if (mode == 25) t->hidden = !on;
    if (mode == 4) t->insert = on;
    if (mode == 1049 || mode == 47 || mode == 1047) {
        t->on = on;
        if (on)
            for (int r = 0; r < EMU_ROWS; r++) emu_blank(t, r, 0, EMU_COLUMNS);
    }
}

static inline int emu_within(int x, int n) { return x < 0 ? 0 : x >= n ? n - 1 : x; }

static inline void emu_csi(emu *t, char final) {
    emu_page *p = emu_now(t);
    bool      asked = t->escape[2] == '?';
    char     *s = t->escape + 2 + asked;
    int       a = atoi(s), second = strchr(s, ';') ? atoi(strchr(s, ';') + 1) : 0, n = a ? a : 1;
    emu_cell *line = p->at[p->row];
    t->waits = false;
    switch (final) {
    case 'A': p->row = emu_within(p->row - n, t->rows); break;
    case 'B': p->row = emu_within(p->row + n, t->rows); break;
    case 'C': p->column = emu_within(p->column + n, t->columns); break;
    case 'D': p->column = emu_within(p->column - n, t->columns); break;
    case 'G': p->column = emu_within(n - 1, t->columns); break;
    case 'd': p->row = emu_within(n - 1, t->rows); break;
    case 'H': case 'f':
        p->row = emu_within(n - 1, t->rows);
        p->column = emu_within((second ? second : 1) - 1, t->columns);
        break;
    case 'J': emu_erase(t, a, true); break;
    case 'K': emu_erase(t, a, false); break;
    case 'L': emu_scroll(t, p->row, -n); break;
    case 'M': emu_scroll(t, p->row, n); break;
    case 'S': emu_scroll(t, t->top, n); break;
    case 'T': emu_scroll(t, t->top, -n); break;
    case 'X': emu_blank(t, p->row, p->column, emu_within(p->column + n, t->columns + 1)); break;
    case 'P':
        memmove(line + p->column, line + emu_within(p->column + n, EMU_COLUMNS), sizeof *line * (size_t)(EMU_COLUMNS - emu_within(p->column + n, EMU_COLUMNS)));
        break;
    case '@':
        n = n < t->columns - p->column ? n : t->columns - p->column;
        memmove(line + p->column + n, line + p->column, sizeof *line * (size_t)(t->columns - p->column - n));
        emu_blank(t, p->row, p->column, p->column + n);
        break;
    case 'r':
        t->top = emu_within(n - 1, t->rows);
        t->bottom = second ? emu_within(second - 1, t->rows) : t->rows - 1;
        p->row = p->column = 0;
        break;
    case 'm': t->marked = *s != '\0' && strcmp(s, "0m") != 0 && *s != 'm'; break;
    case 'h': case 'l': emu_mode(t, asked || a == 4 ? a : 0, final == 'h'); break;
    default: break;
    }
}

static inline void emu_escape(emu *t, char c) {
    if (t->nescape < sizeof t->escape - 1) t->escape[t->nescape++] = c;
    t->escape[t->nescape] = '\0';
    char kind = t->escape[1];
    if (t->nescape == 2) {
        if (strchr("[]()", c)) return;
        if (c == 'M' && emu_now(t)->row == t->top) emu_scroll(t, t->top, -1);
        else if (c == 'M') emu_now(t)->row--;
        if (c == '7') t->saved_row = emu_now(t)->row, t->saved_column = emu_now(t)->column;
        if (c == '8') emu_now(t)->row = t->saved_row, emu_now(t)->column = t->saved_column;
        t->nescape = 0;
    } else if (kind == '[' ? c >= 0x40 && c <= 0x7e : kind == ']' ? c == '\a' || c == '\\' : true) {
        if (kind == '[') emu_csi(t, c);
        t->nescape = 0;
    }
}

static inline void emu_letter(emu *t, unsigned char c) {
    if (c < 0x80 || c >= 0xC0) {
        t->nletter = 0;
        t->want = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    }
    if (t->nletter < 4) t->letter[t->nletter++] = (char)c;
    if (t->nletter == t->want) emu_put(t, t->letter, t->nletter);
}

static inline void emu_feed(emu *t, const char *bytes, size_t n) {
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == 0x1b) {
            t->escape[0] = (char)c;
            t->nescape = 1;
        } else if (t->nescape) emu_escape(t, (char)c);
        else if (c == '\r') emu_now(t)->column = 0, t->waits = false;
        else if (c == '\n') emu_down(t), t->waits = false;
        else if (c == '\b') {
            if (emu_now(t)->column > 0) emu_now(t)->column--;
            t->waits = false;
        } else if (c == '\t') emu_now(t)->column = emu_within(emu_now(t)->column / 8 * 8 + 8, t->columns);
        else if (c >= 0x20) emu_letter(t, c);
    }
}

/* --- looking ---------------------------------------------------------------------------------------- */

/* One row without the blanks at its end. */
static inline void emu_row(emu *t, int row, buf *out) {
    size_t start = out->n, end = out->n;
    for (int c = 0; c < t->columns; c++) {
        const emu_cell *cell = &emu_now(t)->at[row][c];
        if (cell->wide_tail) continue;
        buf_puts(out, cell->text);
        if (strcmp(cell->text, " ") != 0) end = out->n;
    }
    buf_cut(out, end > start ? end : start);
}

/* All rows down to the last that has something. */
static inline void emu_text(emu *t, buf *out) {
    size_t end = out->n;
    for (int r = 0; r < t->rows; r++) {
        size_t start = out->n;
        emu_row(t, r, out);
        if (out->n > start) end = out->n + 1;
        buf_putc(out, '\n');
    }
    buf_cut(out, end);
}

#endif
