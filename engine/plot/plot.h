/* plot/plot.h: front door of figures: what plt draws, as data, and three ways to draw it.
 *
 * A figure owns everything in it and is plain facts, to be read directly; plot_free frees all.
 * Arguments are borrowed, results are the caller's. Nothing here prints or knows Lua.        */
#ifndef NDRILL_PLOT_H
#define NDRILL_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* --- a figure as data ----------------------------------------------------------------------- */

/* kind, its word */
#define PLOT_KINDS(X)                                                                            \
    X(LINE, "line")         /* x, y: points in order */                                         \
    X(SCATTER, "scatter")   /* x, y: points */                                                  \
    X(BAR, "bar")           /* x: middles, w: widths, y: heights, z: where bars begin */        \
    X(BARH, "barh")         /* the same, lying: x are places on the vertical axis */            \
    X(HIST, "hist")         /* x: left edges, w: widths, y: counts, z: where bars begin */      \
    X(IMAGE, "image")       /* z: rows * cols values, row by row */                             \
    X(FILL, "fill")         /* x; y and z: the two edges */                                     \
    X(HLINE, "hline")       /* y: one height, across the axes */                                \
    X(VLINE, "vline")       /* x: one place, from bottom to top */

typedef enum plot_kind {
#define X(name, word) PLOT_##name,
    PLOT_KINDS(X)
#undef X
    PLOT_NKINDS
} plot_kind;

enum { PLOT_AUTO = -1, PLOT_MAX_AXES = 64, PLOT_MAX_SERIES = 1024, PLOT_MAX_TEXT = 4096 };
#define PLOT_MAX_NUMBERS ((size_t)1 << 24)       /* in a whole figure */

typedef struct plot_series {
    plot_kind kind;
    size_t    n, rows, cols;      /* of x, y, z, w; an image's */
    double   *x, *y, *z, *w;      /* NULL: this kind has none */
    char     *label;              /* NULL: none */
    int       color;              /* 0xrrggbb; images: 0 colours, 1 grey */
    char      marker;             /* matplotlib's letter; 0: none */
    char      line[3];            /* "-", "--", ":", "-."; "": none */
    bool      lower;              /* an image whose first row is the lowest */
} plot_series;

typedef struct plot_range { bool set; double from, to; } plot_range;

/* One of the two directions of an axes. */
typedef struct plot_side {
    char      *label;
    plot_range limit;             /* xlim, ylim as they were asked for; from > to: reversed */
    bool       log;
    size_t     nticks;            /* places asked for by xticks, or of bars with names */
    bool       own_ticks;         /* nticks counts, even when 0 */
    double    *tick;
    char     **tick_name;         /* NULL: numbers */
} plot_side;

typedef struct plot_axes {
    int          rows, cols, index;  /* its place: subplot(rows, cols, index), index from 1 */
    char        *title;
    plot_side    x, y;
    bool         legend, grid, hidden, equal;   /* hidden: axis('off'); equal: axis('equal') */
    size_t       nseries;
    plot_series *series;
} plot_axes;

typedef struct plot_figure {
    char      *title;             /* of the whole figure */
    double     width, height;     /* inches */
    size_t     naxes;
    plot_axes *axes;
} plot_figure;

/* "line" for PLOT_LINE; never NULL. */
const char *plot_kind_word(plot_kind kind);

plot_figure *plot_new(err *e) ERR_MUST_CHECK;
void         plot_free(plot_figure *f);               /* NULL is fine */

/* New ones at the end, zeroed; pointers to earlier ones of the same list are stale then. */
plot_axes   *plot_add_axes(plot_figure *f, err *e) ERR_MUST_CHECK;
plot_series *plot_add_series(plot_axes *a, err *e) ERR_MUST_CHECK;

/* Does the axes draw a legend entry for it? */
bool plot_in_legend(const plot_series *s);

/* --- as bytes: what a child sends ----------------------------------------------------------------- */

void         plot_write(buf *out, const plot_figure *f);
/* Bytes may be hostile. They must be exactly one figure. */
plot_figure *plot_read(const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

/* Where an axes begins and ends: as asked for, or round its data with some room. from > to: reversed; always finite,
 * never equal; above zero on a logarithmic side. */
plot_range plot_limits(const plot_axes *a, bool vertical);

/* --- pictures ------------------------------------------------------------------------------------- */

typedef struct plot_look {
    int  columns;                 /* 40 to 200 */
    bool ascii;                   /* plain letters instead of braille and frames */
    bool colour;                  /* ANSI colours beside the letters that tell series apart */
} plot_look;

void     plot_draw(buf *out, const plot_figure *f, const plot_look *look);
void     plot_svg(buf *out, const plot_figure *f);
err_code plot_png(buf *out, const plot_figure *f, double dpi, err *e) ERR_MUST_CHECK;

/* One line a fact, for those who do not see the picture: "line 'sin(x)': 100 points, x 0 to 6.283, y -1 to 1". */
void     plot_describe(buf *out, const plot_figure *f);

#endif
