/* tests/array/call.h: calls written as Python writes them, read, dispatched, and compared with what NumPy
 * answered. Files tests/golden/array_TOPIC.inc hold {call, answer, warnings}.
 *
 *   static const call_row rows[] = {
 *   #include "golden/array_sort.inc"
 *   };
 *   static const call_entry entries[] = {{"sort", do_sort}, ...};
 *   CALLS_ANSWER(rows, entries);                                                                    */
#ifndef NDRILL_TESTS_ARRAY_CALL_H
#define NDRILL_TESTS_ARRAY_CALL_H

#include <ctype.h>
#include <fenv.h>

#include "array/array.h"
#include "harness.h"

typedef struct call_arg {
    char      name[24];         /* "" for a positional one */
    bool      none, tuple;
    int       n;                /* items: 1, or the length of a tuple */
    nd_array *item[16];
    char      text[64];         /* of a string that is no array */
} call_arg;

typedef struct call {
    nd_ctx    *c;
    char       function[32];
    int        nargs;
    call_arg   args[12];
    nd_mt19937 random;
    buf        out;             /* the answer */
    buf        warnings;
    err        e;
} call;

typedef void call_fn(call *k);

typedef struct call_row {
    const char *text, *want, *warnings;
} call_row;

typedef struct call_entry {
    const char *name;
    call_fn    *run;
} call_entry;

/* --- reading -------------------------------------------------------------------------------- */

typedef struct call_list {
    int       ndim, depth_of_first;
    ptrdiff_t shape[8];
    nd_scalar values[64];
    uint32_t  text[64][16];
    int       n;
    char      kind;
} call_list;

static inline void call_skip(const char **p) {
    while (**p == ' ' || **p == ',') ++*p;
}

static inline bool call_word(const char **p, const char *word) {
    size_t n = strlen(word);
    call_skip(p);
    if (strncmp(*p, word, n) != 0) return false;
    *p += n;
    return true;
}

static inline char call_wider(char a, char b) {
    static const char order[] = "biufcU";
    if (a == 0) return b;
    return strchr(order, a) > strchr(order, b) ? a : b;
}

static inline void call_read_text(const char **p, nd_scalar *x, uint32_t *text) {
    x->kind = 'U';
    x->text = text;
    x->n = 0;
    for (++*p; **p != '\''; ++*p) text[x->n++] = (uint32_t)(unsigned char)**p;
    ++*p;
}

/* "2j", or behind another number "+2j", "-infj". */
static inline bool call_read_imaginary(const char **p, double *im) {
    char  *end;
    double x = strtod(*p, &end);
    if (end == *p || *end != 'j') return false;
    *im = x;
    *p = end + 1;
    return true;
}

static inline void call_read_number(const char **p, nd_scalar *x) {
    double im = 0;
    if (call_read_imaginary(p, &im)) {
        *x = (nd_scalar){.kind = 'c', .u.c = {0, im}};
        return;
    }
    char       *end;
    const char *first = *p;
    x->u.f = strtod(first, &end);
    x->kind = 'f';
    bool whole = true;
    for (const char *q = first; q < end; q++) whole = whole && (isdigit((unsigned char)*q) || *q == '-');
    assert_true(end > first);
    *p = end;
    if ((**p == '+' || **p == '-') && call_read_imaginary(p, &im)) {
        *x = (nd_scalar){.kind = 'c', .u.c = {strtod(first, NULL), im}};
        return;
    }
    if (!whole) return;
    x->kind = x->u.f > 9.3e18 || (x->u.f > 9.2e18 && strtoll(first, NULL, 10) == INT64_MAX && first[18] == '8') ? 'u' : 'i';
    if (x->kind == 'u') x->u.u = strtoull(first, NULL, 10);
    else x->u.i = strtoll(first, NULL, 10);
}

static inline void call_read_item(const char **p, call_list *l) {
    nd_scalar *x = &l->values[l->n];
    if (call_word(p, "True")) *x = (nd_scalar){.kind = 'b', .u.b = true};
    else if (call_word(p, "False")) *x = (nd_scalar){.kind = 'b', .u.b = false};
    else if (**p == '\'') call_read_text(p, x, l->text[l->n]);
    else call_read_number(p, x);
    l->kind = call_wider(l->kind, x->kind);
    l->n++;
}

static inline void call_read_nested(const char **p, call_list *l, int depth) {
    ptrdiff_t n = 0;
    if (depth + 1 > l->ndim) l->ndim = depth + 1;
    for (call_skip(p); **p != ']'; n++, call_skip(p)) {
        if (call_word(p, "[")) call_read_nested(p, l, depth + 1);
        else call_read_item(p, l);
    }
    ++*p;
    l->shape[depth] = n;
}

static inline nd_dtype call_list_dtype(const call_list *l) {
    size_t width = 1;
    switch (l->kind) {
    case 'b': return nd_dtype_of(ND_BOOL);
    case 'i': return nd_dtype_of(ND_I64);
    case 'u': return nd_dtype_of(ND_U64);
    case 'U':
        for (int i = 0; i < l->n; i++) width = l->values[i].n > width ? l->values[i].n : width;
        return nd_dtype_str(width);
    case 'c': return nd_dtype_of(ND_C128);
    default: return nd_dtype_of(ND_F64);
    }
}

static inline nd_array *call_read_array(nd_ctx *c, const char **p) {
    static call_list l;
    err              e = {0};
    memset(&l, 0, sizeof l);
    call_skip(p);
    if (call_word(p, "[")) call_read_nested(p, &l, 0);
    else call_read_item(p, &l);
    nd_array *a = nd_new(c, call_list_dtype(&l), l.ndim, l.shape, 'C', &e);
    assert_non_null(a);
    for (int i = 0; i < l.n; i++) {
        err_code code = nd_store(a->dtype, a->data + (size_t)i * a->dtype.itemsize, l.values[i], &e);
        if (code) fail_msg("%s", e.text);
    }
    return a;
}

/* A(list, 'dtype').T */
static inline nd_array *call_read_typed(nd_ctx *c, const char **p) {
    err       e = {0};
    char      name[24] = "";
    nd_array *a = call_read_array(c, p), *b;
    call_skip(p);
    if (**p == '\'') {
        size_t n = strcspn(*p + 1, "'");
        memcpy(name, *p + 1, n);
        *p += n + 2;
        nd_dtype d;
        assert_int_equal(nd_dtype_parse(name, &d, &e), ERR_OK);
        b = nd_astype(c, a, d, 'C', &e);
        nd_drop(c, a);
        a = b;
    }
    assert_true(call_word(p, ")"));
    if (call_word(p, ".T")) {
        b = nd_transpose(c, a, 0, NULL, &e);
        nd_drop(c, a);
        a = b;
    }
    assert_non_null(a);
    return a;
}

static inline nd_array *call_read_one(nd_ctx *c, const char **p) {
    return call_word(p, "A(") ? call_read_typed(c, p) : call_read_array(c, p);
}

static inline void call_read_arg(call *k, const char **p) {
    call_arg *a = &k->args[k->nargs++];
    memset(a, 0, sizeof *a);
    call_skip(p);
    size_t n = 0;
    while (isalnum((unsigned char)(*p)[n]) || (*p)[n] == '_') n++;
    if ((*p)[n] == '=') {
        memcpy(a->name, *p, n);
        *p += n + 1;
    }
    if (call_word(p, "None")) {
        a->none = true;
    } else if (a->name[0] && **p == '\'') {
        n = strcspn(*p + 1, "'");
        memcpy(a->text, *p + 1, n);
        *p += n + 2;
    } else if (call_word(p, "(")) {
        a->tuple = true;
        for (call_skip(p); **p != ')'; call_skip(p)) a->item[a->n++] = call_read_one(k->c, p);
        ++*p;
    } else {
        a->item[a->n++] = call_read_one(k->c, p);
    }
}

/* --- arguments -------------------------------------------------------------------------------------- */

/* Positional argument i, or the one of that name. NULL: not given. */
static inline const call_arg *call_get(const call *k, int i, const char *name) {
    int at = 0;
    for (int j = 0; j < k->nargs; j++) {
        if (k->args[j].name[0] ? strcmp(k->args[j].name, name) == 0 : at == i) return &k->args[j];
        at += !k->args[j].name[0];
    }
    return NULL;
}

static inline nd_array *call_array(const call *k, int i, const char *name) {
    const call_arg *a = call_get(k, i, name);
    return a && a->n ? a->item[0] : NULL;
}

static inline double call_number(const nd_array *a) {
    nd_scalar x = nd_load(a->dtype, a->data);
    return x.kind == 'b' ? x.u.b : x.kind == 'i' ? (double)x.u.i : x.kind == 'u' ? (double)x.u.u : x.u.f;
}

static inline double call_double(const call *k, int i, const char *name, double missing) {
    nd_array *a = call_array(k, i, name);
    return a ? call_number(a) : missing;
}

static inline int64_t call_int(const call *k, int i, const char *name, int64_t missing) {
    nd_array *a = call_array(k, i, name);
    if (!a) return missing;
    nd_scalar x = nd_load(a->dtype, a->data);
    return x.kind == 'i' ? x.u.i : (int64_t)call_number(a);
}

static inline bool call_bool(const call *k, const char *name, bool missing) {
    return call_int(k, 99, name, missing) != 0;
}

static inline int call_axis(const call *k, int i, int missing) {
    const call_arg *a = call_get(k, i, "axis");
    return a && a->none ? ND_MAXDIMS : (int)call_int(k, i, "axis", missing);
}

/* The numbers of a tuple, or of a single number. */
static inline int call_numbers(const call *k, int i, const char *name, ptrdiff_t *numbers) {
    const call_arg *a = call_get(k, i, name);
    int             n = a ? a->n : 0;
    for (int j = 0; j < n; j++) numbers[j] = (ptrdiff_t)call_number(a->item[j]);
    return n;
}

/* --- answers ----------------------------------------------------------------------------------------- */

static inline void call_answer(call *k, nd_array *a) {
    if (a) nd_repr(&k->out, a, NULL);
    else buf_printf(&k->out, "%s: %s", err_name(k->e.code), k->e.text);
    nd_drop(k->c, a);
}

/* Several arrays as NumPy's list or tuple; those that are NULL are left out. */
static inline void call_answer_many(call *k, err_code code, int n, nd_array *const *a) {
    if (code) {
        call_answer(k, NULL);
        return;
    }
    const char *comma = "";
    buf_putc(&k->out, '(');
    for (int i = 0; i < n; i++) {
        if (!a[i]) continue;
        buf_puts(&k->out, comma);
        call_answer(k, a[i]);
        comma = ", ";
    }
    buf_putc(&k->out, ')');
}

static inline call *call_current(call *k, bool set) {
    static call *now;
    if (set) now = k;
    return now;
}

static inline void call_warn(nd_ctx *c, const char *category, const char *text) {
    (void)c;
    buf_printf(&call_current(NULL, false)->warnings, "%s: %s\n", category, text);
}

/* "42: rand(2)" seeds first. */
static inline void call_seed(call *k, const char **p) {
    const char *colon = strstr(*p, ": ");
    uint32_t    key[8];
    if (!colon || !(isdigit((unsigned char)**p) || **p == '[')) return;
    nd_array *seed = call_read_one(k->c, p);
    for (size_t i = 0; i < seed->size; i++) {
        int64_t word;
        memcpy(&word, seed->data + 8 * i, sizeof word);
        key[i] = (uint32_t)word;
    }
    if (seed->ndim) nd_random_seed_array(&k->random, key, seed->size);
    else nd_random_seed(&k->random, key[0]);
    nd_drop(k->c, seed);
    *p = colon + 2;
}

/* False under valgrind, whose processor raises no floating-point flags: no warning can come from them there. */
static inline bool call_has_flags(void) {
    volatile double zero = 0, one = 1;
    feclearexcept(FE_ALL_EXCEPT);
    zero = one / zero;
    bool raised = fetestexcept(FE_DIVBYZERO) != 0;
    feclearexcept(FE_ALL_EXCEPT);
    return raised;
}

/* fail_at: the memory request of the call that is refused, with all after it; 0: none. True: the call
 * came through. */
static inline bool call_run(nd_ctx *c, const call_row *row, const call_entry *entries, size_t n, uint64_t fail_at) {
    static call k;
    const char *p = row->text;
    call_fn    *run = NULL;

    memset(&k, 0, sizeof k);
    k.c = c;
    buf_init(&k.out);
    buf_init(&k.warnings);
    call_current(&k, true);
    call_seed(&k, &p);
    size_t length = strcspn(p, "(");
    memcpy(k.function, p, length);
    p += length + 1;
    for (call_skip(&p); *p != ')'; call_skip(&p)) call_read_arg(&k, &p);
    for (size_t i = 0; i < n; i++)
        if (strcmp(entries[i].name, k.function) == 0) run = entries[i].run;
    if (!run) fail_msg("nobody runs %s", k.function);
    mem_fail_from(fail_at);
    run(&k);
    mem_fail_from(0);
    bool hungry = k.e.code == ERR_MEMORY || buf_failed(&k.out) || buf_failed(&k.warnings);
    bool warned = strcmp(k.warnings.text, row->warnings) == 0 || !call_has_flags();
    if (!(fail_at && hungry) && (strcmp(k.out.text, row->want) != 0 || !warned))
        fail_msg("%s\n  want %s %s\n  got  %s %s", row->text, row->want, row->warnings, k.out.text, k.warnings.text);
    for (int i = 0; i < k.nargs; i++)
        for (int j = 0; j < k.args[i].n; j++) nd_drop(c, k.args[i].item[j]);
    buf_free(&k.out);
    buf_free(&k.warnings);
    return !hungry;
}

static inline void calls_answer(const call_row *rows, size_t nrows, const call_entry *entries, size_t n) {
    nd_ctx c;
    nd_ctx_init(&c);
    c.warn = call_warn;
    for (size_t i = 0; i < nrows; i++) assert_true(call_run(&c, &rows[i], entries, n, 0));
}

/* Every call again with its first, second, ... request refused, until it comes through. */
static inline void calls_survive(const call_row *rows, size_t nrows, const call_entry *entries, size_t n) {
    nd_ctx c;
    nd_ctx_init(&c);
    c.warn = call_warn;
    for (size_t i = 0; i < nrows; i++)
        for (uint64_t at = 1; !call_run(&c, &rows[i], entries, n, at); at++) assert_true(at < 200);
}

#define CALLS_SURVIVE(rows, entries) \
    calls_survive(rows, sizeof(rows) / sizeof *(rows), entries, sizeof(entries) / sizeof *(entries))
#define CALLS_ANSWER(rows, entries) \
    calls_answer(rows, sizeof(rows) / sizeof *(rows), entries, sizeof(entries) / sizeof *(entries))

#endif
