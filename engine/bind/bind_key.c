/* bind/bind_key.c: what stands between the brackets, read into the core's keys.
 *
 * Keys come in three shapes: a plain Lua value (a[i], a[mask]), a spec with its values (a[i, j:k],
 * see notation.h), and a key object that carries a spec and its values.                        */
#include <string.h>

#include "bind/bind_index.h"
#include "bind/bind_masked.h"

/* --- key objects ---------------------------------------------------------------------------------- */

static int values_of(const char *spec) {
    int n = 0;
    for (; *spec; spec++) n += *spec == 'i' ? 1 : *spec == 's' ? 3 : 0;
    return n;
}

void bind_push_key(lua_State *L, const char *spec, int first) {
    int n = values_of(spec);
    luaL_checkstack(L, 6, NULL);
    memcpy(lua_newuserdatauv(L, strlen(spec) + 1, n), spec, strlen(spec) + 1);
    for (int k = 0; k < n; k++) {
        lua_pushvalue(L, first + k);
        lua_setiuservalue(L, -2, k + 1);
    }
    bind_kind_set(L, BIND_KEY);
}

const char *bind_open_key(lua_State *L, int i, int *first) {
    const char *spec = lua_touserdata(L, i);
    int         n = values_of(spec);
    i = lua_absindex(L, i);
    luaL_checkstack(L, n + 6, "too many indices");
    *first = lua_gettop(L) + 1;
    for (int k = 0; k < n; k++) lua_getiuservalue(L, i, k + 1);
    return spec;
}

/* --- single keys ----------------------------------------------------------------------------------- */

#define NOT_AN_INDEX                                                                                          \
    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"

static int refuse_key(lua_State *L, int i) {
    if (lua_isnil(L, i))
        return bind_error_hint(L, ERR_INDEX, "nil is what a name that was never assigned holds: is it spelled right?", "the index is nil");
    if (lua_type(L, i) == LUA_TNUMBER)
        return bind_error_hint(L, ERR_INDEX, "a float is no index, even a whole one: n // 2 keeps an integer", NOT_AN_INDEX);
    return bind_error(L, ERR_INDEX, NOT_AN_INDEX);
}

static nd_key *next_key(lua_State *L, const nd_array *a, bind_keys *keys) {
    if (keys->n == BIND_KEYS_MAX)
        bind_error(L, ERR_INDEX, "too many indices for array: array is %d-dimensional, but %d were indexed", a->ndim, keys->n + 1);
    nd_key *k = &keys->key[keys->n++];
    *k = (nd_key){.kind = ND_KEY_NEWAXIS};
    return k;
}

static void int_key(nd_key *k, int64_t i) {
    k->kind = ND_KEY_INT;
    k->i = (ptrdiff_t)i;
}

static void array_key(nd_key *k, const nd_array *index) {
    k->kind = ND_KEY_ARRAY;
    k->array = index;
    if (index->ndim > 0 || !nd_is_integer(index->dtype)) return;
    nd_scalar x = nd_load(index->dtype, index->data);
    int_key(k, x.u.i);
}

/* True and False add an axis, of one or no element. */
static void bool_key(lua_State *L, nd_key *k, bool yes) {
    err       e;
    nd_array *mask = nd_new(bind_ctx_of(L), nd_dtype_of(ND_BOOL), 0, NULL, 'C', &e);
    if (!mask) bind_raise(L, &e);
    mask->data[0] = yes;
    k->kind = ND_KEY_ARRAY;
    k->array = mask;
}

/* A list, tuple or table of indices. An empty one is one of integers. */
static void sequence_key(lua_State *L, nd_key *k, int i) {
    err       e;
    nd_array *index = bind_array_of(L, i, &e);
    if (index && index->size == 0) index = nd_astype(bind_ctx_of(L), index, nd_dtype_of(ND_I64), 'C', &e);
    if (!index) bind_raise(L, &e);
    if (index->dtype.type != ND_BOOL && !nd_is_integer(index->dtype))
        bind_error(L, ERR_INDEX, "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices");
    array_key(k, index);
}

static void slice_key(lua_State *L, nd_key *k, int first) {
    ptrdiff_t *const parts[] = {&k->start, &k->stop, &k->step};
    k->kind = ND_KEY_SLICE;
    for (int p = 0; p < 3; p++) {
        const nd_array *a = bind_to_array(L, first + p);
        int64_t         x;
        *parts[p] = ND_NONE;
        if (!bind_given(L, first + p)) continue;
        if (lua_isinteger(L, first + p)) x = lua_tointeger(L, first + p);
        else if (a && a->ndim == 0 && nd_is_integer(a->dtype)) x = nd_load(a->dtype, a->data).u.i;
        else bind_error(L, ERR_TYPE, "slice indices must be integers or None or have an __index__ method"), x = 0;
        *parts[p] = x == ND_NONE ? (ptrdiff_t)(x + 1) : (ptrdiff_t)x;
    }
}

static void add_value(lua_State *L, const nd_array *a, bind_keys *keys, int i) {
    nd_key         *k = next_key(L, a, keys);
    const nd_array *index;
    int             first;
    if (lua_isinteger(L, i)) int_key(k, lua_tointeger(L, i));
    else if (lua_isboolean(L, i)) bool_key(L, k, lua_toboolean(L, i));
    else if (bind_is_none(L, i)) return;
    else if ((index = bind_to_array(L, i)) != NULL || (index = bind_masked_data(L, i)) != NULL) array_key(k, index);
    else if (bind_kind_of(L, i) == BIND_KEY) {
        keys->n--;
        const char *spec = bind_open_key(L, i, &first);
        bind_read_spec(L, a, keys, spec, first);
    } else if (lua_type(L, i) != LUA_TSTRING && bind_items_len(L, i) >= 0) sequence_key(L, k, i);
    else refuse_key(L, i);
}

/* --- all keys ----------------------------------------------------------------------------------------- */

void bind_read_spec(lua_State *L, const nd_array *a, bind_keys *keys, const char *spec, int first) {
    luaL_checkstack(L, 8, "too many indices");
    for (; *spec; spec++) {
        if (*spec == 'i') add_value(L, a, keys, first++);
        else if (*spec == 's') slice_key(L, next_key(L, a, keys), first), first += 3;
        else if (*spec == 'e') next_key(L, a, keys)->kind = ND_KEY_ELLIPSIS;
        else next_key(L, a, keys);
    }
}

void bind_read_key(lua_State *L, const nd_array *a, bind_keys *keys, int i) {
    luaL_checkstack(L, 8, "too many indices");
    if (!bind_is_tuple(L, i)) {
        add_value(L, a, keys, i);
        return;
    }
    size_t n = bind_tuple_len(L, i);
    for (size_t k = 0; k < n; k++) {
        luaL_checkstack(L, 8, "too many indices");
        bind_tuple_get(L, i, k);
        add_value(L, a, keys, lua_gettop(L));
    }
}

/* --- as text: slice(0, 3, None) ---------------------------------------------------------------------- */

static void put_value(lua_State *L, int i, buf *out) {
    if (lua_isnil(L, i)) buf_puts(out, "None");
    else bind_repr(L, i, out);
}

static int l_tostring(lua_State *L) {
    if (bind_kind_of(L, 1) != BIND_KEY) return luaL_error(L, "a key object was expected");
    size_t      mark = bind_text_begin(L);
    buf        *out = bind_scratch(L);
    int         i;
    const char *spec = bind_open_key(L, 1, &i);
    bool        several = strlen(spec) != 1;
    if (several) buf_putc(out, '(');
    for (const char *p = spec; *p; p++) {
        if (p > spec) buf_puts(out, ", ");
        if (*p == 'i') put_value(L, i++, out);
        else if (*p == 'e') buf_puts(out, "Ellipsis");
        else if (*p == 'n') buf_puts(out, "None");
        else {
            for (int k = 0; k < 3; k++) buf_puts(out, k ? ", " : "slice("), put_value(L, i++, out);
            buf_putc(out, ')');
        }
    }
    if (several) buf_putc(out, ')');
    bind_text_push(L, mark);
    return 1;
}

void bind_open_keys(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->kind_ref[BIND_KEY]);
    lua_pushcfunction(L, l_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pop(L, 1);
}
