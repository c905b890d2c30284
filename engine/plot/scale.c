/* plot/scale.c: from where to where an axes goes, and where a number lies on it.
 *
 * As matplotlib does: a twentieth of the data's length is added at each end, but not where bars
 * begin and not round images. Nothing but finite numbers counts; on a logarithmic side only
 * those above zero.                                                                            */
#include <float.h>
#include <math.h>

#include "plot/plot_int.h"

typedef struct reach {
    double low, high;             /* low > high: nothing yet */
    double sticky[2];             /* edges that get no room */
    bool   stuck[2], flat;        /* flat: no room at all */
    bool   log;
} reach;

static void count(reach *r, double x) {
    if (!isfinite(x) || (r->log && x <= 0)) return;
    if (x < r->low) r->low = x;
    if (x > r->high) r->high = x;
}

/* Points of which one number is missing are not drawn, and do not count. */
static void count_points(reach *r, const plot_series *s, bool vertical) {
    for (size_t i = 0; i < s->n; i++)
        if (isfinite(s->x[i]) && isfinite(s->y[i])) count(r, vertical ? s->y[i] : s->x[i]);
}

static void count_all(reach *r, const double *x, size_t n) {
    for (size_t i = 0; x && i < n; i++) count(r, x[i]);
}

/* Places of bars along their axis: middles, or left edges of a histogram. */
static void count_places(reach *r, const plot_series *s) {
    double left = s->kind == PLOT_HIST ? 0 : 0.5;
    for (size_t i = 0; i < s->n; i++) {
        count(r, s->x[i] - left * s->w[i]);
        count(r, s->x[i] + (1 - left) * s->w[i]);
    }
}

static void count_lengths(reach *r, const plot_series *s) {
    for (size_t i = 0; i < s->n; i++) {
        if (isfinite(s->y[i])) count(r, s->z[i]), count(r, s->z[i] + s->y[i]);
        if (i == 0 || s->z[i] < r->sticky[0]) r->sticky[0] = s->z[i];
        if (i == 0 || s->z[i] > r->sticky[1]) r->sticky[1] = s->z[i];
    }
    if (s->n) r->stuck[0] = r->stuck[1] = true;
}

static void count_series(reach *r, const plot_series *s, bool vertical) {
    switch (s->kind) {
    case PLOT_BAR: case PLOT_HIST: if (vertical) count_lengths(r, s); else count_places(r, s); break;
    case PLOT_BARH: if (vertical) count_places(r, s); else count_lengths(r, s); break;
    case PLOT_IMAGE:
        count(r, -0.5), count(r, (double)(vertical ? s->rows : s->cols) - 0.5);
        r->flat = true;
        break;
    case PLOT_FILL:
        count_all(r, vertical ? s->y : s->x, s->n);
        if (vertical) count_all(r, s->z, s->n);
        break;
    case PLOT_LINE: case PLOT_SCATTER: count_points(r, s, vertical); break;
    default: count_all(r, vertical ? s->y : s->x, s->n); break;
    }
}

/* One number is no length: room is made round it. */
static void widen(reach *r) {
    double room = r->low == 0 ? 0.05 : fabs(r->low) * 0.05;
    if (r->high - r->low > fmax(fabs(r->low), fabs(r->high)) * 1e-13) return;
    if (!(r->low - room < r->low)) room = fabs(r->low) * 1e-9 + DBL_MIN;
    if (r->log) r->low = fmax(r->low / 2, DBL_MIN), r->high *= 2;
    else r->low -= room, r->high += room;
}

static void add_room(reach *r) {
    bool   low = !(r->stuck[0] && r->low == r->sticky[0]), high = !(r->stuck[1] && r->high == r->sticky[1]);
    double from = r->low, to = r->high;
    if (r->flat) return;
    if (r->log) {
        double room = 0.05 * (log10(to) - log10(from));
        from = pow(10, log10(from) - room), to = pow(10, log10(to) + room);
    } else {
        double room = 0.05 * to - 0.05 * from;
        from -= room, to += room;
    }
    if (low && isfinite(from) && (!r->log || from > 0)) r->low = from;
    if (high && isfinite(to)) r->high = to;
}

static bool upside_down(const plot_axes *a, bool vertical) {
    for (size_t k = 0; vertical && k < a->nseries; k++)
        if (a->series[k].kind == PLOT_IMAGE) return !a->series[k].lower;
    return false;
}

static plot_range data_limits(const plot_axes *a, bool vertical) {
    bool  log = vertical ? a->y.log : a->x.log;
    reach r = {.low = INFINITY, .high = -INFINITY, .log = log};
    for (size_t k = 0; k < a->nseries; k++) count_series(&r, &a->series[k], vertical);
    if (r.low > r.high && a->nseries && !log) r.low = r.high = 0;
    if (r.low > r.high) return (plot_range){false, log ? 1 : 0, log ? 10 : 1};
    bool one = r.low == r.high;
    widen(&r);
    if (!one || !log) add_room(&r);
    /* The length itself must be a number. */
    if (!isfinite(r.high - r.low)) r.low = fmax(r.low, -DBL_MAX / 4), r.high = fmin(r.high, DBL_MAX / 4);
    if (upside_down(a, vertical)) return (plot_range){false, r.high, r.low};
    return (plot_range){false, r.low, r.high};
}

plot_range plot_limits(const plot_axes *a, bool vertical) {
    const plot_side *side = vertical ? &a->y : &a->x;
    plot_range       r = side->limit, data = data_limits(a, vertical);
    if (!r.set || !isfinite(r.from) || !isfinite(r.to) || r.from == r.to || !isfinite(r.to - r.from)) r = data;
    if (side->log && r.from <= 0) r.from = data.from;
    if (side->log && r.to <= 0) r.to = data.to;
    if (r.from == r.to) r = data;
    return r;
}

plot_scale plot_scale_of(const plot_axes *a, bool vertical) {
    plot_range r = plot_limits(a, vertical);
    return (plot_scale){r.from, r.to, vertical ? a->y.log : a->x.log};
}

double plot_place(const plot_scale *s, double x) {
    if (!s->log) return (x - s->from) / (s->to - s->from);
    if (!(x > 0)) return NAN;
    return (log10(x) - log10(s->from)) / (log10(s->to) - log10(s->from));
}
