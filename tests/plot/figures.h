/* tests/plot/figures.h: figures to test with. */
#ifndef NDRILL_TESTS_PLOT_FIGURES_H
#define NDRILL_TESTS_PLOT_FIGURES_H

#include <string.h>

#include "base/mem.h"
#include "harness.h"
#include "plot/plot.h"

static inline double *numbers(const double *x, size_t n) {
    double *copy = mem_alloc(n, sizeof *copy, NULL);
    assert_non_null(copy);
    if (n) memcpy(copy, x, n * sizeof *copy);
    return copy;
}

static inline char *word(const char *text) {
    char *copy = mem_strdup(text, NULL);
    assert_non_null(copy);
    return copy;
}

/* A series of kind with these x and y; bars get widths of 0.8 and stand on 0. */
static inline plot_series *add_series(plot_axes *a, plot_kind kind, size_t n, const double *x, const double *y) {
    plot_series *s = plot_add_series(a, NULL);
    assert_non_null(s);
    s->kind = kind, s->n = n;
    if (kind == PLOT_LINE) strcpy(s->line, "-");
    if (x) s->x = numbers(x, n);
    if (y) s->y = numbers(y, n);
    if (kind == PLOT_BAR || kind == PLOT_BARH || kind == PLOT_HIST) {
        s->w = mem_alloc(n, sizeof(double), NULL);
        s->z = mem_zalloc(n, sizeof(double), NULL);
        for (size_t i = 0; i < n; i++) s->w[i] = kind == PLOT_HIST ? 1 : 0.8;
    }
    return s;
}

static inline plot_series *add_image(plot_axes *a, size_t rows, size_t cols, const double *z) {
    plot_series *s = add_series(a, PLOT_IMAGE, 0, NULL, NULL);
    s->rows = rows, s->cols = cols, s->z = numbers(z, rows * cols);
    return s;
}

static inline plot_figure *new_figure(void) {
    plot_figure *f = plot_new(NULL);
    assert_non_null(f);
    assert_non_null(plot_add_axes(f, NULL));
    return f;
}

/* One of everything. */
static inline plot_figure *rich_figure(void) {
    static const double x[] = {0, 1, 2, 3}, y[] = {1, -2, 4, 0.5}, ticks[] = {0, 2};
    plot_figure        *f = new_figure();
    f->title = word("all of it");
    plot_axes *a = &f->axes[0];
    a->title = word("title"), a->x.label = word("x"), a->y.label = word("y");
    a->legend = a->grid = true;
    a->rows = 1, a->cols = 2, a->index = 1;
    a->x.limit = (plot_range){true, -1, 5};
    a->x.own_ticks = true, a->x.nticks = 2, a->x.tick = numbers(ticks, 2);
    a->x.tick_name = mem_zalloc(3, sizeof *a->x.tick_name, NULL);
    a->x.tick_name[0] = word("zero"), a->x.tick_name[1] = word("two");
    add_series(a, PLOT_LINE, 4, x, y)->label = word("line");
    plot_series *points = add_series(a, PLOT_SCATTER, 4, y, x);
    points->marker = 'x', points->color = 0xff0000, points->label = word("points");
    add_series(a, PLOT_BAR, 4, x, y)->label = word("bars");
    add_series(a, PLOT_BARH, 4, x, y);
    add_series(a, PLOT_HIST, 4, x, x);
    add_series(a, PLOT_HLINE, 1, NULL, x);
    add_series(a, PLOT_VLINE, 1, x, NULL);
    plot_series *fill = add_series(a, PLOT_FILL, 4, x, y);
    fill->z = numbers(x, 4);
    a = plot_add_axes(f, NULL);
    assert_non_null(a);
    a->rows = 1, a->cols = 2, a->index = 2, a->equal = true;
    add_image(a, 2, 3, (const double[]){0, 1, 2, 3, 4, 5})->lower = true;
    return f;
}

#endif
