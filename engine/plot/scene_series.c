/* plot/scene_series.c: series on a canvas: lines in pieces, marks, bars, areas, images. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "plot/scene.h"

enum { RUN = 512 };               /* points of a line that are handed over at once */

/* --- lines, cut to the axes -------------------------------------------------------------------- */

/* The part of a segment that lies in the box and a little round it. */
static bool cut(const plot_box *b, plot_point *p, plot_point *q) {
    const double room = 20;
    const double low[2] = {b->left - room, b->top - room}, high[2] = {b->right + room, b->bottom + room};
    double       from[2] = {p->x, p->y}, step[2] = {q->x - p->x, q->y - p->y}, t0 = 0, t1 = 1;
    for (int k = 0; k < 2; k++) {
        if (step[k] == 0) {
            if (!(from[k] >= low[k] && from[k] <= high[k])) return false;
            continue;
        }
        double at = (low[k] - from[k]) / step[k], to = (high[k] - from[k]) / step[k];
        t0 = fmax(t0, fmin(at, to)), t1 = fmin(t1, fmax(at, to));
    }
    if (!(t0 <= t1)) return false;
    *q = (plot_point){from[0] + t1 * step[0], from[1] + t1 * step[1]};
    *p = (plot_point){from[0] + t0 * step[0], from[1] + t0 * step[1]};
    for (int k = 0; k < 2; k++) {
        double x = k ? p->y : p->x, y = k ? q->y : q->x;
        if (!(x > low[k] - 1 && x < high[k] + 1 && y > low[k] - 1 && y < high[k] + 1)) return false;
    }
    return true;
}

typedef struct run {
    plot_canvas    *canvas;
    const plot_pen *pen;
    size_t          n;
    plot_point      p[RUN];
} run;

static void flush(run *r) {
    if (r->n > 1) r->canvas->path(r->canvas, r->p, r->n, false, r->pen);
    r->n = 0;
}

static void add_segment(run *r, plot_point p, plot_point q) {
    bool joined = r->n > 0 && r->p[r->n - 1].x == p.x && r->p[r->n - 1].y == p.y;
    if (!joined) {
        flush(r);
        r->p[r->n++] = p;
    }
    r->p[r->n++] = q;
    if (r->n < RUN) return;
    flush(r);
    r->p[r->n++] = q;
}

static bool is_place(plot_point p) { return isfinite(p.x) && isfinite(p.y); }

static void draw_line(plot_canvas *c, const plot_box *b, const plot_series *s) {
    plot_pen   pen = {.color = s->color, .fill = -1, .width = 1.5, .alpha = 1, .dash = s->line};
    run        r = {.canvas = c, .pen = &pen};
    plot_point last = {NAN, NAN};
    for (size_t i = 0; i < s->n; i++) {
        plot_point at = plot_box_point(b, s->x[i], s->y[i]), p = last, q = at;
        if (!is_place(at)) flush(&r);
        else if (is_place(last)) {
            if (fabs(at.x - last.x) + fabs(at.y - last.y) < 0.2 && i + 1 < s->n) continue;
            if (cut(b, &p, &q)) add_segment(&r, p, q);
            else flush(&r);
        }
        last = at;
    }
    flush(&r);
}

/* --- marks ------------------------------------------------------------------------------------------ */

static void polygon(plot_canvas *c, plot_point at, int corners, double radius, double turn, const plot_pen *pen) {
    plot_point p[16];
    for (int k = 0; k < corners; k++) {
        double angle = turn + 2 * 3.14159265358979323846 * k / corners;
        p[k] = (plot_point){at.x + radius * sin(angle), at.y - radius * cos(angle)};
    }
    c->path(c, p, (size_t)corners, true, pen);
}

static void star(plot_canvas *c, plot_point at, double radius, const plot_pen *pen) {
    plot_point p[10];
    for (int k = 0; k < 10; k++) {
        double angle = 3.14159265358979323846 * k / 5, r = k % 2 ? radius * 0.4 : radius;
        p[k] = (plot_point){at.x + r * sin(angle), at.y - r * cos(angle)};
    }
    c->path(c, p, 10, true, pen);
}

static void cross(plot_canvas *c, plot_point at, double dx, double dy, const plot_pen *pen) {
    c->path(c, (plot_point[]){{at.x - dx, at.y - dy}, {at.x + dx, at.y + dy}}, 2, false, pen);
}

static void draw_mark(plot_canvas *c, plot_point at, char marker, int color) {
    const double   half = 3.14159265358979323846;
    const plot_pen full = {.color = -1, .fill = color, .alpha = 1, .dash = "-"}, thin = {.color = color, .fill = -1, .width = 1.2, .alpha = 1, .dash = "-"};
    plot_pen       thick = thin;
    thick.width = 2.4;
    switch (marker) {
    case '.': polygon(c, at, 10, 1.6, 0, &full); break;
    case ',': polygon(c, at, 4, 0.7, half / 4, &full); break;
    case 's': polygon(c, at, 4, 4, half / 4, &full); break;
    case '^': polygon(c, at, 3, 4, 0, &full); break;
    case 'v': polygon(c, at, 3, 4, half, &full); break;
    case '<': polygon(c, at, 3, 4, -half / 2, &full); break;
    case '>': polygon(c, at, 3, 4, half / 2, &full); break;
    case 'D': polygon(c, at, 4, 4, 0, &full); break;
    case 'd': polygon(c, at, 4, 3, 0, &full); break;
    case 'p': polygon(c, at, 5, 3.6, 0, &full); break;
    case 'h': case 'H': polygon(c, at, 6, 3.6, marker == 'h' ? 0 : half / 6, &full); break;
    case '8': polygon(c, at, 8, 3.4, half / 8, &full); break;
    case '*': star(c, at, 4.4, &full); break;
    case 'x': cross(c, at, 3, 3, &thin), cross(c, at, 3, -3, &thin); break;
    case 'X': cross(c, at, 3, 3, &thick), cross(c, at, 3, -3, &thick); break;
    case 'P': cross(c, at, 3.4, 0, &thick), cross(c, at, 0, 3.4, &thick); break;
    case '|': cross(c, at, 0, 3.4, &thin); break;
    case '_': cross(c, at, 3.4, 0, &thin); break;
    case '+': case '1': case '2': case '3': case '4': cross(c, at, 3.4, 0, &thin), cross(c, at, 0, 3.4, &thin); break;
    default: polygon(c, at, 14, 3.1, 0, &full); break;
    }
}

/* One mark for all points that fall on the same half point of paper. */
static void draw_marks(plot_canvas *c, const plot_box *b, const plot_series *s) {
    const double fine = 2;
    size_t       w = (size_t)((b->right - b->left) * fine) + 3, h = (size_t)((b->bottom - b->top) * fine) + 3;
    char        *seen = mem_zalloc(w, h, NULL);
    if (!seen) return;
    for (size_t i = 0; i < s->n; i++) {
        plot_point p = plot_box_point(b, s->x[i], s->y[i]);
        if (!(p.x >= b->left - 0.1 && p.x <= b->right + 0.1 && p.y >= b->top - 0.1 && p.y <= b->bottom + 0.1)) continue;
        char *mark = &seen[(size_t)fmax(0, (p.y - b->top) * fine) * w + (size_t)fmax(0, (p.x - b->left) * fine)];
        if (!*mark) draw_mark(c, p, s->marker, s->color);
        *mark = 1;
    }
    mem_free(seen);
}

/* --- areas --------------------------------------------------------------------------------------------- */

static double bounded(double x, double low, double high) { return !(x > low) ? low : x > high ? high : x; }

static void bar(plot_canvas *c, const plot_box *b, plot_point p, plot_point q, const plot_pen *pen) {
    if (isnan(p.x) || isnan(q.x) || isnan(q.y)) return;
    if (isnan(p.y)) p.y = b->bottom;       /* a logarithm's zero */
    if (fmax(p.x, q.x) < b->left || fmin(p.x, q.x) > b->right || fmax(p.y, q.y) < b->top || fmin(p.y, q.y) > b->bottom) return;
    p.x = bounded(p.x, b->left - 2, b->right + 2), q.x = bounded(q.x, b->left - 2, b->right + 2);
    p.y = bounded(p.y, b->top - 2, b->bottom + 2), q.y = bounded(q.y, b->top - 2, b->bottom + 2);
    c->path(c, (plot_point[]){p, {q.x, p.y}, q, {p.x, q.y}}, 4, true, pen);
}

static void draw_bars(plot_canvas *c, const plot_box *b, const plot_series *s) {
    plot_pen pen = {.color = -1, .fill = s->color, .width = 0.4, .alpha = 1, .dash = "-"};
    double   left = s->kind == PLOT_HIST ? 0 : 0.5;
    for (size_t i = 0; i < s->n; i++) {
        double from = s->x[i] - left * s->w[i], to = from + s->w[i], end = s->z[i] + s->y[i];
        /* Neighbours of a histogram are kept apart where there is room for it. */
        pen.color = s->kind == PLOT_HIST && fabs(plot_box_point(b, from, 0).x - plot_box_point(b, to, 0).x) > 5 ? 0xffffff : -1;
        if (s->kind != PLOT_BARH) bar(c, b, plot_box_point(b, from, s->z[i]), plot_box_point(b, to, end), &pen);
        else {
            plot_point p = plot_box_point(b, s->z[i], from);
            if (isnan(p.x)) p.x = b->left;
            bar(c, b, p, plot_box_point(b, end, to), &pen);
        }
    }
}

/* One polygon for each stretch of whole points: along one edge and back along the other. */
static void fill_stretch(plot_canvas *c, const plot_box *b, const plot_series *s, size_t from, size_t to, plot_point *p) {
    plot_pen pen = {.color = -1, .fill = s->color, .alpha = 0.45, .dash = "-"};
    size_t   n = 0, all = 2 * (to - from);
    for (size_t k = 0; k < all; k++) {
        size_t     i = k < to - from ? from + k : to - 1 - (k - (to - from));
        plot_point at = plot_box_point(b, s->x[i], k < to - from ? s->y[i] : s->z[i]);
        at = (plot_point){bounded(at.x, b->left - 2, b->right + 2), bounded(at.y, b->top - 2, b->bottom + 2)};
        bool corner = k == 0 || k == all - 1 || k == to - from || k == to - from - 1;
        if (corner || fabs(at.x - p[n - 1].x) + fabs(at.y - p[n - 1].y) >= 0.2) p[n++] = at;
    }
    if (n > 2) c->path(c, p, n, true, &pen);
}

static void draw_fill(plot_canvas *c, const plot_box *b, const plot_series *s) {
    plot_point *p = mem_alloc(2 * s->n + 1, sizeof *p, NULL);
    for (size_t i = 0, from = 0; p && i <= s->n; i++) {
        bool whole = i < s->n && is_place(plot_box_point(b, s->x[i], s->y[i])) && is_place(plot_box_point(b, s->x[i], s->z[i]));
        if (whole) continue;
        if (i > from + 1) fill_stretch(c, b, s, from, i, p);
        from = i + 1;
    }
    mem_free(p);
}

/* At most so many pixels across and down; larger images are thinned out. */
enum { IMAGE_MAX = 1024 };

static void draw_image(plot_canvas *c, const plot_box *b, const plot_series *s) {
    double low, high;
    size_t w = s->cols < IMAGE_MAX ? s->cols : IMAGE_MAX, h = s->rows < IMAGE_MAX ? s->rows : IMAGE_MAX;
    unsigned char *rgb = w && h ? mem_alloc(w * h, 3, NULL) : NULL;
    if (!rgb) return;
    plot_point p = plot_box_point(b, -0.5, -0.5), q = plot_box_point(b, (double)s->cols - 0.5, (double)s->rows - 0.5);
    plot_span(s->z, s->rows * s->cols, &low, &high);
    for (size_t y = 0; y < h; y++) {
        for (size_t x = 0; x < w; x++) {
            size_t row = p.y < q.y ? y : h - 1 - y, column = p.x < q.x ? x : w - 1 - x;
            int    color = plot_map_color(s->color, s->z[row * s->rows / h * s->cols + column * s->cols / w], low, high);
            for (int k = 0; k < 3; k++) rgb[(y * w + x) * 3 + (size_t)k] = (unsigned char)(color >> (16 - 8 * k));
        }
    }
    plot_point corner[2] = {{fmin(p.x, q.x), fmin(p.y, q.y)}, {fmax(p.x, q.x), fmax(p.y, q.y)}};
    /* Far outside when the limits are a small part of it. */
    if (is_place(corner[0]) && is_place(corner[1]) && fabs(corner[0].x) < 1e6 && fabs(corner[0].y) < 1e6 && fabs(corner[1].x) < 1e6 && fabs(corner[1].y) < 1e6)
        c->image(c, corner, w, h, rgb);
    mem_free(rgb);
}

/* --- all ------------------------------------------------------------------------------------------------- */

static void draw_across(plot_canvas *c, const plot_box *b, const plot_series *s) {
    plot_pen   pen = {.color = s->color, .fill = -1, .width = 1.5, .alpha = 1, .dash = s->line};
    bool       flat = s->kind == PLOT_HLINE;
    plot_point p = plot_box_point(b, flat ? b->x.from : s->x[0], flat ? s->y[0] : b->y.from);
    plot_point q = plot_box_point(b, flat ? b->x.to : s->x[0], flat ? s->y[0] : b->y.to);
    if (is_place(p) && is_place(q) && cut(b, &p, &q)) c->path(c, (plot_point[]){p, q}, 2, false, &pen);
}

void plot_scene_series(plot_canvas *c, const plot_box *b, const plot_series *s) {
    switch (s->kind) {
    case PLOT_LINE: case PLOT_SCATTER:
        if (s->line[0] && s->kind == PLOT_LINE) draw_line(c, b, s);
        if (s->marker) draw_marks(c, b, s);
        break;
    case PLOT_BAR: case PLOT_BARH: case PLOT_HIST: draw_bars(c, b, s); break;
    case PLOT_IMAGE: draw_image(c, b, s); break;
    case PLOT_FILL: draw_fill(c, b, s); break;
    case PLOT_HLINE: case PLOT_VLINE: draw_across(c, b, s); break;
    case PLOT_NKINDS: break;
    }
}

void plot_scene_key(plot_canvas *c, const plot_series *s, plot_point at) {
    plot_pen area = {.color = -1, .fill = s->color, .alpha = s->kind == PLOT_FILL ? 0.45 : 1, .dash = "-"};
    plot_pen pen = {.color = s->color, .fill = -1, .width = 1.5, .alpha = 1, .dash = s->line};
    if (s->kind == PLOT_BAR || s->kind == PLOT_BARH || s->kind == PLOT_HIST || s->kind == PLOT_FILL) {
        c->path(c, (plot_point[]){{at.x, at.y - 4}, {at.x + 22, at.y - 4}, {at.x + 22, at.y + 4}, {at.x, at.y + 4}}, 4, true, &area);
        return;
    }
    if (s->line[0]) c->path(c, (plot_point[]){at, {at.x + 22, at.y}}, 2, false, &pen);
    if (s->marker) draw_mark(c, (plot_point){at.x + 11, at.y}, s->marker, s->color);
}
