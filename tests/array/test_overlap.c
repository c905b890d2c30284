/* Sharing memory: bounds, and the exact answer against counting bytes. */
#include "sample.h"

enum { SPACE = 256 };

/* Mark every byte of a in map; the exact answer by brute force. */
static void mark(const nd_array *a, const char *space, unsigned char map[SPACE], unsigned char bit) {
    ptrdiff_t at[ND_MAXDIMS] = {0};
    for (size_t j = 0; j < a->size; j++) {
        const char *p = nd_element(a, a->ndim, at, NULL);
        for (uint32_t k = 0; k < a->dtype.itemsize; k++) map[p - space + k] |= bit;
        for (int k = a->ndim - 1; k >= 0 && ++at[k] == a->shape[k]; k--) at[k] = 0;
    }
}

static uint32_t next_random(uint32_t *s) {
    *s = *s * 1664525u + 1013904223u;
    return *s >> 8;
}

/* An array of up to three axes somewhere in the space, any signs and gaps, sometimes empty. */
static bool place(nd_view *v, char *space, uint32_t *seed) {
    static const nd_type types[] = {ND_I8, ND_I16, ND_I32, ND_I64};
    ptrdiff_t            shape[3], strides[3], low = 0, high = 0;
    nd_dtype             d = nd_dtype_of(types[next_random(seed) % 4]);
    int                  ndim = (int)(next_random(seed) % 4);
    for (int i = 0; i < ndim; i++) {
        shape[i] = (ptrdiff_t)(next_random(seed) % 6);
        strides[i] = (ptrdiff_t)(next_random(seed) % 41) - 20;
        ptrdiff_t span = shape[i] > 0 ? strides[i] * (shape[i] - 1) : 0;
        if (span < 0) low += span;
        else high += span;
    }
    high += (ptrdiff_t)d.itemsize;
    if (high - low > SPACE) return false;
    char *data = space - low + next_random(seed) % (uint32_t)(SPACE - (high - low) + 1);
    nd_view_init(v, d, ndim, shape, strides, data);
    return true;
}

static void the_exact_answer_is_that_of_counting_bytes(void **state) {
    char     space[SPACE];
    uint32_t seed = 11;
    int      shared = 0, apart = 0, bounds_only = 0;
    (void)state;
    for (int trial = 0; trial < 20000; trial++) {
        nd_view       a, b;
        unsigned char map[SPACE] = {0};
        bool          want = false;
        if (!place(&a, space, &seed) || !place(&b, space, &seed)) continue;
        mark(&a.a, space, map, 1);
        mark(&b.a, space, map, 2);
        for (int i = 0; i < SPACE; i++) want |= map[i] == 3;
        if (nd_shares_memory(&a.a, &b.a) != want) fail_msg("trial %d: want %d", trial, want);
        assert_int_equal(nd_shares_memory(&b.a, &a.a), want);
        if (want) assert_true(nd_may_share_memory(&a.a, &b.a));
        bounds_only += !want && nd_may_share_memory(&a.a, &b.a);
        *(want ? &shared : &apart) += 1;
    }
    /* The trials must have met all three cases. */
    assert_true(shared > 500 && apart > 500 && bounds_only > 100);
}

static void parts_of_one_array_share_or_do_not(void **state) {
    static const struct { const char *a, *b; bool may, shares; } rows[] = {
        {"v[::2]", "v[1::2]", true, false}, {"v[::2]", "v[::-2]", true, true}, {"a[0]", "a[1]", false, false}, {"a[:, 0]", "a[:, 1]", true, false},
        {"a", "a.T", true, true}, {"v[:0]", "v", false, false}, {"v[2:3]", "v[::2]", true, true}, {"b[:, ::2]", "b[:, 1:2]", true, false}, {"v[:2]", "v[2:]", false, false},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_view   b;
        nd_array *left = sample(&c, rows[i].a), *right = sample(&c, rows[i].b);
        /* Two samples are two arrays: move the second over the first one's memory. */
        nd_view_init(&b, right->dtype, right->ndim, right->shape, right->strides, right->data - nd_owner(right)->data + nd_owner(left)->data);
        if (nd_may_share_memory(left, &b.a) != rows[i].may || nd_shares_memory(left, &b.a) != rows[i].shares) fail_msg("%s and %s", rows[i].a, rows[i].b);
        nd_drop(&c, left);
        nd_drop(&c, right);
    }
}

/* Every second column and every third: the solver must not try each pair. */
static void large_interleaved_arrays_are_told_apart_quickly(void **state) {
    (void)state;
    static char space[64];
    nd_view     a, b;
    ptrdiff_t   shape[3] = {1000, 1000, 1000}, sa[3] = {48000000, 48000, 48}, sb[3] = {-48000000, 48000, -48};
    nd_view_init(&a, nd_dtype_of(ND_I64), 3, shape, sa, space);
    nd_view_init(&b, nd_dtype_of(ND_I64), 3, shape, sb, (char *)((uintptr_t)space + (uintptr_t)999 * (48000000 + 48) + 16));
    assert_true(nd_may_share_memory(&a.a, &b.a));
    assert_false(nd_shares_memory(&a.a, &b.a));
    b.a.data -= 9;
    assert_true(nd_shares_memory(&a.a, &b.a));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_exact_answer_is_that_of_counting_bytes),
        TEST(parts_of_one_array_share_or_do_not),
        TEST(large_interleaved_arrays_are_told_apart_quickly),
    };
    return RUN_TESTS(tests);
}
