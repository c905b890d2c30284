/* grader/forms.c: outputs that are more than one array, as a row of plain ones.
 *
 *   a list of arrays    how many there are, then each of them
 *   a figure            see figure_row.c
 *   a masked array      where it is masked, then its values, zero where it is masked
 *
 * The child takes such a value apart, what is expected is stored taken apart, and the parent compares the two
 * rows: it needs no notion of a list or a mask.                                                     */
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "grader/forms.h"
#include "grader/grade_int.h"

/* --- the layout of a row --------------------------------------------------------------------------- */

size_t grade_row_count(const nd_array *a) {
    if (!a || a->ndim != 0 || a->dtype.type != ND_I64) return 0;
    int64_t n;
    memcpy(&n, a->data, sizeof n);
    return n < 0 || n > GRADE_MAX_ARRAYS ? 0 : (size_t)n;
}

static void place(grade_place *p, int output, int piece, grade_role role) { *p = (grade_place){.output = output, .piece = piece, .role = role}; }

void grade_layout(const unsigned char form[GRADE_MAX_OUTPUTS], int kept, size_t n, nd_array *const *array, grade_place *places) {
    size_t i = 0, all = n;
    n -= (size_t)kept < n ? (size_t)kept : n;
    for (int k = 0; k < GRADE_MAX_OUTPUTS && i < n; k++) {
        if (form[k] == GRADE_FORM_LIST) {
            size_t pieces = grade_row_count(array[i]);
            place(&places[i++], k, 0, GRADE_ROLE_COUNT);
            for (size_t j = 0; j < pieces && i < n; j++) place(&places[i++], k, (int)j + 1, GRADE_ROLE_VALUES);
        } else if (form[k] == GRADE_FORM_MASKED) {
            place(&places[i++], k, 0, GRADE_ROLE_MASK);
            if (i < n) place(&places[i++], k, 0, GRADE_ROLE_VALUES);
        } else if (form[k] == GRADE_FORM_FIGURE) {
            i += grade_figure_layout(k, n - i, array + i, places + i);
        } else place(&places[i++], k, 0, GRADE_ROLE_VALUES);
    }
    while (i < n) place(&places[i++], GRADE_MAX_OUTPUTS - 1, 0, GRADE_ROLE_VALUES);
    for (int piece = 1; i < all; piece++) place(&places[i++], GRADE_MAX_OUTPUTS - 1, piece, GRADE_ROLE_FILE);
}

/* --- taking apart, in the child ---------------------------------------------------------------------- */

static bool is_sequence(lua_State *L, int i) { return bind_is_list(L, i) || bind_is_tuple(L, i) || lua_type(L, i) == LUA_TTABLE; }

static size_t sequence_length(lua_State *L, int i) {
    return bind_is_list(L, i) ? bind_list_len(L, i) : bind_is_tuple(L, i) ? bind_tuple_len(L, i) : (size_t)lua_rawlen(L, i);
}

static void push_item(lua_State *L, int i, size_t k) {
    if (bind_is_list(L, i)) bind_list_get(L, i, k);
    else if (bind_is_tuple(L, i)) bind_tuple_get(L, i, k);
    else lua_rawgeti(L, i, (lua_Integer)k + 1);
}

bool grade_form_list(bind_state *s, int i, grade_take *take, void *user) {
    lua_State *L = bind_lua(s);
    if (bind_to_array(L, i) || !is_sequence(L, i)) return false;
    size_t n = sequence_length(L, i);
    if (!lua_checkstack(L, (int)(n < GRADE_MAX_ARRAYS ? n : GRADE_MAX_ARRAYS) + 4)) return false;
    lua_pushinteger(L, (lua_Integer)n);
    take(user, lua_gettop(L));
    for (size_t k = 0; k < n && k < GRADE_MAX_ARRAYS; k++) {
        push_item(L, i, k);
        take(user, lua_gettop(L));
    }
    return true;
}

void grade_file_take(bind_state *s, const char *given, grade_outcome *o) {
    static nd_ctx ctx;
    lua_State    *L = bind_lua(s);
    int64_t       facts[2] = {-1, 0};
    uint64_t      size, digest;
    ptrdiff_t     two = 2;
    if (o->noutputs == GRADE_MAX_ARRAYS || !lua_checkstack(L, 2)) return;
    lua_getglobal(L, given);
    if (lua_type(L, -1) == LUA_TSTRING && bind_file_digest(s, lua_tostring(L, -1), &size, &digest)) {
        facts[0] = (int64_t)size;
        facts[1] = (int64_t)digest;
    }
    lua_pop(L, 1);
    nd_ctx_init(&ctx);
    nd_array *a = nd_new(&ctx, nd_dtype_of(ND_I64), 1, &two, 'C', NULL);
    if (!a) return;
    memcpy(a->data, facts, sizeof facts);
    o->fact[o->noutputs] = (grade_fact){.shares_input = -1};
    o->output[o->noutputs++] = a;
}

/* Zero where the mask is true, so that what lies under it does not count. */
static void clear_masked(nd_array *values, const nd_array *mask) {
    if (values->size == 0 || values->dtype.itemsize == 0 || mask->dtype.type != ND_BOOL || mask->ndim != values->ndim) return;
    for (int i = 0; i < mask->ndim; i++)
        if (mask->shape[i] != values->shape[i]) return;
    nd_walk w;
    for (nd_walk_init(&w, 2, (const nd_array *const[]){values, mask}, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++)
            if (w.p[1][(ptrdiff_t)i * w.stride[1]]) memset((char *)(uintptr_t)w.p[0] + (ptrdiff_t)i * w.stride[0], 0, values->dtype.itemsize);
}

/* Push a kept function of the value at i; false when that fails. */
static bool push_part(lua_State *L, int i, int functions, int which) {
    lua_rawgeti(L, functions, which);
    lua_pushvalue(L, i);
    return lua_pcall(L, 1, 1, 0) == LUA_OK;
}

static const char functions_key = 0;

/* The functions, before an answer can do anything about them. */
static int keep_functions(lua_State *L) {
    static const char *const names[] = {"getmaskarray", "getdata"};
    lua_newtable(L);
    lua_getglobal(L, "np");
    lua_getfield(L, -1, "array");
    lua_rawseti(L, -3, 3);
    lua_getfield(L, -1, "ma");
    for (int i = 0; i < 2; i++) {
        lua_getfield(L, -1, names[i]);
        lua_rawseti(L, -4, i + 1);
    }
    lua_pop(L, 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &functions_key);
    return 0;
}

void grade_forms_prepare(bind_state *s, const unsigned char form[GRADE_MAX_OUTPUTS]) {
    lua_State *L = bind_lua(s);
    if (!memchr(form, GRADE_FORM_MASKED, GRADE_MAX_OUTPUTS)) return;
    lua_pushcfunction(L, keep_functions);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) lua_pop(L, 1);
}

bool grade_form_masked(bind_state *s, int i, grade_take *take, void *user) {
    lua_State *L = bind_lua(s);
    if (!lua_checkstack(L, 8) || lua_rawgetp(L, LUA_REGISTRYINDEX, &functions_key) != LUA_TTABLE) return false;
    int functions = lua_gettop(L);
    if (!push_part(L, i, functions, 1)) return false;
    int       mask_at = lua_gettop(L);
    nd_array *mask = bind_to_array(L, mask_at);
    if (!mask || !push_part(L, i, functions, 2)) return false;
    /* A copy: what lies under the mask may be an input's. */
    if (!push_part(L, lua_gettop(L), functions, 3)) return false;
    nd_array *values = bind_to_array(L, lua_gettop(L));
    if (!values) return false;
    clear_masked(values, mask);
    int values_at = lua_gettop(L);
    take(user, mask_at);
    take(user, values_at);
    return true;
}
