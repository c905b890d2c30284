/* bind/bind_sequence.c: tuples, lists and ranges: counted from 0, as Python has them. */
#include <string.h>

#include "bind/bind_fields.h"
#include "bind/bind_masked.h"
#include "bind/bind_value.h"

/* --- items, wherever they are --------------------------------------------------------------------- */

bool bind_is_tuple(lua_State *L, int i) { return bind_kind_of(L, i) == BIND_TUPLE; }
bool bind_is_list(lua_State *L, int i) { return bind_kind_of(L, i) == BIND_LIST; }

ptrdiff_t bind_seq_len(lua_State *L, int i) {
    switch (bind_kind_of(L, i)) {
    case BIND_TUPLE:
    case BIND_LIST: return (ptrdiff_t)((const bind_seq *)lua_touserdata(L, i))->n;
    case BIND_RANGE: return (ptrdiff_t)((const bind_range *)lua_touserdata(L, i))->n;
    default: return -1;
    }
}

void bind_seq_get(lua_State *L, int i, size_t k) {
    luaL_checkstack(L, 4, NULL);
    if (bind_kind_of(L, i) == BIND_RANGE) {
        const bind_range *r = lua_touserdata(L, i);
        lua_pushinteger(L, r->start + (int64_t)k * r->step);
        return;
    }
    const bind_seq *s = lua_touserdata(L, i);
    if (!s->in_table) {
        lua_getiuservalue(L, i, (int)k + 1);
        return;
    }
    lua_getiuservalue(L, i, 1);
    lua_rawgeti(L, -1, (lua_Integer)k + 1);
    lua_remove(L, -2);
}

size_t bind_tuple_len(lua_State *L, int i) { return (size_t)bind_seq_len(L, i); }
void   bind_tuple_get(lua_State *L, int i, size_t k) { bind_seq_get(L, i, k); }
size_t bind_list_len(lua_State *L, int i) { return (size_t)bind_seq_len(L, i); }
void   bind_list_get(lua_State *L, int i, size_t k) { bind_seq_get(L, i, k); }

/* Is every key of the table one of 1..n? */
static void check_table(lua_State *L, int i, lua_Integer n) {
    lua_Integer found = 0;
    lua_pushnil(L);
    while (lua_next(L, i)) {
        lua_pop(L, 1);
        if (!lua_isinteger(L, -1))
            bind_error(L, ERR_TYPE, "a Lua table with fields that are not numbered 1, 2, 3... is no array");
        found++;
    }
    if (found != n) bind_error(L, ERR_TYPE, "a Lua table with nil among its items is no array");
}

ptrdiff_t bind_items_len(lua_State *L, int i) {
    if (lua_type(L, i) != LUA_TTABLE) return bind_seq_len(L, i);
    i = lua_absindex(L, i);
    luaL_checkstack(L, 6, NULL);
    lua_Integer n = (lua_Integer)lua_rawlen(L, i);
    /* After the last item nothing may follow; items kept out of order are counted one by one. */
    if (n > 0) lua_pushinteger(L, n);
    else lua_pushnil(L);
    if (lua_next(L, i)) {
        lua_pop(L, 2);
        check_table(L, i, n);
    }
    return (ptrdiff_t)n;
}

void bind_items_get(lua_State *L, int i, size_t k) {
    if (lua_type(L, i) == LUA_TTABLE) lua_rawgeti(L, i, (lua_Integer)k + 1);
    else bind_seq_get(L, i, k);
}

/* --- making and growing ------------------------------------------------------------------------------ */

void bind_list_append(lua_State *L, int i) {
    bind_seq *s = lua_touserdata(L, i);
    lua_getiuservalue(L, i, 1);
    lua_insert(L, -2);
    lua_rawseti(L, -2, (lua_Integer)s->n + 1);
    s->n++;
    lua_pop(L, 1);
}

void bind_push_range(lua_State *L, int64_t start, int64_t stop, int64_t step) {
    bind_range *r = lua_newuserdatauv(L, sizeof *r, 0);
    uint64_t    gap = 0, by = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    if (step > 0 && stop > start) gap = (uint64_t)stop - (uint64_t)start;
    if (step < 0 && start > stop) gap = (uint64_t)start - (uint64_t)stop;
    uint64_t n = gap ? (gap - 1) / by + 1 : 0;
    *r = (bind_range){start, stop, step, n > INT64_MAX ? INT64_MAX : (int64_t)n};
    bind_kind_set(L, BIND_RANGE);
}

static void extend_by_text(lua_State *L, int list, const char *text, size_t n) {
    for (size_t at = 0, next; at < n; at = next) {
        for (next = at + 1; next < n && (text[next] & 0xC0) == 0x80;) next++;
        lua_pushlstring(L, text + at, next - at);
        bind_list_append(L, list);
    }
}

static void extend_by_array(lua_State *L, int list, nd_array *a) {
    err e;
    if (a->ndim == 0) bind_error(L, ERR_TYPE, "iteration over a 0-d array");
    for (ptrdiff_t k = 0; a->ndim > 0 && k < a->shape[0]; k++) {
        nd_key key = {.kind = ND_KEY_INT, .i = k};
        int    top = lua_gettop(L);
        bind_result(L, nd_get(bind_ctx_of(L), a, 1, &key, &e), &e);
        bind_list_append(L, list);
        lua_settop(L, top);
    }
}

static void extend_by_masked(lua_State *L, int list, int i) {
    lua_Integer n = luaL_len(L, i);
    for (lua_Integer k = 0; k < n; k++) {
        lua_geti(L, i, k);
        bind_list_append(L, list);
    }
}

/* What an iterator gives until it gives nil: several values at once are a tuple. */
static void extend_by_calls(lua_State *L, int list, int fn) {
    for (;;) {
        int top = lua_gettop(L);
        lua_pushvalue(L, fn);
        lua_call(L, 0, LUA_MULTRET);
        int n = lua_gettop(L) - top;
        if (n == 0 || lua_isnil(L, top + 1)) {
            lua_settop(L, top);
            return;
        }
        if (n > 1) bind_push_tuple(L, n);
        bind_list_append(L, list);
    }
}

void bind_list_extend(lua_State *L, int list, int i) {
    nd_array *a = bind_to_array(L, i);
    ptrdiff_t n = a ? -1 : bind_items_len(L, i);
    luaL_checkstack(L, 8, NULL);
    if (a) extend_by_array(L, list, a);
    else if (bind_is_masked(L, i)) {
        extend_by_masked(L, list, i);
        return;
    }
    else if (lua_type(L, i) == LUA_TSTRING) extend_by_text(L, list, lua_tostring(L, i), lua_rawlen(L, i));
    else if (lua_isfunction(L, i)) extend_by_calls(L, list, i);
    else if (n < 0) bind_error(L, ERR_TYPE, "'%s' object is not iterable", bind_type_name(L, i));
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        bind_list_append(L, list);
    }
}

void bind_push_list_of(lua_State *L, int i) {
    i = lua_absindex(L, i);
    bind_push_list(L, 0);
    bind_list_extend(L, lua_gettop(L), i);
}

int bind_seq_slice(lua_State *L, int i, int first) {
    err       e;
    ptrdiff_t n = bind_seq_len(L, i), at, step, count;
    nd_key    k = {.kind = ND_KEY_SLICE, .start = ND_NONE, .stop = ND_NONE, .step = ND_NONE};
    ptrdiff_t *const parts[] = {&k.start, &k.stop, &k.step};
    for (int p = 0; p < 3; p++) {
        if (!bind_given(L, first + p)) continue;
        if (!lua_isinteger(L, first + p))
            return bind_error(L, ERR_TYPE, "slice indices must be integers or None or have an __index__ method");
        *parts[p] = (ptrdiff_t)lua_tointeger(L, first + p);
        if (*parts[p] == ND_NONE) *parts[p] += 1;
    }
    if (nd_slice_clip(&k, n, &at, &step, &count, &e)) return bind_raise(L, &e);
    if (bind_kind_of(L, i) == BIND_RANGE) {
        const bind_range r = *(const bind_range *)lua_touserdata(L, i);
        int64_t from = r.start + at * r.step, by = step * r.step;
        bind_push_range(L, from, from + count * by, by);
        return 1;
    }
    bool tuple = bind_is_tuple(L, i);
    bind_push_list(L, 0);
    int list = lua_gettop(L);
    for (ptrdiff_t c = 0; c < count; c++) {
        bind_seq_get(L, i, (size_t)(at + c * step));
        bind_list_append(L, list);
    }
    if (!tuple) return 1;
    luaL_checkstack(L, (int)count + 4, "too many items");
    for (ptrdiff_t c = 0; c < count; c++) bind_seq_get(L, list, (size_t)c);
    bind_push_tuple(L, (int)count);
    return 1;
}

/* --- comparing ------------------------------------------------------------------------------------------- */

enum { COMPARE_DEPTH = 200 };

bool bind_seq_equal(lua_State *L, int i, int k) {
    ptrdiff_t n = bind_seq_len(L, i);
    bool      same = bind_kind_of(L, i) == bind_kind_of(L, k) && n == bind_seq_len(L, k);
    if (lua_rawequal(L, i, k)) return true;
    bind_state *s = bind_state_at(L);
    if (s->depth >= COMPARE_DEPTH) bind_error(L, ERR_RUNTIME, "maximum recursion depth exceeded in comparison");
    luaL_checkstack(L, 8, "lists inside each other");
    s->depth++;
    for (ptrdiff_t c = 0; same && c < n; c++) {
        bind_seq_get(L, i, (size_t)c);
        bind_seq_get(L, k, (size_t)c);
        same = bind_equal(L, lua_gettop(L) - 1, lua_gettop(L));
        lua_pop(L, 2);
    }
    s->depth--;
    return same;
}

static int l_equal(lua_State *L) {
    bool same = bind_seq_len(L, 1) >= 0 && bind_seq_len(L, 2) >= 0 && bind_seq_equal(L, 1, 2);
    lua_pushboolean(L, same);
    return 1;
}

/* Of the first items that differ; else of the lengths. */
static int compare_items(lua_State *L, bool or_equal) {
    ptrdiff_t n = bind_seq_len(L, 1), m = bind_seq_len(L, 2);
    if (bind_kind_of(L, 1) != bind_kind_of(L, 2))
        return bind_error(L, ERR_TYPE, "'%s' not supported between instances of '%s' and '%s'", or_equal ? "<=" : "<", bind_type_name(L, 1),
                          bind_type_name(L, 2));
    for (ptrdiff_t c = 0; c < n && c < m; c++) {
        lua_settop(L, 2);
        bind_seq_get(L, 1, (size_t)c);
        bind_seq_get(L, 2, (size_t)c);
        if (bind_equal(L, 3, 4)) continue;
        lua_pushboolean(L, lua_compare(L, 3, 4, LUA_OPLT));
        return 1;
    }
    lua_pushboolean(L, or_equal ? n <= m : n < m);
    return 1;
}

static int l_less(lua_State *L) {
    if (bind_to_array(L, 1) || bind_to_array(L, 2)) return bind_compare_values(L, ND_LESS, 1, 2);
    return compare_items(L, false);
}

static int l_less_equal(lua_State *L) {
    if (bind_to_array(L, 1) || bind_to_array(L, 2)) return bind_compare_values(L, ND_LESS_EQUAL, 1, 2);
    return compare_items(L, true);
}

/* --- + and * ----------------------------------------------------------------------------------------------- */

static void finish_joined(lua_State *L, bool tuple) {
    int list = lua_gettop(L), n = (int)bind_seq_len(L, list);
    if (!tuple) return;
    luaL_checkstack(L, n + 4, "too many items");
    for (int k = 0; k < n; k++) bind_seq_get(L, list, (size_t)k);
    bind_push_tuple(L, n);
}

static int l_add(lua_State *L) {
    bind_kind a = bind_kind_of(L, 1), b = bind_kind_of(L, 2);
    if (a == BIND_ARRAY || b == BIND_ARRAY || a == BIND_MASKED || b == BIND_MASKED) return bind_binary(L, ND_ADD);
    if (a != b || a == BIND_RANGE) {
        if (a == BIND_TUPLE || a == BIND_LIST)
            return bind_error(L, ERR_TYPE, "can only concatenate %s (not \"%s\") to %s", bind_type_name(L, 1), bind_type_name(L, 2), bind_type_name(L, 1));
        return bind_binary(L, ND_ADD);
    }
    bind_push_list_of(L, 1);
    bind_list_extend(L, lua_gettop(L), 2);
    finish_joined(L, a == BIND_TUPLE);
    return 1;
}

static int l_mul(lua_State *L) {
    int seq = bind_seq_len(L, 1) >= 0 ? 1 : 2, number = 3 - seq;
    if (bind_to_array(L, number) || bind_is_masked(L, number) || bind_kind_of(L, seq) == BIND_RANGE) return bind_binary(L, ND_MULTIPLY);
    if (!lua_isinteger(L, number))
        return bind_error(L, ERR_TYPE, "can't multiply sequence by non-int of type '%s'", bind_type_name(L, number));
    lua_Integer times = lua_tointeger(L, number);
    ptrdiff_t   n = bind_seq_len(L, seq);
    if (n > 0 && times > 0x7fffffff / n) return bind_error(L, ERR_MEMORY, "not enough memory for the list");
    bind_push_list(L, 0);
    int list = lua_gettop(L);
    for (lua_Integer k = 0; k < times; k++) bind_list_extend(L, list, seq);
    finish_joined(L, bind_is_tuple(L, seq));
    return 1;
}

/* --- reading, writing, length ---------------------------------------------------------------------------------- */

static int l_len(lua_State *L) {
    ptrdiff_t n = bind_seq_len(L, 1);
    lua_pushinteger(L, n < 0 ? 0 : n);
    return 1;
}

/* The item's place, from 0, or IndexError. */
static size_t item_at(lua_State *L, const char *doing) {
    ptrdiff_t   n = bind_seq_len(L, 1);
    lua_Integer k = lua_tointeger(L, 2);
    if (k < 0) k += n;
    if (k < 0 || k >= n) bind_error(L, ERR_INDEX, "%s %sindex out of range", bind_type_name(L, 1), doing);
    return (size_t)k;
}

static int refuse_index(lua_State *L) {
    if (lua_isnil(L, 2))
        return bind_error_hint(L, ERR_TYPE, "nil is what a name that was never assigned holds: is it spelled right?", "the index is nil");
    return bind_error(L, ERR_TYPE, "%s indices must be integers or slices, not %s", bind_type_name(L, 1), bind_type_name(L, 2));
}

static int l_index(lua_State *L) {
    if (bind_seq_len(L, 1) < 0) return luaL_error(L, "attempt to index a %s value", luaL_typename(L, 1));
    if (lua_isinteger(L, 2)) {
        bind_seq_get(L, 1, item_at(L, ""));
        return 1;
    }
    if (lua_type(L, 2) == LUA_TSTRING) return bind_tuple_field(L, 1, lua_tostring(L, 2)) ? 1 : bind_list_method(L);
    if (bind_kind_of(L, 2) == BIND_KEY) return bind_index_by_key(L, 1, 2);
    return refuse_index(L);
}

static int l_newindex(lua_State *L) {
    if (!bind_is_list(L, 1)) return bind_error(L, ERR_TYPE, "'%s' object does not support item assignment", bind_type_name(L, 1));
    if (!lua_isinteger(L, 2)) return refuse_index(L);
    size_t k = item_at(L, "assignment ");
    lua_getiuservalue(L, 1, 1);
    lua_pushvalue(L, 3);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
    return 0;
}

static int l_tostring(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_repr(L, 1, bind_scratch(L));
    bind_text_push(L, mark);
    return 1;
}

void bind_open_sequences(lua_State *L) {
    static const luaL_Reg meta[] = {
        {"__add", l_add}, {"__mul", l_mul}, {"__eq", l_equal}, {"__lt", l_less}, {"__le", l_less_equal}, {"__len", l_len},
        {"__index", l_index}, {"__newindex", l_newindex}, {"__tostring", l_tostring}, {NULL, NULL},
    };
    for (int kind = BIND_TUPLE; kind <= BIND_RANGE; kind++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->kind_ref[kind]);
        luaL_setfuncs(L, bind_arithmetic, 0);
        luaL_setfuncs(L, meta, 0);
        lua_pop(L, 1);
    }
}
