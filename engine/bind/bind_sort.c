/* bind/bind_sort.c: order: sort, argsort, unique, searchsorted, set operations. */
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_fields.h"
#include "bind/bind_lazy.h"

/* --- sorting ------------------------------------------------------------------------------------ */

/* Every sort here is stable, so a known kind changes nothing. */
void bind_check_sort_kind(lua_State *L, int kind) {
    static const char *const known[] = {"quick", "quicksort", "heap", "heapsort", "stable", "merge", "mergesort"};
    const char *text = bind_arg_text(L, kind, NULL);
    if (!text) return;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(text, known[i]) == 0) return;
    bind_error(L, ERR_VALUE, "sort kind must be one of 'quick', 'heap', or 'stable' (got '%s')", text);
}

static int l_sort(lua_State *L) {
    static const bind_sig sig = {"sort", "a axis kind order * stable", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *by = a;
    bind_check_sort_kind(L, 3);
    if (bind_given(L, 4)) by = bind_order_fields(L, a, 4);
    nd_array *got = bind_need(L, nd_sort(bind_ctx_of(L), by, bind_arg_axis_or(L, 2, -1, BIND_FLAT), &e), &e);
    got->dtype = a->dtype;
    return bind_result(L, got, &e);
}

int bind_l_argsort(lua_State *L) {
    static const bind_sig sig = {"argsort", "a axis kind order * stable", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1);
    bind_check_sort_kind(L, 3);
    if (bind_given(L, 4)) a = bind_order_fields(L, a, 4);
    return bind_result(L, nd_argsort(bind_ctx_of(L), a, bind_arg_axis_or(L, 2, -1, BIND_FLAT), &e), &e);
}

static int l_lexsort(lua_State *L) {
    static const bind_sig sig = {"lexsort", "keys axis", 1};
    const nd_array *keys[ND_MAXDIMS];
    int             first;
    err             e;
    bind_args(L, &sig);
    int n = bind_arg_arrays(L, 1, &first);
    if (n == 0) bind_error(L, ERR_TYPE, "need sequence of keys with len > 0 in lexsort");
    if (n > ND_MAXDIMS) bind_error(L, ERR_VALUE, "lexsort takes at most %d keys", ND_MAXDIMS);
    for (int i = 0; i < n; i++) {
        keys[i] = bind_to_array(L, first + i);
        if (keys[i]->ndim < 2) continue;
        lua_settop(L, 2);
        return bind_lazy_call(L, ".lexsort", 2);
    }
    return bind_result(L, nd_lexsort(bind_ctx_of(L), n, keys, &e), &e);
}

typedef nd_array *partition_fn(nd_ctx *c, const nd_array *a, int64_t kth, int axis, err *e);

/* Places: a, kth, axis. A full sort keeps the promise for every kth; each is checked. */
static nd_array *partition_with(lua_State *L, partition_fn *fn) {
    int       n;
    err       e;
    nd_array *got = NULL;
    const nd_array  *a = bind_arg_asarray(L, 1);
    if (nd_is_float(bind_arg_asarray(L, 2)->dtype)) bind_error(L, ERR_TYPE, "Partition index must be integer");
    const ptrdiff_t *kth = bind_arg_integers(L, 2, &n);
    int              axis = bind_arg_axis_or(L, 3, -1, BIND_FLAT);
    if (n == 0) bind_error(L, ERR_VALUE, "partition needs at least one kth");
    for (int i = 0; i < n; i++) got = bind_need(L, fn(bind_ctx_of(L), a, kth[i], axis, &e), &e);
    return got;
}

static const bind_sig partition_sig = {"partition", "a kth axis kind order", 2};

static int l_partition(lua_State *L) {
    bind_args(L, &partition_sig);
    return bind_push_array(L, partition_with(L, nd_partition));
}

int bind_l_argpartition(lua_State *L) {
    static const bind_sig sig = {"argpartition", "a kth axis kind order", 2};
    bind_args(L, &sig);
    return bind_push_array(L, partition_with(L, nd_argpartition));
}

/* The method: in place. */
int bind_l_partition(lua_State *L) {
    err e;
    bind_args(L, &partition_sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    bind_must(L, nd_assign(bind_ctx_of(L), a, partition_with(L, nd_partition), &e), &e);
    return 0;
}

int bind_l_searchsorted(lua_State *L) {
    static const bind_sig sig = {"searchsorted", "a v side sorter", 2};
    err e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *v = bind_arg_asarray(L, 2), *sorter = bind_arg_asarray_or_null(L, 4);
    const char     *side = bind_arg_text(L, 3, "left");
    if (strcmp(side, "left") && strcmp(side, "right"))
        bind_error(L, ERR_VALUE, "search side must be 'left' or 'right' (got '%s')", side);
    nd_array *got = bind_need(L, nd_searchsorted(bind_ctx_of(L), a, v, side[0], sorter, &e), &e);
    if (got->ndim == 0) got->flags |= ND_SCALAR;
    return bind_result(L, got, &e);
}

/* --- unique ---------------------------------------------------------------------------------------- */

static int give_unique(lua_State *L, const nd_array *a, const nd_unique_options *o, const char *const *names) {
    err              e;
    nd_unique_result got = {0};
    bind_must(L, nd_unique(bind_ctx_of(L), a, o, &got, &e), &e);
    nd_array *const extras[] = {got.index, got.inverse, got.counts};
    int             n = 1;
    bind_push_again(L, got.values);
    for (int i = 0; i < 3; i++)
        if (extras[i]) bind_push_again(L, extras[i]), n++;
    if (names) bind_push_named_tuple(L, n, names);
    else if (n > 1) bind_push_tuple(L, n);
    return 1;
}

static int l_unique(lua_State *L) {
    static const bind_sig sig = {"unique", "ar return_index return_inverse return_counts axis * equal_nan sorted", 1};
    bind_args(L, &sig);
    const nd_array   *a = bind_arg_asarray(L, 1);
    nd_unique_options o = {.index = bind_arg_bool(L, 2, false), .inverse = bind_arg_bool(L, 3, false),
                           .counts = bind_arg_bool(L, 4, false), .axis = bind_arg_axis(L, 5, BIND_FLAT),
                           .equal_nan = bind_arg_bool(L, 6, true)};
    return give_unique(L, a, &o, NULL);
}

static int unique_form(lua_State *L, const char *name, nd_unique_options o, const char *const *names) {
    const bind_sig sig = {name, "x", 1};
    bind_args(L, &sig);
    o.axis = BIND_FLAT;
    return give_unique(L, bind_arg_asarray(L, 1), &o, names);
}

static int l_unique_values(lua_State *L) { return unique_form(L, "unique_values", (nd_unique_options){0}, NULL); }
static int l_unique_counts(lua_State *L) {
    static const char *const names[] = {"UniqueCountsResult", "values", "counts", NULL};
    return unique_form(L, "unique_counts", (nd_unique_options){.counts = true}, names);
}
static int l_unique_inverse(lua_State *L) {
    static const char *const names[] = {"UniqueInverseResult", "values", "inverse_indices", NULL};
    return unique_form(L, "unique_inverse", (nd_unique_options){.inverse = true}, names);
}
static int l_unique_all(lua_State *L) {
    static const char *const names[] = {"UniqueAllResult", "values", "indices", "inverse_indices", "counts", NULL};
    return unique_form(L, "unique_all", (nd_unique_options){.index = true, .inverse = true, .counts = true}, names);
}

/* --- sets ------------------------------------------------------------------------------------------- */

static int l_isin(lua_State *L) {
    static const bind_sig sig = {"isin", "element test_elements assume_unique invert * kind", 2};
    err e;
    bind_args(L, &sig);
    const nd_array *a = bind_arg_asarray(L, 1), *test = bind_arg_asarray(L, 2);
    const char     *kind = bind_arg_text(L, 5, "sort");
    if (strcmp(kind, "sort") && strcmp(kind, "table"))
        bind_error(L, ERR_VALUE, "Invalid kind: '%s'. Please use None, 'sort' or 'table'.", kind);
    nd_array *got = bind_need(L, nd_isin(bind_ctx_of(L), a, test, bind_arg_bool(L, 4, false), &e), &e);
    return bind_push_array(L, bind_unscalar(L, got));
}

/* Positions in a of the first occurrence of each value: a's argsort, searched. */
static nd_array *first_places(lua_State *L, nd_array *a, const nd_array *values) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *flat = bind_need(L, nd_ravel(c, a, 'C', &e), &e);
    nd_array *order = bind_need(L, nd_argsort(c, flat, -1, &e), &e);
    nd_array *at = bind_need(L, nd_searchsorted(c, flat, values, 'l', order, &e), &e);
    return bind_need(L, nd_take(c, order, at, BIND_FLAT, 'r', &e), &e);
}

static int l_intersect1d(lua_State *L) {
    static const bind_sig sig = {"intersect1d", "ar1 ar2 assume_unique return_indices", 2};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    nd_array *both = bind_need(L, nd_intersect1d(bind_ctx_of(L), a, b, &e), &e);
    if (!bind_arg_bool(L, 4, false)) return bind_push_array(L, both);
    nd_array *in_a = first_places(L, a, both), *in_b = first_places(L, b, both);
    bind_push_again(L, both);
    bind_push_again(L, in_a);
    bind_push_again(L, in_b);
    bind_push_tuple(L, 3);
    return 1;
}

typedef nd_array *set_fn(nd_ctx *c, const nd_array *a, const nd_array *b, err *e);

static int set_operation(lua_State *L, set_fn *fn) {
    err e;
    const nd_array *a = bind_arg_asarray(L, 1), *b = bind_arg_asarray(L, 2);
    return bind_push_array(L, bind_need(L, fn(bind_ctx_of(L), a, b, &e), &e));
}

static int l_union1d(lua_State *L) {
    static const bind_sig sig = {"union1d", "ar1 ar2", 2};
    bind_args(L, &sig);
    return set_operation(L, nd_union1d);
}

static int l_setxor1d(lua_State *L) {
    static const bind_sig sig = {"setxor1d", "ar1 ar2 assume_unique", 2};
    bind_args(L, &sig);
    return set_operation(L, nd_setxor1d);
}

/* assume_unique keeps the order of ar1. */
static int l_setdiff1d(lua_State *L) {
    static const bind_sig sig = {"setdiff1d", "ar1 ar2 assume_unique", 2};
    err     e;
    nd_ctx *c = bind_ctx_of(L);
    bind_args(L, &sig);
    if (!bind_arg_bool(L, 3, false)) return set_operation(L, nd_setdiff1d);
    nd_array *a = bind_need(L, nd_ravel(c, bind_arg_asarray(L, 1), 'C', &e), &e);
    nd_array *keep = bind_need(L, nd_isin(c, a, bind_arg_asarray(L, 2), true, &e), &e);
    return bind_push_array(L, bind_need(L, nd_compress(c, keep, a, 0, &e), &e));
}

/* --- trimming ----------------------------------------------------------------------------------------- */

static int l_trim_zeros(lua_State *L) {
    static const bind_sig sig = {"trim_zeros", "filt trim axis", 1};
    err e;
    bind_args(L, &sig);
    nd_array   *a = bind_arg_asarray(L, 1);
    const char *trim = bind_arg_text(L, 2, "fb");
    if (a->ndim != 1 || bind_given(L, 3)) {
        lua_settop(L, 3);
        return bind_lazy_call(L, ".trim_zeros", 3);
    }
    ptrdiff_t first = 0, stop = a->shape[0];
    nd_array *at = bind_need(L, nd_flatnonzero(bind_ctx_of(L), a, &e), &e);
    const int64_t *places = (const int64_t *)(const void *)at->data;
    if (strchr(trim, 'f') || strchr(trim, 'F')) first = at->size ? places[0] : stop;
    if (strchr(trim, 'b') || strchr(trim, 'B')) stop = at->size ? places[at->size - 1] + 1 : first;
    nd_key    key = {.kind = ND_KEY_SLICE, .start = first, .stop = stop, .step = ND_NONE};
    nd_array *got = bind_need(L, nd_get(bind_ctx_of(L), a, 1, &key, &e), &e);
    if (bind_to_array(L, 1)) return bind_push_array(L, got);
    bind_push_nested(L, got);      /* what came as a list goes as a list */
    return 1;
}

void bind_open_sort(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"sort", l_sort}, {"argsort", bind_l_argsort}, {"lexsort", l_lexsort}, {"partition", l_partition},
        {"argpartition", bind_l_argpartition}, {"searchsorted", bind_l_searchsorted}, {"unique", l_unique},
        {"unique_values", l_unique_values}, {"unique_counts", l_unique_counts},
        {"unique_inverse", l_unique_inverse}, {"unique_all", l_unique_all}, {"isin", l_isin},
        {"intersect1d", l_intersect1d}, {"union1d", l_union1d}, {"setxor1d", l_setxor1d},
        {"setdiff1d", l_setdiff1d}, {"trim_zeros", l_trim_zeros}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
