/* Distributions of one variable: eight values each, to the bit, and where the stream stands after them. */
#include "draws.h"

#include <math.h>

typedef struct dist_row {
    const char *name;
    int         legacy;
    nd_param    param[ND_DIST_PARAMS];
    double      real[8];
    int64_t     count[8];
    uint64_t    next;
} dist_row;

typedef struct float_row {
    const char *name;
    double      param;
    float       first[6];
    double      total;
    uint64_t    next;
} float_row;

typedef struct tail_row {
    const char *name;
    double      total, most;
    uint64_t    next;
} tail_row;

static const dist_row dist_rows[] = {
#include "golden/random_dist.inc"
};
static const float_row float_rows[] = {
#include "golden/random_float.inc"
};
static const tail_row tail_rows[] = {
#include "golden/random_tail.inc"
};

static bool is_int(nd_rule rule) { return rule >= ND_RULE_INT_NOT_NEGATIVE; }

/* n draws, with parameters over p. */
static nd_array *draw(nd_ctx *c, const stream *s, const char *name, nd_param *p, ptrdiff_t n, err *e) {
    nd_draw d = {.dist = nd_dist_find(name, s->rng.legacy), .dtype = nd_dtype_of(ND_F64), .size = {1, {n}}};
    nd_view view[ND_DIST_PARAMS];
    assert_non_null(d.dist);
    for (int i = 0; i < nd_dist_nparams(d.dist); i++) {
        nd_view_scalar(&view[i], nd_dtype_of(is_int(d.dist->rule[i]) ? ND_I64 : ND_F64), &p[i], 0);
        d.param[i] = &view[i].a;
    }
    return nd_random_draw(c, &s->rng, &d, e);
}

static bool same_double(double x, double y) { return memcmp(&x, &y, sizeof x) == 0 || (isnan(x) && isnan(y)); }

static void check_values(const dist_row *r, const nd_array *a, size_t row) {
    for (size_t k = 0; k < 8; k++) {
        double  x = ((const double *)(const void *)a->data)[k];
        int64_t n = ((const int64_t *)(const void *)a->data)[k];
        if (a->dtype.type == ND_I64 && n != r->count[k])
            fail_msg("row %zu: %s%s, value %zu: %lld for %lld", row, r->legacy ? "legacy " : "", r->name, k, (long long)n, (long long)r->count[k]);
        if (a->dtype.type == ND_F64 && !same_double(x, r->real[k]))
            fail_msg("row %zu: %s%s, value %zu: %.17g for %.17g", row, r->legacy ? "legacy " : "", r->name, k, x, r->real[k]);
    }
}

static void draws_are_numpys_and_take_as_many_words(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof dist_rows / sizeof *dist_rows; i++) {
        dist_row  r = dist_rows[i];
        stream    s;
        err       e;
        stream_open(&s, r.legacy, 11);
        nd_array *a = draw(&c, &s, r.name, r.param, 8, &e);
        if (!a) fail_msg("row %zu: %s: %s", i, r.name, e.text);
        check_values(&r, a, i);
        if (nd_bits_u64(&s.bits) != r.next) fail_msg("row %zu: %s%s: the stream stands elsewhere", i, r.legacy ? "legacy " : "", r.name);
        nd_drop(&c, a);
    }
}

/* dtype=float32: the first six and the sum of three thousand. */
static void small_floats_are_numpys(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof float_rows / sizeof *float_rows; i++) {
        const float_row *r = &float_rows[i];
        nd_draw          d = {.dist = nd_dist_find(r->name, false), .dtype = nd_dtype_of(ND_F32), .size = {1, {3000}}};
        nd_view          view;
        stream           s;
        double           shape = r->param, sum = 0;
        nd_view_scalar(&view, nd_dtype_of(ND_F64), &shape, 0);
        if (nd_dist_nparams(d.dist)) d.param[0] = &view.a;
        stream_open(&s, false, 12);
        nd_array *a = nd_random_draw(&c, &s.rng, &d, NULL);
        assert_non_null(a);
        const float *x = (const float *)(const void *)a->data;
        assert_memory_equal(x, r->first, sizeof r->first);
        for (int k = 0; k < 3000; k++) sum += (double)x[k];
        assert_true(sum == r->total);
        assert_true(nd_bits_u64(&s.bits) == r->next);
        nd_drop(&c, a);
    }
}

/* Two hundred thousand draws pass the edges and the tail of the ziggurat. */
static void the_rare_ways_of_the_ziggurat_are_numpys(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof tail_rows / sizeof *tail_rows; i++) {
        const tail_row *r = &tail_rows[i];
        stream          s;
        double          sum = 0, most = -INFINITY;
        stream_open(&s, false, 13);
        nd_array *a = draw(&c, &s, r->name, NULL, 200000, NULL);
        assert_non_null(a);
        const double *x = (const double *)(const void *)a->data;
        for (int k = 0; k < 200000; k++) {
            sum += x[k];
            if (x[k] > most) most = x[k];
        }
        assert_true(sum == r->total);
        assert_true(most == r->most);
        assert_true(nd_bits_u64(&s.bits) == r->next);
        nd_drop(&c, a);
    }
}

/* A row of the table is whole: as many rules and defaults as parameters, one draw. */
static void the_table_is_whole(void **state) {
    (void)state;
    for (int legacy = 0; legacy < 2; legacy++) {
        const nd_dist *d;
        size_t         n = 0;
        for (; (d = nd_dist_at(n, legacy)); n++) {
            assert_true(nd_dist_nparams(d) <= ND_DIST_PARAMS);
            assert_true(!d->real != !d->count);
            assert_ptr_equal(nd_dist_find(d->name, legacy), d);
        }
        assert_true(n >= 34);
        assert_null(nd_dist_find("cauchy", legacy));
    }
}

/* Parameters that are no numbers of the kind are refused before anything is drawn. */
static void what_is_refused_draws_nothing(void **state) {
    static const struct { const char *name; nd_param p[3]; const char *text; } bad[] = {
        {"normal", {{0.0}, {-1.0}}, "scale < 0"},
        {"beta", {{1.0}, {0.0}}, "b <= 0"},
        {"poisson", {{NAN}}, "lam < 0 or lam is NaN"},
        {"binomial", {{.i = 3}, {1.5}}, "p < 0, p > 1 or p is NaN"},
        {"zipf", {{1.0}}, "a <= 1 or a is NaN"},
        {"hypergeometric", {{.i = 2}, {.i = 2}, {.i = 5}}, "ngood + nbad < nsample"},
        {"uniform", {{0.0}, {INFINITY}}, "high - low range exceeds valid bounds"},
    };
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        stream   s, fresh;
        err      e = {0};
        nd_param p[3];
        memcpy(p, bad[i].p, sizeof p);
        stream_open(&s, false, 1);
        stream_open(&fresh, false, 1);
        assert_null(draw(&c, &s, bad[i].name, p, 3, &e));
        assert_string_equal(e.text, bad[i].text);
        assert_true(nd_bits_u64(&s.bits) == nd_bits_u64(&fresh.bits));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(draws_are_numpys_and_take_as_many_words),
        TEST(small_floats_are_numpys),
        TEST(the_rare_ways_of_the_ziggurat_are_numpys),
        TEST(the_table_is_whole),
        TEST(what_is_refused_draws_nothing),
    };
    return RUN_TESTS(tests);
}
