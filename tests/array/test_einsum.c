/* einsum against plain nested loops, in every layout; its views, paths, types and refusals against NumPy. */
#include "array/array.h"
#include "harness.h"

#define OPS_MAX 5

/* Numbers -4 ... 4 in shapes given by letters: a is 2 long, b 3, c 4, d 1, e 0, f 5. turned: axes reversed in memory. */
static ptrdiff_t length_of(char letter) {
    static const ptrdiff_t lengths[] = {2, 3, 4, 1, 0, 5};
    return lengths[letter - 'a'];
}

static nd_array *make(nd_ctx *c, nd_type t, const char *letters, size_t n, bool turned) {
    ptrdiff_t shape[8];
    for (size_t i = 0; i < n; i++) shape[turned ? n - 1 - i : i] = length_of(letters[i]);
    nd_array *a = nd_new(c, nd_dtype_of(t), (int)n, shape, 'C', NULL);
    assert_non_null(a);
    for (size_t i = 0; i < a->size; i++) {
        nd_scalar x = {.kind = 'i', .u.i = (int64_t)((i * 7 + n * 3) % 9) - 4};
        assert_int_equal(nd_store(a->dtype, a->data + i * a->dtype.itemsize, x, NULL), ERR_OK);
    }
    if (!turned) return a;
    nd_array *view = nd_transpose(c, a, 0, NULL, NULL);
    nd_drop(c, a);
    assert_non_null(view);
    return view;
}

static double element(const nd_array *a, const char *letters, size_t n, const ptrdiff_t at[6]) {
    const char *p = a->data;
    for (size_t i = 0; i < n; i++) p += at[letters[i] - 'a'] * a->strides[i];
    nd_scalar x = nd_load(a->dtype, p);
    return x.kind == 'i' ? (double)x.u.i : x.u.f;
}

/* The terms of "ab,bc->ac". */
typedef struct spec {
    const char *term[OPS_MAX], *out;
    size_t      n[OPS_MAX], nout;
    int         nops;
} spec;

static spec split(const char *text) {
    spec s = {.nops = 0};
    for (;;) {
        s.term[s.nops] = text;
        s.n[s.nops] = strcspn(text, ",-");
        text += s.n[s.nops++];
        if (*text != ',') break;
        text++;
    }
    s.out = text + 2;
    s.nout = strlen(s.out);
    return s;
}

/* The sum over all letters that the output lacks. */
static double expected(const spec *s, nd_array *const *ops, ptrdiff_t at[6]) {
    double    sum = 0;
    bool      used[6] = {false}, fixed[6] = {false};
    ptrdiff_t total = 1;
    for (int k = 0; k < s->nops; k++)
        for (size_t i = 0; i < s->n[k]; i++) used[s->term[k][i] - 'a'] = true;
    for (size_t i = 0; i < s->nout; i++) fixed[s->out[i] - 'a'] = true;
    for (int l = 0; l < 6; l++)
        if (used[l] && !fixed[l]) total *= length_of((char)('a' + l));
    for (ptrdiff_t step = 0; step < total; step++) {
        ptrdiff_t rest = step;
        double    product = 1;
        for (int l = 0; l < 6; l++) {
            if (!used[l] || fixed[l]) continue;
            at[l] = rest % length_of((char)('a' + l));
            rest /= length_of((char)('a' + l));
        }
        for (int k = 0; k < s->nops; k++) product *= element(ops[k], s->term[k], s->n[k], at);
        sum += product;
    }
    return sum;
}

static void check(const char *text, const spec *s, nd_array *const *ops, const nd_array *out) {
    assert_int_equal(out->ndim, s->nout);
    for (size_t flat = 0; flat < out->size; flat++) {
        ptrdiff_t at[6] = {0}, rest = (ptrdiff_t)flat;
        for (size_t i = s->nout; i-- > 0;) {
            assert_int_equal(out->shape[i], length_of(s->out[i]));
            at[s->out[i] - 'a'] = rest % out->shape[i];
            rest /= out->shape[i];
        }
        double got = element(out, s->out, s->nout, at), want = expected(s, ops, at);
        if (got != want) fail_msg("%s: element %zu is %g, not %g", text, flat, got, want);
    }
}

static const char *const specs[] = {
    "ab->ab", "ab->ba", "aa->a", "aa->", "ab->", "ab->a", "ab->b", "abb->a", "aab->b", "aaa->a", "a->a", "->", "abc->cab",
    "a,a->", "a,a->a", "a,b->ab", "a,b->ba", "a,b->", "ab,bc->ac", "ab,bc->ca", "ab,cb->ac", "ba,bc->ac", "ab,ab->", "ab,ab->a",
    "ab,ba->ab", "abc,abc->b", "abc,acf->abf", "abc,acf->bfa", "abc,acf->afb", "abcf,fb->ac", "ab,cf->abcf", "ab,cf->a", "ab,cf->fa",
    "abc,c->ab", "abc,b->ac", "aab,b->a", "ab,bb->a", "ab,->ab", ",->", "ab,be->ae", "be,eb->b", "ae,ea->", "ab,bd->ad", "abd,d->ab",
    "ab,bc,cf->af", "ab,bc,cf->fa", "ab,bc,ca->", "a,a,a->", "a,b,c->abc", "ab,ab,ab->ab", "abc,a,b,c->", "ab,cb,cf,af->",
    "ab,b,bc,c->a", "ac,bc,fc->abf", "ab,ac,af,bc->cf", "aab,bbc,c->a",
};

static void every_way_of_summing_gives_what_plain_loops_give(void **state) {
    static const nd_type types[] = {ND_F64, ND_I64, ND_F32, ND_I32};
    static const char    hows[] = "ngo";
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
        for (unsigned way = 0; way < 12; way++) {
            spec              s = split(specs[i]);
            nd_array         *ops[OPS_MAX];
            err               e = {0};
            nd_einsum_options o = {.casting = ND_CAST_SAFE, .layout = way % 2 ? 'F' : 'K', .order = {.how = hows[way % 3], .limit = -1}};
            for (int k = 0; k < s.nops; k++) ops[k] = make(&c, types[way % 4], s.term[k], s.n[k], way >> k & 1);
            nd_array *out = nd_einsum(&c, specs[i], s.nops, ops, &o, &e);
            if (!out) fail_msg("%s: %s", specs[i], e.text);
            assert_int_equal(out->dtype.type, types[way % 4]);
            check(specs[i], &s, ops, out);
            if (out->ndim == 0 && o.order.how == 'n') assert_true(out->flags & ND_SCALAR);
            nd_drop(&c, out);
            for (int k = 0; k < s.nops; k++) nd_drop(&c, ops[k]);
        }
}

static void refused_requests_leave_nothing_behind(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        spec              s = split(specs[i]);
        nd_array         *ops[OPS_MAX], *out = NULL;
        nd_einsum_options o = {.casting = ND_CAST_SAFE, .layout = 'K', .order = {.how = 'n', .limit = -1}};
        for (int k = 0; k < s.nops; k++) ops[k] = make(&c, ND_F64, s.term[k], s.n[k], k & 1);
        for (uint64_t at = 1; !out && at < 100; at++) {
            mem_fail_from(at);
            out = nd_einsum(&c, specs[i], s.nops, ops, &o, NULL);
            mem_fail_from(0);
        }
        assert_non_null(out);
        check(specs[i], &s, ops, out);
        nd_drop(&c, out);
        for (int k = 0; k < s.nops; k++) nd_drop(&c, ops[k]);
    }
}

static void a_diagonal_is_a_view_that_can_be_written(void **state) {
    nd_ctx            c;
    nd_einsum_options o = {.casting = ND_CAST_SAFE, .layout = 'K', .order = {.how = 'n'}};
    (void)state;
    nd_ctx_init(&c);
    nd_array *a = make(&c, ND_F64, "bb", 2, false), *line = nd_einsum(&c, "ii->i", 1, &a, &o, NULL);
    assert_non_null(line);
    assert_true(nd_is_writeable(line));
    assert_ptr_equal(line->base, a);
    double seven = 7, got;
    memcpy(line->data + line->strides[0], &seven, sizeof seven);
    memcpy(&got, a->data + 4 * sizeof got, sizeof got);
    assert_true(got == 7);
    nd_drop(&c, line);
    a->flags &= (uint8_t)~ND_WRITEABLE;
    line = nd_einsum(&c, "ij->ji", 1, &a, &o, NULL);
    assert_false(nd_is_writeable(line));
    nd_drop(&c, line);
    nd_drop(&c, a);
}

/* Shapes (2,3) and (3,4) of int64 unless the subscripts name fewer operands. */
static const struct { const char *subscripts; char how; int n; err_code code; const char *text; } refusals[] = {
    {"abc", 'n', 1, ERR_VALUE, "einstein sum subscripts string contains too many subscripts for operand 0"},
    {"a", 'n', 1, ERR_VALUE, "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."},
    {"ab,bc", 'n', 1, ERR_VALUE, "more operands provided to einstein sum function than specified in the subscripts string"},
    {"ab", 'n', 2, ERR_VALUE, "fewer operands provided to einstein sum function than specified in the subscripts string"},
    {"a.b", 'n', 1, ERR_VALUE, "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand 0"},
    {"ab->a.b", 'n', 1, ERR_VALUE, "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in the output"},
    {"a1", 'n', 1, ERR_VALUE, "invalid subscript '1' in einstein sum subscripts string, subscripts must be letters"},
    {"ab->aab", 'n', 1, ERR_VALUE, "einstein sum subscripts string includes output subscript 'a' multiple times"},
    {"ab->k", 'n', 1, ERR_VALUE, "einstein sum subscripts string included output subscript 'k' which never appeared in an input"},
    {"aa", 'n', 1, ERR_VALUE, "dimensions in operand 0 for collapsing index 'a' don't match (2 != 3)"},
    {"a...->a", 'n', 1, ERR_VALUE, "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."},
    {"ab-b", 'n', 1, ERR_VALUE, "einstein sum subscript string does not contain proper '->' output specified"},
    {"ij,kj", 'n', 2, ERR_VALUE, "operands could not be broadcast together with remapped shapes [original->remapped]: (2,3)->(2,newaxis,3) (3,4)->(3,4) "},
    {"ij,kj", 'g', 2, ERR_VALUE, "Size of label 'j' for operand 1 (3) does not match previous terms (4)."},
    {"ijk", 'g', 1, ERR_VALUE, "Einstein sum subscript i does not contain the correct number of indices for operand 0."},
    {"ij,jk", 'g', 1, ERR_VALUE, "Number of einsum subscripts must be equal to the number of operands."},
    {"i1", 'g', 1, ERR_VALUE, "Character 1 is not a valid symbol."},
    {"ij->k", 'g', 1, ERR_VALUE, "Output character k did not appear in the input"},
    {"ij->iij", 'g', 1, ERR_VALUE, "Output character i appeared more than once in the output."},
    {"ij->i->j", 'g', 1, ERR_VALUE, "Subscripts can only contain one '->'."},
};

static void what_is_refused_is_worded_as_numpy_words_it(void **state) {
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    nd_array *ops[2] = {make(&c, ND_I64, "ab", 2, false), make(&c, ND_I64, "bc", 2, false)};
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        err               e = {0};
        nd_einsum_options o = {.casting = ND_CAST_SAFE, .layout = 'K', .order = {.how = refusals[i].how, .limit = -1}};
        assert_null(nd_einsum(&c, refusals[i].subscripts, refusals[i].n, ops, &o, &e));
        assert_string_equal(e.text, refusals[i].text);
        assert_int_equal(e.code, refusals[i].code);
    }
    nd_drop(&c, ops[0]);
    nd_drop(&c, ops[1]);
}

static void casts_keep_to_their_rule_and_out_is_filled(void **state) {
    nd_ctx            c;
    err               e = {0};
    nd_einsum_options o = {.casting = ND_CAST_SAFE, .layout = 'K', .order = {.how = 'n'}, .has_dtype = true};
    (void)state;
    nd_ctx_init(&c);
    nd_array *ops[2] = {make(&c, ND_I64, "ab", 2, false), make(&c, ND_I64, "bc", 2, false)};
    spec      s = split("ab,bc->ac");
    o.dtype = nd_dtype_of(ND_F32);
    assert_null(nd_einsum(&c, "ab,bc->ac", 2, ops, &o, &e));
    assert_string_equal(e.text, "Iterator operand 0 dtype could not be cast from dtype('int64') to dtype('float32') according to the rule 'safe'");
    assert_int_equal(e.code, ERR_TYPE);
    o.casting = ND_CAST_SAME_KIND;
    nd_array *out = nd_einsum(&c, "ab,bc->ac", 2, ops, &o, &e);
    assert_int_equal(out->dtype.type, ND_F32);
    check("ab,bc->ac", &s, ops, out);
    nd_drop(&c, out);
    o = (nd_einsum_options){.casting = ND_CAST_SAFE, .layout = 'K', .order = {.how = 'n'}, .out = make(&c, ND_F64, "ac", 2, true)};
    assert_ptr_equal(nd_einsum(&c, "ab,bc->ac", 2, ops, &o, &e), o.out);
    check("ab,bc->ac", &s, ops, o.out);
    nd_drop(&c, o.out);
    nd_drop(&c, ops[0]);
    nd_drop(&c, ops[1]);
}

static void a_path_is_the_one_that_numpy_finds(void **state) {
    static const struct { const char *subscripts; char how; const char *path; } rows[] = {
        {"ab,bc,cf->af", 'g', "(1,2)(0,1)"}, {"ab,bc->ac", 'g', "(0,1)"}, {"ab,bc,cf->af", 'n', "(0,1,2)"},
        {"a,b,c->abc", 'g', "(0,1,2)"}, {"ac,bc,fc->abf", 'o', "(0,1)(0,1)"}, {"ab,ab,bc->ac", 'o', "(0,1)(0,1)"},
    };
    nd_ctx c;
    (void)state;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        spec            s = split(rows[i].subscripts);
        nd_array       *ops[OPS_MAX];
        nd_einsum_order order = {.how = rows[i].how, .limit = -1};
        nd_einsum_path  path;
        buf             table;
        char            text[100] = "";
        buf_init(&table);
        for (int k = 0; k < s.nops; k++) ops[k] = make(&c, ND_F64, s.term[k], s.n[k], false);
        assert_int_equal(nd_einsum_explain(rows[i].subscripts, s.nops, ops, &order, &path, &table, NULL), ERR_OK);
        for (int step = 0; step < path.n; step++)
            for (int k = 0; k < path.count[step]; k++)
                snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d%s", k ? "," : "(", path.at[step][k], k + 1 == path.count[step] ? ")" : "");
        assert_string_equal(text, rows[i].path);
        for (int k = 0; k < s.nops; k++) nd_drop(&c, ops[k]);
        buf_free(&table);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_way_of_summing_gives_what_plain_loops_give),
        TEST(refused_requests_leave_nothing_behind),
        TEST(a_diagonal_is_a_view_that_can_be_written),
        TEST(what_is_refused_is_worded_as_numpy_words_it),
        TEST(casts_keep_to_their_rule_and_out_is_filled),
        TEST(a_path_is_the_one_that_numpy_finds),
    };
    return RUN_TESTS(tests);
}
