/* bind/bind_rec.c: np.rec: arrays of records from columns and from rows. */
#include <stdio.h>
#include <string.h>

#include "bind/bind_record.h"

/* How the records are described beside the values: stack places of dtype, formats, names, aligned. */
typedef struct description {
    int dtype, formats, names, aligned;
} description;

/* The k-th of names 'a, b' or ['a', 'b'], pushed; f0, f1 ... where there is none. */
static const char *name_at(lua_State *L, int i, int k) {
    if (lua_type(L, i) == LUA_TSTRING) {
        const char *s = lua_tostring(L, i);
        for (int n = 0; s && n < k; n++) s = strchr(s, ',') ? strchr(s, ',') + 1 : NULL;
        if (s) {
            size_t n = strcspn(s, ",");
            while (n && strchr(" \t", *s)) s++, n--;
            while (n && strchr(" \t", s[n - 1])) n--;
            lua_pushlstring(L, s, n);
            return lua_tostring(L, -1);
        }
    } else if (bind_given(L, i) && k < bind_items_len(L, i)) {
        bind_items_get(L, i, (size_t)k);
        return bind_arg_text(L, lua_gettop(L), "");
    }
    lua_pushfstring(L, "f%d", k);
    return lua_tostring(L, -1);
}

/* The same fields under the given names. */
static nd_dtype rename_fields(lua_State *L, nd_dtype d, int names) {
    const nd_record *r = nd_record_of(d);
    err              e;
    if (!bind_given(L, names) || !r) return d;
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    nd_record_begin(m);
    for (int k = 0; k < r->nfields; k++) {
        nd_field f = r->field[k];
        f.name = name_at(L, names, k);
        bind_must(L, nd_record_put(m, f, &e), &e);
    }
    bind_must(L, nd_record_end_size(m, d.unit, d.itemsize, &d, &e), &e);
    return d;
}

/* False when nothing describes the records. */
static bool read_description(lua_State *L, const description *w, nd_dtype *d) {
    err e;
    if (bind_arg_dtype(L, w->dtype, d)) return true;
    if (!bind_given(L, w->formats)) return false;
    const bool align = bind_arg_bool(L, w->aligned, false);
    if (lua_type(L, w->formats) == LUA_TSTRING) bind_must(L, nd_dtype_parse_aligned(lua_tostring(L, w->formats), align, d, &e), &e);
    else {
        nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
        const ptrdiff_t  n = bind_items_len(L, w->formats);
        nd_record_begin(m);
        for (ptrdiff_t k = 0; k < n; k++) {
            char     name[24];
            nd_field f = {.name = name, .shape = (const ptrdiff_t[]){0}};
            bind_items_get(L, w->formats, (size_t)k);
            bind_arg_dtype(L, lua_gettop(L), &f.dtype);
            snprintf(name, sizeof name, "f%td", k);
            bind_must(L, nd_record_add(m, f, align, &e), &e);
        }
        bind_must(L, nd_record_end(m, align ? ND_RECORD_ALIGNED : 0, d, &e), &e);
    }
    *d = rename_fields(L, *d, w->names);
    return true;
}

static int push_records(lua_State *L, nd_array *a) { return bind_push_array(L, bind_as_recarray(L, a, true)); }

/* --- from columns ------------------------------------------------------------------------------------ */

static nd_dtype type_of_columns(lua_State *L, int first, int n, int names) {
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    nd_dtype         d;
    err              e;
    nd_record_begin(m);
    for (int k = 0; k < n; k++) {
        nd_field f = {.name = name_at(L, names, k), .dtype = bind_to_array(L, first + k)->dtype, .shape = (const ptrdiff_t[]){0}};
        bind_must(L, nd_record_add(m, f, false, &e), &e);
    }
    bind_must(L, nd_record_end(m, 0, &d, &e), &e);
    return d;
}

static nd_array *join_columns(lua_State *L, int first, int n, const description *w) {
    nd_dtype d;
    err      e;
    nd_ctx  *c = bind_ctx_of(L);
    if (n == 0) bind_error(L, ERR_VALUE, "no arrays are given");
    if (!read_description(L, w, &d)) d = type_of_columns(L, first, n, w->names);
    const nd_record *r = nd_record_of(d);
    const nd_array  *one = bind_to_array(L, first);
    if (!r || r->nfields != n) bind_error(L, ERR_VALUE, "mismatch between the number of fields and the number of arrays");
    const int ndim = one->ndim - r->field[0].ndim;
    nd_array *out = bind_need(L, nd_zeros(c, d, ndim < 0 ? 0 : ndim, one->shape, 'C', &e), &e);
    for (int k = 0; k < n; k++) {
        nd_array *column = bind_need(L, nd_get_field(c, out, &r->field[k], &e), &e), *values = bind_to_array(L, first + k);
        bool      same = column->ndim == values->ndim;
        for (int i = 0; same && i < column->ndim; i++) same = column->shape[i] == values->shape[i];
        if (!same) bind_error(L, ERR_VALUE, "array-shape mismatch in array %d (\"%s\")", k, r->field[k].name);
        column->flags &= (uint8_t)~ND_SCALAR;
        bind_must(L, nd_assign(c, column, values, &e), &e);
    }
    return out;
}

static int l_fromarrays(lua_State *L) {
    static const bind_sig sig = {"fromarrays", "arrayList dtype shape formats names titles aligned byteorder", 1};
    int first;
    bind_args(L, &sig);
    const int n = bind_arg_arrays(L, 1, &first);
    return push_records(L, join_columns(L, first, n, &(description){2, 4, 5, 7}));
}

/* --- from rows ---------------------------------------------------------------------------------------- */

/* Column k of a list of tuples, pushed as an array. */
static void push_column(lua_State *L, int rows, ptrdiff_t n, ptrdiff_t k) {
    err e;
    bind_push_list(L, 0);
    const int list = lua_gettop(L);
    for (ptrdiff_t i = 0; i < n; i++) {
        bind_items_get(L, rows, (size_t)i);
        if (bind_items_len(L, -1) <= k) bind_error(L, ERR_VALUE, "the rows are not of one length");
        bind_items_get(L, lua_gettop(L), (size_t)k);
        lua_remove(L, -2);
        bind_list_append(L, list);
    }
    nd_array *a = bind_array_of(L, list, &e);
    if (!a) bind_raise(L, &e);
    bind_settle(L, list);
}

static nd_array *join_rows(lua_State *L, int rows, const description *w) {
    nd_dtype  d;
    err       e;
    nd_array *given = bind_to_array(L, rows);
    if (given && nd_is_record(given->dtype)) return given;
    if (read_description(L, w, &d)) return bind_need(L, bind_records_of(L, rows, d, &e), &e);
    const ptrdiff_t n = bind_items_len(L, rows);
    if (n <= 0) bind_error(L, ERR_VALUE, "Must define formats (or dtype) if object is None, string, or an open file");
    bind_items_get(L, rows, 0);
    const ptrdiff_t width = bind_items_len(L, lua_gettop(L));
    if (width < 1 || width > ND_RECORD_FIELDS) bind_error(L, ERR_TYPE, "the rows must be tuples");
    luaL_checkstack(L, (int)width + 20, NULL);
    const int first = lua_gettop(L) + 1;
    for (ptrdiff_t k = 0; k < width; k++) push_column(L, rows, n, k);
    return join_columns(L, first, (int)width, w);
}

static int l_fromrecords(lua_State *L) {
    static const bind_sig sig = {"fromrecords", "recList dtype shape formats names titles aligned byteorder", 1};
    bind_args(L, &sig);
    return push_records(L, join_rows(L, 1, &(description){2, 4, 5, 7}));
}

static int l_array(lua_State *L) {
    static const bind_sig sig = {"array", "obj dtype shape offset strides formats names titles aligned byteorder copy", 1};
    bind_args(L, &sig);
    const description w = {2, 6, 7, 9};
    nd_array         *given = bind_to_array(L, 1);
    err               e;
    nd_dtype          d;
    if (given && nd_is_record(given->dtype)) {
        if (read_description(L, &w, &d)) given = bind_need(L, nd_astype(bind_ctx_of(L), given, d, 'K', &e), &e);
        else if (bind_arg_bool(L, 11, true)) given = bind_need(L, nd_copy(bind_ctx_of(L), given, 'K', &e), &e);
        return push_records(L, given);
    }
    if (!given && bind_items_len(L, 1) > 0) {
        bind_items_get(L, 1, 0);
        const bool columns = bind_to_array(L, -1) != NULL;
        lua_pop(L, 1);
        int first;
        if (!columns) return push_records(L, join_rows(L, 1, &w));
        const int n = bind_arg_arrays(L, 1, &first);
        return push_records(L, join_columns(L, first, n, &w));
    }
    if (given) return bind_push_array(L, read_description(L, &w, &d) ? bind_as_recarray(L, bind_need(L, nd_view_dtype(bind_ctx_of(L), given, d, &e), &e), true) : given);
    return bind_error(L, ERR_VALUE, "Unknown input type");
}

int bind_call_recarray(lua_State *L) {
    static const bind_sig sig = {"recarray", "self shape dtype buf offset strides formats names titles byteorder aligned order", 2};
    ptrdiff_t shape[ND_MAXDIMS];
    nd_dtype  d;
    err       e;
    bind_args(L, &sig);
    const int ndim = bind_arg_shape(L, 2, shape);
    if (!read_description(L, &(description){3, 7, 8, 11}, &d)) return bind_error(L, ERR_VALUE, "recarray needs a dtype or formats");
    return push_records(L, bind_need(L, nd_zeros(bind_ctx_of(L), d, ndim, shape, bind_arg_order(L, 12, 'C'), &e), &e));
}

void bind_open_rec(lua_State *L) {
    static const luaL_Reg functions[] = {{"array", l_array}, {"fromarrays", l_fromarrays}, {"fromrecords", l_fromrecords}, {NULL, NULL}};
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_getfield(L, LUA_REGISTRYINDEX, BIND_RECARRAY);
    lua_setfield(L, -2, "recarray");
    lua_setfield(L, -2, "rec");
}
