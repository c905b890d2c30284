/* plot/term.h: cells of a terminal that an axes is drawn on. */
#ifndef NDRILL_PLOT_TERM_H
#define NDRILL_PLOT_TERM_H

#include <stdint.h>

#include "plot/plot_int.h"

/* One character: dots of braille, or a glyph over them. What has no glyph and no dots is empty. */
typedef struct term_cell {
    unsigned glyph;               /* code point; 0: none */
    uint8_t  dots;
    uint8_t  rank;                /* of the glyph: a higher one stays */
    bool     lined;               /* the dots are of a line, which lies over areas */
    int      color;               /* 0xrrggbb; -1: the terminal's */
    char     sign;                /* of the series whose dots these are */
} term_cell;

enum { RANK_GRID = 1, RANK_AREA, RANK_SIGN };

/* The inside of an axes: x runs to the right, y down. */
typedef struct term_grid {
    int               w, h;
    term_cell        *cell;       /* w * h */
    plot_scale        x, y;
    const plot_look  *look;
    const char       *signs;      /* one a series */
    int               nlines;     /* series that are lines or points */
} term_grid;

/* One letter for each series of a: its own marker where nobody else has it. */
void plot_term_signs(const plot_axes *a, char *signs);
void plot_term_series(term_grid *g, const plot_axes *a, size_t k);
/* ' ' to full by a fraction of 0 to 1. */
unsigned plot_term_shade(double fraction, bool ascii);
/* The pattern of the k-th series of bars. */
unsigned plot_term_pattern(size_t k, bool ascii);

#endif
