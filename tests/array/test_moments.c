/* Sums, means and variances of long arrays in many layouts, to the last bit: the order of additions is
 * NumPy's. tests/golden/array_sums.inc holds a hash of the bits of each result.                      */
#include "array/array.h"
#include "harness.h"

static const struct sum_case {
    const char *op, *dtype;
    int         ndim;
    ptrdiff_t   shape[4];
    const char *layout;
    int         naxes, axes[4];
    uint64_t    bits;
} rows[] = {
#include "golden/array_sums.inc"
};

static double number(uint64_t i) {
    const uint64_t x = (i * UINT64_C(2654435761) + 12345) % (UINT64_C(1) << 32);
    return ((double)x / 4294967296.0 - 0.5) * (1.0 + (double)(i % 7) * 1000.0);
}

static nd_array *numbers(nd_ctx *c, nd_type t, ptrdiff_t n) {
    nd_array *a = nd_new(c, nd_dtype_of(t), 1, &n, 'C', NULL);
    assert_non_null(a);
    for (ptrdiff_t i = 0; i < n; i++) {
        const double x = number((uint64_t)i);
        const nd_scalar z = {.kind = nd_is_complex(a->dtype) ? 'c' : 'f', .u.c = {x, number((uint64_t)(n - 1 - i))}};
        assert_int_equal(nd_store(a->dtype, a->data + (size_t)i * a->dtype.itemsize, z, NULL), ERR_OK);
    }
    return a;
}

/* Strides of the layout over n elements of memory. */
static nd_array *lay_out(nd_ctx *c, nd_array *all, const struct sum_case *k) {
    ptrdiff_t shape[4], strides[4], step = (ptrdiff_t)all->dtype.itemsize;
    char     *data = all->data;
    const int last = k->ndim - 1;
    for (int i = 0; i < k->ndim; i++) {
        const int axis = strcmp(k->layout, "fortran") == 0 ? i : last - i;
        shape[axis] = k->shape[axis];
        strides[axis] = step;
        step *= k->shape[axis];
        if (axis == last && strcmp(k->layout, "strided") == 0) strides[axis] *= 2, step *= 2;
    }
    if (strcmp(k->layout, "cut") == 0) shape[last] = shape[last] * 2 / 3;
    if (strcmp(k->layout, "reversed") == 0)
        for (int i = 0; i < k->ndim; i++) data += strides[i] * (shape[i] - 1), strides[i] = -strides[i];
    nd_array *v = nd_new_view(c, all, all->dtype, k->ndim, shape, strides, data, NULL);
    assert_non_null(v);
    return v;
}

static nd_array *run(nd_ctx *c, const struct sum_case *k, const nd_array *a) {
    nd_reduce_options o = {.naxes = k->naxes};
    for (int i = 0; i < k->naxes; i++) o.axes[i] = k->axes[i];
    if (strcmp(k->op, "cumsum") == 0) return nd_cumulate(c, ND_SUM, a, ND_MAXDIMS, NULL, NULL, NULL);
    static const struct {
        const char  *name;
        nd_reduction op;
    } ops[] = {{"sum", ND_SUM}, {"mean", ND_MEAN}, {"var", ND_VAR}, {"std", ND_STD}, {"prod", ND_PROD}};
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (strcmp(ops[i].name, k->op) == 0) return nd_reduce(c, ops[i].op, a, &o, NULL);
    return NULL;
}

static uint64_t bits_of(nd_ctx *c, const nd_array *a) {
    nd_array *flat = nd_copy(c, a, 'C', NULL);
    assert_non_null(flat);
    uint64_t h = UINT64_C(1469598103934665603);
    for (size_t i = 0; i < nd_nbytes(flat); i++) h = (h ^ (unsigned char)flat->data[i]) * UINT64_C(1099511628211);
    nd_drop(c, flat);
    return h;
}

static void sums_agree_to_the_last_bit(void **state) {
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct sum_case *k = &rows[i];
        ptrdiff_t              n = 2;
        for (int j = 0; j < k->ndim; j++) n *= k->shape[j];
        nd_dtype d;
        assert_int_equal(nd_dtype_parse(k->dtype, &d, NULL), ERR_OK);
        nd_array *all = numbers(&c, (nd_type)d.type, n);
        nd_array *a = lay_out(&c, all, k), *r = run(&c, k, a);
        assert_non_null(r);
        if (bits_of(&c, r) != k->bits) fail_msg("row %zu: %s of %s, %d axes, %s, over %d", i, k->op, k->dtype, k->ndim, k->layout, k->naxes);
        nd_drop(&c, r);
        nd_drop(&c, a);
        nd_drop(&c, all);
    }
}

static void pairwise_sum_of_a_strided_run_is_that_of_its_copy(void **state) {
    (void)state;
    double wide[3 * 1000], packed[1000];
    for (size_t i = 0; i < 1000; i++) wide[3 * i] = packed[i] = number(i);
    for (size_t n = 0; n <= 1000; n += 37)
        assert_true(nd_pairwise_sum((const char *)wide, 24, n) == nd_pairwise_sum((const char *)packed, 8, n));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(sums_agree_to_the_last_bit), TEST(pairwise_sum_of_a_strided_run_is_that_of_its_copy)};
    return RUN_TESTS(tests);
}
