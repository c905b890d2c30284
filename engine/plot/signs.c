/* plot/signs.c: colours of images, spans of values, characters of texts. */
#include <math.h>

#include "plot/plot_int.h"

void plot_span(const double *x, size_t n, double *low, double *high) {
    *low = INFINITY, *high = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(x[i])) continue;
        if (x[i] < *low) *low = x[i];
        if (x[i] > *high) *high = x[i];
    }
    if (*low > *high) *low = 0, *high = 1;
    /* Their difference must be a number. */
    if (!isfinite(*high - *low)) *low = fmax(*low, -1e307), *high = fmin(*high, 1e307);
}

/* Stations of the map between which colours are mixed. */
int plot_map_color(int map, double x, double low, double high) {
    static const unsigned char stations[][3] = {{52, 10, 92}, {62, 72, 138}, {38, 120, 142}, {46, 162, 124}, {124, 203, 78}, {250, 228, 52}};
    enum { LAST = sizeof stations / sizeof *stations - 1 };
    if (isnan(x)) return 0xffffff;
    double t = high > low ? (x - low) / (high - low) : 0;
    t = !(t > 0) ? 0 : t > 1 ? 1 : t;
    if (map == 1) return (int)lround(t * 255) * 0x10101;
    int    k = (int)(t * LAST), rgb = 0;
    double part = t * LAST - k;
    if (k >= LAST) k = LAST - 1, part = 1;
    for (int c = 0; c < 3; c++) rgb = rgb << 8 | (int)lround(stations[k][c] + part * (stations[k + 1][c] - stations[k][c]));
    return rgb;
}

/* --- characters -------------------------------------------------------------------------------- */

unsigned plot_next_code(const char **text) {
    const unsigned char *p = (const unsigned char *)*text;
    if (!*p) return 0;
    int      more = *p < 0x80 ? 0 : *p >= 0xf0 && *p < 0xf5 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc2 ? 1 : -1;
    unsigned code = *p < 0x80 ? *p : *p & (0x3fu >> (more < 0 ? 0 : more));
    p++;
    for (int k = 0; k < more; k++) {
        if ((*p & 0xc0) != 0x80) {
            more = -1;
            break;
        }
        code = code << 6 | (*p++ & 0x3f);
    }
    *text = (const char *)p;
    bool character = more >= 0 && (code >= 0x20 && code != 0x7f && !(code >= 0x80 && code < 0xa0)) && code < 0x110000 && !(code >= 0xd800 && code < 0xe000);
    return character ? code : 0xfffd;
}

static bool is_wide(unsigned c) {
    return (c >= 0x1100 && c < 0x1160) || (c >= 0x2e80 && c < 0xa4d0) || (c >= 0xac00 && c < 0xd7a4) || (c >= 0xf900 && c < 0xfb00) ||
           (c >= 0xfe30 && c < 0xfe70) || (c >= 0xff00 && c < 0xff61) || (c >= 0x1f300 && c < 0x1f700) || (c >= 0x1f900 && c < 0x1fb00);
}

static bool has_no_width(unsigned c) { return (c >= 0x300 && c < 0x370) || (c >= 0x200b && c < 0x2010) || (c >= 0x202a && c < 0x202f) || (c >= 0x2060 && c < 0x2070) || (c >= 0xfe00 && c < 0xfe10) || c == 0xfeff; }

int plot_code_columns(unsigned c) { return has_no_width(c) ? 0 : is_wide(c) ? 2 : 1; }

int plot_text_columns(const char *text) {
    int n = 0;
    for (unsigned c; (c = plot_next_code(&text)) != 0;) n += plot_code_columns(c);
    return n;
}
