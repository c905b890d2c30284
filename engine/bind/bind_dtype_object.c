/* bind/bind_dtype_object.c: what a dtype is asked for: its names, sizes, fields. */
#include <string.h>

#include "bind/bind_record.h"

static nd_dtype dtype_at(lua_State *L, int i) {
    const nd_dtype *d = bind_kind_data(L, i, BIND_DTYPE);
    if (!d) bind_error(L, ERR_TYPE, "a dtype was expected, not a value of type '%s'", bind_type_name(L, i));
    return *d;
}

const char *bind_scalar_class(nd_dtype d) {
    static const char *const others[] = {
        [ND_STR - ND_STR] = "str_", [ND_BYTES - ND_STR] = "bytes_", [ND_VOID - ND_STR] = "void",
        [ND_DATETIME - ND_STR] = "datetime64", [ND_TIMEDELTA - ND_STR] = "timedelta64",
    };
#define X(up, low, ctype, name, kind, code) if (d.type == ND_##up) return name;
    ND_NUMERIC_DTYPES(X)
#undef X
    if (nd_is_record(d) && d.unit & ND_RECORD_CLASS) return "record";
    return others[d.type - ND_STR];
}

/* --- fields ------------------------------------------------------------------------------------- */

/* A field's type; of one that is an array, that array's. */
static void push_field_type(lua_State *L, const nd_field *f) {
    nd_dtype d = f->dtype;
    err      e;
    if (f->ndim) {
        nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
        nd_field         only = *f;
        only.name = "";
        nd_record_begin(m);
        bind_must(L, nd_record_add(m, only, false, &e), &e);
        bind_must(L, nd_record_end(m, ND_RECORD_SUBARRAY, &d, &e), &e);
        lua_pop(L, 1);
    }
    bind_push_dtype(L, d);
}

static bool is_subarray(nd_dtype d) { return nd_is_record(d) && d.unit & ND_RECORD_SUBARRAY; }

static const nd_record *fields_of(nd_dtype d) { return is_subarray(d) ? NULL : nd_record_of(d); }

static int push_names(lua_State *L, nd_dtype d) {
    const nd_record *r = fields_of(d);
    if (!r) return bind_push_none(L), 1;
    luaL_checkstack(L, r->nfields + 8, NULL);
    for (int i = 0; i < r->nfields; i++) lua_pushstring(L, r->field[i].name);
    bind_push_tuple(L, r->nfields);
    return 1;
}

/* name -> (type, offset), as a table. */
static int push_fields(lua_State *L, nd_dtype d) {
    const nd_record *r = fields_of(d);
    if (!r) return bind_push_none(L), 1;
    lua_newtable(L);
    for (int i = 0; i < r->nfields; i++) {
        push_field_type(L, &r->field[i]);
        lua_pushinteger(L, r->field[i].offset);
        bind_push_tuple(L, 2);
        lua_setfield(L, -2, r->field[i].name);
    }
    return 1;
}

/* [('', '<i4')]: names and formats as text, gaps as fields without a name. */
static int push_descr(lua_State *L, nd_dtype d) {
    const nd_record *r = fields_of(d);
    char             text[ND_DTYPE_TEXT];
    size_t           at = 0;
    int              n = 0;
    if (!r) {
        nd_dtype_str_of(d, text);
        lua_pushliteral(L, ""), lua_pushstring(L, text), bind_push_tuple(L, 2);
        bind_push_list(L, 1);
        return 1;
    }
    luaL_checkstack(L, 2 * r->nfields + 12, NULL);
    for (int i = 0; i <= r->nfields; i++) {
        const nd_field *f = i < r->nfields ? &r->field[i] : NULL;
        const size_t    next = f ? f->offset : d.itemsize;
        if (next > at) lua_pushliteral(L, ""), lua_pushfstring(L, "|V%d", (int)(next - at)), bind_push_tuple(L, 2), n++;
        if (!f) break;
        lua_pushstring(L, f->name);
        if (nd_is_record(f->dtype)) push_descr(L, f->dtype);
        else nd_dtype_str_of(f->dtype, text), lua_pushstring(L, text);
        if (f->ndim) bind_push_shape(L, f->ndim, f->shape);
        bind_push_tuple(L, f->ndim ? 3 : 2);
        n++;
        at = f->offset + nd_field_size(f);
    }
    bind_push_list(L, n);
    return 1;
}

static int push_subdtype(lua_State *L, nd_dtype d) {
    if (!is_subarray(d)) return bind_push_none(L), 1;
    const nd_field *f = &nd_record_of(d)->field[0];
    bind_push_dtype(L, f->dtype);
    bind_push_shape(L, f->ndim, f->shape);
    bind_push_tuple(L, 2);
    return 1;
}

/* --- attributes ------------------------------------------------------------------------------------ */

static int push_text(lua_State *L, const char *text) { return lua_pushstring(L, text), 1; }

static int get_name(lua_State *L, nd_dtype d) {
    char text[ND_DTYPE_TEXT];
    return nd_dtype_name(d, text), push_text(L, text);
}

static int get_str(lua_State *L, nd_dtype d) {
    char text[ND_DTYPE_TEXT];
    return nd_dtype_str_of(d, text), push_text(L, text);
}

static int get_kind(lua_State *L, nd_dtype d) {
    const char text[] = {nd_dtype_kind(d), 0};
    return push_text(L, text);
}

static int get_char(lua_State *L, nd_dtype d) {
    const char text[] = {nd_dtype_code(d), 0};
    return push_text(L, text);
}

static int get_itemsize(lua_State *L, nd_dtype d) { return lua_pushinteger(L, d.itemsize), 1; }
static int get_alignment(lua_State *L, nd_dtype d) { return lua_pushinteger(L, (lua_Integer)nd_dtype_alignment(d)), 1; }
static int get_isnative(lua_State *L, nd_dtype d) { return (void)d, lua_pushboolean(L, true), 1; }
static int get_hasobject(lua_State *L, nd_dtype d) { return (void)d, lua_pushboolean(L, false), 1; }
static int get_isbuiltin(lua_State *L, nd_dtype d) { return lua_pushinteger(L, nd_is_record(d) ? 0 : 1), 1; }

static int get_isaligned(lua_State *L, nd_dtype d) {
    lua_pushboolean(L, nd_is_record(d) && d.unit & ND_RECORD_ALIGNED);
    return 1;
}

static int get_byteorder(lua_State *L, nd_dtype d) {
    return push_text(L, (nd_is_numeric(d) && d.itemsize > 1) || d.type == ND_STR || nd_is_time(d) ? "=" : "|");
}

static int get_ndim(lua_State *L, nd_dtype d) { return lua_pushinteger(L, is_subarray(d) ? nd_record_of(d)->field[0].ndim : 0), 1; }

static int get_shape(lua_State *L, nd_dtype d) {
    if (is_subarray(d)) bind_push_shape(L, nd_record_of(d)->field[0].ndim, nd_record_of(d)->field[0].shape);
    else bind_push_tuple(L, 0);
    return 1;
}

static int get_base(lua_State *L, nd_dtype d) { return bind_push_dtype(L, is_subarray(d) ? nd_record_of(d)->field[0].dtype : d), 1; }

static int get_type(lua_State *L, nd_dtype d) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_getfield(L, -1, bind_scalar_class(d));
    return 1;
}

/* NumPy's numbers for its types. */
static int get_num(lua_State *L, nd_dtype d) {
    static const uint8_t numbers[] = {
        [ND_BOOL] = 0, [ND_I8] = 1, [ND_U8] = 2, [ND_I16] = 3, [ND_U16] = 4, [ND_I32] = 5, [ND_U32] = 6, [ND_I64] = 7, [ND_U64] = 8,
        [ND_F32] = 11, [ND_F64] = 12, [ND_C64] = 14, [ND_C128] = 15, [ND_BYTES] = 18, [ND_STR] = 19, [ND_VOID] = 20,
        [ND_DATETIME] = 21, [ND_TIMEDELTA] = 22, [ND_F16] = 23,
    };
    return lua_pushinteger(L, numbers[d.type]), 1;
}

static const struct { const char *name; int (*get)(lua_State *L, nd_dtype d); } attributes[] = {
    {"name", get_name}, {"str", get_str}, {"descr", push_descr}, {"kind", get_kind}, {"char", get_char}, {"itemsize", get_itemsize},
    {"alignment", get_alignment}, {"byteorder", get_byteorder}, {"isnative", get_isnative}, {"hasobject", get_hasobject},
    {"isalignedstruct", get_isaligned}, {"isbuiltin", get_isbuiltin}, {"ndim", get_ndim}, {"shape", get_shape}, {"base", get_base},
    {"subdtype", push_subdtype}, {"names", push_names}, {"fields", push_fields}, {"type", get_type}, {"num", get_num},
};

/* d['name'], d[0], d[['a', 'b']]. */
static int index_fields(lua_State *L, nd_dtype d) {
    const nd_record *r = fields_of(d);
    if (lua_isinteger(L, 2)) {
        lua_Integer k = lua_tointeger(L, 2);
        if (!r) return bind_error(L, ERR_KEY, "There are no fields in dtype %s.", (get_name(L, d), lua_tostring(L, -1)));
        if (k < -r->nfields || k >= r->nfields) return bind_error(L, ERR_INDEX, "Field index %lld out of range.", (long long)k);
        push_field_type(L, &r->field[k < 0 ? k + r->nfields : k]);
        return 1;
    }
    if (!r || bind_items_len(L, 2) < 0) return bind_error(L, ERR_TYPE, "Field key must be an integer field offset, single field name, or list of field names.");
    int       fields[ND_RECORD_FIELDS];
    ptrdiff_t n = bind_items_len(L, 2);
    err       e;
    for (ptrdiff_t k = 0; k < n && k < ND_RECORD_FIELDS; k++) {
        bind_items_get(L, 2, (size_t)k);
        const char *name = bind_arg_text(L, -1, "");
        fields[k] = nd_record_find(r, name);
        if (fields[k] < 0) return bind_error(L, ERR_KEY, "'%s'", name);
        lua_pop(L, 1);
    }
    bind_must(L, nd_pick_fields(d, (int)n, fields, false, &d, &e), &e);
    bind_push_dtype(L, d);
    return 1;
}

static int l_index(lua_State *L) {
    const nd_dtype d = dtype_at(L, 1);
    if (lua_type(L, 2) != LUA_TSTRING) return index_fields(L, d);
    const char *name = lua_tostring(L, 2);
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (strcmp(attributes[i].name, name) == 0) return attributes[i].get(L, d);
    const int k = nd_record_find(fields_of(d), name);
    if (k >= 0) return push_field_type(L, &fields_of(d)->field[k]), 1;
    if (fields_of(d)) return bind_error(L, ERR_KEY, "\"Field named '%s' not found.\"", name);
    return bind_error(L, ERR_ATTRIBUTE, "'numpy.dtype' object has no attribute '%s'", name);
}

static int l_len(lua_State *L) {
    const nd_record *r = fields_of(dtype_at(L, 1));
    lua_pushinteger(L, r ? r->nfields : 0);
    return 1;
}

int bind_l_dtype_equal(lua_State *L) {
    nd_dtype a, b;
    lua_pushboolean(L, bind_try_dtype(L, 1, &a) && bind_try_dtype(L, 2, &b) && nd_dtype_equal(a, b));
    return 1;
}

static int put_text(lua_State *L, bool repr) {
    const nd_dtype d = dtype_at(L, 1);
    const size_t   mark = bind_text_begin(L);
    buf           *out = bind_scratch(L);
    if (repr) buf_puts(out, "dtype(");
    nd_dtype_put(out, d, repr ? ND_DTYPE_REPR : ND_DTYPE_STR);
    if (repr && nd_is_record(d) && d.unit & ND_RECORD_ALIGNED) buf_puts(out, ", align=True");
    if (repr) buf_putc(out, ')');
    bind_text_push(L, mark);
    return 1;
}

static int l_tostring(lua_State *L) { return put_text(L, false); }
static int l_repr(lua_State *L) { return put_text(L, true); }

const luaL_Reg bind_dtype_meta[] = {
    {"__index", l_index}, {"__eq", bind_l_dtype_equal}, {"__tostring", l_tostring}, {"__repr", l_repr}, {"__len", l_len}, {NULL, NULL},
};
