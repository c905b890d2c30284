/* bind/bind_char.c: np.char and np.strings: Python's text methods over arrays of text.
 *
 * A function is a table row: what it makes of the elements it is given, text, number or truth. Text is
 * measured first and written then, so that the result is as wide as NumPy's. Bytes are text in between. */
#include <string.h>

#include "bind/bind_char.h"

/* --- walking ------------------------------------------------------------------------------------------ */

static bool is_text(const nd_array *a) { return a->dtype.type == ND_STR; }

/* Argument i as text; *bytes: it was bytes. */
static nd_array *arg_words(lua_State *L, int i, bool *bytes) {
    err       e;
    nd_array *a = bind_arg_any(L, i);
    if (a->dtype.type == ND_BYTES) {
        *bytes = true;
        a = bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_str(a->dtype.itemsize), 'C', &e), &e);
    }
    if (!is_text(a)) bind_error(L, ERR_TYPE, "string operation on non-string array");
    return a;
}

static nd_array *arg_whole(lua_State *L, int i, int64_t missing) {
    nd_array *a = bind_given(L, i) ? bind_arg_asarray(L, i) : bind_new_int(L, missing);
    if (!nd_is_integer(a->dtype) && a->dtype.type != ND_BOOL) bind_error(L, ERR_TYPE, "unsupported type %s for operand 'i'", bind_type_name(L, i));
    err e;
    return bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_of(ND_I64), 'C', &e), &e);
}

static void load_words(bind_words *w, nd_array *const *in, char *const *p, const ptrdiff_t *stride, size_t i) {
    for (int k = 0; k < w->n; k++) {
        nd_scalar x = nd_load(in[k]->dtype, p[k] + (ptrdiff_t)i * stride[k]);
        w->word[k] = (bind_word){.s = x.text, .n = is_text(in[k]) ? x.n : 0, .i = is_text(in[k]) ? 0 : x.u.i};
    }
}

/* Views of the operands in their joint shape; the shape is that of views[0]. */
static int spread(lua_State *L, int n, nd_array *const *in, nd_view *views) {
    const nd_array *ops[BIND_WORDS] = {NULL};
    ptrdiff_t       shape[ND_MAXDIMS];
    int             ndim;
    err             e;
    for (int k = 0; k < n; k++) ops[k] = in[k];
    bind_must(L, nd_broadcast_shapes(n, ops, &ndim, shape, &e), &e);
    for (int k = 0; k < n; k++) nd_broadcast_to_view(&views[k], in[k], ndim, shape);
    return ndim;
}

static nd_array *new_result(lua_State *L, nd_dtype d, const nd_array *like) {
    err       e;
    nd_array *out = bind_need(L, nd_new(bind_ctx_of(L), d, like->ndim, like->shape, 'C', &e), &e);
    bind_ctx_of(L)->bill.elements += out->size;
    return out;
}

/* The longest text that f makes. */
static size_t measure(nd_array *const *in, int n, nd_view *views, bind_text_fn *f) {
    const nd_array *ops[BIND_WORDS];
    bind_words      w = {.n = n};
    nd_walk         walk;
    size_t          most = 0;
    for (int k = 0; k < n; k++) ops[k] = &views[k].a;
    for (nd_walk_init(&walk, n, ops, true); walk.more; nd_walk_next(&walk))
        for (size_t i = 0; i < walk.n; i++) {
            load_words(&w, in, walk.p, walk.stride, i);
            size_t length = f(&w, NULL);
            if (length > most) most = length;
        }
    return most;
}

enum { LONGEST = 1 << 20 };

static nd_array *map_text(lua_State *L, int n, nd_array *const *in, bind_text_fn *f, bool same_width) {
    nd_view         views[BIND_WORDS];
    const nd_array *ops[BIND_WORDS + 1];
    bind_words      w = {.n = n};
    nd_walk         walk;
    spread(L, n, in, views);
    size_t most = same_width ? in[0]->dtype.itemsize / 4 : measure(in, n, views, f);
    if (most > LONGEST) bind_error(L, ERR_VALUE, "text of more than %d characters", LONGEST);
    nd_array *out = new_result(L, nd_dtype_str(most ? most : 1), &views[0].a);
    for (int k = 0; k < n; k++) ops[k] = &views[k].a;
    ops[n] = out;
    for (nd_walk_init(&walk, n + 1, ops, true); walk.more; nd_walk_next(&walk))
        for (size_t i = 0; i < walk.n; i++) {
            nd_char *to = (nd_char *)(void *)(walk.p[n] + (ptrdiff_t)i * walk.stride[n]);
            memset(to, 0, out->dtype.itemsize);
            load_words(&w, in, walk.p, walk.stride, i);
            f(&w, to);
        }
    return out;
}

static nd_array *map_number(lua_State *L, int n, nd_array *const *in, bind_number_fn *f, bool truth) {
    nd_view         views[BIND_WORDS];
    const nd_array *ops[BIND_WORDS + 1];
    bind_words      w = {.n = n};
    nd_walk         walk;
    spread(L, n, in, views);
    nd_array *out = new_result(L, nd_dtype_of(truth ? ND_BOOL : ND_I64), &views[0].a);
    for (int k = 0; k < n; k++) ops[k] = &views[k].a;
    ops[n] = out;
    for (nd_walk_init(&walk, n + 1, ops, true); walk.more; nd_walk_next(&walk))
        for (size_t i = 0; i < walk.n; i++) {
            load_words(&w, in, walk.p, walk.stride, i);
            int64_t value = f(&w);
            char   *to = walk.p[n] + (ptrdiff_t)i * walk.stride[n];
            if (truth) *to = value != 0;
            else memcpy(to, &value, sizeof value);
        }
    return out;
}

/* --- calls --------------------------------------------------------------------------------------------------- */

/* What was bytes becomes bytes again. */
static nd_array *as_bytes(lua_State *L, nd_array *a, bool bytes) {
    err e;
    if (!bytes || !is_text(a)) return a;
    return bind_need(L, nd_astype(bind_ctx_of(L), a, nd_dtype_bytes(ND_BYTES, a->dtype.itemsize / 4), 'C', &e), &e);
}

static int give(lua_State *L, nd_array *out, bool bytes) {
    out = as_bytes(L, out, bytes);
    if (out->ndim == 0) out->flags |= ND_SCALAR;
    return bind_result(L, out, NULL);
}

/* Without axes an array all the same: where NumPy makes the result before it is filled. */
static int give_array(lua_State *L, nd_array *out, bool bytes) { return bind_push_array(L, bind_unscalar(L, as_bytes(L, out, bytes))); }

/* The arguments of a row: t text, i integer, with what is missing. */
static int read_row(lua_State *L, const bind_char_row *row, nd_array **in, bool *bytes) {
    int n = 0;
    for (const char *kind = row->kinds; *kind; kind++, n++) {
        if (*kind == 't') in[n] = arg_words(L, n + 1, bytes);
        else if (*kind == 'o') in[n] = bind_given(L, n + 1) ? arg_words(L, n + 1, bytes) : arg_words(L, (lua_pushstring(L, row->missing), lua_gettop(L)), bytes);
        else in[n] = arg_whole(L, n + 1, *kind == 'e' ? INT64_MAX : *kind == 'm' ? -1 : *kind == '8' ? 8 : 0);
    }
    return n;
}

static int l_row(lua_State *L) {
    const bind_char_row *row = lua_touserdata(L, lua_upvalueindex(1));
    const bind_sig       sig = {row->name, row->params, row->required};
    nd_array            *in[BIND_WORDS];
    bool                 bytes = false;
    bind_args(L, &sig);
    luaL_checkstack(L, 30, NULL);
    int n = read_row(L, row, in, &bytes);
    if (row->text) {
        nd_array *made = map_text(L, n, in, row->text, row->same_width);
        return row->scalars || made->ndim > 0 ? give(L, made, bytes) : give_array(L, made, bytes);
    }
    nd_array *out = map_number(L, n, in, row->number, row->truth);
    for (size_t i = 0; row->must_find && i < out->size; i++)
        if (((const int64_t *)(const void *)out->data)[i] < 0) return bind_error(L, ERR_VALUE, "substring not found");
    return give(L, out, false);
}

/* --- what is not a row ------------------------------------------------------------------------------------ */

/* Text compared as it is (np.strings), or without white space at its end (np.char). */
static int compare(lua_State *L, nd_op op, const char *name) {
    const bind_sig sig = {name, "x1 x2", 2};
    bool           bytes = false, trim = lua_toboolean(L, lua_upvalueindex(1));
    bind_args(L, &sig);
    nd_array *a = arg_words(L, 1, &bytes), *b = arg_words(L, 2, &bytes);
    if (trim) a = map_text(L, 1, &a, bind_char_rstrip, true), b = map_text(L, 1, &b, bind_char_rstrip, true);
    return bind_result(L, bind_op2(L, op, a, b), NULL);
}

static int l_equal(lua_State *L) { return compare(L, ND_EQUAL, "equal"); }
static int l_not_equal(lua_State *L) { return compare(L, ND_NOT_EQUAL, "not_equal"); }
static int l_less(lua_State *L) { return compare(L, ND_LESS, "less"); }
static int l_less_equal(lua_State *L) { return compare(L, ND_LESS_EQUAL, "less_equal"); }
static int l_greater(lua_State *L) { return compare(L, ND_GREATER, "greater"); }
static int l_greater_equal(lua_State *L) { return compare(L, ND_GREATER_EQUAL, "greater_equal"); }

/* Three parts: np.char stacks them along a last axis, np.strings gives a tuple. */
static int partition(lua_State *L, const char *name, bind_text_fn *const parts[3]) {
    const bind_sig sig = {name, "a sep", 2};
    bool           bytes = false, stack = lua_toboolean(L, lua_upvalueindex(1));
    nd_array      *out[3];
    err            e;
    bind_args(L, &sig);
    luaL_checkstack(L, 30, NULL);
    nd_array *in[2] = {arg_words(L, 1, &bytes), arg_words(L, 2, &bytes)};
    for (int k = 0; k < 3; k++) out[k] = map_text(L, 2, in, parts[k], false);
    if (stack) return give(L, bind_need(L, nd_stack(bind_ctx_of(L), 3, out, -1, &e), &e), bytes);
    for (int k = 0; k < 3; k++) {
        lua_pushnil(L);
        give_array(L, out[k], bytes);
        lua_remove(L, -2);
    }
    bind_push_tuple(L, 3);
    return 1;
}

static int l_partition(lua_State *L) { return partition(L, "partition", bind_char_partition); }
static int l_rpartition(lua_State *L) { return partition(L, "rpartition", bind_char_rpartition); }

static int l_encode(lua_State *L) {
    static const bind_sig sig = {"encode", "a encoding errors", 1};
    bool bytes = false;
    bind_args(L, &sig);
    return give(L, arg_words(L, 1, &bytes), true);
}

static int l_decode(lua_State *L) {
    static const bind_sig sig = {"decode", "a encoding errors", 1};
    bool bytes = false;
    bind_args(L, &sig);
    return give(L, arg_words(L, 1, &bytes), false);
}

/* One bound is the end, as in Python's slice. */
static int l_slice(lua_State *L) {
    static const bind_sig sig = {"slice", "a start stop step", 1};
    nd_array *in[BIND_WORDS];
    bool      bytes = false;
    bind_args(L, &sig);
    luaL_checkstack(L, 30, NULL);
    int  start = lua_isnil(L, 3) ? 3 : 2, stop = lua_isnil(L, 3) ? 2 : 3;
    in[0] = arg_words(L, 1, &bytes);
    in[3] = arg_whole(L, 4, 1);
    if (nd_count_true(in[3]) < in[3]->size) return bind_error(L, ERR_VALUE, "slice step cannot be zero");
    bool backwards = in[3]->size > 0 && *(const int64_t *)(const void *)in[3]->data < 0;
    in[1] = arg_whole(L, start, backwards ? INT64_MAX : 0);
    in[2] = arg_whole(L, stop, INT64_MAX);
    return give(L, map_text(L, 4, in, bind_char_slice, true), bytes);
}

/* --- the modules ------------------------------------------------------------------------------------------- */

static void open_module(lua_State *L, const char *name, bool is_char) {
    static const luaL_Reg others[] = {
        {"equal", l_equal}, {"not_equal", l_not_equal}, {"less", l_less}, {"less_equal", l_less_equal}, {"greater", l_greater},
        {"greater_equal", l_greater_equal}, {"partition", l_partition}, {"rpartition", l_rpartition}, {"encode", l_encode}, {"decode", l_decode},
    };
    lua_newtable(L);
    for (const bind_char_row *row = bind_char_rows; row->name; row++) {
        if (strcmp(row->name, "join") == 0 && !is_char) continue;
        lua_pushlightuserdata(L, (void *)(uintptr_t)row);
        lua_pushcclosure(L, l_row, 1);
        lua_setfield(L, -2, row->name);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        lua_pushboolean(L, is_char);
        lua_pushcclosure(L, others[i].func, 1);
        lua_setfield(L, -2, others[i].name);
    }
    if (!is_char) lua_pushcfunction(L, l_slice), lua_setfield(L, -2, "slice");
    bind_make_module(L, name);
}

bool bind_char_module(lua_State *L, const char *name) {
    bool is_char = strcmp(name, "char") == 0;
    if (!is_char && strcmp(name, "strings") != 0) return false;
    open_module(L, is_char ? "numpy.char" : "numpy.strings", is_char);
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_pushvalue(L, -2);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    return true;
}
