/* tests/plot/test_pictures.c: figures as lines of text, SVG and PNG. */
#include <math.h>
#include <zlib.h>

#include "plot/figures.h"

static char *drawn(const plot_figure *f, const plot_look *look) {
    buf out;
    buf_init(&out);
    plot_draw(&out, f, look);
    assert_false(buf_failed(&out));
    char *text = buf_take(&out, NULL);
    assert_non_null(text);
    return text;
}

/* Columns of the widest line; every character counts as one here. */
static int widest(const char *text) {
    int most = 0, n = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '\n') n = 0;
        else n += ((unsigned char)*p & 0xc0) != 0x80;
        if (n > most) most = n;
    }
    return most;
}

static void lines_fit_every_terminal(void **state) {
    (void)state;
    plot_figure *f = rich_figure();
    for (int columns = 40; columns <= 200; columns++) {
        char *text = drawn(f, &(plot_look){.columns = columns});
        assert_in_range(widest(text), 30, columns);
        assert_null(strstr(text, " \n"));
        assert_null(strchr(text, '\033'));
        mem_free(text);
    }
    plot_free(f);
}

static void plain_drawings_are_ascii(void **state) {
    (void)state;
    plot_figure *f = rich_figure();
    f->axes[0].title[0] = '\xc3';
    f->axes[0].title[1] = '\xa9';
    char *text = drawn(f, &(plot_look){.columns = 72, .ascii = true});
    for (const char *p = text; *p; p++) assert_true(*p == '\n' || (*p >= ' ' && *p < 127));
    mem_free(text);
    plot_free(f);
}

static void colours_are_put_back(void **state) {
    (void)state;
    plot_figure *f = rich_figure();
    char        *text = drawn(f, &(plot_look){.columns = 80, .colour = true}), *line = strtok(text, "\n");
    size_t       coloured = 0;
    for (; line; line = strtok(NULL, "\n")) {
        const char *last = NULL;
        for (const char *p = line; (p = strchr(p, '\033')); p++) last = p;
        if (last) coloured++, assert_memory_equal(last, "\033[0m", 4);
    }
    assert_true(coloured > 5);
    mem_free(text);
    plot_free(f);
}

/* Two bars on 37 columns and 8 lines. From limits of -0.49 to 1.49 and 0 to 2.1: columns 2 to 16 and 20 to 34,
 * 30 and 61 eighths of a line high. */
static void bars_are_blocks(void **state) {
    (void)state;
    plot_figure *f = new_figure();
    f->height = 1;
    add_series(&f->axes[0], PLOT_BAR, 2, (const double[]){0, 1}, (const double[]){1, 2});
    char *text = drawn(f, &(plot_look){.columns = 40, .ascii = true});
    assert_string_equal(text, "2 +                    ###############\n"
                              "  |                    ###############\n"
                              "  |                    ###############\n"
                              "  |                    ###############\n"
                              "  |  ###############   ###############\n"
                              "  |  ###############   ###############\n"
                              "  |  ###############   ###############\n"
                              "0 +  ###############   ###############\n"
                              "  +---------+--------+--------+---------\n"
                              "           0.0      0.5      1.0\n");
    mem_free(text);
    plot_free(f);
}

/* Series are told apart by letters: no two share one. */
static void every_line_has_a_letter_of_its_own(void **state) {
    (void)state;
    static const double x[] = {0, 1, 2, 3};
    plot_figure *f = new_figure();
    f->axes[0].legend = true;
    for (int k = 0; k < 4; k++) {
        const double y[] = {k, k, k, k};
        char         name[2] = {(char)('A' + k), 0};
        plot_series *s = add_series(&f->axes[0], PLOT_LINE, 4, x, y);
        s->label = word(name);
        if (k == 2) s->marker = 'o';
    }
    char *text = drawn(f, &(plot_look){.columns = 80, .ascii = true});
    assert_non_null(strstr(text, "-x- A   -+- B   -o- C   -*- D\n"));
    for (const char *sign = "ox+*"; *sign; sign++) assert_true(strchr(text, *sign) < strstr(text, "-x- A"));
    mem_free(text);
    plot_free(f);
}

/* Whatever the numbers are, all three pictures are made. */
static void any_numbers_can_be_drawn(void **state) {
    (void)state;
    static const double values[] = {0, 1, -1, 1e308, -1e308, 5e-324, INFINITY, -INFINITY, NAN, 3, 1e-5};
    enum { N = sizeof values / sizeof *values };
    for (size_t i = 0; i < N * N; i++) {
        const double x[3] = {values[i % N], values[i / N], 1}, y[3] = {values[i / N], 2, values[i % N]};
        for (int kind = 0; kind < PLOT_NKINDS; kind++) {
            buf          out;
            plot_figure *f = new_figure();
            plot_axes   *a = &f->axes[0];
            f->width = f->height = 2;
            a->grid = true, a->x.log = i & 1, a->y.log = i & 2;
            if (kind == PLOT_IMAGE) add_image(a, 1, 3, x);
            else {
                size_t       n = kind == PLOT_HLINE || kind == PLOT_VLINE ? 1 : 3;
                plot_series *s = add_series(a, (plot_kind)kind, n, kind == PLOT_HLINE ? NULL : x, kind == PLOT_VLINE ? NULL : y);
                if (kind == PLOT_FILL) s->z = numbers(x, n);
                if (kind == PLOT_SCATTER) s->marker = 'o';
                if (kind == PLOT_LINE && i % 3) strcpy(s->line, i % 3 == 1 ? "--" : ":");
            }
            buf_init(&out);
            plot_draw(&out, f, &(plot_look){.columns = 40});
            assert_true(widest(out.text) <= 40);
            plot_svg(&out, f);
            assert_null(strstr(out.text, "nan"));
            assert_null(strstr(out.text, "inf"));
            assert_int_equal(plot_png(&out, f, 30, NULL), ERR_OK);
            buf_free(&out);
            plot_free(f);
        }
    }
}

/* --- SVG ------------------------------------------------------------------------------------------ */

static size_t count_of(const char *text, const char *word_) {
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, word_)); p += strlen(word_)) n++;
    return n;
}

static void svg_is_closed_and_escaped(void **state) {
    (void)state;
    buf          out;
    plot_figure *f = rich_figure();
    mem_free(f->axes[0].title);
    f->axes[0].title = word("a < b & \"c\" \x01\xff");
    buf_init(&out);
    plot_svg(&out, f);
    assert_memory_equal(out.text, "<svg xmlns=", 11);
    assert_string_equal(out.text + out.n - 7, "</svg>\n");
    assert_int_equal(count_of(out.text, "<g "), count_of(out.text, "</g>"));
    assert_int_equal(count_of(out.text, "<text "), count_of(out.text, "</text>"));
    assert_non_null(strstr(out.text, ">a &lt; b &amp; \"c\" \xef\xbf\xbd\xef\xbf\xbd</text>"));
    assert_non_null(strstr(out.text, "data:image/png;base64,iVBORw0KGgo"));
    buf_free(&out);
    plot_free(f);
}

/* --- PNG ------------------------------------------------------------------------------------------- */

static uint32_t u32(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* The pixels of a PNG whose chunks are whole; *w and *h its size. */
static unsigned char *decoded(const buf *png, uint32_t *w, uint32_t *h) {
    unsigned char *rows = NULL;
    size_t         at = 8;
    assert_memory_equal(png->text, "\x89PNG\r\n\x1a\n", 8);
    while (at < png->n) {
        uint32_t    n = u32(png->text + at);
        const char *data = png->text + at + 8;
        assert_int_equal(crc32(0, (const Bytef *)data - 4, n + 4), u32(data + n));
        if (memcmp(data - 4, "IHDR", 4) == 0) *w = u32(data), *h = u32(data + 4), assert_memory_equal(data + 8, "\x08\x02\0\0\0", 5);
        if (memcmp(data - 4, "IDAT", 4) == 0) {
            uLongf size = (uLongf)*h * (*w * 3 + 1);
            rows = mem_alloc(size, 1, NULL);
            assert_int_equal(uncompress(rows, &size, (const Bytef *)data, n), Z_OK);
            assert_int_equal(size, (uLongf)*h * (*w * 3 + 1));
        }
        at += 12 + n;
    }
    assert_int_equal(at, png->n);
    return rows;
}

static void png_has_the_pixels_it_says(void **state) {
    (void)state;
    static const double x[] = {0, 1}, y[] = {1, 1};
    buf          png;
    uint32_t     w = 0, h = 0;
    plot_figure *f = new_figure();
    plot_series *s = add_series(&f->axes[0], PLOT_LINE, 2, x, y);
    s->color = 0xff0000;
    f->axes[0].x.limit = f->axes[0].y.limit = (plot_range){true, 0, 2};
    buf_init(&png);
    assert_int_equal(plot_png(&png, f, 50, NULL), ERR_OK);
    unsigned char *rows = decoded(&png, &w, &h);
    assert_int_equal(w, 320);
    assert_int_equal(h, 240);
    size_t red = 0, white = 0;
    for (uint32_t i = 0; i < h; i++) {
        const unsigned char *p = rows + i * (w * 3 + 1) + 1;
        for (uint32_t k = 0; k < w; k++, p += 3) red += p[0] == 255 && p[1] < 100 && p[2] < 100, white += p[0] == 255 && p[1] == 255 && p[2] == 255;
    }
    /* A level line over half the width of the axes, one or two pixels high. */
    assert_in_range(red, 100, 320);
    assert_true(white > 240 * 320 * 8 / 10);
    mem_free(rows);
    buf_free(&png);
    plot_free(f);
}

static void no_memory_is_said(void **state) {
    (void)state;
    plot_figure *f = rich_figure();
    for (uint64_t n = 1; n < 400; n++) {
        buf out;
        err e = {0};
        buf_init(&out);
        mem_fail_from(n);
        err_code code = plot_png(&out, f, 40, &e);
        plot_draw(&out, f, &(plot_look){.columns = 60});
        plot_svg(&out, f);
        mem_fail_from(0);
        if (code) assert_int_equal(e.code, ERR_MEMORY);
        buf_free(&out);
    }
    plot_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(lines_fit_every_terminal),
        TEST(plain_drawings_are_ascii),
        TEST(colours_are_put_back),
        TEST(bars_are_blocks),
        TEST(every_line_has_a_letter_of_its_own),
        TEST(any_numbers_can_be_drawn),
        TEST(svg_is_closed_and_escaped),
        TEST(png_has_the_pixels_it_says),
        TEST(no_memory_is_said),
    };
    return RUN_TESTS(tests);
}
