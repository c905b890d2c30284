/* Fourier transforms: against the sum that defines them, in long double; lengths of every kind. */
#include <math.h>

#include "array/array.h"
#include "harness.h"

#define TURN 6.283185307179586476925286766559005768L

static double number(size_t i) {
    const uint64_t x = (i * UINT64_C(2654435761) + 12345) % (UINT64_C(1) << 32);
    return (double)x / 4294967296.0 - 0.5;
}

/* Element i of the test's rows. */
static nd_scalar element(size_t i, bool complex) { return (nd_scalar){.kind = complex ? 'c' : 'f', .u.c = {number(2 * i), number(2 * i + 1)}}; }

static nd_array *row(nd_ctx *c, nd_type t, ptrdiff_t n) {
    nd_array *a = nd_new(c, nd_dtype_of(t), 1, &n, 'C', NULL);
    assert_non_null(a);
    for (ptrdiff_t i = 0; i < n; i++)
        assert_int_equal(nd_store(a->dtype, a->data + (size_t)i * a->dtype.itemsize, element((size_t)i, nd_is_complex(a->dtype)), NULL), ERR_OK);
    return a;
}

/* Frequency k of the first n elements of a row, zeros behind what it has. */
static void defined(const nd_array *a, size_t n, size_t k, int sign, long double sum[2]) {
    sum[0] = sum[1] = 0;
    for (size_t i = 0; i < n && i < a->size; i++) {
        const nd_scalar   z = nd_load(a->dtype, a->data + i * a->dtype.itemsize);
        const long double angle = (long double)sign * TURN * (long double)(i * k % n) / (long double)n, re = z.u.c.re, im = z.kind == 'c' ? z.u.c.im : 0;
        sum[0] += re * cosl(angle) - im * sinl(angle);
        sum[1] += re * sinl(angle) + im * cosl(angle);
    }
}

/* Root mean square of the difference, relative to that of the transform. */
static double error_of(const nd_array *a, const nd_array *f, size_t n, int sign, double scale) {
    long double off = 0, all = 0;
    for (size_t k = 0; k < f->size; k++) {
        long double     want[2];
        const nd_scalar z = nd_load(f->dtype, f->data + k * f->dtype.itemsize);
        defined(a, n, k, sign, want);
        off += (z.u.c.re - scale * want[0]) * (z.u.c.re - scale * want[0]) + (z.u.c.im - scale * want[1]) * (z.u.c.im - scale * want[1]);
        all += scale * scale * (want[0] * want[0] + want[1] * want[1]);
    }
    return all > 0 ? (double)sqrtl(off / all) : (double)sqrtl(off);
}

static const ptrdiff_t lengths[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 24, 25, 26, 27, 30, 32, 35, 48, 49, 53, 60, 61,
                                    64, 77, 97, 100, 101, 121, 127, 128, 169, 210, 211, 243, 256, 360, 499, 500, 512, 625, 1000, 1009};

static void transforms_are_the_sums_that_define_them(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        const ptrdiff_t n = lengths[i];
        nd_array       *a = row(&c, ND_C128, n), *x = row(&c, ND_F64, n);
        nd_array       *there = nd_fft(&c, ND_FFT, a, -1, 0, ND_FFT_PLAIN, NULL), *back = nd_fft(&c, ND_IFFT, a, -1, 0, ND_FFT_BY_N, NULL);
        nd_array       *real = nd_fft(&c, ND_RFFT, x, -1, -1, ND_FFT_ORTHO, NULL);
        assert_non_null(there), assert_non_null(back), assert_non_null(real);
        assert_int_equal(real->size, n / 2 + 1);
        const double errors[3] = {error_of(a, there, (size_t)n, -1, 1), error_of(a, back, (size_t)n, 1, 1.0 / (double)n),
                                  error_of(x, real, (size_t)n, -1, 1 / sqrt((double)n))};
        for (int k = 0; k < 3; k++)
            if (!(errors[k] < 1e-15)) fail_msg("length %td, transform %d: error %g", n, k, errors[k]);
        nd_drop(&c, a), nd_drop(&c, x), nd_drop(&c, there), nd_drop(&c, back), nd_drop(&c, real);
    }
}

static void there_and_back_is_where_one_was(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        nd_array *x = row(&c, ND_F64, lengths[i]), *f = nd_fft(&c, ND_RFFT, x, -1, 0, ND_FFT_PLAIN, NULL);
        assert_non_null(f);
        nd_array *y = nd_fft(&c, ND_IRFFT, f, lengths[i], 0, ND_FFT_BY_N, NULL);
        assert_non_null(y);
        for (size_t k = 0; k < x->size; k++) {
            const double was = ((double *)(void *)x->data)[k], is = ((double *)(void *)y->data)[k];
            if (!(fabs(was - is) < 2e-15)) fail_msg("length %td, element %zu: %g is %g", lengths[i], k, was, is);
        }
        nd_drop(&c, x), nd_drop(&c, f), nd_drop(&c, y);
    }
}

static void rows_are_cut_and_filled(void **state) {
    static const struct { ptrdiff_t has, n; } rows[] = {{5, 8}, {8, 5}, {3, 101}, {200, 101}, {4, 1}, {1, 4}};
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = row(&c, ND_C128, rows[i].has), *f = nd_fft(&c, ND_FFT, a, rows[i].n, 0, ND_FFT_PLAIN, NULL);
        assert_non_null(f);
        assert_int_equal(f->size, rows[i].n);
        assert_true(error_of(a, f, (size_t)rows[i].n, -1, 1) < 1e-15);
        nd_drop(&c, a), nd_drop(&c, f);
    }
}

static void any_axis_of_any_layout_is_transformed(void **state) {
    const ptrdiff_t shape[2] = {6, 10};
    (void)state;
    nd_ctx c;
    nd_view turned, line;
    nd_ctx_init(&c);
    nd_array *all = row(&c, ND_F64, 60), *a = nd_reshape(&c, all, 2, shape, 'C', NULL);
    assert_non_null(a);
    nd_array *f = nd_fft(&c, ND_FFT, a, -1, 0, ND_FFT_PLAIN, NULL);
    assert_non_null(f);
    nd_view_of(&turned, a);
    for (ptrdiff_t j = 0; j < 10; j++) {
        const ptrdiff_t n = 6, step = 160;
        nd_view_init(&line, f->dtype, 1, &n, &step, f->data + 16 * j);
        nd_view_init(&turned, a->dtype, 1, &n, &a->strides[0], a->data + 8 * j);
        nd_array *column = nd_copy(&c, &turned.a, 'C', NULL), *got = nd_copy(&c, &line.a, 'C', NULL);
        assert_non_null(column), assert_non_null(got);
        assert_true(error_of(column, got, 6, -1, 1) < 1e-15);
        nd_drop(&c, column), nd_drop(&c, got);
    }
    nd_drop(&c, f), nd_drop(&c, a), nd_drop(&c, all);
}

static void single_precision_stays_single(void **state) {
    static const struct { nd_type in; nd_fft_kind kind; nd_type out; } rows[] = {
        {ND_F16, ND_FFT, ND_C64}, {ND_F32, ND_RFFT, ND_C64}, {ND_C64, ND_IFFT, ND_C64}, {ND_C64, ND_IRFFT, ND_F32}, {ND_I8, ND_FFT, ND_C128}, {ND_BOOL, ND_IRFFT, ND_F64},
    };
    (void)state;
    nd_ctx    c;
    ptrdiff_t n = 4;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = nd_ones(&c, nd_dtype_of(rows[i].in), 1, &n, 'C', NULL), *f = nd_fft(&c, rows[i].kind, a, -1, 0, ND_FFT_PLAIN, NULL);
        assert_non_null(f);
        assert_int_equal(f->dtype.type, rows[i].out);
        nd_drop(&c, a), nd_drop(&c, f);
    }
}

static void refused_requests_leave_nothing(void **state) {
    (void)state;
    static const ptrdiff_t some[] = {12, 101};
    nd_ctx                 c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < 2; i++) {
        nd_array *a = row(&c, ND_C128, some[i]), *f = NULL;
        for (uint64_t at = 1; !f; at++) {
            err e = {0};
            mem_fail_from(at);
            f = nd_fft(&c, ND_FFT, a, -1, 0, ND_FFT_PLAIN, &e);
            mem_fail_from(0);
            assert_true(f || e.code == ERR_MEMORY);
            assert_true(at < 100);
        }
        nd_drop(&c, f), nd_drop(&c, a);
    }
}

static void what_cannot_be_transformed_is_refused(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    nd_array *a = row(&c, ND_C128, 3);
    assert_null(nd_fft(&c, ND_FFT, a, 0, 0, ND_FFT_PLAIN, &e));
    assert_string_equal(e.text, "Invalid number of FFT data points (0) specified.");
    assert_null(nd_fft(&c, ND_RFFT, a, -1, 0, ND_FFT_PLAIN, &e));
    assert_int_equal(e.code, ERR_TYPE);
    assert_null(nd_fft(&c, ND_FFT, a, -1, 1, ND_FFT_PLAIN, &e));
    assert_int_equal(e.code, ERR_AXIS);
    nd_drop(&c, a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(transforms_are_the_sums_that_define_them), TEST(there_and_back_is_where_one_was), TEST(rows_are_cut_and_filled),
        TEST(any_axis_of_any_layout_is_transformed), TEST(single_precision_stays_single), TEST(refused_requests_leave_nothing),
        TEST(what_cannot_be_transformed_is_refused),
    };
    return RUN_TESTS(tests);
}
