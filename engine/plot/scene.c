/* plot/scene.c: a figure as lines, areas and texts on a canvas that SVG and PNG share.
 *
 * Lengths are points, 72 to an inch. What a series draws is cut to its axes before it reaches the
 * canvas, so that no coordinate is far out. Points nearer than a fifth of a point to the last one
 * are left out of lines: a picture of a million points stays small.                            */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "plot/scene.h"

enum { TICK = 4, SMALL = 10, LARGE = 12 };

static const plot_pen black = {.color = 0x000000, .fill = -1, .width = 0.8, .alpha = 1, .dash = "-"};

static void line(plot_canvas *c, double x0, double y0, double x1, double y1, const plot_pen *pen) {
    c->path(c, (plot_point[]){{x0, y0}, {x1, y1}}, 2, false, pen);
}

static void rectangle(plot_canvas *c, double x0, double y0, double x1, double y1, const plot_pen *pen) {
    c->path(c, (plot_point[]){{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, 4, true, pen);
}

/* --- places --------------------------------------------------------------------------------------- */

static double x_of(const plot_box *b, double x) { return b->left + plot_place(&b->x, x) * (b->right - b->left); }
static double y_of(const plot_box *b, double y) { return b->bottom - plot_place(&b->y, y) * (b->bottom - b->top); }

plot_point plot_box_point(const plot_box *b, double x, double y) { return (plot_point){x_of(b, x), y_of(b, y)}; }

static double widest(const plot_ticks *t) {
    double most = 0;
    for (size_t i = 0; i < t->n; i++) most = fmax(most, plot_text_width(t->text[i], SMALL));
    return most;
}

/* An image's pixels are square, and so is the paper under axis('equal'). */
static void keep_aspect(plot_box *b) {
    double per_x = (b->right - b->left) / fabs(b->x.to - b->x.from), per_y = (b->bottom - b->top) / fabs(b->y.to - b->y.from);
    double w = b->right - b->left, h = b->bottom - b->top;
    if (!isfinite(per_x) || !isfinite(per_y) || per_x / per_y > 1e3 || per_y / per_x > 1e3) return;
    if (per_x > per_y) b->left += (w - w * per_y / per_x) / 2, b->right = b->left + w * per_y / per_x;
    else b->top += (h - h * per_x / per_y) / 2, b->bottom = b->top + h * per_x / per_y;
}

/* The inside of axes a within its part of the figure. */
static void place_box(plot_box *b, const plot_canvas *c, const plot_figure *f, const plot_axes *a) {
    double head = f->title && f->title[0] ? 26 : 0, w = c->width / a->cols, h = (c->height - head) / a->rows;
    int    row = (a->index - 1) / a->cols, column = (a->index - 1) % a->cols;
    memset(b, 0, sizeof *b);
    b->axes = a;
    b->x = plot_scale_of(a, false), b->y = plot_scale_of(a, true);
    b->top = head + row * h + (a->title && a->title[0] ? 26 : 12), b->bottom = head + (row + 1) * h - 26;
    if (a->x.label && a->x.label[0]) b->bottom -= 15;
    plot_ticks_of(&b->yticks, &a->y, &b->y, (int)((b->bottom - b->top) / 28));
    b->left = column * w + 12 + TICK + widest(&b->yticks) + (a->y.label && a->y.label[0] ? 16 : 0), b->right = (column + 1) * w - 14;
    if (b->right < b->left + 10) b->left = column * w + w * 0.2, b->right = (column + 1) * w - w * 0.1;
    if (b->bottom < b->top + 10) b->top = head + row * h + h * 0.15, b->bottom = head + (row + 1) * h - h * 0.15;
    if (a->equal) keep_aspect(b);
    plot_ticks_of(&b->xticks, &a->x, &b->x, (int)((b->right - b->left) / 42));
}

/* --- round the axes ----------------------------------------------------------------------------------- */

static void draw_grid(plot_canvas *c, const plot_box *b) {
    plot_pen pen = {.color = 0xb0b0b0, .fill = -1, .width = 0.6, .alpha = 1, .dash = "-"};
    for (size_t i = 0; i < b->xticks.n; i++) line(c, x_of(b, b->xticks.at[i]), b->top, x_of(b, b->xticks.at[i]), b->bottom, &pen);
    for (size_t i = 0; i < b->yticks.n; i++) line(c, b->left, y_of(b, b->yticks.at[i]), b->right, y_of(b, b->yticks.at[i]), &pen);
}

static void draw_frame(plot_canvas *c, const plot_box *b) {
    double after = -1;
    rectangle(c, b->left, b->top, b->right, b->bottom, &black);
    for (size_t k = 0; k < b->xticks.n; k++) {
        size_t i = b->x.from > b->x.to ? b->xticks.n - 1 - k : k;
        double x = x_of(b, b->xticks.at[i]), w = plot_text_width(b->xticks.text[i], SMALL);
        line(c, x, b->bottom, x, b->bottom + TICK, &black);
        if (x - w / 2 < after) continue;
        c->text(c, (plot_point){x, b->bottom + TICK + SMALL + 1}, b->xticks.text[i], SMALL, PLOT_MIDDLE, false);
        after = x + w / 2 + 3;
    }
    for (size_t i = 0; i < b->yticks.n; i++) {
        double y = y_of(b, b->yticks.at[i]);
        line(c, b->left - TICK, y, b->left, y, &black);
        c->text(c, (plot_point){b->left - TICK - 3, y + SMALL * 0.36}, b->yticks.text[i], SMALL, PLOT_END, false);
    }
}

static void draw_words(plot_canvas *c, const plot_box *b) {
    const plot_axes *a = b->axes;
    double           middle = (b->left + b->right) / 2;
    if (a->title && a->title[0]) c->text(c, (plot_point){middle, b->top - 8}, a->title, LARGE, PLOT_MIDDLE, false);
    if (a->hidden) return;
    if (a->x.label && a->x.label[0]) c->text(c, (plot_point){middle, b->bottom + TICK + 2 * SMALL + 5}, a->x.label, SMALL, PLOT_MIDDLE, false);
    if (a->y.label && a->y.label[0])
        c->text(c, (plot_point){b->left - TICK - widest(&b->yticks) - 9, (b->top + b->bottom) / 2}, a->y.label, SMALL, PLOT_MIDDLE, true);
}

/* --- the legend ------------------------------------------------------------------------------------------- */

typedef struct legend { double w, h; int n; } legend;

/* How many points of lines and dots lie within a rectangle. */
static size_t crowd(const plot_box *b, double x0, double y0, double x1, double y1) {
    size_t n = 0;
    for (size_t k = 0; k < b->axes->nseries; k++) {
        const plot_series *s = &b->axes->series[k];
        if (s->kind == PLOT_IMAGE || s->kind == PLOT_HLINE || s->kind == PLOT_VLINE) continue;
        size_t step = s->n / 2000 + 1;
        for (size_t i = 0; i < s->n; i += step) {
            plot_point p = plot_box_point(b, s->kind == PLOT_BARH ? s->z[i] + s->y[i] : s->x[i], s->kind == PLOT_BARH ? s->x[i] : s->kind == PLOT_BAR || s->kind == PLOT_HIST ? s->z[i] + s->y[i] : s->y[i]);
            n += p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1;
        }
    }
    return n;
}

/* The corner with the fewest points; the upper right one when all are alike. */
static plot_point corner_for(const plot_box *b, const legend *l) {
    plot_point at[4] = {{b->right - l->w - 6, b->top + 6}, {b->left + 6, b->top + 6}, {b->left + 6, b->bottom - l->h - 6}, {b->right - l->w - 6, b->bottom - l->h - 6}};
    size_t     least = 0, best = 0;
    for (size_t k = 0; k < 4; k++) {
        size_t n = crowd(b, at[k].x - 4, at[k].y - 4, at[k].x + l->w + 4, at[k].y + l->h + 4);
        if (k == 0 || n < least) least = n, best = k;
    }
    return at[best];
}

static void draw_legend(plot_canvas *c, const plot_box *b) {
    legend l = {.n = 0};
    for (size_t k = 0; k < b->axes->nseries; k++) {
        if (!plot_in_legend(&b->axes->series[k])) continue;
        l.w = fmax(l.w, plot_text_width(b->axes->series[k].label, SMALL));
        l.n++;
    }
    if (l.n == 0) return;
    l.w += 42, l.h = l.n * 14 + 8;
    plot_point at = corner_for(b, &l);
    rectangle(c, at.x, at.y, at.x + l.w, at.y + l.h, &(plot_pen){.color = 0xcccccc, .fill = 0xffffff, .width = 0.8, .alpha = 0.85, .dash = "-"});
    double y = at.y + 11;
    for (size_t k = 0; k < b->axes->nseries; k++) {
        const plot_series *s = &b->axes->series[k];
        if (!plot_in_legend(s)) continue;
        plot_scene_key(c, s, (plot_point){at.x + 6, y});
        c->text(c, (plot_point){at.x + 34, y + SMALL * 0.36}, s->label, SMALL, PLOT_START, false);
        y += 14;
    }
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

static void draw_box(plot_canvas *c, const plot_box *b) {
    const plot_axes *a = b->axes;
    if (a->grid && !a->hidden) draw_grid(c, b);
    c->clip(c, (plot_point[]){{b->left, b->top}, {b->right, b->bottom}});
    for (size_t k = 0; k < a->nseries; k++) plot_scene_series(c, b, &a->series[k]);
    c->clip(c, NULL);
    if (!a->hidden) draw_frame(c, b);
    draw_words(c, b);
    if (a->legend) draw_legend(c, b);
}

void plot_scene(plot_canvas *c, const plot_figure *f) {
    rectangle(c, 0, 0, c->width, c->height, &(plot_pen){.color = -1, .fill = 0xffffff, .alpha = 1, .dash = "-"});
    if (f->title && f->title[0]) c->text(c, (plot_point){c->width / 2, 20}, f->title, LARGE, PLOT_MIDDLE, false);
    plot_box *b = mem_alloc(1, sizeof *b, NULL);
    for (size_t i = 0; b && i < f->naxes; i++) {
        place_box(b, c, f, &f->axes[i]);
        draw_box(c, b);
    }
    mem_free(b);
}
