/* grader/values.c: from what an answer gave to the arrays that are sent back, with the facts about them.
 *
 * Arrays and single numbers, texts and booleans are taken; a tuple of single values is the array of
 * them, because that is how NumPy gives shapes and places. A list or a Lua table is refused: the
 * question asks for an array.                                                                      */
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "grader/forms.h"
#include "grader/grade_int.h"

static void set_kind(grade_outcome *o, const char *kind) {
    if (o->value_kind[0]) return;
    size_t n = strlen(kind);
    if (n >= sizeof o->value_kind) n = sizeof o->value_kind - 1;
    memcpy(o->value_kind, kind, n);
    o->value_kind[n] = '\0';
}

static bool is_nothing(lua_State *L, int i) { return lua_isnil(L, i) || bind_is_none(L, i); }

static bool is_single(lua_State *L, int i) {
    int       type = lua_type(L, i);
    nd_array *a = bind_to_array(L, i);
    if (a) return a->ndim == 0;
    return type == LUA_TNUMBER || type == LUA_TBOOLEAN || type == LUA_TSTRING;
}

static bool is_tuple_of_singles(lua_State *L, int i) {
    if (!bind_is_tuple(L, i)) return false;
    for (size_t k = 0, n = bind_tuple_len(L, i); k < n; k++) {
        bind_tuple_get(L, i, k);
        bool single = is_single(L, lua_gettop(L));
        lua_pop(L, 1);
        if (!single) return false;
    }
    return true;
}

static const char *kind_of(lua_State *L, int i) {
    if (is_nothing(L, i)) return "None";
    if (bind_is_tuple(L, i)) return "tuple";
    if (bind_is_list(L, i)) return "list";
    if (lua_type(L, i) == LUA_TUSERDATA && luaL_getmetafield(L, i, "__name") == LUA_TSTRING) return lua_tostring(L, -1);
    return luaL_typename(L, i);
}

/* --- facts ---------------------------------------------------------------------------------------- */

static bool shares(const nd_array *a, const nd_array *b) {
    if (a->size == 0 || b->size == 0) return nd_owner(a) == nd_owner(b);
    return nd_may_share_memory(a, b) && nd_shares_memory(a, b);
}

static bool is_same(const nd_array *a, const nd_view *before) {
    const nd_array *b = &before->a;
    if (a->data != b->data || a->ndim != b->ndim || !nd_dtype_equal(a->dtype, b->dtype)) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != b->shape[i] || a->strides[i] != b->strides[i]) return false;
    return true;
}

static void measure(const nd_array *a, const grade_inputs_kept *k, grade_fact *f) {
    f->writeable = nd_is_writeable(a);
    f->c_order = nd_is_c_contiguous(a);
    f->f_order = nd_is_f_contiguous(a);
    f->shares_input = -1;
    for (size_t i = 0; i < k->n; i++) {
        const grade_input *in = &k->input[i];
        if (!in->array || !shares(a, in->array)) continue;
        bool same = is_same(a, &in->before);
        if (f->shares_input < 0 || same) f->shares_input = (int)i;
        f->is_input = same;
        f->is_itself = a == in->array;
        if (same) return;
    }
}

/* --- taking ----------------------------------------------------------------------------------------- */

typedef struct taker {
    bind_state              *s;
    const grade_inputs_kept *k;
    const grade_request     *r;
    grade_outcome           *o;
} taker;

/* The value at i as the next array. */
static void take_array(void *user, int i) {
    taker         *t = user;
    bind_state    *s = t->s;
    grade_outcome *o = t->o;
    if (o->noutputs == GRADE_MAX_ARRAYS) return;
    lua_State  *L = bind_lua(s);
    nd_array   *a = bind_to_array(L, i);
    grade_fact *f = &o->fact[o->noutputs];
    f->shares_input = -1;
    f->is_array = a && !(a->flags & ND_SCALAR);
    if (!a && (is_single(L, i) || is_tuple_of_singles(L, i))) a = bind_as_array(s, i, NULL);
    if (a) measure(a, t->k, f);
    else set_kind(o, kind_of(L, i));
    o->output[o->noutputs++] = a;
}

/* The value at i as the next output: one array, or the several that its form has. A value of another form is told of. */
static void take_one(taker *t, int i) {
    size_t   k = t->o->nvalues++;
    unsigned form = k < GRADE_MAX_OUTPUTS ? t->r->form[k] : GRADE_FORM_ARRAY;
    if (form == GRADE_FORM_LIST && grade_form_list(t->s, i, take_array, t)) return;
    if (form == GRADE_FORM_MASKED && grade_form_masked(t->s, i, take_array, t)) return;
    if (form == GRADE_FORM_ARRAY) {
        take_array(t, i);
        return;
    }
    if (t->o->noutputs == GRADE_MAX_ARRAYS) return;
    set_kind(t->o, bind_to_array(bind_lua(t->s), i) ? "array" : kind_of(bind_lua(t->s), i));
    t->o->fact[t->o->noutputs].shares_input = -1;
    t->o->output[t->o->noutputs++] = NULL;
}

typedef size_t item_count(lua_State *L, int i);
typedef void   item_get(lua_State *L, int i, size_t k);

static void take_items(taker *t, item_count *count, item_get *get) {
    lua_State *L = bind_lua(t->s);
    int        from = lua_gettop(L);
    size_t     n = count(L, from);
    for (size_t i = 0; i < n && i < GRADE_MAX_OUTPUTS; i++) {
        get(L, from, i);
        take_one(t, lua_gettop(L));
    }
}

/* Which arrays share memory with which. */
static void find_sharing(grade_outcome *o) {
    for (size_t i = 0; i < o->noutputs; i++)
        for (size_t j = 0; j < i; j++) {
            const nd_array *a = o->output[i], *b = o->output[j];
            if (!a || !b || !shares(a, b)) continue;
            o->fact[i].shares |= (uint64_t)1 << j;
            o->fact[j].shares |= (uint64_t)1 << i;
        }
}

/* Push the answer's values and return how many: those of its run, else what it printed last. */
static int push_values(bind_state *s) {
    lua_State *L = bind_lua(s);
    int        top = lua_gettop(L);
    size_t     n = bind_nvalues(s);
    for (size_t i = 0; i < n && i < GRADE_MAX_OUTPUTS + 1; i++) bind_value_push(s, i);
    if (n > 1 || (n == 1 && !is_nothing(L, top + 1))) return lua_gettop(L) - top;
    lua_settop(L, top);
    if (bind_last_printed(s) && !is_nothing(L, -1)) return 1;
    lua_settop(L, top);
    return 0;
}

void grade_values_take(bind_state *s, const grade_inputs_kept *k, const grade_request *r, grade_outcome *o) {
    lua_State *L = bind_lua(s);
    taker      t = {s, k, r, o};
    if (r->form[0] == GRADE_FORM_FIGURE) {
        grade_figure_take(s, o);
        return;
    }
    if (!lua_checkstack(L, 6 * GRADE_MAX_ARRAYS)) return;
    int n = push_values(s), first = lua_gettop(L) - n + 1;
    o->has_value = n > 0;
    if (n == 1 && r->noutputs > 1 && bind_is_tuple(L, first)) take_items(&t, bind_tuple_len, bind_tuple_get);
    else if (n == 1 && r->noutputs > 1 && bind_is_list(L, first)) take_items(&t, bind_list_len, bind_list_get);
    else
        for (int i = 0; i < n && i < GRADE_MAX_OUTPUTS; i++) take_one(&t, first + i);
    if (r->cross) find_sharing(o);
}
