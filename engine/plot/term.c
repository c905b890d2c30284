/* plot/term.c: a figure as lines of text.
 *
 * Each axes is a block of lines; blocks of one row of subplots stand side by side where there is
 * room, one below the other where there is not. Lines have no spaces at their ends.             */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "plot/term.h"

enum { NARROW = 25, LINES_MAX = 64, LABEL_MAX = 12 };

/* Lines being built: a block's text and how many columns of each line are taken. */
typedef struct block {
    buf line[LINES_MAX];
    int used[LINES_MAX];
    int n, width;
} block;

static void block_init(block *b, int width) {
    for (int i = 0; i < LINES_MAX; i++) buf_init(&b->line[i]), b->used[i] = 0;
    b->n = 0, b->width = width;
}

static void block_free(block *b) {
    for (int i = 0; i < LINES_MAX; i++) buf_free(&b->line[i]);
}

/* --- characters ----------------------------------------------------------------------------------- */

static void put_code(buf *out, unsigned c) {
    char t[4];
    if (c < 0x80) t[0] = (char)c, buf_add(out, t, 1);
    else if (c < 0x800) t[0] = (char)(0xc0 | c >> 6), t[1] = (char)(0x80 | (c & 0x3f)), buf_add(out, t, 2);
    else if (c < 0x10000) t[0] = (char)(0xe0 | c >> 12), t[1] = (char)(0x80 | (c >> 6 & 0x3f)), t[2] = (char)(0x80 | (c & 0x3f)), buf_add(out, t, 3);
    else t[0] = (char)(0xf0 | c >> 18), t[1] = (char)(0x80 | (c >> 12 & 0x3f)), t[2] = (char)(0x80 | (c >> 6 & 0x3f)), t[3] = (char)(0x80 | (c & 0x3f)), buf_add(out, t, 4);
}

/* Text without what could move a cursor, at most so many columns: longer ones end in "..". Returns its columns. */
static int put_text(buf *out, const char *text, int room, bool ascii) {
    int whole = plot_text_columns(text), n = 0;
    for (unsigned c; (c = plot_next_code(&text)) != 0;) {
        int w = plot_code_columns(c);
        if (whole > room && n + w > room - 2) break;
        put_code(out, ascii && c > 126 ? '?' : c);
        n += w;
    }
    for (; whole > room && n < room; n++) buf_putc(out, '.');
    return n;
}

static void pad_to(block *b, int line, int column) {
    if (column > b->used[line]) buf_fill(&b->line[line], ' ', (size_t)(column - b->used[line])), b->used[line] = column;
}

/* Text on a line from a column on; what stands there already stays. */
static void put_at(block *b, int line, int column, const char *text, int room, bool ascii) {
    if (line >= LINES_MAX) return;
    if (column < 0) column = 0;
    if (b->used[line] > column) return;
    pad_to(b, line, column);
    b->used[line] += put_text(&b->line[line], text, room, ascii);
    if (line >= b->n) b->n = line + 1;
}

static void put_centred(block *b, int line, int from, int width, const char *text, bool ascii) {
    int n = plot_text_columns(text);
    put_at(b, line, from + (n < width ? (width - n) / 2 : 0), text, width, ascii);
}

/* --- the inside ------------------------------------------------------------------------------------ */

static int cube(int color) {
    int r = color >> 16 & 255, g = color >> 8 & 255, b = color & 255;
    return 16 + 36 * ((r * 5 + 127) / 255) + 6 * ((g * 5 + 127) / 255) + (b * 5 + 127) / 255;
}

static unsigned glyph_of(const term_grid *g, const term_cell *c) {
    bool over = c->rank < RANK_SIGN && c->dots && (c->lined || c->rank < RANK_AREA);
    if (!over) return c->glyph ? c->glyph : ' ';
    return g->look->ascii ? (unsigned char)c->sign : 0x2800u + c->dots;
}

static void put_row(block *b, int line, const term_grid *g, int y) {
    int last = -1, end = g->w;
    while (end > 0 && glyph_of(g, &g->cell[(size_t)y * (size_t)g->w + (size_t)end - 1]) == ' ') end--;
    for (int x = 0; x < end; x++) {
        const term_cell *c = &g->cell[(size_t)y * (size_t)g->w + (size_t)x];
        unsigned         glyph = glyph_of(g, c);
        int              color = glyph == ' ' || !g->look->colour ? -1 : c->color;
        if (color != last) {
            if (color >= 0) buf_printf(&b->line[line], "\033[38;5;%dm", cube(color));
            else buf_puts(&b->line[line], "\033[0m");
        }
        last = color;
        put_code(&b->line[line], glyph);
    }
    if (last >= 0) buf_puts(&b->line[line], "\033[0m");
    b->used[line] += end;
}

/* --- one axes ------------------------------------------------------------------------------------------ */

typedef struct frame {
    const plot_axes *a;
    term_grid        g;
    plot_ticks       x, y;
    int              top, left;       /* first line and column of the inside */
    char             signs[PLOT_MAX_SERIES];
} frame;

static int row_of(const frame *f, double at) { return (int)lround((1 - plot_place(&f->g.y, at)) * (f->g.h - 1)); }
static int column_of(const frame *f, double at) { return (int)lround(plot_place(&f->g.x, at) * (f->g.w - 1)); }

/* Bars that lie have their tick at the middle of a cell, as everything else. */
static void put_grid(const frame *f) {
    for (int y = 0; y < f->g.h; y++) {
        for (int x = 0; x < f->g.w; x++) {
            bool on = false;
            for (size_t i = 0; i < f->x.n && !on; i++) on = column_of(f, f->x.at[i]) == x && y % 2 == 0;
            for (size_t i = 0; i < f->y.n && !on; i++) on = row_of(f, f->y.at[i]) == y && x % 3 == 0;
            term_cell *c = &f->g.cell[(size_t)y * (size_t)f->g.w + (size_t)x];
            if (on) c->glyph = f->g.look->ascii ? '.' : 0xb7, c->rank = RANK_GRID, c->color = -1;
        }
    }
}

static void put_left(block *b, const frame *f) {
    bool ascii = f->g.look->ascii;
    for (int y = 0; y < f->g.h; y++) {
        const char *edge = ascii ? "|" : "│";
        for (size_t i = 0; i < f->y.n; i++) {
            if (row_of(f, f->y.at[i]) != y || b->used[f->top + y] > 0) continue;
            int n = plot_text_columns(f->y.text[i]), room = f->left - 2;
            put_at(b, f->top + y, n < room ? room - n : 0, f->y.text[i], room, ascii);
            edge = ascii ? "+" : "┤";
        }
        put_at(b, f->top + y, f->left - 1, edge, 1, ascii);
    }
}

static void put_bottom(block *b, const frame *f) {
    bool ascii = f->g.look->ascii;
    int  line = f->top + f->g.h;
    put_at(b, line, f->left - 1, ascii ? "+" : "└", 1, ascii);
    for (int x = 0; x < f->g.w; x++) {
        bool tick = false;
        for (size_t i = 0; i < f->x.n && !tick; i++) tick = column_of(f, f->x.at[i]) == x;
        put_at(b, line, f->left + x, tick ? ascii ? "+" : "┬" : ascii ? "-" : "─", 1, ascii);
    }
    for (size_t k = 0; k < f->x.n; k++) {
        size_t i = f->g.x.from > f->g.x.to ? f->x.n - 1 - k : k;
        int    n = plot_text_columns(f->x.text[i]), at = f->left + column_of(f, f->x.at[i]) - n / 2;
        if (at + n > b->width) at = b->width - n;
        if (b->used[line + 1] && at <= b->used[line + 1]) continue;
        put_at(b, line + 1, at, f->x.text[i], b->width, ascii);
    }
}

static void legend_key(buf *key, const frame *f, size_t k) {
    const plot_series *s = &f->a->series[k];
    bool               ascii = f->g.look->ascii;
    size_t             nth = 0;
    for (size_t i = 0; i < k; i++) nth += f->a->series[i].kind == PLOT_BAR || f->a->series[i].kind == PLOT_BARH || f->a->series[i].kind == PLOT_HIST;
    const char *dash = ascii ? s->line : strcmp(s->line, "-") == 0 ? "⠒" : strcmp(s->line, "--") == 0 ? "╌" : strcmp(s->line, ":") == 0 ? "┈" : "┄";
    switch (s->kind) {
    case PLOT_BAR: case PLOT_BARH: case PLOT_HIST: put_code(key, plot_term_pattern(nth, ascii)), put_code(key, plot_term_pattern(nth, ascii)); break;
    case PLOT_FILL: buf_puts(key, ascii ? "::" : "░░"); break;
    case PLOT_SCATTER: buf_putc(key, f->signs[k]); break;
    default:
        if (s->line[0]) buf_puts(key, dash);
        if (s->marker || f->g.nlines > 1 || ascii || !s->line[0]) buf_putc(key, f->signs[k]);
        else buf_puts(key, dash);
        if (s->line[0]) buf_puts(key, dash);
    }
}

/* Entries side by side as far as they fit. */
static int put_legend(block *b, const frame *f, int line) {
    int column = f->left;
    for (size_t k = 0; k < f->a->nseries && line < LINES_MAX - 1; k++) {
        buf key;
        if (!plot_in_legend(&f->a->series[k])) continue;
        buf_init(&key);
        legend_key(&key, f, k);
        int n = plot_text_columns(key.text) + 1 + plot_text_columns(f->a->series[k].label);
        if (column > f->left && column + n > b->width) line++, column = f->left;
        put_at(b, line, column, key.text, b->width, false);
        put_at(b, line, b->used[line] + 1, f->a->series[k].label, b->width - b->used[line] - 1, f->g.look->ascii);
        column = b->used[line] + 3;
        buf_free(&key);
    }
    return column > f->left ? line + 1 : line;
}

/* What the darkest and the brightest shade stand for. */
static int put_shades(block *b, const frame *f, int line) {
    for (size_t k = 0; k < f->a->nseries; k++) {
        const plot_series *s = &f->a->series[k];
        buf                text;
        double             low, high;
        if (s->kind != PLOT_IMAGE || line >= LINES_MAX - 1) continue;
        plot_span(s->z, s->rows * s->cols, &low, &high);
        buf_init(&text);
        buf_printf(&text, "%.4g ", low);
        for (int i = 0; i < (f->g.look->ascii ? 10 : 5); i++) put_code(&text, plot_term_shade((i + 0.5) / (f->g.look->ascii ? 10 : 5), f->g.look->ascii));
        buf_printf(&text, " %.4g", high);
        put_at(b, line++, f->left, text.text, b->width - f->left, false);
        buf_free(&text);
    }
    return line;
}

static int label_width(const plot_ticks *t) {
    int most = 1;
    for (size_t i = 0; i < t->n; i++) {
        int n = plot_text_columns(t->text[i]);
        if (n > most) most = n;
    }
    return most > LABEL_MAX ? LABEL_MAX : most;
}

/* How high the inside is for its width. */
static int height_of(const plot_figure *f, const plot_axes *a, int w) {
    plot_scale x = plot_scale_of(a, false), y = plot_scale_of(a, true);
    double     aspect = f->width > 0 ? f->height / f->width : 0.75;
    if (a->rows > 1 || a->cols > 1) aspect *= (double)a->cols / a->rows;
    double h = w * 0.36 * aspect + 1;
    if (a->equal) h = w * 0.5 * fabs(y.to - y.from) / fabs(x.to - x.from);
    if (!(h >= 8)) return 8;
    return h > 24 ? 24 : (int)lround(h);
}

static void measure(frame *f, const plot_figure *fig, int width, const plot_look *look) {
    f->g.look = look;
    f->g.signs = f->signs;
    f->g.x = plot_scale_of(f->a, false), f->g.y = plot_scale_of(f->a, true);
    plot_term_signs(f->a, f->signs);
    for (size_t k = 0; k < f->a->nseries; k++) f->g.nlines += f->a->series[k].kind == PLOT_LINE || f->a->series[k].kind == PLOT_SCATTER;
    f->g.h = height_of(fig, f->a, width - 8);
    plot_ticks_of(&f->y, &f->a->y, &f->g.y, f->g.h / 3);
    f->left = f->a->hidden ? 0 : label_width(&f->y) + 2;
    f->g.w = width - f->left;
    if (f->a->equal) {
        double w = 2 * f->g.h * fabs(f->g.x.to - f->g.x.from) / fabs(f->g.y.to - f->g.y.from);
        if (w >= 8 && w < f->g.w) f->g.w = (int)lround(w);
    }
    plot_ticks_of(&f->x, &f->a->x, &f->g.x, f->g.w / 9 < 9 ? f->g.w / 9 : 9);
}

static void draw_axes(block *b, const plot_figure *fig, const plot_axes *a, int width, const plot_look *look) {
    frame *f = mem_zalloc(1, sizeof *f, NULL);
    block_init(b, width);
    if (!f) return;
    f->a = a;
    measure(f, fig, width, look);
    f->g.cell = mem_zalloc((size_t)f->g.w * (size_t)f->g.h, sizeof *f->g.cell, NULL);
    if (f->g.cell) {
        int line = 0;
        if (a->title && a->title[0]) put_centred(b, line++, f->left, f->g.w, a->title, look->ascii);
        if (a->y.label && a->y.label[0] && !a->hidden) put_at(b, line++, 0, a->y.label, width, look->ascii);
        f->top = line;
        if (a->grid && !a->hidden) put_grid(f);
        for (size_t k = 0; k < a->nseries; k++) plot_term_series(&f->g, a, k);
        if (!a->hidden) put_left(b, f);
        for (int y = 0; y < f->g.h; y++) put_row(b, f->top + y, &f->g, y);
        b->n = f->top + f->g.h;
        if (!a->hidden) put_bottom(b, f);
        line = b->n;
        if (a->x.label && a->x.label[0] && !a->hidden) put_centred(b, line++, f->left, f->g.w, a->x.label, look->ascii);
        line = put_shades(b, f, line);
        if (a->legend) line = put_legend(b, f, line);
        if (line > b->n) b->n = line;
    }
    mem_free(f->g.cell);
    mem_free(f);
}

/* --- the whole ----------------------------------------------------------------------------------------- */

static void put_block(buf *out, const block *b) {
    for (int i = 0; i < b->n; i++) {
        size_t n = b->line[i].n;
        while (n > 0 && b->line[i].text[n - 1] == ' ') n--;
        buf_add(out, b->line[i].text, n);
        buf_putc(out, '\n');
    }
}

/* Blocks of one row, one beside the other. */
static void put_beside(buf *out, block *blocks, int n) {
    int lines = 0;
    for (int k = 0; k < n; k++) lines = blocks[k].n > lines ? blocks[k].n : lines;
    for (int i = 0; i < lines; i++) {
        size_t start = out->n;
        for (int k = 0; k < n; k++) {
            if (i < blocks[k].n) buf_add(out, blocks[k].line[i].text, blocks[k].line[i].n);
            if (k < n - 1) buf_fill(out, ' ', (size_t)(blocks[k].width - blocks[k].used[i] + 2));
        }
        while (out->n > start && out->text[out->n - 1] == ' ') buf_cut(out, out->n - 1);
        buf_putc(out, '\n');
    }
}

/* As many axes from i on as stand in one row of subplots, in order, and all have the same columns. */
static size_t row_from(const plot_figure *f, size_t i) {
    const plot_axes *a = &f->axes[i];
    size_t           n = 1;
    while (i + n < f->naxes && f->axes[i + n].rows == a->rows && f->axes[i + n].cols == a->cols && f->axes[i + n].index == a->index + (int)n &&
           (f->axes[i + n].index - 1) / a->cols == (a->index - 1) / a->cols)
        n++;
    return n;
}

void plot_draw(buf *out, const plot_figure *f, const plot_look *look) {
    int  width = look->columns < 40 ? 40 : look->columns > 200 ? 200 : look->columns;
    buf  title;
    buf_init(&title);
    if (f->title && f->title[0]) {
        int n = put_text(&title, f->title, width, look->ascii);
        buf_fill(out, ' ', (size_t)(width - n) / 2);
        buf_add(out, title.text, title.n);
        buf_putc(out, '\n');
    }
    buf_free(&title);
    for (size_t i = 0; i < f->naxes;) {
        size_t n = row_from(f, i);
        int    each = (width - 2 * (f->axes[i].cols - 1)) / f->axes[i].cols;
        if (each < NARROW || n == 1) n = 1, each = width;
        block *blocks = mem_alloc(n, sizeof *blocks, NULL);
        if (!blocks) return;
        for (size_t k = 0; k < n; k++) draw_axes(&blocks[k], f, &f->axes[i + k], each, look);
        if (n == 1) put_block(out, blocks);
        else put_beside(out, blocks, (int)n);
        for (size_t k = 0; k < n; k++) block_free(&blocks[k]);
        mem_free(blocks);
        i += n;
        if (i < f->naxes) buf_putc(out, '\n');
    }
    if (f->naxes == 0) buf_puts(out, "(an empty figure)\n");
}
