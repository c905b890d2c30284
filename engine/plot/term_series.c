/* plot/term_series.c: series on the cells of a terminal.
 *
 * Lines are dots of braille, two across and four down in a cell; each has a letter on it here and
 * there when there are several. Points are their letter, or dots when they are many. Bars are
 * blocks, eighths of a cell high; images are shades.                                            */
#include <math.h>
#include <string.h>

#include "plot/term.h"

#define CYCLE "ox+*#@%&=$"

void plot_term_signs(const plot_axes *a, char *signs) {
    bool   used[128] = {false};
    size_t next = 0;
    for (size_t k = 0; k < a->nseries; k++) {
        char own = a->series[k].marker;
        signs[k] = 0;
        if (own > ' ' && own < 127 && own != ',' && !used[(int)own]) used[(int)own] = true, signs[k] = own;
    }
    for (size_t k = 0; k < a->nseries; k++) {
        size_t tries = 0;
        if (signs[k]) continue;
        while (tries++ < sizeof CYCLE && used[(int)CYCLE[next % (sizeof CYCLE - 1)]]) next++;
        signs[k] = CYCLE[next++ % (sizeof CYCLE - 1)];
        used[(int)signs[k]] = true;
    }
}

unsigned plot_term_shade(double fraction, bool ascii) {
    static const unsigned blocks[] = {' ', 0x2591, 0x2592, 0x2593, 0x2588};
    static const char     letters[] = " .:-=+*#%@";
    int                   n = ascii ? 10 : 5;
    if (!(fraction >= 0)) return '?';
    int k = (int)(fmin(fraction, 1) * n);
    if (k >= n) k = n - 1;
    return ascii ? (unsigned)letters[k] : blocks[k];
}

unsigned plot_term_pattern(size_t k, bool ascii) {
    static const unsigned blocks[] = {0x2588, 0x2592, 0x2591, 0x2593};
    return ascii ? (unsigned char)"#%o*+x"[k % 6] : blocks[k % 4];
}

/* --- cells ------------------------------------------------------------------------------------ */

static term_cell *cell_at(const term_grid *g, int x, int y) {
    return x < 0 || y < 0 || x >= g->w || y >= g->h ? NULL : &g->cell[(size_t)y * (size_t)g->w + (size_t)x];
}

static void put_glyph(const term_grid *g, int x, int y, unsigned glyph, int rank, int color) {
    term_cell *c = cell_at(g, x, y);
    if (!c || rank < c->rank) return;
    c->glyph = glyph, c->rank = (uint8_t)rank, c->color = color;
}

static void put_dot(const term_grid *g, int x, int y, int color, char sign, bool line) {
    static const uint8_t bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    term_cell *c = x < 0 || y < 0 ? NULL : cell_at(g, x / 2, y / 4);
    if (!c) return;
    c->dots |= bits[y & 3][x & 1];
    c->lined |= line;
    c->sign = sign;
    if (c->rank < RANK_SIGN) c->color = color;
}

/* --- lines --------------------------------------------------------------------------------------- */

/* Dots from the top left corner. */
static plot_point dot_of(const term_grid *g, double x, double y) {
    return (plot_point){plot_place(&g->x, x) * (2 * g->w - 1), (1 - plot_place(&g->y, y)) * (4 * g->h - 1)};
}

/* The part of a segment within the dots, if any. */
static bool cut(const term_grid *g, plot_point *a, plot_point *b) {
    const double low[2] = {-0.5, -0.5}, high[2] = {2 * g->w - 0.5, 4 * g->h - 0.5};
    double       from[2] = {a->x, a->y}, step[2] = {b->x - a->x, b->y - a->y}, t0 = 0, t1 = 1;
    for (int k = 0; k < 2; k++) {
        if (step[k] == 0) {
            if (from[k] < low[k] || from[k] > high[k]) return false;
            continue;
        }
        double at = (low[k] - from[k]) / step[k], to = (high[k] - from[k]) / step[k];
        t0 = fmax(t0, fmin(at, to)), t1 = fmin(t1, fmax(at, to));
    }
    if (!(t0 <= t1)) return false;
    *b = (plot_point){from[0] + t1 * step[0], from[1] + t1 * step[1]};
    *a = (plot_point){from[0] + t0 * step[0], from[1] + t0 * step[1]};
    /* Lengths that are no numbers, or have lost all their digits, leave the paper here. */
    return a->x > -1 && a->y > -1 && b->x > -1 && b->y > -1 && fmax(a->x, b->x) < 2 * g->w && fmax(a->y, b->y) < 4 * g->h;
}

/* Does the pen touch the paper, so many dots after it began? */
static bool pen_down(const char *line, int drawn) {
    if (strcmp(line, "--") == 0) return drawn % 8 < 5;
    if (strcmp(line, "-.") == 0) return drawn % 8 < 4 || drawn % 8 == 6;
    if (strcmp(line, ":") == 0) return drawn % 3 == 0;
    return true;
}

static bool is_place(plot_point p) { return isfinite(p.x) && isfinite(p.y); }

/* *drawn counts dots along the whole series, so that dashes go on round corners. */
static void segment(const term_grid *g, const plot_series *s, plot_point a, plot_point b, char sign, int *drawn) {
    if (!is_place(a) || !is_place(b) || !cut(g, &a, &b)) return;
    int n = (int)fmax(fabs(b.x - a.x), fabs(b.y - a.y)) + 1;
    for (int i = 0; i <= n; i++) {
        double t = (double)i / n;
        if (pen_down(s->line, (*drawn)++)) put_dot(g, (int)lround(a.x + t * (b.x - a.x)), (int)lround(a.y + t * (b.y - a.y)), s->color, sign, true);
    }
}

static void put_sign(const term_grid *g, plot_point p, char sign, int color) {
    if (is_place(p) && p.x > -1 && p.y > -1 && p.x < 2 * g->w && p.y < 4 * g->h)
        put_glyph(g, (int)lround(p.x) / 2, (int)lround(p.y) / 4, (unsigned char)sign, RANK_SIGN, color);
}

/* A letter every so many columns, each series at places of its own. */
static void put_signs(const term_grid *g, const plot_series *s, size_t k, char sign) {
    int every = g->w / 5 > 6 ? g->w / 5 : 6, last = -every, shift = (int)(k * 5) % every;
    for (size_t i = 0; i < s->n; i++) {
        plot_point p = dot_of(g, s->x[i], s->y[i]);
        if (!is_place(p) || p.x < 0 || p.x >= 2 * g->w) continue;
        int column = (int)p.x / 2;
        if ((column + shift) / every == last) continue;
        if (last >= 0 || s->n < 3 || (column + shift) % every < every / 2) put_sign(g, p, sign, s->color);
        last = (column + shift) / every;
    }
}

static void draw_line(term_grid *g, const plot_series *s, size_t k) {
    char sign = g->signs[k];
    int  drawn = 0;
    bool wanted = s->marker != 0, few = s->n <= (size_t)g->w / 2;
    for (size_t i = 0; s->line[0] && i < s->n; i++) {
        plot_point p = dot_of(g, s->x[i], s->y[i]);
        if (i + 1 < s->n) segment(g, s, p, dot_of(g, s->x[i + 1], s->y[i + 1]), sign, &drawn);
        if (s->n == 1) segment(g, s, p, p, sign, &drawn);
    }
    if (!s->line[0] || (wanted && few))
        for (size_t i = 0; i < s->n; i++) put_sign(g, dot_of(g, s->x[i], s->y[i]), sign, s->color);
    else if (g->nlines > 1 || wanted) put_signs(g, s, k, sign);
}

static void draw_points(term_grid *g, const plot_series *s, char sign) {
    bool many = s->n > 300 && g->nlines == 1 && !g->look->ascii;
    for (size_t i = 0; i < s->n; i++) {
        plot_point p = dot_of(g, s->x[i], s->y[i]);
        if (!many) put_sign(g, p, sign, s->color);
        else if (is_place(p) && p.x > -1 && p.y > -1 && p.x < 2 * g->w && p.y < 4 * g->h)
            put_dot(g, (int)lround(p.x), (int)lround(p.y), s->color, sign, false);
    }
}

/* --- bars -------------------------------------------------------------------------------------------- */

/* Fill column x between two heights given in eighths of a cell from the bottom. */
static void fill_column(const term_grid *g, int x, long from, long to, unsigned pattern, int color) {
    static const unsigned eighths[] = {' ', 0x2581, 0x2582, 0x2583, 0x2584, 0x2585, 0x2586, 0x2587, 0x2588};
    bool exact = pattern == 0x2588;
    for (int row = 0; row < g->h; row++) {
        long low = 8L * (g->h - 1 - row), high = low + 8;
        long bottom = from > low ? from : low, top = to < high ? to : high;
        if (top <= bottom) continue;
        if (exact && bottom == low) put_glyph(g, x, row, eighths[top - low], RANK_AREA, color);
        else if (exact && top == high && bottom - low >= 2) put_glyph(g, x, row, bottom - low >= 6 ? 0x2594 : 0x2580, RANK_AREA, color);
        else if (top - bottom >= 4 || (from >= low && to <= high)) put_glyph(g, x, row, pattern, RANK_AREA, color);
    }
}

static double bounded(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

/* Where z + y lies on scale s as a fraction; what a logarithm has no place for is at the start. */
static double fraction_of(const plot_scale *s, double x) {
    double t = plot_place(s, x);
    return isnan(t) ? 0 : bounded(t, 0, 1);
}

static void draw_bars(term_grid *g, const plot_series *s, unsigned pattern) {
    double left = s->kind == PLOT_HIST ? 0 : 0.5;
    for (size_t i = 0; i < s->n; i++) {
        double a = plot_place(&g->x, s->x[i] - left * s->w[i]) * g->w, b = plot_place(&g->x, s->x[i] + (1 - left) * s->w[i]) * g->w;
        if (!isfinite(a) || !isfinite(b) || !isfinite(s->y[i])) continue;
        /* They stand on a whole cell, so that neighbours above and below the same line meet. */
        double low = 8 * round(fraction_of(&g->y, s->z[i]) * g->h), high = fraction_of(&g->y, s->z[i] + s->y[i]) * 8 * g->h;
        if (a > b) { double t = a; a = b, b = t; }
        if (b < 0 || a > g->w) continue;
        int first = (int)lround(bounded(a, 0, g->w - 1)), last = (int)lround(bounded(b, 0, g->w));
        if (last <= first) last = first + 1;
        for (int x = first; x < last; x++) fill_column(g, x, lround(fmin(low, high)), lround(fmax(low, high)), pattern, s->color);
    }
}

static void draw_lying_bars(term_grid *g, const plot_series *s, unsigned pattern) {
    for (size_t i = 0; i < s->n; i++) {
        double a = (1 - plot_place(&g->y, s->x[i] - 0.5 * s->w[i])) * g->h, b = (1 - plot_place(&g->y, s->x[i] + 0.5 * s->w[i])) * g->h;
        if (!isfinite(a) || !isfinite(b) || !isfinite(s->y[i]) || fmax(a, b) < 0 || fmin(a, b) > g->h) continue;
        double from = fraction_of(&g->x, s->z[i]) * g->w, to = fraction_of(&g->x, s->z[i] + s->y[i]) * g->w;
        int    first = (int)lround(bounded(fmin(a, b), 0, g->h - 1)), last = (int)lround(bounded(fmax(a, b), 0, g->h));
        if (last <= first) last = first + 1;
        for (int y = first; y < last; y++)
            for (int x = (int)lround(fmin(from, to)); x < (int)lround(fmax(from, to)); x++) put_glyph(g, x, y, pattern, RANK_AREA, s->color);
    }
}

/* --- areas ------------------------------------------------------------------------------------------------ */

static void draw_fill(term_grid *g, const plot_series *s) {
    unsigned shade = g->look->ascii ? ':' : 0x2591;
    for (size_t i = 0; i + 1 < s->n; i++) {
        double a = plot_place(&g->x, s->x[i]) * g->w, b = plot_place(&g->x, s->x[i + 1]) * g->w;
        if (!isfinite(a) || !isfinite(b)) continue;
        for (int x = (int)ceil(bounded(fmin(a, b), 0, g->w) - 0.5); x + 0.5 <= bounded(fmax(a, b), 0, g->w); x++) {
            double t = b == a ? 0 : (x + 0.5 - a) / (b - a), y = s->y[i] + t * (s->y[i + 1] - s->y[i]), z = s->z[i] + t * (s->z[i + 1] - s->z[i]);
            if (!isfinite(y) || !isfinite(z)) continue;
            double low = fraction_of(&g->y, z) * g->h, high = fraction_of(&g->y, y) * g->h;
            for (int row = (int)lround(fmin(low, high)); row < (int)lround(fmax(low, high)); row++) put_glyph(g, x, g->h - 1 - row, shade, RANK_AREA, s->color);
        }
    }
}

/* The value of the image at a fraction of the axes. */
static double pixel(const term_grid *g, const plot_series *s, double fx, double fy) {
    double x = g->x.from + fx * (g->x.to - g->x.from), y = g->y.from + fy * (g->y.to - g->y.from);
    double column = floor(x + 0.5), row = floor(y + 0.5);
    if (!(column >= 0 && row >= 0 && column < (double)s->cols && row < (double)s->rows)) return NAN;
    return s->z[(size_t)row * s->cols + (size_t)column];
}

static void draw_image(term_grid *g, const plot_series *s) {
    double low, high;
    plot_span(s->z, s->rows * s->cols, &low, &high);
    for (int y = 0; y < g->h; y++) {
        for (int x = 0; x < g->w; x++) {
            double v = pixel(g, s, (x + 0.5) / g->w, 1 - (y + 0.5) / g->h);
            double t = high > low ? (v - low) / (high - low) : 0.5;
            if (isnan(v)) put_glyph(g, x, y, ' ', RANK_AREA, -1);
            else put_glyph(g, x, y, plot_term_shade(t, g->look->ascii), RANK_AREA, g->look->colour ? plot_map_color(s->color, v, low, high) : -1);
        }
    }
}

/* --- all ------------------------------------------------------------------------------------------------------ */

static void draw_across(term_grid *g, const plot_series *s, char sign) {
    int        drawn = 0;
    bool       flat = s->kind == PLOT_HLINE;
    plot_point p = flat ? dot_of(g, g->x.from, s->y[0]) : dot_of(g, s->x[0], g->y.from);
    plot_point q = flat ? dot_of(g, g->x.to, s->y[0]) : dot_of(g, s->x[0], g->y.to);
    segment(g, s, p, q, sign, &drawn);
}

void plot_term_series(term_grid *g, const plot_axes *a, size_t k) {
    const plot_series *s = &a->series[k];
    size_t             nth = 0;      /* among those that are areas */
    for (size_t i = 0; i < k; i++) nth += a->series[i].kind == PLOT_BAR || a->series[i].kind == PLOT_BARH || a->series[i].kind == PLOT_HIST;
    switch (s->kind) {
    case PLOT_LINE: draw_line(g, s, k); break;
    case PLOT_SCATTER: draw_points(g, s, g->signs[k]); break;
    case PLOT_BAR: case PLOT_HIST: draw_bars(g, s, plot_term_pattern(nth, g->look->ascii)); break;
    case PLOT_BARH: draw_lying_bars(g, s, plot_term_pattern(nth, g->look->ascii)); break;
    case PLOT_IMAGE: draw_image(g, s); break;
    case PLOT_FILL: draw_fill(g, s); break;
    case PLOT_HLINE: case PLOT_VLINE: draw_across(g, s, g->signs[k]); break;
    case PLOT_NKINDS: break;
    }
}
