/* bind/bind_record.c: records: tuples into them, their fields out of them and into them. */
#include <string.h>

#include "bind/bind_complex.h"
#include "bind/bind_record.h"

bool bind_is_record(const nd_array *a) { return a && a->ndim == 0 && a->flags & ND_SCALAR && nd_is_record(a->dtype); }

/* --- values into elements ---------------------------------------------------------------------------- */

static err_code store_tuple(lua_State *L, int i, nd_dtype d, char *p, err *e);

/* Text as UCS-4 in memory that stays on the stack. */
static nd_scalar text_scalar(lua_State *L, int i) {
    const char  *text = lua_tostring(L, i);
    const size_t n = lua_rawlen(L, i), count = bind_decode(text, n, NULL, 0);
    uint32_t    *wide = lua_newuserdatauv(L, (count + 1) * sizeof *wide, 0);
    bind_decode(text, n, wide, count);
    return (nd_scalar){.kind = 'U', .text = wide, .n = count};
}

err_code bind_store_value(lua_State *L, int i, nd_dtype d, char *p, err *e) {
    const int       top = lua_gettop(L);
    const nd_array *a = bind_to_array(L, i);
    nd_scalar       x = {0};
    err_code        code;
    if (!lua_checkstack(L, 20)) return err_set(e, ERR_MEMORY, "tuples inside each other are too deep");
    switch (lua_type(L, i)) {
    case LUA_TBOOLEAN: x.kind = 'b', x.u.b = lua_toboolean(L, i); break;
    case LUA_TSTRING: x = text_scalar(L, i); break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, i)) x.kind = 'i', x.u.i = lua_tointeger(L, i);
        else x.kind = 'f', x.u.f = lua_tonumber(L, i);
        break;
    default:
        if (a && a->ndim == 0) x = nd_load(a->dtype, a->data);
        else if (nd_is_record(d) && (bind_is_tuple(L, i) || lua_istable(L, i))) return store_tuple(L, i, d, p, e);
        else if (bind_is_none(L, i) && nd_is_float(d)) x.kind = 'f', x.u.f = 0.0 / 0.0;
        else if (a || bind_items_len(L, i) >= 0) return err_set(e, ERR_VALUE, "setting an array element with a sequence.");
        else return err_set(e, ERR_TYPE, "a value of type '%s' cannot be stored in an array", bind_type_name(L, i));
    }
    code = nd_store(d, p, x, e);
    lua_settop(L, top);
    return code;
}

/* A field that is an array takes one, or a value for all of it. */
static err_code store_subarray(lua_State *L, int i, const nd_field *f, char *p, err *e) {
    nd_view         to;
    ptrdiff_t       strides[ND_RECORD_AXES], step = f->dtype.itemsize;
    for (int k = f->ndim - 1; k >= 0; k--) strides[k] = step, step *= f->shape[k];
    nd_view_init(&to, f->dtype, f->ndim, f->shape, strides, p);
    to.a.flags |= ND_WRITEABLE;
    nd_array *from = bind_to_array(L, i);
    if (!from) from = nd_is_record(f->dtype) ? bind_records_of(L, i, f->dtype, e) : bind_array_of(L, i, e);
    return from ? nd_assign(bind_ctx_of(L), &to.a, from, e) : e->code;
}

static err_code store_tuple(lua_State *L, int i, nd_dtype d, char *p, err *e) {
    const nd_record *r = nd_record_of(d);
    const ptrdiff_t  n = bind_items_len(L, i);
    const int        top = lua_gettop(L);
    if (n != r->nfields) return err_set(e, ERR_VALUE, "could not assign tuple of length %td to structure with %d fields.", n, r->nfields);
    for (int k = 0; k < r->nfields; k++) {
        const nd_field *f = &r->field[k];
        bind_items_get(L, i, (size_t)k);
        err_code code = f->ndim ? store_subarray(L, top + 1, f, p + f->offset, e) : bind_store_value(L, top + 1, f->dtype, p + f->offset, e);
        lua_settop(L, top);
        if (code) return code;
    }
    return ERR_OK;
}

/* --- lists of tuples ------------------------------------------------------------------------------------ */

typedef struct shape {
    int       ndim;
    ptrdiff_t length[ND_MAXDIMS];
} shape;

/* A Lua table below the first level whose items are no sequences stands for a tuple. */
static bool is_element(lua_State *L, int i, int depth) {
    if (bind_is_tuple(L, i)) return true;
    if (lua_type(L, i) == LUA_TTABLE && depth > 0) {
        const ptrdiff_t n = bind_items_len(L, i);
        for (ptrdiff_t k = 0; k < n; k++) {
            bind_items_get(L, i, (size_t)k);
            const bool nested = lua_type(L, -1) == LUA_TTABLE || bind_is_tuple(L, -1);
            lua_pop(L, 1);
            if (nested && !bind_is_tuple(L, i)) return false;
        }
        return true;
    }
    return bind_to_array(L, i) || bind_items_len(L, i) < 0;
}

static err_code find_shape(lua_State *L, int i, int depth, shape *s, err *e) {
    const int top = lua_gettop(L);
    if (is_element(L, i, depth)) {
        const nd_array *a = bind_to_array(L, i);
        s->ndim = depth;
        for (int k = 0; a && k < a->ndim && s->ndim < ND_MAXDIMS; k++) s->length[s->ndim++] = a->shape[k];
        return ERR_OK;
    }
    if (depth == ND_MAXDIMS || !lua_checkstack(L, 20)) return err_set(e, ERR_VALUE, "lists inside each other are too deep");
    s->length[depth] = bind_items_len(L, i);
    s->ndim = depth + 1;
    if (s->length[depth] == 0) return ERR_OK;
    bind_items_get(L, i, 0);
    err_code code = find_shape(L, top + 1, depth + 1, s, e);
    lua_settop(L, top);
    return code;
}

static err_code fill(lua_State *L, int i, int depth, nd_array *out, char *p, err *e) {
    const int top = lua_gettop(L);
    if (is_element(L, i, depth)) {
        nd_array *a = bind_to_array(L, i);
        if (!a || a->ndim == 0) {
            if (depth != out->ndim) return err_set(e, ERR_VALUE, "setting an array element with a sequence. The requested array has an inhomogeneous shape.");
            return bind_store_value(L, i, out->dtype, p, e);
        }
        nd_view to;
        nd_view_init(&to, out->dtype, out->ndim - depth, out->shape + depth, out->strides + depth, p);
        to.a.flags |= ND_WRITEABLE;
        return nd_assign(bind_ctx_of(L), &to.a, a, e);
    }
    const ptrdiff_t n = bind_items_len(L, i);
    if (depth >= out->ndim || n != out->shape[depth])
        return err_set(e, ERR_VALUE, "setting an array element with a sequence. The requested array has an inhomogeneous shape after %d dimensions.", depth);
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        err_code code = fill(L, top + 1, depth + 1, out, p + k * out->strides[depth], e);
        lua_settop(L, top);
        if (code) return code;
    }
    return ERR_OK;
}

nd_array *bind_records_of(lua_State *L, int i, nd_dtype d, err *e) {
    shape s = {0};
    i = lua_absindex(L, i);
    if (find_shape(L, i, 0, &s, e)) return NULL;
    nd_array *a = nd_zeros(bind_ctx_of(L), d, s.ndim, s.length, 'C', e);
    if (!a) return NULL;
    const int top = lua_gettop(L);
    err_code  code = a->size ? fill(L, i, 0, a, a->data, e) : ERR_OK;
    lua_settop(L, top);
    return code ? NULL : a;
}

/* --- fields out ------------------------------------------------------------------------------------------- */

int bind_get_field(lua_State *L, nd_array *a, int k) {
    err       e;
    nd_array *view = nd_get_field(bind_ctx_of(L), a, &nd_record_of(a->dtype)->field[k], &e);
    if (view && view->flags & ND_SCALAR && !nd_is_record(view->dtype)) {      /* a value, not a window on one */
        view = nd_copy(bind_ctx_of(L), view, 'C', &e);
        if (view) view->flags |= ND_SCALAR;
    }
    return bind_result(L, view, &e);
}

bool bind_get_name(lua_State *L, nd_array *a, const char *name) {
    const int k = nd_record_find(nd_record_of(a->dtype), name);
    return k >= 0 && bind_get_field(L, a, k);
}

bool bind_set_name(lua_State *L, nd_array *a, const char *name, int value) {
    const int       k = nd_record_find(nd_record_of(a->dtype), name);
    bind_operand    o;
    err             e;
    if (k < 0) return false;
    nd_array *view = bind_need(L, nd_get_field(bind_ctx_of(L), a, &nd_record_of(a->dtype)->field[k], &e), &e);
    view->flags &= (uint8_t)~ND_SCALAR;
    const nd_array *v = nd_is_record(view->dtype) && !bind_to_array(L, value) ? bind_records_of(L, value, view->dtype, &e) : bind_operand_at(L, value, &o);
    if (!v && nd_is_record(view->dtype)) bind_raise(L, &e);
    if (!v) bind_error(L, ERR_TYPE, "a value of type '%s' cannot be stored in an array", bind_type_name(L, value));
    bind_must(L, nd_assign(bind_ctx_of(L), view, v, &e), &e);
    return true;
}

/* Is it a list of texts, and nothing else? */
static bool are_names(lua_State *L, int i, ptrdiff_t n) {
    bool names = n > 0;
    for (ptrdiff_t k = 0; names && k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        names = lua_type(L, -1) == LUA_TSTRING;
        lua_pop(L, 1);
    }
    return names;
}

/* Numbers of the named fields; KeyError for a name that is none. */
static int read_names(lua_State *L, const nd_record *r, int i, int fields[ND_RECORD_FIELDS]) {
    const ptrdiff_t n = bind_items_len(L, i);
    if (n > ND_RECORD_FIELDS) bind_error(L, ERR_VALUE, "too many field names");
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        const char *name = lua_tostring(L, -1);
        fields[k] = nd_record_find(r, name);
        if (fields[k] < 0) bind_error(L, ERR_KEY, "'%s'", name);
        for (ptrdiff_t m = 0; m < k; m++)
            if (fields[m] == fields[k]) bind_error(L, ERR_VALUE, "duplicate field of name '%s'", name);
        lua_pop(L, 1);
    }
    return (int)n;
}

bool bind_get_names(lua_State *L, nd_array *a, int i) {
    const nd_record *r = nd_record_of(a->dtype);
    int              fields[ND_RECORD_FIELDS];
    nd_dtype         d;
    err              e;
    if (!r || bind_to_array(L, i) || !are_names(L, i, bind_items_len(L, i))) return false;
    const int n = read_names(L, r, i, fields);
    bind_must(L, nd_pick_fields(a->dtype, n, fields, false, &d, &e), &e);
    return bind_result(L, nd_view_as(bind_ctx_of(L), a, d, &e), &e);
}

nd_array *bind_order_fields(lua_State *L, nd_array *a, int order) {
    const nd_record *r = nd_record_of(a->dtype);
    int              fields[ND_RECORD_FIELDS], n = 1;
    nd_dtype         d;
    err              e;
    if (!r) bind_error(L, ERR_VALUE, "Cannot specify order when the array has no fields.");
    const bool one = lua_type(L, order) == LUA_TSTRING;
    n = one ? 1 : (int)bind_items_len(L, order);
    if (n < 0 || n > r->nfields) bind_error(L, ERR_VALUE, "unsupported order value");
    for (int k = 0; k < n; k++) {
        if (one) lua_pushvalue(L, order);
        else bind_items_get(L, order, (size_t)k);
        const char *name = bind_arg_text(L, lua_gettop(L), "");
        fields[k] = nd_record_find(r, name);
        if (fields[k] < 0) bind_error(L, ERR_VALUE, "unknown field name: %s", name);
        for (int m = 0; m < k; m++)
            if (fields[m] == fields[k]) bind_error(L, ERR_VALUE, "duplicate field name: %s", name);
        lua_pop(L, 1);
    }
    bind_must(L, nd_pick_fields(a->dtype, n, fields, true, &d, &e), &e);
    return bind_need(L, nd_view_as(bind_ctx_of(L), a, d, &e), &e);
}

/* --- recarrays ------------------------------------------------------------------------------------------------ */

bool bind_is_class(lua_State *L, int i, const char *name) {
    const bind_pytype *t = bind_kind_data(L, i, BIND_PYTYPE);
    return t && strcmp(t->name, name) == 0;
}

nd_array *bind_as_recarray(lua_State *L, nd_array *a, bool yes) {
    err      e;
    nd_dtype d = a->dtype;
    if (nd_is_record(d)) d.unit = (uint8_t)(yes ? d.unit | ND_RECORD_CLASS : d.unit & ~ND_RECORD_CLASS);
    return bind_need(L, nd_view_as(bind_ctx_of(L), a, d, &e), &e);
}

/* --- as plain values --------------------------------------------------------------------------------------- */

static void push_field(lua_State *L, const nd_field *f, int axis, const char *p) {
    ptrdiff_t step = f->dtype.itemsize;
    if (axis == f->ndim) {
        bind_push_element(L, f->dtype, p);
        return;
    }
    for (int i = axis + 1; i < f->ndim; i++) step *= f->shape[i];
    if (f->shape[axis] > 100000) bind_error(L, ERR_MEMORY, "a field of more than 100000 items as a list");
    luaL_checkstack(L, (int)f->shape[axis] + 8, NULL);
    for (ptrdiff_t i = 0; i < f->shape[axis]; i++) push_field(L, f, axis + 1, p + i * step);
    bind_push_list(L, (int)f->shape[axis]);
}

/* A value that Lua has no type for is a scalar of its own; bytes are Python's. */
static void push_typed(lua_State *L, nd_dtype d, const char *p) {
    err       e;
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), d, 0, NULL, 'C', &e), &e);
    memcpy(a->data, p, d.itemsize);
    a->flags |= d.type == ND_BYTES ? ND_SCALAR | ND_WEAK : ND_SCALAR;
    bind_push_array(L, a);
}

static void push_fields(lua_State *L, nd_dtype d, const char *p) {
    const nd_record *r = nd_record_of(d);
    luaL_checkstack(L, r->nfields + 8, NULL);
    for (int k = 0; k < r->nfields; k++) push_field(L, &r->field[k], 0, p + r->field[k].offset);
    bind_push_tuple(L, r->nfields);
}

void bind_push_element(lua_State *L, nd_dtype d, const char *p) {
    nd_scalar x = nd_load(d, p);
    switch (x.kind) {
    case 'b': lua_pushboolean(L, x.u.b); return;
    case 'i': lua_pushinteger(L, (lua_Integer)x.u.i); return;
    case 'u': lua_pushnumber(L, (lua_Number)x.u.u); return;
    case 'f': lua_pushnumber(L, x.u.f); return;
    case 'c': bind_push_complex(L, x.u.c.re, x.u.c.im); return;
    case 'U': break;
    default:
        if (nd_is_record(d)) push_fields(L, d, p);
        else push_typed(L, d, p);
        return;
    }
    const size_t mark = bind_text_begin(L);
    nd_print_text(bind_scratch(L), x.text, x.n);
    bind_text_push(L, mark);
}

void bind_push_record(lua_State *L, const nd_array *a) {
    const nd_record *r = nd_record_of(a->dtype);
    luaL_checkstack(L, 2 * r->nfields + 8, NULL);
    const int top = lua_gettop(L);
    for (int k = 0; k < r->nfields; k++) {
        bind_get_field(L, (nd_array *)(uintptr_t)a, k);
        bind_settle(L, top + k + 1);
    }
    bind_push_tuple(L, r->nfields);
}
