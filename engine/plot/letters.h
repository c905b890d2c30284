/* plot/letters.h: letters as strokes. */
#ifndef NDRILL_PLOT_LETTERS_H
#define NDRILL_PLOT_LETTERS_H

#include "plot/plot_int.h"

/* One step of a letter's grid, as parts of the text's size. */
#define PLOT_LETTER_X 0.105
#define PLOT_LETTER_Y 0.122

/* Lines through points, as letters.c says; a box for what has no letter. */
const char *plot_letter(unsigned code);
/* Steps to the next letter. */
double      plot_letter_width(unsigned code);

#endif
