/* plot/describe.c: a figure in words, one fact a line. */
#include <math.h>

#include "plot/plot_int.h"

static void say_range(buf *out, const char *name, const double *x, size_t n) {
    double low = INFINITY, high = -INFINITY;
    size_t bad = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(x[i])) bad++;
        else low = fmin(low, x[i]), high = fmax(high, x[i]);
    }
    if (low <= high) buf_printf(out, ", %s %.4g to %.4g", name, low, high);
    if (bad) buf_printf(out, ", %zu of %s not finite", bad, name);
}

static void say_series(buf *out, const plot_series *s) {
    buf_puts(out, plot_kind_word(s->kind));
    if (s->label) buf_printf(out, " '%s'", s->label);
    switch (s->kind) {
    case PLOT_IMAGE: buf_printf(out, ": %zu rows, %zu columns", s->rows, s->cols), say_range(out, "values", s->z, s->rows * s->cols); break;
    case PLOT_HLINE: buf_printf(out, ": y %.4g", s->y[0]); break;
    case PLOT_VLINE: buf_printf(out, ": x %.4g", s->x[0]); break;
    case PLOT_BAR: case PLOT_BARH: buf_printf(out, ": %zu bars", s->n), say_range(out, "length", s->y, s->n); break;
    case PLOT_HIST: buf_printf(out, ": %zu bins", s->n), say_range(out, "from", s->x, s->n), say_range(out, "count", s->y, s->n); break;
    default:
        buf_printf(out, ": %zu point%s", s->n, s->n == 1 ? "" : "s");
        say_range(out, "x", s->x, s->n);
        say_range(out, "y", s->y, s->n);
    }
    buf_putc(out, '\n');
}

static void say_text(buf *out, const char *what, const char *text) {
    if (text && text[0]) buf_printf(out, "%s: %s\n", what, text);
}

void plot_describe(buf *out, const plot_figure *f) {
    say_text(out, "figure", f->title);
    if (f->naxes == 0) buf_puts(out, "an empty figure\n");
    for (size_t i = 0; i < f->naxes; i++) {
        const plot_axes *a = &f->axes[i];
        if (f->naxes > 1 || a->rows * a->cols > 1) buf_printf(out, "axes %d of %d rows, %d columns\n", a->index, a->rows, a->cols);
        say_text(out, "title", a->title);
        say_text(out, "x axis", a->x.label);
        say_text(out, "y axis", a->y.label);
        for (size_t k = 0; k < a->nseries; k++) say_series(out, &a->series[k]);
        if (a->nseries == 0) buf_puts(out, "nothing is drawn on it\n");
        if (a->legend) buf_puts(out, "with a legend\n");
        if (a->grid) buf_puts(out, "with a grid\n");
    }
}
