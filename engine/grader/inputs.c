/* grader/inputs.c: the given names in the child: what they were, whether they were changed, how they look.
 *
 * An input is remembered by its place, its layout and a hash of its values; the array itself is kept
 * alive in the registry, so that rebinding the name hides nothing.                                  */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "grader/grade_int.h"

#define MAX_DEPTH   16
#define BRIEF_SIZE  12
#define SHOWN_SIZE  200              /* more than this fills the screen and tells nothing */
static const char anchor = 0;        /* its address is the registry's key */

/* --- hashing ---------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

static uint64_t hash_bytes(uint64_t h, const char *p, size_t n) {
    uint64_t x;
    for (; n >= 8; p += 8, n -= 8) {
        memcpy(&x, p, 8);
        h = mix(h, x);
    }
    x = n;
    if (n) memcpy((char *)&x + 1, p, n < 7 ? n : 7);
    return mix(h, x);
}

static uint64_t hash_array(const nd_array *a) {
    uint64_t h = a->size;
    nd_walk  w;
    if (a->size == 0 || a->dtype.itemsize == 0) return h;
    for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, true); w.more; nd_walk_next(&w)) {
        if (w.stride[0] == (ptrdiff_t)a->dtype.itemsize) {
            h = hash_bytes(h, w.p[0], w.n * a->dtype.itemsize);
            continue;
        }
        for (size_t i = 0; i < w.n; i++) h = hash_bytes(h, w.p[0] + (ptrdiff_t)i * w.stride[0], a->dtype.itemsize);
    }
    return h;
}

static uint64_t hash_value(lua_State *L, int i, int depth);

/* The order in which a table is walked says nothing about it. */
static uint64_t hash_table(lua_State *L, int i, int depth) {
    uint64_t sum = 0x7461626c;
    if (depth >= MAX_DEPTH || !lua_checkstack(L, 4)) return sum;
    for (lua_pushnil(L); lua_next(L, i);) {
        int top = lua_gettop(L);
        sum += mix(hash_value(L, top - 1, depth + 1), hash_value(L, top, depth + 1));
        lua_pop(L, 1);
    }
    return sum;
}

static uint64_t hash_value(lua_State *L, int i, int depth) {
    lua_Number  x;
    size_t      n;
    const char *s;
    uint64_t    bits;
    nd_array   *a = bind_to_array(L, i);
    if (a) return hash_array(a);
    switch (lua_type(L, i)) {
    case LUA_TNUMBER:
        if (lua_isinteger(L, i)) return mix(1, (uint64_t)lua_tointeger(L, i));
        x = lua_tonumber(L, i);
        memcpy(&bits, &x, sizeof bits);
        return mix(2, bits);
    case LUA_TSTRING:
        s = lua_tolstring(L, i, &n);
        return hash_bytes(3, s, n);
    case LUA_TBOOLEAN: return mix(4, (uint64_t)lua_toboolean(L, i));
    case LUA_TTABLE: return hash_table(L, i, depth);
    default: return mix(5, (uint64_t)lua_type(L, i));
    }
}

/* --- remembering ----------------------------------------------------------------------------------------- */

void grade_inputs_keep(bind_state *s, const char *given, grade_inputs_kept *k) {
    lua_State  *L = bind_lua(s);
    const char *name;
    size_t      n;
    int         top = lua_gettop(L);
    k->n = 0;
    lua_createtable(L, GRADE_MAX_GIVEN, 0);
    while (k->n < GRADE_MAX_GIVEN && (n = grade_word(given, k->n, &name)) > 0) {
        grade_input *in = &k->input[k->n++];
        memset(in->name, 0, sizeof in->name);
        memcpy(in->name, name, n < sizeof in->name ? n : sizeof in->name - 1);
        lua_getglobal(L, in->name);
        in->array = bind_to_array(L, -1);
        if (in->array) nd_view_of(&in->before, in->array);
        in->hash = hash_value(L, lua_gettop(L), 0);
        lua_rawseti(L, top + 1, (lua_Integer)k->n);
    }
    lua_rawsetp(L, LUA_REGISTRYINDEX, &anchor);
    lua_settop(L, top);
}

static bool same_place(const nd_array *a, const nd_array *b) {
    if (a->data != b->data || a->ndim != b->ndim || !nd_dtype_equal(a->dtype, b->dtype)) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != b->shape[i] || a->strides[i] != b->strides[i]) return false;
    return true;
}

uint32_t grade_inputs_changed(bind_state *s, const grade_inputs_kept *k) {
    lua_State *L = bind_lua(s);
    uint32_t   changed = 0;
    int        top = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &anchor);
    for (size_t i = 0; i < k->n; i++) {
        const grade_input *in = &k->input[i];
        lua_rawgeti(L, top + 1, (lua_Integer)i + 1);
        bool same = hash_value(L, lua_gettop(L), 0) == in->hash;
        if (in->array && !same_place(in->array, &in->before.a)) same = false;
        if (!same) changed |= 1u << i;
        lua_settop(L, top + 1);
    }
    lua_settop(L, top);
    return changed;
}

/* --- showing ---------------------------------------------------------------------------------------------- */

static void describe_range(buf *out, const nd_array *a) {
    double  low = INFINITY, high = -INFINITY;
    bool    nan = false, whole = !nd_is_float(a->dtype);
    nd_walk w;
    for (nd_walk_init(&w, 1, (const nd_array *const[]){a}, false); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            nd_scalar x = nd_load(a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]);
            double    v = x.kind == 'b' ? x.u.b : x.kind == 'i' ? (double)x.u.i : x.kind == 'u' ? (double)x.u.u : x.u.f;
            if (isnan(v)) nan = true;
            else low = v < low ? v : low, high = v > high ? v : high;
        }
    if (low == high && !nan && whole) buf_printf(out, ", every value %.0f", low);
    else if (low == high && !nan) buf_printf(out, ", every value %.4g", low);
    else if (low <= high && whole) buf_printf(out, ", values from %.0f to %.0f", low, high);
    else if (low <= high) buf_printf(out, ", values from %.4g to %.4g", low, high);
    if (nan) buf_puts(out, ", some of them NaN");
}

static void show_array(buf *out, const nd_array *a, bool brief, size_t indent) {
    buf text;
    if (a->size <= (brief ? BRIEF_SIZE : SHOWN_SIZE)) {
        buf_init(&text);
        grade_show_output(&text, a, !(a->flags & ND_SCALAR));
        grade_add_indented(out, &text, indent);
        buf_free(&text);
        return;
    }
    char dtype[ND_DTYPE_TEXT], shape[ND_SHAPE_TEXT];
    nd_dtype_text(a->dtype, dtype);
    nd_shape_text(a->ndim, a->shape, shape);
    buf_printf(out, "%s %s", dtype, shape);
    if (nd_is_integer(a->dtype) || nd_is_float(a->dtype)) describe_range(out, a);
}

static void show_value(lua_State *L, int i, bool brief, int depth, buf *out);

/* Quoted as Python does. */
static void show_text(buf *out, const char *text) {
    char quote = strchr(text, '\'') && !strchr(text, '"') ? '"' : '\'';
    buf_printf(out, "%c%s%c", quote, text, quote);
}

static void show_table(lua_State *L, int i, bool brief, int depth, buf *out) {
    lua_Unsigned n = lua_rawlen(L, i);
    buf_putc(out, '{');
    for (lua_Unsigned k = 1; k <= n && lua_checkstack(L, 4); k++) {
        if (k > 1) buf_puts(out, ", ");
        if (depth >= 8 || k > (brief ? BRIEF_SIZE : 1000u)) {
            buf_puts(out, "...");
            break;
        }
        lua_rawgeti(L, i, (lua_Integer)k);
        show_value(L, lua_gettop(L), brief, depth + 1, out);
        lua_pop(L, 1);
    }
    buf_putc(out, '}');
}

static void show_value(lua_State *L, int i, bool brief, int depth, buf *out) {
    nd_array *a = bind_to_array(L, i);
    if (a) {
        show_array(out, a, brief, 0);
        return;
    }
    switch (lua_type(L, i)) {
    case LUA_TNUMBER:
        if (lua_isinteger(L, i)) buf_printf(out, "%" PRId64, (int64_t)lua_tointeger(L, i));
        else nd_print_float64(out, lua_tonumber(L, i));
        break;
    case LUA_TSTRING: show_text(out, lua_tostring(L, i)); break;
    case LUA_TBOOLEAN: buf_puts(out, lua_toboolean(L, i) ? "True" : "False"); break;
    case LUA_TTABLE: show_table(L, i, brief, depth, out); break;
    case LUA_TNIL: buf_puts(out, "None"); break;
    default: buf_puts(out, bind_is_none(L, i) ? "None" : luaL_typename(L, i));
    }
}

/* A tuple or list is shown as the prompt shows it. */
static bool show_by_name(bind_state *s, const char *name, buf *out) {
    bind_problem p;
    if (!bind_run(s, "given", name, strlen(name), NOTATION_PROMPT, &p) || bind_nvalues(s) == 0) return false;
    bind_value_repr(s, 0, out);
    return true;
}

void grade_inputs_show(bind_state *s, const grade_inputs_kept *k, bool brief, buf *out) {
    lua_State *L = bind_lua(s);
    int        top = lua_gettop(L);
    for (size_t i = 0; i < k->n; i++) {
        const grade_input *in = &k->input[i];
        buf_printf(out, "%s = ", in->name);
        lua_getglobal(L, in->name);
        if (in->array) show_array(out, in->array, brief, strlen(in->name) + 3);
        else if (lua_type(L, -1) != LUA_TUSERDATA || bind_is_none(L, -1) || !show_by_name(s, in->name, out)) show_value(L, lua_gettop(L), brief, 0, out);
        buf_putc(out, '\n');
        lua_settop(L, top);
    }
}
