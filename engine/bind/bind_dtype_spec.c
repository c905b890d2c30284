/* bind/bind_dtype_spec.c: element types described by values: [('name', 'U10'), ('age', 'i4')], a table of
 * names and formats, (type, shape).                                                                    */
#include <stdio.h>
#include <string.h>

#include "bind/bind_record.h"

bool bind_is_dtype_spec(lua_State *L, int i) {
    return (lua_istable(L, i) && !bind_is_marked(L, i, BIND_KEYWORDS)) || bind_is_list(L, i) || bind_is_tuple(L, i);
}

static err_code read_any(lua_State *L, int i, bool align, nd_field *f, ptrdiff_t shape[ND_RECORD_AXES], err *e);

/* An integer or a sequence of them behind a format. */
static err_code read_shape(lua_State *L, int i, nd_field *f, ptrdiff_t shape[ND_RECORD_AXES], err *e) {
    ptrdiff_t all[ND_MAXDIMS];
    const int n = bind_arg_shape(L, i, all);
    if (n == 1 && all[0] == 1 && lua_isinteger(L, i)) return ERR_OK;        /* NumPy takes ('a', 'f4', 1) for no shape at all */
    if (n + f->ndim > ND_RECORD_AXES) return err_set(e, ERR_VALUE, "a field of more than %d axes is not supported", ND_RECORD_AXES);
    memmove(shape + n, shape, sizeof *shape * f->ndim);
    memcpy(shape, all, sizeof *shape * (size_t)n);
    f->ndim = (uint8_t)(f->ndim + n);
    f->shape = shape;
    return ERR_OK;
}

/* A dtype that is an array of another is unpacked into the field. */
static void unpack_subarray(nd_field *f, ptrdiff_t shape[ND_RECORD_AXES]) {
    const nd_record *r = f->dtype.unit & ND_RECORD_SUBARRAY ? nd_record_of(f->dtype) : NULL;
    f->ndim = 0;
    f->shape = shape;
    if (!r) return;
    f->dtype = r->field[0].dtype;
    f->ndim = r->field[0].ndim;
    memcpy(shape, r->field[0].shape, sizeof *shape * f->ndim);
}

/* --- fields ---------------------------------------------------------------------------------------- */

static err_code refuse_element(lua_State *L, int i, err *e) {
    const size_t mark = bind_text_begin(L);
    bind_repr(L, i, bind_scratch(L));
    bind_text_push(L, mark);
    return err_set(e, ERR_TYPE, "Field elements must be 2- or 3-tuples, got '%s'", lua_tostring(L, -1));
}

/* The name at i, or of (title, name) the second. */
static const char *name_of(lua_State *L, int i) {
    if (lua_type(L, i) == LUA_TSTRING) return lua_tostring(L, i);
    if (bind_items_len(L, i) != 2) return NULL;
    bind_items_get(L, i, 1);
    return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
}

static nd_dtype sized(nd_dtype d, int64_t n) {
    if (n < 0) n = 0;
    return d.type == ND_STR ? nd_dtype_str((size_t)n) : nd_dtype_bytes((nd_type)d.type, (size_t)n);
}

/* ('name', format) or ('name', format, shape). */
static err_code read_field(lua_State *L, int i, int number, bool align, nd_record_maker *m, err *e) {
    const ptrdiff_t n = bind_is_tuple(L, i) || lua_istable(L, i) ? bind_items_len(L, i) : -1;
    ptrdiff_t       shape[ND_RECORD_AXES];
    nd_field        f = {0};
    char            standard[16];
    if (n != 2 && n != 3) return refuse_element(L, i, e);
    for (ptrdiff_t k = 0; k < n; k++) bind_items_get(L, i, (size_t)k);
    const int first = lua_gettop(L) - (int)n + 1;
    f.name = name_of(L, first);
    if (!f.name) return refuse_element(L, i, e);
    if (!f.name[0]) snprintf(standard, sizeof standard, "f%d", number), f.name = standard;
    err_code code = read_any(L, first + 1, align, &f, shape, e);
    if (!code && n == 3 && nd_is_unsized(f.dtype) && lua_isinteger(L, first + 2)) f.dtype = sized(f.dtype, bind_arg_int(L, first + 2, 0));
    else if (!code && n == 3) code = read_shape(L, first + 2, &f, shape, e);
    return code ? code : nd_record_add(m, f, align, e);
}

static err_code read_list(lua_State *L, int i, bool align, nd_dtype *d, err *e) {
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    const ptrdiff_t  n = bind_items_len(L, i);
    const int        top = lua_gettop(L);
    nd_record_begin(m);
    for (ptrdiff_t k = 0; k < n; k++) {
        if (!lua_checkstack(L, 20)) return err_set(e, ERR_MEMORY, "not enough memory");
        bind_items_get(L, i, (size_t)k);
        err_code code = read_field(L, top + 1, (int)k, align, m, e);
        lua_settop(L, top);
        if (code) return code;
    }
    return nd_record_end(m, align ? ND_RECORD_ALIGNED : 0, d, e);
}

/* --- tables: {names=, formats=, offsets=, itemsize=}, {a={'i4', 0}} ------------------------------------ */

static ptrdiff_t length_at(lua_State *L, int i) { return lua_isnil(L, i) ? -1 : bind_items_len(L, i); }

static err_code place_field(lua_State *L, nd_record_maker *m, nd_field f, int offset, bool align, err *e) {
    if (!bind_given(L, offset)) return nd_record_add(m, f, align, e);
    const int64_t at = bind_arg_int(L, offset, 0);
    if (at < 0 || at > INT32_MAX) return err_set(e, ERR_VALUE, "offset cannot be negative");
    if (align && (size_t)at % nd_dtype_alignment(f.dtype))
        return err_set(e, ERR_VALUE, "offset %lld for NumPy dtype with fields is not divisible by the field alignment %zu with align=True",
                       (long long)at, nd_dtype_alignment(f.dtype));
    f.offset = (uint32_t)at;
    return nd_record_put(m, f, e);
}

/* names, formats, offsets at places at, at + 1, at + 2. */
static err_code read_columns(lua_State *L, int at, bool align, nd_record_maker *m, err *e) {
    const ptrdiff_t n = length_at(L, at), formats = length_at(L, at + 1), offsets = length_at(L, at + 2);
    const int       top = lua_gettop(L);
    if (formats != n || (offsets >= 0 && offsets != n))
        return err_set(e, ERR_VALUE, "'names', 'formats', 'offsets', and 'titles' dict entries must have the same length");
    for (ptrdiff_t k = 0; k < n; k++) {
        ptrdiff_t shape[ND_RECORD_AXES];
        nd_field  f = {0};
        for (int c = 0; c < 3; c++) {
            if (lua_isnil(L, at + c)) lua_pushnil(L);
            else bind_items_get(L, at + c, (size_t)k);
        }
        f.name = lua_type(L, top + 1) == LUA_TSTRING ? lua_tostring(L, top + 1) : NULL;
        if (!f.name) return err_set(e, ERR_TYPE, "field names must be strings");
        err_code code = read_any(L, top + 2, align, &f, shape, e);
        if (!code) code = place_field(L, m, f, top + 3, align, e);
        lua_settop(L, top);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code end_table(lua_State *L, nd_record_maker *m, int itemsize, bool align, nd_dtype *d, err *e) {
    const unsigned flags = align ? ND_RECORD_ALIGNED : 0;
    if (!bind_given(L, itemsize)) return nd_record_end(m, flags, d, e);
    const int64_t size = bind_arg_int(L, itemsize, 0);
    if (size < 0 || (uint64_t)size < m->size)
        return err_set(e, ERR_VALUE, "NumPy dtype descriptor requires %llu bytes, cannot override to smaller itemsize of %lld",
                       (unsigned long long)m->size, (long long)size);
    if (align && (size_t)size % m->alignment)
        return err_set(e, ERR_VALUE, "NumPy dtype descriptor requires alignment of %zu bytes, which is not divisible into the specified itemsize %lld",
                       m->alignment, (long long)size);
    return nd_record_end_size(m, flags, (uint64_t)size, d, e);
}

static err_code read_table(lua_State *L, int i, bool align, nd_dtype *d, err *e) {
    static const char *const keys[] = {"names", "formats", "offsets", "itemsize", "aligned"};
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    const int        at = lua_gettop(L) + 1;
    for (int k = 0; k < 5; k++) lua_getfield(L, i, keys[k]);
    nd_record_begin(m);
    align |= bind_arg_bool(L, at + 4, false);
    if (length_at(L, at) < 0 || length_at(L, at + 1) < 0)
        return err_set(e, ERR_VALUE, "a table that describes a dtype needs names={...} and formats={...}");
    err_code code = read_columns(L, at, align, m, e);
    return code ? code : end_table(L, m, at + 3, align, d, e);
}

/* --- all together ------------------------------------------------------------------------------------------ */

/* (type, shape) as a type of its own. */
static err_code read_pair(lua_State *L, int i, bool align, nd_dtype *d, err *e) {
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    const int        top = lua_gettop(L);
    ptrdiff_t        shape[ND_RECORD_AXES];
    nd_field         f = {.name = ""};
    if (bind_items_len(L, i) != 2) return err_set(e, ERR_TYPE, "Tuple must have size 2, but has size %td", bind_items_len(L, i));
    bind_items_get(L, i, 0);
    bind_items_get(L, i, 1);
    err_code code = read_any(L, top + 1, align, &f, shape, e);
    if (code) return code;
    /* ('U', 10), and (np.void, [...]) for a record. */
    if (nd_is_unsized(f.dtype) && lua_isinteger(L, top + 2)) {
        *d = sized(f.dtype, bind_arg_int(L, top + 2, 0));
        return ERR_OK;
    }
    if (f.dtype.type == ND_VOID && nd_is_unsized(f.dtype)) {
        code = read_any(L, top + 2, align, &f, shape, e);
        return *d = f.dtype, code;
    }
    code = read_shape(L, top + 2, &f, shape, e);
    if (code || f.ndim == 0) return *d = f.dtype, code;
    nd_record_begin(m);
    code = nd_record_add(m, f, false, e);
    return code ? code : nd_record_end(m, ND_RECORD_SUBARRAY, d, e);
}

/* {'i4', 3} of plain Lua: two items of which the first is no field. */
static bool is_pair_table(lua_State *L, int i) {
    nd_dtype d;
    if (!lua_istable(L, i) || lua_rawlen(L, i) != 2) return false;
    lua_rawgeti(L, i, 1);
    bool pair = lua_type(L, -1) == LUA_TSTRING || (!bind_is_dtype_spec(L, -1) && bind_try_dtype(L, -1, &d));
    lua_pop(L, 1);
    return pair;
}

err_code bind_read_dtype_spec(lua_State *L, int i, bool align, nd_dtype *d, err *e) {
    int top = lua_gettop(L);
    i = lua_absindex(L, i);
    if (!lua_checkstack(L, 40) || top > 2000) return err_set(e, ERR_VALUE, "types inside each other are too deep");
    bool pair = bind_is_tuple(L, i) || is_pair_table(L, i);
    bool columns = lua_istable(L, i) && lua_rawlen(L, i) == 0;
    err_code code = pair ? read_pair(L, i, align, d, e) : columns ? read_table(L, i, align, d, e) : read_list(L, i, align, d, e);
    lua_settop(L, top);
    return code;
}

static err_code read_any(lua_State *L, int i, bool align, nd_field *f, ptrdiff_t shape[ND_RECORD_AXES], err *e) {
    err_code code = ERR_OK;
    if (lua_type(L, i) == LUA_TSTRING) return nd_dtype_parse_format(lua_tostring(L, i), f, shape, e);
    if (bind_is_dtype_spec(L, i)) code = bind_read_dtype_spec(L, i, align, &f->dtype, e);
    else if (!bind_try_dtype(L, i, &f->dtype)) code = err_set(e, ERR_TYPE, "Cannot interpret a value of type '%s' as a data type", bind_type_name(L, i));
    if (!code) unpack_subarray(f, shape);
    return code;
}

void bind_expand_dtype(lua_State *L, nd_dtype *d, int *ndim, ptrdiff_t shape[ND_MAXDIMS]) {
    while (nd_is_record(*d) && d->unit & ND_RECORD_SUBARRAY) {
        const nd_field *f = &nd_record_of(*d)->field[0];
        if (*ndim + f->ndim > ND_MAXDIMS) bind_error(L, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %d", ND_MAXDIMS, *ndim + f->ndim);
        memcpy(shape + *ndim, f->shape, sizeof *shape * f->ndim);
        *ndim += f->ndim;
        *d = f->dtype;
    }
}
