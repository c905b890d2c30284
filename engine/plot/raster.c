/* plot/raster.c: a figure as pixels.
 *
 * Every path is drawn into a mask of how much of each pixel it covers, which is then laid over the
 * picture once: where pieces of a line meet they are no darker. Strokes cover by their distance
 * from a pixel's middle; areas by four lines within a row, exact along each.                   */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "plot/letters.h"
#include "plot/png.h"

typedef struct raster {
    plot_canvas    canvas;        /* first */
    int            w, h;
    double         scale;         /* pixels a point */
    unsigned char *rgb;
    float         *mask;          /* 0 to 1; all 0 between paths */
    int            x0, y0, x1, y1;        /* what of the mask is in use */
    int            cx0, cy0, cx1, cy1;    /* the clip, in pixels */
} raster;

static int clamp(double x, int low, int high) { return !(x > low) ? low : x > high ? high : (int)x; }

static void touch(raster *r, int x0, int y0, int x1, int y1) {
    if (x0 < r->x0) r->x0 = x0;
    if (y0 < r->y0) r->y0 = y0;
    if (x1 > r->x1) r->x1 = x1;
    if (y1 > r->y1) r->y1 = y1;
}

/* Lay the mask over the picture and clear it. */
static void lay(raster *r, int color, double alpha) {
    for (int y = r->y0; y < r->y1; y++) {
        float         *m = r->mask + (size_t)y * (size_t)r->w;
        unsigned char *p = r->rgb + ((size_t)y * (size_t)r->w + (size_t)r->x0) * 3;
        for (int x = r->x0; x < r->x1; x++, p += 3) {
            double a = fmin(m[x], 1) * alpha;
            m[x] = 0;
            for (int k = 0; a > 0 && k < 3; k++) p[k] = (unsigned char)lround(p[k] + a * ((color >> (16 - 8 * k) & 255) - p[k]));
        }
    }
    r->x0 = r->w, r->y0 = r->h, r->x1 = r->y1 = 0;
}

/* --- strokes ------------------------------------------------------------------------------------ */

static void stroke(raster *r, plot_point a, plot_point b, double width) {
    double half = fmax(width, 0.8) / 2, reach = half + 1, dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    int    y0 = clamp(floor(fmin(a.y, b.y) - reach), r->cy0, r->cy1), y1 = clamp(ceil(fmax(a.y, b.y) + reach), r->cy0, r->cy1);
    for (int y = y0; y < y1; y++) {
        /* Where the line passes this row: only pixels near it are looked at. */
        double low = fmin(a.x, b.x), high = fmax(a.x, b.x), steep = fabs(dy) > 1e-9 ? dx / dy : 0;
        if (fabs(dy) > 1e-9) {
            double at = a.x + (y + 0.5 - a.y) * steep, room = reach * sqrt(1 + steep * steep) + 1;
            low = fmax(low, at - room), high = fmin(high, at + room);
        }
        int x0 = clamp(floor(low - reach), r->cx0, r->cx1), x1 = clamp(ceil(high + reach), r->cx0, r->cx1);
        if (x0 >= x1) continue;
        touch(r, x0, y, x1, y + 1);
        for (int x = x0; x < x1; x++) {
            double px = x + 0.5 - a.x, py = y + 0.5 - a.y, t = length > 0 ? fmin(fmax((px * dx + py * dy) / length, 0), 1) : 0;
            double cover = half + 0.5 - hypot(px - t * dx, py - t * dy);
            float *m = &r->mask[(size_t)y * (size_t)r->w + (size_t)x];
            if (cover > *m) *m = (float)fmin(cover, 1);
        }
    }
}

/* Pen down and pen up, in points. */
static const double *dashes(const char *dash, int *n) {
    static const double broken[] = {5.5, 2.4}, mixed[] = {9.6, 2.4, 1.5, 2.4}, dotted[] = {1.5, 2.5};
    *n = strcmp(dash, "-.") == 0 ? 4 : 2;
    return strcmp(dash, "--") == 0 ? broken : strcmp(dash, "-.") == 0 ? mixed : strcmp(dash, ":") == 0 ? dotted : NULL;
}

typedef struct dash_state { const double *lengths; int n, k; double left; } dash_state;

static void stroke_dashed(raster *r, plot_point a, plot_point b, double width, dash_state *d) {
    double length = hypot(b.x - a.x, b.y - a.y), at = 0;
    while (at < length) {
        double step = fmin(d->left, length - at), t0 = at / length, t1 = (at + step) / length;
        if (d->k % 2 == 0)
            stroke(r, (plot_point){a.x + t0 * (b.x - a.x), a.y + t0 * (b.y - a.y)}, (plot_point){a.x + t1 * (b.x - a.x), a.y + t1 * (b.y - a.y)}, width * 0.8);
        at += step, d->left -= step;
        if (d->left <= 1e-9) d->k = (d->k + 1) % d->n, d->left = d->lengths[d->k] * r->scale;
    }
}

/* --- areas ------------------------------------------------------------------------------------------ */

enum { FINE = 4 };

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void cover_span(raster *r, int y, double from, double to) {
    int x0 = clamp(floor(from), r->cx0, r->cx1), x1 = clamp(ceil(to), r->cx0, r->cx1);
    float *m = r->mask + (size_t)y * (size_t)r->w;
    if (x0 < x1) touch(r, x0, y, x1, y + 1);
    for (int x = x0; x < x1; x++) {
        double part = fmin(to, x + 1) - fmax(from, x);
        if (part > 0) m[x] += (float)(part / FINE);
    }
}

/* at: room for n crossings. */
static void area(raster *r, const plot_point *p, size_t n, double *at) {
    double top = p[0].y, bottom = p[0].y;
    for (size_t i = 1; i < n; i++) top = fmin(top, p[i].y), bottom = fmax(bottom, p[i].y);
    int y0 = clamp(floor(top), r->cy0, r->cy1), y1 = clamp(ceil(bottom), r->cy0, r->cy1);
    for (int fine = y0 * FINE; fine < y1 * FINE; fine++) {
        double y = (fine + 0.5) / FINE;
        size_t count = 0;
        for (size_t i = 0; i < n; i++) {
            plot_point a = p[i], b = p[(i + 1) % n];
            if ((a.y <= y) != (b.y <= y)) at[count++] = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
        }
        qsort(at, count, sizeof *at, by_size);
        for (size_t k = 0; k + 1 < count; k += 2) cover_span(r, fine / FINE, at[k], at[k + 1]);
    }
}

/* --- the canvas ---------------------------------------------------------------------------------------- */

static plot_point to_pixels(const raster *r, plot_point p) { return (plot_point){p.x * r->scale, p.y * r->scale}; }

/* Thin upright and level lines lie on whole pixels, and so are sharp. */
static plot_point on_pixel(plot_point p) { return (plot_point){floor(p.x) + 0.5, floor(p.y) + 0.5}; }

static void stroke_path(raster *r, const plot_point *p, size_t n, bool closed, const plot_pen *pen) {
    int        count;
    double     width = pen->width * r->scale;
    dash_state d = {.lengths = dashes(pen->dash, &count)};
    d.n = count, d.left = d.lengths ? d.lengths[0] * r->scale : 0;
    for (size_t i = 0; i + (closed ? 0 : 1) < n; i++) {
        plot_point a = to_pixels(r, p[i]), b = to_pixels(r, p[(i + 1) % n]);
        if (pen->width < 1 && (fabs(a.x - b.x) < 1e-6 || fabs(a.y - b.y) < 1e-6)) a = on_pixel(a), b = on_pixel(b);
        if (d.lengths) stroke_dashed(r, a, b, width, &d);
        else stroke(r, a, b, width);
    }
    lay(r, pen->color, 1);
}

static void fill_path(raster *r, const plot_point *p, size_t n, const plot_pen *pen) {
    plot_point  few[16], *q = n <= 16 ? few : mem_alloc(n, sizeof *q, NULL);
    double      some[16], *at = n <= 16 ? some : mem_alloc(n, sizeof *at, NULL);
    for (size_t i = 0; q && i < n; i++) q[i] = to_pixels(r, p[i]);
    if (q && at) area(r, q, n, at);
    lay(r, pen->fill, pen->alpha);
    if (q != few) mem_free(q);
    if (at != some) mem_free(at);
}

static void raster_path(plot_canvas *c, const plot_point *p, size_t n, bool closed, const plot_pen *pen) {
    raster *r = (raster *)c;
    if (pen->fill >= 0 && n > 2) fill_path(r, p, n, pen);
    if (pen->color >= 0) stroke_path(r, p, n, closed, pen);
}

static void raster_text(plot_canvas *c, plot_point at, const char *text, double size, plot_anchor anchor, bool upright) {
    raster *r = (raster *)c;
    double  along = anchor == PLOT_START ? 0 : -plot_text_width(text, size) / (anchor == PLOT_MIDDLE ? 2 : 1);
    for (unsigned code; (code = plot_next_code(&text)) != 0;) {
        plot_point last = {0, 0};
        bool       begun = false;
        for (const char *p = plot_letter(code); *p; p += *p == ' ' ? 1 : 2) {
            if (*p == ' ') {
                begun = false;
                continue;
            }
            double     x = along + (p[0] - '0') * size * PLOT_LETTER_X, y = (p[1] - '0' - 6) * size * PLOT_LETTER_Y;
            plot_point next = to_pixels(r, upright ? (plot_point){at.x + y, at.y - x} : (plot_point){at.x + x, at.y + y});
            if (begun) stroke(r, last, next, size * 0.085 * r->scale);
            last = next, begun = true;
        }
        along += plot_letter_width(code) * size * PLOT_LETTER_X;
    }
    lay(r, 0x000000, 1);
}

static void raster_clip(plot_canvas *c, const plot_point *corner) {
    raster *r = (raster *)c;
    r->cx0 = r->cy0 = 0, r->cx1 = r->w, r->cy1 = r->h;
    if (!corner) return;
    plot_point a = to_pixels(r, corner[0]), b = to_pixels(r, corner[1]);
    r->cx0 = clamp(floor(a.x), 0, r->w), r->cy0 = clamp(floor(a.y), 0, r->h);
    r->cx1 = clamp(ceil(b.x), r->cx0, r->w), r->cy1 = clamp(ceil(b.y), r->cy0, r->h);
}

static void raster_image(plot_canvas *c, const plot_point *corner, size_t w, size_t h, const unsigned char *rgb) {
    raster    *r = (raster *)c;
    plot_point a = to_pixels(r, corner[0]), b = to_pixels(r, corner[1]);
    if (!(b.x > a.x) || !(b.y > a.y)) return;
    for (int y = clamp(floor(a.y), r->cy0, r->cy1); y < clamp(ceil(b.y), r->cy0, r->cy1); y++) {
        for (int x = clamp(floor(a.x), r->cx0, r->cx1); x < clamp(ceil(b.x), r->cx0, r->cx1); x++) {
            size_t row = (size_t)clamp((y + 0.5 - a.y) / (b.y - a.y) * (double)h, 0, (int)h - 1), column = (size_t)clamp((x + 0.5 - a.x) / (b.x - a.x) * (double)w, 0, (int)w - 1);
            memcpy(r->rgb + ((size_t)y * (size_t)r->w + (size_t)x) * 3, rgb + (row * w + column) * 3, 3);
        }
    }
}

err_code plot_png(buf *out, const plot_figure *f, double dpi, err *e) {
    double w = round(f->width * dpi), h = round(f->height * dpi);
    if (!(w >= 1 && h >= 1 && w <= 20000 && h <= 20000 && w * h <= 50e6)) return err_set(e, ERR_VALUE, "a picture of %.0f by %.0f pixels: at most 50 million", w, h);
    raster r = {.canvas = {raster_path, raster_text, raster_clip, raster_image, f->width * 72, f->height * 72}, .w = (int)w, .h = (int)h, .scale = dpi / 72};
    size_t n = (size_t)r.w * (size_t)r.h;
    r.rgb = mem_alloc(n, 3, e);
    r.mask = r.rgb ? mem_zalloc(n, sizeof *r.mask, e) : NULL;
    err_code code = ERR_MEMORY;
    if (r.mask) {
        memset(r.rgb, 255, n * 3);
        r.x0 = r.w, r.y0 = r.h;
        raster_clip(&r.canvas, NULL);
        plot_scene(&r.canvas, f);
        code = plot_png_write(out, (size_t)r.w, (size_t)r.h, r.rgb, dpi, e);
    }
    mem_free(r.mask);
    mem_free(r.rgb);
    return code;
}
