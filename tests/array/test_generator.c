/* Integers, choice, order and rows of several numbers. */
#include "draws.h"

typedef struct integer_row {
    const char *dtype;
    int         legacy;
    int64_t     low, high, want[7];
    uint64_t    next;
} integer_row;

typedef struct choice_row {
    int64_t  n;
    int      size, replace, shuffle, weighted, legacy;
    int64_t  want[6];
    uint64_t next;
} choice_row;

static const integer_row integer_rows[] = {
#include "golden/random_integers.inc"
};
static const choice_row choice_rows[] = {
#include "golden/random_choice.inc"
};

static nd_array *draw_integers(nd_ctx *c, const stream *s, const integer_row *r, err *e) {
    nd_integers what = {.endpoint = true, .size = {1, {7}}};
    int64_t     ends[] = {r->low, r->high};
    nd_view     view[2];
    for (int i = 0; i < 2; i++) nd_view_scalar(&view[i], nd_dtype_of(ND_I64), &ends[i], 0);
    what.low = &view[0].a;
    what.high = &view[1].a;
    assert_int_equal(nd_dtype_parse(r->dtype, &what.dtype, NULL), ERR_OK);
    return nd_random_integers(c, &s->rng, &what, e);
}

static void integers_of_every_type_are_numpys(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof integer_rows / sizeof *integer_rows; i++) {
        const integer_row *r = &integer_rows[i];
        stream             s;
        err                e;
        stream_open(&s, r->legacy, 21);
        nd_array *a = draw_integers(&c, &s, r, &e);
        if (!a) fail_msg("row %zu: %s", i, e.text);
        for (int k = 0; k < 7; k++) {
            nd_scalar x = nd_load(a->dtype, a->data + (size_t)k * a->dtype.itemsize);
            int64_t   got = x.kind == 'b' ? x.u.b : x.u.i;
            if (got != r->want[k]) fail_msg("row %zu: %s, value %d", i, r->dtype, k);
        }
        if (nd_bits_u64(&s.bits) != r->next) fail_msg("row %zu: the stream stands elsewhere", i);
        nd_drop(&c, a);
    }
}

static nd_array *weights(nd_ctx *c, int64_t n) {
    ptrdiff_t shape = (ptrdiff_t)n;
    nd_array *p = nd_new(c, nd_dtype_of(ND_F64), 1, &shape, 'C', NULL);
    for (int64_t k = 0; p && k < n; k++) ((double *)(void *)p->data)[k] = (double)(k + 1) / ((double)(n * (n + 1)) / 2);
    return p;
}

static void choices_are_numpys(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof choice_rows / sizeof *choice_rows; i++) {
        const choice_row *r = &choice_rows[i];
        nd_choice         how = {.n = r->n, .size = {1, {r->size}}, .replace = r->replace, .shuffle = r->shuffle};
        stream            s;
        err               e;
        nd_array         *p = r->weighted ? weights(&c, r->n) : NULL;
        how.p = p;
        stream_open(&s, r->legacy, 31);
        nd_array *a = nd_random_choice(&c, &s.rng, &how, &e);
        if (!a) fail_msg("row %zu: %s", i, e.text);
        for (int k = 0; k < 6 && k < r->size; k++)
            if (((const int64_t *)(const void *)a->data)[k] != r->want[k]) fail_msg("row %zu, value %d", i, k);
        if (nd_bits_u64(&s.bits) != r->next) fail_msg("row %zu: the stream stands elsewhere", i);
        nd_drop(&c, a);
        nd_drop(&c, p);
    }
}

/* Without replacement nothing comes twice, on either way of drawing. */
static void distinct_choices_are_distinct(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    static const struct { int64_t n; ptrdiff_t size; } of[] = {{50, 50}, {9000, 400}, {20000, 150}, {20000, 5000}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        nd_choice how = {.n = of[i].n, .size = {1, {of[i].size}}, .shuffle = true};
        stream    s;
        stream_open(&s, false, 3);
        nd_array *a = nd_random_choice(&c, &s.rng, &how, NULL);
        bool     *seen = mem_zalloc((size_t)of[i].n, 1, NULL);
        assert_non_null(a);
        for (size_t k = 0; k < a->size; k++) {
            int64_t x = ((const int64_t *)(const void *)a->data)[k];
            assert_in_range(x, 0, of[i].n - 1);
            assert_false(seen[x]);
            seen[x] = true;
        }
        mem_free(seen);
        nd_drop(&c, a);
    }
}

/* A generator that is asked while memory runs out says so, and gives everything back. */
static void draws_survive_any_refused_request(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (int what = 0; what < 4; what++) {
        nd_array *p = weights(&c, 9), *out = NULL;
        nd_choice how = {.n = 9, .size = {1, {4}}, .shuffle = true, .p = what ? p : NULL};
        int64_t   n = 20;
        nd_view   count;
        nd_view_scalar(&count, nd_dtype_of(ND_I64), &n, 0);
        for (uint64_t fail = 1; !out && fail < 50; fail++) {
            stream  s;
            err     e = {0};
            nd_size size = {1, {3}};
            stream_open(&s, false, 5);
            mem_fail_from(fail);
            if (what < 2) out = nd_random_choice(&c, &s.rng, &how, &e);
            else if (what == 2) out = nd_random_multinomial(&c, &s.rng, &count.a, p, &size, &e);
            else out = nd_random_dirichlet(&c, &s.rng, p, &size, &e);
            mem_fail_from(0);
            if (!out) assert_int_equal(e.code, ERR_MEMORY);
        }
        assert_non_null(out);
        nd_drop(&c, out);
        nd_drop(&c, p);
    }
}

/* permuted: a row keeps its elements; other rows keep theirs. Views of any layout. */
static void rows_are_permuted_within_themselves(void **state) {
    nd_ctx    c;
    stream    s;
    ptrdiff_t shape[] = {4, 6};
    (void)state;
    nd_ctx_init(&c);
    stream_open(&s, false, 6);
    nd_array *a = nd_arange_int(&c, 0, 24, 1, nd_dtype_of(ND_I64), NULL), *b = nd_reshape(&c, a, 2, shape, 'C', NULL);
    nd_array *t = nd_transpose(&c, b, 2, NULL, NULL);
    assert_int_equal(nd_random_permute_rows(&c, &s.rng, t, 0, NULL), ERR_OK);
    for (int i = 0; i < 4; i++) {
        int seen = 0;
        for (int j = 0; j < 6; j++) {
            int64_t x = ((const int64_t *)(const void *)b->data)[6 * i + j];
            assert_int_equal(x / 6, i);
            seen |= 1 << x % 6;
        }
        assert_int_equal(seen, 63);
    }
    nd_drop(&c, t);
    nd_drop(&c, b);
    nd_drop(&c, a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(integers_of_every_type_are_numpys),
        TEST(choices_are_numpys),
        TEST(distinct_choices_are_distinct),
        TEST(draws_survive_any_refused_request),
        TEST(rows_are_permuted_within_themselves),
    };
    return RUN_TESTS(tests);
}
