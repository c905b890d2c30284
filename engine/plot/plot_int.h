/* plot/plot_int.h: what the files of this folder share: scales, ticks, and where axes lie. */
#ifndef NDRILL_PLOT_INT_H
#define NDRILL_PLOT_INT_H

#include "plot/plot.h"

/* --- one direction of an axes (scale.c) -------------------------------------------------------- */

typedef struct plot_scale {
    double from, to;              /* finite, different */
    bool   log;
} plot_scale;

plot_scale plot_scale_of(const plot_axes *a, bool vertical);
/* 0 at from, 1 at to; NaN for what has no place. */
double     plot_place(const plot_scale *s, double x);

/* --- ticks (ticks.c) ------------------------------------------------------------------------------ */

enum { PLOT_TICKS = 32, PLOT_TICK_TEXT = 48 };

typedef struct plot_ticks {
    size_t n;
    double at[PLOT_TICKS];
    char   text[PLOT_TICKS][PLOT_TICK_TEXT];
} plot_ticks;

/* Round numbers within the scale, about `wanted` of them; or those that the side asks for, as many as fit here. */
void plot_ticks_of(plot_ticks *t, const plot_side *side, const plot_scale *s, int wanted);

/* --- colours and signs (signs.c) -------------------------------------------------------------------- */

/* The colour of x between low and high: 0 colours from dark blue to yellow, 1 grey. 0xrrggbb; NaN: white. */
int         plot_map_color(int map, double x, double low, double high);
/* The smallest and largest finite value; 0 and 1 when there is none. */
void        plot_span(const double *x, size_t n, double *low, double *high);

/* --- scenes: what SVG and PNG draw with (scene.c) --------------------------------------------------------- */

/* Points, from the top left corner. */
typedef struct plot_point { double x, y; } plot_point;

typedef struct plot_pen {
    int         color;            /* -1: none */
    int         fill;             /* -1: none */
    double      width, alpha;     /* alpha of the fill */
    const char *dash;             /* "-", "--", ":", "-." */
} plot_pen;

typedef enum plot_anchor { PLOT_START, PLOT_MIDDLE, PLOT_END } plot_anchor;

/* A surface to draw on. All coordinates are finite. */
typedef struct plot_canvas plot_canvas;
struct plot_canvas {
    void (*path)(plot_canvas *c, const plot_point *p, size_t n, bool closed, const plot_pen *pen);
    void (*text)(plot_canvas *c, plot_point at, const char *text, double size, plot_anchor anchor, bool upright);
    void (*clip)(plot_canvas *c, const plot_point *corner);      /* two corners; NULL: the whole surface */
    /* w * h pixels of three bytes between two corners */
    void (*image)(plot_canvas *c, const plot_point *corner, size_t w, size_t h, const unsigned char *rgb);
    double width, height;
};

void plot_scene(plot_canvas *c, const plot_figure *f);

/* How wide a text of this size is drawn, about. */
double plot_text_width(const char *text, double size);

/* The next character of UTF-8 text: its code, *text moved on. Broken bytes give U+FFFD; 0 at the end. */
unsigned plot_next_code(const char **text);
/* Columns of a terminal that a character, a text takes. */
int      plot_code_columns(unsigned code);
int      plot_text_columns(const char *text);

#endif
