/* Sliding sums of products against plain loops, in every type; whole numbers, so that the order does not matter. */
#include "array/array.h"
#include "harness.h"

/* 1, 2, ... n modulo 5, minus 2; backwards in memory when turned. */
static nd_array *line(nd_ctx *c, nd_type t, ptrdiff_t n, bool turned) {
    nd_array *a = nd_new(c, nd_dtype_of(t), 1, &n, 'C', NULL);
    assert_non_null(a);
    for (ptrdiff_t i = 0; i < n; i++) {
        nd_scalar x = {.kind = 'i', .u.i = (i * 3 + n) % 5 - (nd_dtype_kind(a->dtype) == 'u' ? 0 : 2)};
        assert_int_equal(nd_store(a->dtype, a->data + i * a->strides[0], x, NULL), ERR_OK);
    }
    if (!turned) return a;
    nd_array *view = nd_flip(c, a, -1, NULL, NULL);
    nd_drop(c, a);
    assert_non_null(view);
    return view;
}

static double at(const nd_array *a, ptrdiff_t i) {
    nd_scalar x = nd_load(a->dtype, a->data + i * a->strides[0]);
    return x.kind == 'f' ? x.u.f : (double)x.u.i;
}

static void check(const nd_array *a, const nd_array *v, const nd_array *out) {
    assert_int_equal(out->size, a->size + v->size - 1);
    for (ptrdiff_t k = 0; k < out->shape[0]; k++) {
        double sum = 0;
        for (ptrdiff_t i = 0; i < a->shape[0]; i++)
            if (k - i >= 0 && k - i < v->shape[0]) sum += at(a, i) * at(v, k - i);
        if (at(out, k) != sum) fail_msg("element %td is %g, not %g", k, at(out, k), sum);
    }
}

static const ptrdiff_t sizes[][2] = {{1, 1}, {1, 4}, {4, 1}, {2, 2}, {5, 3}, {3, 5}, {100, 7}, {17, 16}, {40, 40}};

static void every_type_and_size_gives_what_plain_loops_give(void **state) {
    static const nd_type types[] = {ND_F64, ND_F32, ND_I64, ND_I32, ND_I16, ND_U16, ND_U64};
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t t = 0; t < sizeof types / sizeof *types; t++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            for (int way = 0; way < 4; way++) {
                nd_array *a = line(&c, types[t], sizes[i][0], way & 1), *v = line(&c, types[t], sizes[i][1], way & 2);
                nd_array *out = nd_convolve(&c, a, v, NULL);
                assert_non_null(out);
                assert_int_equal(out->dtype.type, types[t]);
                check(a, v, out);
                nd_drop(&c, out);
                nd_drop(&c, a);
                nd_drop(&c, v);
            }
}

static void types_are_promoted_and_refused_requests_leave_nothing(void **state) {
    nd_ctx    c;
    nd_array *out = NULL;
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = line(&c, ND_I8, 9, false), *v = line(&c, ND_F32, 4, true);
    for (uint64_t request = 1; !out; request++) {
        assert_true(request < 20);
        mem_fail_from(request);
        out = nd_convolve(&c, a, v, NULL);
        mem_fail_from(0);
    }
    assert_int_equal(out->dtype.type, ND_F32);
    check(a, v, out);
    nd_drop(&c, out);
    nd_drop(&c, a);
    nd_drop(&c, v);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_type_and_size_gives_what_plain_loops_give),
        TEST(types_are_promoted_and_refused_requests_leave_nothing),
    };
    return RUN_TESTS(tests);
}
