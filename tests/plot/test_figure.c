/* tests/plot/test_figure.c: figures as bytes, their limits, their words. */
#include <math.h>

#include "plot/figures.h"

static void bytes_give_back_the_same_figure(void **state) {
    (void)state;
    buf          first, second;
    err          e;
    plot_figure *f = rich_figure();
    buf_init(&first), buf_init(&second);
    plot_write(&first, f);
    plot_figure *g = plot_read(first.text, first.n, &e);
    assert_non_null(g);
    plot_write(&second, g);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.text, second.text, first.n);
    assert_int_equal(g->naxes, 2);
    assert_int_equal(g->axes[0].nseries, 8);
    assert_string_equal(g->axes[0].x.tick_name[1], "two");
    assert_true(g->axes[0].series[1].y[3] == 3);
    assert_int_equal(g->axes[0].series[1].marker, 'x');
    assert_true(g->axes[1].series[0].lower);
    plot_free(f), plot_free(g);
    buf_free(&first), buf_free(&second);
}

static void bytes_that_end_early_or_late_are_refused(void **state) {
    (void)state;
    buf          bytes;
    plot_figure *f = rich_figure();
    buf_init(&bytes);
    plot_write(&bytes, f);
    plot_free(f);
    for (size_t n = 0; n < bytes.n; n++) {
        err e = {0};
        assert_null(plot_read(bytes.text, n, &e));
        assert_int_equal(e.code, ERR_FORMAT);
    }
    buf_putc(&bytes, 0);
    assert_null(plot_read(bytes.text, bytes.n, NULL));
    buf_free(&bytes);
}

/* Whatever a byte becomes, what is read is a figure or nothing, and can be drawn. */
static void changed_bytes_do_no_harm(void **state) {
    (void)state;
    static const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff};
    buf          bytes;
    plot_figure *f = rich_figure();
    size_t       read = 0;
    buf_init(&bytes);
    plot_write(&bytes, f);
    plot_free(f);
    for (size_t i = 0; i < bytes.n; i++) {
        char was = bytes.text[i];
        for (size_t k = 0; k < sizeof values; k++) {
            buf out;
            bytes.text[i] = (char)values[k];
            plot_figure *g = plot_read(bytes.text, bytes.n, NULL);
            if (!g) continue;
            read++;
            buf_init(&out);
            plot_draw(&out, g, &(plot_look){.columns = 60});
            if (i % 16 == 0) plot_svg(&out, g);
            plot_describe(&out, g);
            assert_false(buf_failed(&out));
            buf_free(&out);
            plot_free(g);
        }
        bytes.text[i] = was;
    }
    assert_true(read > 100);
    buf_free(&bytes);
}

/* The limits that matplotlib 3.11 gives the same data. */
static void limits_are_those_of_matplotlib(void **state) {
    (void)state;
    static const double three[] = {0, 1, 2}, huge[] = {0, 1e300}, low[] = {1, 10, 1000};
    const struct {
        const char *name;
        plot_kind   kind;
        size_t      n;
        const double *x, *y;
        bool        log;
        double      limits[4];
    } cases[] = {
        {"a line", PLOT_LINE, 3, (const double[]){1, 2, 4}, (const double[]){3, -1, 7}, false, {0.85, 4.15, -1.4, 7.4}},
        {"one point", PLOT_LINE, 1, (const double[]){2}, (const double[]){0}, false, {1.89, 2.11, -0.055, 0.055}},
        {"points with NaN do not count", PLOT_LINE, 3, (const double[]){1, NAN, 3}, (const double[]){1, 2, NAN}, false, {0.945, 1.055, 0.945, 1.055}},
        {"bars stand on the edge", PLOT_BAR, 3, three, (const double[]){3, 5, 2}, false, {-0.54, 2.54, 0, 5.25}},
        {"bars that hang", PLOT_BAR, 3, three, (const double[]){3, -5, 2}, false, {-0.54, 2.54, -5.4, 3.4}},
        {"lying bars", PLOT_BARH, 2, three, (const double[]){3, 4}, false, {0, 4.2, -0.49, 1.49}},
        {"a histogram", PLOT_HIST, 2, (const double[]){1, 2}, (const double[]){1, 3}, false, {0.9, 3.1, 0, 3.15}},
        {"a logarithm", PLOT_LINE, 3, (const double[]){1, 2, 3}, low, true, {0.9, 3.1, 0.7079457843841379, 1412.5375446227545}},
        {"nothing", PLOT_LINE, 0, three, three, false, {-0.055, 0.055, -0.055, 0.055}},
        {"huge", PLOT_LINE, 2, three, huge, false, {-0.05, 1.05, -5e298, 1.05e300}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        plot_figure *f = new_figure();
        f->axes[0].y.log = cases[i].log;
        add_series(&f->axes[0], cases[i].kind, cases[i].n, cases[i].x, cases[i].y);
        plot_range x = plot_limits(&f->axes[0], false), y = plot_limits(&f->axes[0], true);
        const double got[4] = {x.from, x.to, y.from, y.to};
        for (int k = 0; k < 4; k++) {
            double want = cases[i].limits[k];
            if (fabs(got[k] - want) > 1e-12 * fmax(1, fabs(want))) fail_msg("%s: limit %d is %.17g, not %.17g", cases[i].name, k, got[k], want);
        }
        plot_free(f);
    }
}

static void limits_are_always_finite_and_differ(void **state) {
    (void)state;
    static const double values[] = {0, 1, -1, 1e308, -1e308, 5e-324, INFINITY, -INFINITY, NAN, 1e-300, 3};
    enum { N = sizeof values / sizeof *values };
    for (size_t i = 0; i < N * N * 4; i++) {
        double       x[2] = {values[i % N], values[i / N % N]};
        plot_figure *f = new_figure();
        plot_axes   *a = &f->axes[0];
        a->x.log = a->y.log = i / N / N & 1;
        if (i / N / N & 2) a->x.limit = (plot_range){true, x[0], x[1]};
        add_series(a, PLOT_LINE, 2, x, x);
        for (int k = 0; k < 2; k++) {
            plot_range r = plot_limits(a, k);
            assert_true(isfinite(r.from) && isfinite(r.to) && r.from != r.to && isfinite(r.to - r.from));
            if (a->x.log) assert_true(r.from > 0 && r.to > 0);
        }
        plot_free(f);
    }
}

static void a_figure_in_words(void **state) {
    (void)state;
    buf          out;
    plot_figure *f = rich_figure();
    buf_init(&out);
    plot_describe(&out, f);
    assert_non_null(strstr(out.text, "line 'line': 4 points, x 0 to 3, y -2 to 4\n"));
    assert_non_null(strstr(out.text, "image: 2 rows, 3 columns, values 0 to 5\n"));
    assert_non_null(strstr(out.text, "with a legend\n"));
    buf_free(&out);
    plot_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(bytes_give_back_the_same_figure),
        TEST(bytes_that_end_early_or_late_are_refused),
        TEST(changed_bytes_do_no_harm),
        TEST(limits_are_those_of_matplotlib),
        TEST(limits_are_always_finite_and_differ),
        TEST(a_figure_in_words),
    };
    return RUN_TESTS(tests);
}
