/* np.random's legacy stream, bit for bit: values printed by NumPy, and the state after them. */
#include "call.h"

#include "array/bitgen.h"

static ptrdiff_t shape[8];

static int size_of(const call *k, int i) { return call_numbers(k, i, "size", shape); }

/* rand(2, 3): the lengths are the arguments themselves. */
static int lengths(const call *k) {
    for (int i = 0; i < k->nargs; i++) shape[i] = (ptrdiff_t)call_number(k->args[i].item[0]);
    return k->nargs;
}

static nd_array *draw(call *k, const char *name, int ndim) {
    nd_bitgen    bits = nd_bits_of(&k->random);
    const nd_rng r = {&bits, true};
    nd_draw      d = {.dist = nd_dist_find(name, true), .dtype = nd_dtype_of(ND_F64), .size = {.ndim = ndim}};
    nd_view      param[2];
    double       value[2];
    memcpy(d.size.shape, shape, sizeof shape);
    for (int i = 0; i < nd_dist_nparams(d.dist); i++) {
        value[i] = call_double(k, i, "", 0);
        nd_view_scalar(&param[i], nd_dtype_of(ND_F64), &value[i], 0);
        d.param[i] = &param[i].a;
    }
    return nd_random_draw(k->c, &r, &d, &k->e);
}

static void do_rand(call *k) { call_answer(k, draw(k, "random", lengths(k))); }
static void do_randn(call *k) { call_answer(k, draw(k, "standard_normal", lengths(k))); }
static void do_uniform(call *k) { call_answer(k, draw(k, "uniform", size_of(k, 2))); }
static void do_normal(call *k) { call_answer(k, draw(k, "normal", size_of(k, 2))); }

static void do_randint(call *k) {
    const call_arg *type = call_get(k, 99, "dtype");
    nd_integers     what = {.dtype = nd_dtype_of(ND_I64), .size = {.ndim = size_of(k, 2)}};
    nd_bitgen       bits = nd_bits_of(&k->random);
    const nd_rng    r = {&bits, true};
    nd_view         low, high;
    int64_t         bound[] = {call_int(k, 0, "", 0), call_int(k, 1, "", 0)};
    if (type) assert_int_equal(nd_dtype_parse(type->text, &what.dtype, NULL), ERR_OK);
    nd_view_scalar(&low, nd_dtype_of(ND_I64), &bound[0], 0);
    nd_view_scalar(&high, nd_dtype_of(ND_I64), &bound[1], 0);
    what.low = &low.a;
    what.high = &high.a;
    memcpy(what.size.shape, shape, sizeof shape);
    call_answer(k, nd_random_integers(k->c, &r, &what, &k->e));
}

static void do_permutation(call *k) {
    nd_bitgen    bits = nd_bits_of(&k->random);
    const nd_rng r = {&bits, true};
    call_answer(k, nd_random_permutation(k->c, &r, call_array(k, 0, ""), 0, &k->e));
}

static void do_choice(call *k) {
    nd_bitgen    bits = nd_bits_of(&k->random);
    const nd_rng r = {&bits, true};
    nd_choice    how = {.from = call_array(k, 0, ""), .size = {.ndim = size_of(k, 1)}, .replace = call_bool(k, "replace", true)};
    how.p = call_array(k, 99, "p");
    memcpy(how.size.shape, shape, sizeof shape);
    call_answer(k, nd_random_choice(k->c, &r, &how, &k->e));
}

static const call_row rows[] = {
#include "golden/array_random.inc"
};
static const call_entry entries[] = {{"rand", do_rand},       {"randn", do_randn},     {"uniform", do_uniform},
                                     {"normal", do_normal},   {"randint", do_randint}, {"permutation", do_permutation},
                                     {"choice", do_choice}};

static void calls_answer_as_numpy(void **state) {
    (void)state;
    CALLS_ANSWER(rows, entries);
}

static void calls_survive_any_refused_request(void **state) {
    (void)state;
    CALLS_SURVIVE(rows, entries);
}

/* np.random.seed(5489).. the generator's own known answers: the first and the ten thousandth word. */
static void words_are_those_of_the_published_generator(void **state) {
    nd_mt19937 r;
    uint32_t   word = 0;
    (void)state;
    nd_random_seed(&r, 5489);
    for (int i = 0; i < 10000; i++) word = nd_random_u32(&r);
    assert_int_equal(word, 4123659995u);
    static const uint32_t key[] = {0x123, 0x234, 0x345, 0x456};
    nd_random_seed_array(&r, key, 4);
    assert_int_equal(nd_random_u32(&r), 1067595299u);
    assert_int_equal(nd_random_u32(&r), 955945823u);
}

/* np.random.seed(42): repr of rand(3) to the last digit. */
static void doubles_agree_to_the_last_bit(void **state) {
    nd_mt19937 r;
    (void)state;
    nd_random_seed(&r, 42);
    assert_true(nd_random_double(&r) == 0.3745401188473625);
    assert_true(nd_random_double(&r) == 0.9507143064099162);
    assert_true(nd_random_double(&r) == 0.7319939418114051);
}

static double gauss(nd_mt19937 *r) {
    nd_bitgen bits = nd_bits_of(r);
    return nd_bits_gauss(&bits);
}

static err_code shuffle(nd_ctx *c, nd_mt19937 *mt, nd_array *a, err *e) {
    nd_bitgen    bits = nd_bits_of(mt);
    const nd_rng r = {&bits, true};
    return nd_random_shuffle(c, &r, a, 0, e);
}

/* np.random.seed(42); randn(3); rand() -> 0.15601864044243652; seeding forgets the second normal. */
static void the_second_normal_waits_and_seeding_forgets_it(void **state) {
    nd_mt19937 r;
    (void)state;
    nd_random_seed(&r, 42);
    assert_true(gauss(&r) == 0.4967141530112327);
    assert_true(gauss(&r) == -0.13826430117118466);
    assert_true(gauss(&r) == 0.6476885381006925);
    assert_true(nd_random_double(&r) == 0.15601864044243652);
    assert_true(r.has_gauss);
    nd_random_seed(&r, 42);
    assert_true(gauss(&r) == 0.4967141530112327);
}

/* Values: np.random.seed(S); a = np.arange(n).reshape(...); np.random.shuffle(a); print(a.tolist()) */
static void shuffles_are_numpys(void **state) {
    static const struct { uint32_t seed; const char *given, *want; } rows_of[] = {
        {1, "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", "[2, 9, 6, 4, 0, 3, 1, 7, 8, 5]"},
        {1, "[[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]", "[[4, 5], [2, 3], [8, 9], [0, 1], [6, 7]]"},
        {1, "[[[0, 1], [2, 3], [4, 5]], [[6, 7], [8, 9], [10, 11]], [[12, 13], [14, 15], [16, 17]], [[18, 19], [20, 21], [22, 23]]]",
         "[[[18, 19], [20, 21], [22, 23]], [[12, 13], [14, 15], [16, 17]], [[0, 1], [2, 3], [4, 5]], [[6, 7], [8, 9], [10, 11]]]"},
        {3, "['a', 'bb', 'ccc']", "['bb', 'a', 'ccc']"},
        {3, "[11, 9, 7, 5, 3, 1]", "[5, 1, 3, 9, 11, 7]"},
    };
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows_of / sizeof *rows_of; i++) {
        const char *p = rows_of[i].given, *q = rows_of[i].want;
        nd_array   *a = call_read_one(&c, &p), *want = call_read_one(&c, &q);
        nd_mt19937  r;
        bool        same = false;
        nd_random_seed(&r, rows_of[i].seed);
        assert_int_equal(shuffle(&c, &r, a, NULL), ERR_OK);
        assert_int_equal(nd_array_equal(&c, a, want, false, &same, NULL), ERR_OK);
        if (!same) fail_msg("shuffle of %s", rows_of[i].given);
        nd_drop(&c, a);
        nd_drop(&c, want);
    }
}

static void what_cannot_be_shuffled_is_refused(void **state) {
    nd_ctx     c;
    nd_mt19937 r;
    err        e = {0};
    (void)state;
    nd_ctx_init(&c);
    nd_random_seed(&r, 1);
    const char *p = "3", *q = "[1, 2]";
    nd_array   *number = call_read_one(&c, &p), *fixed = call_read_one(&c, &q);
    assert_int_equal(shuffle(&c, &r, number, &e), ERR_TYPE);
    assert_string_equal(e.text, "len() of unsized object");
    fixed->flags &= (uint8_t)~ND_WRITEABLE;
    assert_int_equal(shuffle(&c, &r, fixed, &e), ERR_VALUE);
    nd_drop(&c, number);
    nd_drop(&c, fixed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(calls_answer_as_numpy),
        TEST(calls_survive_any_refused_request),
        TEST(words_are_those_of_the_published_generator),
        TEST(doubles_agree_to_the_last_bit),
        TEST(the_second_normal_waits_and_seeding_forgets_it),
        TEST(shuffles_are_numpys),
        TEST(what_cannot_be_shuffled_is_refused),
    };
    return RUN_TESTS(tests);
}
