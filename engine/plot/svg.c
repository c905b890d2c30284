/* plot/svg.c: a figure as SVG: one element a line, lengths in points. */
#include <string.h>

#include "base/mem.h"
#include "plot/png.h"

typedef struct svg_canvas {
    plot_canvas canvas;           /* first */
    buf        *out;
    int         clips;
    bool        clipped;
} svg_canvas;

static void put_length(buf *b, double x) {
    size_t at = b->n;
    buf_printf(b, "%.2f", x);
    if (buf_failed(b)) return;
    size_t n = b->n;
    while (n > at + 1 && b->text[n - 1] == '0') n--;
    if (b->text[n - 1] == '.') n--;
    buf_cut(b, n);
    if (n - at == 2 && b->text[at] == '-' && b->text[at + 1] == '0') buf_cut(b, at), buf_putc(b, '0');
}

static void put_pen(buf *b, const plot_pen *pen) {
    if (pen->fill >= 0) buf_printf(b, " fill=\"#%06x\"", (unsigned)pen->fill & 0xffffff);
    else buf_puts(b, " fill=\"none\"");
    if (pen->fill >= 0 && pen->alpha < 1) buf_puts(b, " fill-opacity=\""), put_length(b, pen->alpha), buf_putc(b, '"');
    if (pen->color < 0) return;
    buf_printf(b, " stroke=\"#%06x\" stroke-width=\"", (unsigned)pen->color & 0xffffff);
    put_length(b, pen->width);
    buf_putc(b, '"');
    if (strcmp(pen->dash, "--") == 0) buf_puts(b, " stroke-dasharray=\"5.5 2.4\"");
    if (strcmp(pen->dash, "-.") == 0) buf_puts(b, " stroke-dasharray=\"9.6 2.4 1.5 2.4\"");
    if (strcmp(pen->dash, ":") == 0) buf_puts(b, " stroke-dasharray=\"1.5 2.5\"");
}

static void svg_path(plot_canvas *c, const plot_point *p, size_t n, bool closed, const plot_pen *pen) {
    buf *b = ((svg_canvas *)c)->out;
    buf_puts(b, "<path d=\"");
    for (size_t i = 0; i < n; i++) {
        buf_puts(b, i == 0 ? "M" : "L");
        put_length(b, p[i].x);
        buf_putc(b, ' ');
        put_length(b, p[i].y);
    }
    buf_puts(b, closed ? "Z\"" : "\"");
    put_pen(b, pen);
    buf_puts(b, "/>\n");
}

/* Text as XML: what XML cannot hold is left out. */
static void put_escaped(buf *b, const char *text) {
    while (*text) {
        const char *from = text;
        unsigned    c = plot_next_code(&text);
        if (c == '<') buf_puts(b, "&lt;");
        else if (c == '&') buf_puts(b, "&amp;");
        else if (c == '>') buf_puts(b, "&gt;");
        else if (c == 0xfffd) buf_puts(b, "\xef\xbf\xbd");
        else if (c != 0xfffe && c != 0xffff) buf_add(b, from, (size_t)(text - from));
    }
}

static void svg_text(plot_canvas *c, plot_point at, const char *text, double size, plot_anchor anchor, bool upright) {
    static const char *const anchors[] = {[PLOT_START] = "start", [PLOT_MIDDLE] = "middle", [PLOT_END] = "end"};
    buf *b = ((svg_canvas *)c)->out;
    buf_puts(b, "<text x=\""), put_length(b, at.x);
    buf_puts(b, "\" y=\""), put_length(b, at.y);
    buf_puts(b, "\" font-size=\""), put_length(b, size);
    buf_printf(b, "\" text-anchor=\"%s\"", anchors[anchor]);
    if (upright) {
        buf_puts(b, " transform=\"rotate(-90 "), put_length(b, at.x), buf_putc(b, ' '), put_length(b, at.y);
        buf_puts(b, ")\"");
    }
    buf_putc(b, '>');
    put_escaped(b, text);
    buf_puts(b, "</text>\n");
}

static void put_rectangle(buf *b, const plot_point *corner) {
    buf_puts(b, " x=\""), put_length(b, corner[0].x);
    buf_puts(b, "\" y=\""), put_length(b, corner[0].y);
    buf_puts(b, "\" width=\""), put_length(b, corner[1].x - corner[0].x);
    buf_puts(b, "\" height=\""), put_length(b, corner[1].y - corner[0].y);
    buf_putc(b, '"');
}

static void svg_clip(plot_canvas *c, const plot_point *corner) {
    svg_canvas *s = (svg_canvas *)c;
    if (s->clipped) buf_puts(s->out, "</g>\n");
    s->clipped = corner != NULL;
    if (!corner) return;
    buf_printf(s->out, "<clipPath id=\"axes%d\"><rect", ++s->clips);
    put_rectangle(s->out, corner);
    buf_printf(s->out, "/></clipPath>\n<g clip-path=\"url(#axes%d)\">\n", s->clips);
}

static void put_base64(buf *b, const char *bytes, size_t n) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *p = (const unsigned char *)bytes;
    for (size_t i = 0; i < n; i += 3) {
        unsigned group = (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
        char     four[4] = {digits[group >> 18], digits[group >> 12 & 63], i + 1 < n ? digits[group >> 6 & 63] : '=', i + 2 < n ? digits[group & 63] : '='};
        buf_add(b, four, 4);
    }
}

static void svg_image(plot_canvas *c, const plot_point *corner, size_t w, size_t h, const unsigned char *rgb) {
    buf *b = ((svg_canvas *)c)->out, png;
    buf_init(&png);
    if (plot_png_write(&png, w, h, rgb, 72, NULL) == ERR_OK) {
        buf_puts(b, "<image preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"");
        put_rectangle(b, corner);
        buf_puts(b, " href=\"data:image/png;base64,");
        put_base64(b, png.text, png.n);
        buf_puts(b, "\"/>\n");
    } else {
        b->failed = true;
    }
    buf_free(&png);
}

void plot_svg(buf *out, const plot_figure *f) {
    svg_canvas s = {.canvas = {svg_path, svg_text, svg_clip, svg_image, f->width * 72, f->height * 72}, .out = out};
    buf_puts(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    put_length(out, f->width * 100), buf_puts(out, "\" height=\""), put_length(out, f->height * 100);
    buf_puts(out, "\" viewBox=\"0 0 "), put_length(out, f->width * 72), buf_putc(out, ' '), put_length(out, f->height * 72);
    buf_puts(out, "\" font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" stroke-linejoin=\"round\">\n");
    plot_scene(&s.canvas, f);
    svg_clip(&s.canvas, NULL);
    buf_puts(out, "</svg>\n");
}
