/* tests/array/sample.h: arrays and keys written as NumPy writes them, and arrays told in one line.
 *
 *   sample(&c, "b.T[::-1, 1:]")      v: arange(5)   a: arange(6).reshape(2,3)   b: (2,3,4)   x: (2,3,4,5)
 *                                    s: array(5)    e: (0,3)   o: (1,1)   z: arange(4) stretched to (2,3,4)
 *   sample(&c, "[[1, 2], [3, 4]]")   a list
 *   tell(array, text)                "(2,2) <i8 1 2 3 4", elements in C order                            */
#ifndef NDRILL_TESTS_ARRAY_SAMPLE_H
#define NDRILL_TESTS_ARRAY_SAMPLE_H

#include "array/array.h"
#include "harness.h"

#define TELL_MAX 8192

typedef struct sample_list {
    double    values[512];
    size_t    n;
    int       ndim;
    ptrdiff_t shape[8];
    char      kind;                 /* 'b' 'i' 'f'; 0: empty */
} sample_list;

typedef struct sample_keys {
    int       n;
    nd_key    keys[150];
    nd_array *owned[150];
} sample_keys;

static inline void sample_space(const char **p) {
    while (**p == ' ') ++*p;
}

static inline bool sample_word(const char **p, const char *word) {
    size_t n = strlen(word);
    sample_space(p);
    if (strncmp(*p, word, n) != 0) return false;
    *p += n;
    return true;
}

static inline void sample_value(const char **p, sample_list *l) {
    char *end = NULL, kind = 'i';
    if (sample_word(p, "True")) l->values[l->n++] = 1, l->kind = 'b';
    else if (sample_word(p, "False")) l->values[l->n++] = 0, l->kind = 'b';
    else {
        const char *first = *p;
        l->values[l->n++] = strtod(*p, &end);
        for (const char *q = first; q < end; q++)
            if (*q == '.' || *q == 'n') kind = 'f';
        if (l->kind != 'f') l->kind = kind;
        *p = end;
    }
}

static inline void sample_items(const char **p, sample_list *l, int depth) {
    ptrdiff_t n = 0;
    if (depth + 1 > l->ndim) l->ndim = depth + 1;
    while (!sample_word(p, "]")) {
        if (sample_word(p, "[")) sample_items(p, l, depth + 1);
        else sample_value(p, l);
        n++;
        (void)sample_word(p, ",");
    }
    l->shape[depth] = n;
}

static inline nd_array *sample_made(nd_array *a, const err *e) {
    if (!a) fail_msg("%s: %s", err_name(e->code), e->text);
    return a;
}

static inline nd_array *sample_array(nd_ctx *c, const sample_list *l) {
    err       e = {0};
    nd_type   t = l->kind == 'b' ? ND_BOOL : l->kind == 'f' ? ND_F64 : ND_I64;
    nd_array *a = sample_made(nd_new(c, nd_dtype_of(t), l->ndim, l->shape, 'C', &e), &e);
    for (size_t i = 0; i < l->n; i++) {
        nd_scalar x = {.kind = 'f', .u.f = l->values[i]};
        assert_int_equal(nd_store(a->dtype, a->data + i * a->dtype.itemsize, x, &e), ERR_OK);
    }
    return a;
}

static inline nd_array *sample_read_list(nd_ctx *c, const char **p) {
    sample_list l = {.n = 0};
    if (sample_word(p, "[")) sample_items(p, &l, 0);
    else sample_value(p, &l);
    return sample_array(c, &l);
}

static inline ptrdiff_t sample_bound(const char **p) {
    char *end;
    sample_space(p);
    long long i = strtoll(*p, &end, 10);
    if (end == *p) return ND_NONE;
    *p = end;
    return (ptrdiff_t)i;
}

static inline void sample_key(nd_ctx *c, const char **p, sample_keys *k) {
    nd_key *key = &k->keys[k->n];
    k->owned[k->n++] = NULL;
    sample_space(p);
    if (sample_word(p, "...")) key->kind = ND_KEY_ELLIPSIS;
    else if (sample_word(p, "None")) key->kind = ND_KEY_NEWAXIS;
    else if (**p == '[' || **p == 'T' || **p == 'F') {
        key->kind = ND_KEY_ARRAY;
        key->array = k->owned[k->n - 1] = sample_read_list(c, p);
    } else {
        key->start = key->i = sample_bound(p);
        key->stop = key->step = ND_NONE;
        key->kind = ND_KEY_INT;
        if (!sample_word(p, ":")) return;
        key->kind = ND_KEY_SLICE;
        key->stop = sample_bound(p);
        if (sample_word(p, ":")) key->step = sample_bound(p);
    }
}

/* Keys up to the closing bracket or the end. */
static inline void sample_read_keys(nd_ctx *c, const char **p, sample_keys *k) {
    k->n = 0;
    for (sample_space(p); **p && **p != ']'; sample_space(p)) {
        sample_key(c, p, k);
        (void)sample_word(p, ",");
    }
}

static inline void sample_drop_keys(nd_ctx *c, sample_keys *k) {
    for (int i = 0; i < k->n; i++) nd_drop(c, k->owned[i]);
}

static inline nd_array *sample_base(nd_ctx *c, char name) {
    static const struct { char name; int ndim; ptrdiff_t shape[4]; } bases[] = {
        {'v', 1, {5}}, {'a', 2, {2, 3}}, {'b', 3, {2, 3, 4}}, {'x', 4, {2, 3, 4, 5}}, {'e', 2, {0, 3}}, {'o', 2, {1, 1}}, {'z', 1, {4}},
    };
    err       e = {0};
    nd_array *flat = NULL, *a = NULL;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        size_t n;
        if (bases[i].name != name) continue;
        assert_int_equal(nd_shape_size(bases[i].ndim, bases[i].shape, 8, &n, &e), ERR_OK);
        flat = sample_made(nd_arange_int(c, 0, (int64_t)n, 1, nd_dtype_of(ND_I64), &e), &e);
        a = sample_made(nd_reshape(c, flat, bases[i].ndim, bases[i].shape, 'C', &e), &e);
    }
    if (name == 's') flat = sample_made(nd_arange_int(c, 5, 6, 1, nd_dtype_of(ND_I64), &e), &e), a = sample_made(nd_reshape(c, flat, 0, NULL, 'C', &e), &e);
    if (name == 'z') {
        ptrdiff_t shape[3] = {2, 3, 4};
        nd_drop(c, flat);
        flat = a;
        a = sample_made(nd_broadcast_to(c, flat, 3, shape, &e), &e);
    }
    nd_drop(c, flat);
    return a;
}

static inline nd_array *sample(nd_ctx *c, const char *text) {
    err         e = {0};
    const char *p = text;
    if (strchr("[TF-0123456789n", *p)) return sample_read_list(c, &p);
    nd_array *a = sample_base(c, *p++), *next;
    while (a && *p) {
        sample_keys k = {.n = 0};
        if (sample_word(&p, ".T")) next = nd_transpose(c, a, 0, NULL, &e);
        else {
            assert_true(sample_word(&p, "["));
            sample_read_keys(c, &p, &k);
            assert_true(sample_word(&p, "]"));
            next = nd_get(c, a, k.n, k.keys, &e);
        }
        sample_drop_keys(c, &k);
        nd_drop(c, a);
        a = sample_made(next, &e);
    }
    return a;
}

/* --- telling --------------------------------------------------------------------------------------- */

static inline void tell_value(buf *b, nd_scalar x) {
    switch (x.kind) {
    case 'b': buf_printf(b, "%d", x.u.b); break;
    case 'i': buf_printf(b, "%lld", (long long)x.u.i); break;
    case 'u': buf_printf(b, "%llu", (unsigned long long)x.u.u); break;
    case 'f': buf_printf(b, "%.17g", x.u.f); break;
    case 'c': buf_printf(b, "%.17g,%.17g", x.u.c.re, x.u.c.im); break;
    default: nd_print_text_repr(b, x.text, x.n);
    }
}

static inline const char *tell(const nd_array *a, char text[TELL_MAX]) {
    char    shape[ND_SHAPE_TEXT], type[ND_DTYPE_TEXT];
    nd_walk w;
    buf     b;
    buf_init(&b);
    nd_shape_text_compact(a->ndim, a->shape, shape);
    nd_dtype_str_of(a->dtype, type);
    buf_printf(&b, "%s %s", shape, type);
    for (nd_walk_init(&w, 1, &a, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            buf_putc(&b, ' ');
            tell_value(&b, nd_load(a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]));
        }
    snprintf(text, TELL_MAX, "%s", b.text);
    buf_free(&b);
    return text;
}

/* What a call gave: its array in one line, or "ValueError: ...". Drops a. */
static inline const char *tell_result(nd_ctx *c, nd_array *a, const err *e, char text[TELL_MAX]) {
    if (a) tell(a, text);
    else snprintf(text, TELL_MAX, "%s: %s", err_name(e->code), e->text);
    nd_drop(c, a);
    return text;
}

#define assert_tells(c, e, call, want)                                  \
    do {                                                               \
        err   fresh_ = {0};                                            \
        char  text_[TELL_MAX];                                         \
        (e) = fresh_;                                                  \
        nd_array *got_ = (call);                                       \
        assert_string_equal(tell_result((c), got_, &(e), text_), (want)); \
    } while (0)

#endif
