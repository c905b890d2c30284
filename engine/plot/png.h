/* plot/png.h: pixels as PNG. */
#ifndef NDRILL_PLOT_PNG_H
#define NDRILL_PLOT_PNG_H

#include "plot/plot_int.h"

/* w * h pixels of three bytes, row by row. */
err_code plot_png_write(buf *out, size_t w, size_t h, const unsigned char *rgb, double dpi, err *e) ERR_MUST_CHECK;

#endif
