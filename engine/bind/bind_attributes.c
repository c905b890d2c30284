/* bind/bind_attributes.c: a.shape, a.T, a.flags and what can be assigned to them. */
#include <string.h>

#include "bind/bind_file.h"

#define FLAGS_NAME "numpy.flagsobj"

/* --- flags ------------------------------------------------------------------------------------- */

static const char *const flag_names[] = {"C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED", "WRITEBACKIFCOPY"};

/* -1: no such flag. Both spellings: C_CONTIGUOUS and c_contiguous, and the short forms. */
static int flag_value(const nd_array *a, const char *name) {
    static const struct { const char *name; int flag; } shorts[] = {
        {"C", 0}, {"CONTIGUOUS", 0}, {"F", 1}, {"FORTRAN", 1}, {"O", 2}, {"W", 3}, {"A", 4}, {"X", 5},
    };
    bool c = nd_is_c_contiguous(a), f = nd_is_f_contiguous(a), w = nd_is_writeable(a);
    char upper[24] = "";
    int  which = -1;
    for (size_t i = 0; name[i] && i + 1 < sizeof upper; i++)
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i]);
    for (int i = 0; i < 6; i++)
        if (strcmp(upper, flag_names[i]) == 0) which = i;
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
        if (strcmp(upper, shorts[i].name) == 0) which = shorts[i].flag;
    const bool values[] = {c, f, (a->flags & (ND_OWNDATA | ND_FOREIGN)) == ND_OWNDATA, w, true, false};
    if (which >= 0) return values[which];
    if (strcmp(upper, "FNC") == 0) return f && !c;
    if (strcmp(upper, "FORC") == 0) return f || c;
    if (strcmp(upper, "BEHAVED") == 0) return w;
    if (strcmp(upper, "CARRAY") == 0) return w && c;
    return -1;
}

/* The array of a flags object: its user value. */
static nd_array *flags_array(lua_State *L) {
    luaL_checkudata(L, 1, FLAGS_NAME);
    lua_getiuservalue(L, 1, 1);
    return bind_to_array(L, -1);
}

static int l_flags_index(lua_State *L) {
    const nd_array *a = flags_array(L);
    const char     *name = luaL_checkstring(L, 2);
    int             value = flag_value(a, name);
    if (value < 0) return bind_error(L, ERR_KEY, "Unknown flag");
    lua_pushboolean(L, value);
    return 1;
}

static void set_writeable(lua_State *L, nd_array *a, bool yes) {
    if (yes && ((a->base && !nd_is_writeable(a->base)) || nd_owner(a)->flags & ND_FROZEN))
        bind_error(L, ERR_VALUE, "cannot set WRITEABLE flag to True of this array");
    /* A view made read-only by its maker, such as broadcast_to's, repeats elements: it stays so. */
    for (int i = 0; yes && i < a->ndim; i++)
        if (a->strides[i] == 0 && a->shape[i] > 1) bind_error(L, ERR_VALUE, "cannot set WRITEABLE flag to True of this array");
    if (yes) a->flags |= ND_WRITEABLE;
    else a->flags &= (uint8_t)~ND_WRITEABLE;
}

static int l_flags_newindex(lua_State *L) {
    const char *name = luaL_checkstring(L, 2);
    nd_array   *a = flags_array(L);
    if (strcmp(name, "writeable") && strcmp(name, "WRITEABLE") && strcmp(name, "W"))
        return bind_error(L, ERR_ATTRIBUTE, "attribute '%s' of 'numpy.flagsobj' objects is not writable", name);
    set_writeable(L, a, bind_arg_bool(L, 3, true));
    return 0;
}

static int l_flags_tostring(lua_State *L) {
    const nd_array *a = flags_array(L);
    luaL_Buffer     b;
    luaL_buffinit(L, &b);
    for (int i = 0; i < 6; i++) {
        luaL_addstring(&b, "  ");
        luaL_addstring(&b, flag_names[i]);
        luaL_addstring(&b, flag_value(a, flag_names[i]) ? " : True\n" : " : False\n");
    }
    luaL_pushresult(&b);
    return 1;
}

static int push_flags(lua_State *L, nd_array *a) {
    static const luaL_Reg meta[] = {
        {"__index", l_flags_index}, {"__newindex", l_flags_newindex}, {"__tostring", l_flags_tostring}, {NULL, NULL},
    };
    lua_newuserdatauv(L, 1, 1);
    bind_push_array(L, a);
    lua_setiuservalue(L, -2, 1);
    bind_make_object(L, FLAGS_NAME, meta);
    return 1;
}

int bind_l_setflags(lua_State *L) {
    static const bind_sig sig = {"setflags", "a write align uic", 1};
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    if (bind_given(L, 2)) set_writeable(L, a, bind_arg_bool(L, 2, true));
    if (bind_given(L, 4) && bind_arg_bool(L, 4, false)) bind_error(L, ERR_VALUE, "cannot set WRITEBACKIFCOPY flag to True");
    return 0;
}

/* --- reading ------------------------------------------------------------------------------------- */

static int push_int(lua_State *L, size_t n) {
    lua_pushinteger(L, (lua_Integer)n);
    return 1;
}

static int get_shape(lua_State *L, nd_array *a) {
    bind_push_shape(L, a->ndim, a->shape);
    return 1;
}

static int get_strides(lua_State *L, nd_array *a) {
    bind_push_shape(L, a->ndim, a->strides);
    return 1;
}

static int get_size(lua_State *L, nd_array *a) { return push_int(L, a->size); }
static int get_ndim(lua_State *L, nd_array *a) { return push_int(L, a->ndim); }
static int get_nbytes(lua_State *L, nd_array *a) { return push_int(L, nd_nbytes(a)); }
static int get_itemsize(lua_State *L, nd_array *a) { return push_int(L, a->dtype.itemsize); }

static int get_dtype(lua_State *L, nd_array *a) {
    bind_push_dtype(L, a->dtype);
    return 1;
}

static int get_transposed(lua_State *L, nd_array *a) {
    err e;
    return bind_result(L, a->flags & ND_SCALAR ? a : nd_transpose(bind_ctx_of(L), a, 0, NULL, &e), &e);
}

static int get_matrix_transposed(lua_State *L, nd_array *a) {
    err e;
    if (a->ndim < 2) return bind_error(L, ERR_VALUE, "matrix transpose with ndim < 2 is undefined");
    return bind_result(L, nd_swapaxes(bind_ctx_of(L), a, -1, -2, &e), &e);
}

static int get_base(lua_State *L, nd_array *a) {
    if (a->base) return bind_push_array(L, a->base);
    if (a->flags & ND_FOREIGN) {
        bind_push_array(L, a);
        lua_getiuservalue(L, -1, 1);
        return 1;
    }
    bind_push_none(L);
    return 1;
}

/* Writes through where one step leads from each element to the next; else a copy that refuses them. */
static int get_flat(lua_State *L, nd_array *a) {
    err       e;
    nd_array *flat = bind_need(L, nd_ravel(bind_ctx_of(L), a, 'C', &e), &e);
    if (nd_owner(flat) != nd_owner(a)) flat->flags &= (uint8_t)~ND_WRITEABLE;
    return bind_push_array(L, flat);
}

static int get_real(lua_State *L, nd_array *a) {
    err e;
    return bind_result(L, nd_real(bind_ctx_of(L), a, &e), &e);
}

static int get_imag(lua_State *L, nd_array *a) {
    err e;
    return bind_result(L, nd_imag(bind_ctx_of(L), a, &e), &e);
}

static const struct attribute { const char *name; int (*get)(lua_State *L, nd_array *a); } attributes[] = {
    {"shape", get_shape}, {"T", get_transposed}, {"size", get_size}, {"ndim", get_ndim}, {"dtype", get_dtype},
    {"mT", get_matrix_transposed}, {"nbytes", get_nbytes}, {"itemsize", get_itemsize}, {"strides", get_strides},
    {"flags", push_flags}, {"base", get_base}, {"flat", get_flat}, {"real", get_real}, {"imag", get_imag},
};

int bind_attribute(lua_State *L, nd_array *a, const char *name) {
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (strcmp(attributes[i].name, name) == 0) return attributes[i].get(L, a);
    if (a->flags & ND_MEMMAP) return bind_memmap_attribute(L, a, name);
    return 0;
}

/* --- assigning -------------------------------------------------------------------------------------- */

static const char shapes_key;        /* its address names the table of shapes that were assigned */

/* Room for n axes that lives as long as the array does: a table with weak keys holds it. */
static ptrdiff_t *new_axes(lua_State *L, nd_array *a, int n) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &shapes_key) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_newtable(L);
        lua_pushliteral(L, "k");
        lua_setfield(L, -2, "__mode");
        lua_setmetatable(L, -2);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &shapes_key);
    }
    bind_push_array(L, a);
    ptrdiff_t *room = lua_newuserdatauv(L, sizeof *room * 2 * (size_t)(n + 1), 0);
    lua_rawset(L, -3);
    lua_pop(L, 1);
    return room;
}

void bind_reshape_inplace(lua_State *L, nd_array *a, int ndim, const ptrdiff_t *shape) {
    err       e;
    nd_array *v = bind_need(L, nd_reshape(bind_ctx_of(L), a, ndim, shape, 'C', &e), &e);
    if (nd_owner(v) != nd_owner(a))
        bind_error(L, ERR_ATTRIBUTE, "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.");
    if (v->ndim > a->ndim) {
        ptrdiff_t *room = new_axes(L, a, v->ndim);
        a->shape = room;
        a->strides = room + v->ndim;
    }
    a->ndim = v->ndim;
    memcpy(a->shape, v->shape, sizeof *a->shape * v->ndim);
    memcpy(a->strides, v->strides, sizeof *a->strides * v->ndim);
}

/* a.flat = values, which cycle. */
static void set_flat(lua_State *L, nd_array *a, int i) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    nd_array *values = bind_arg_array(L, i);
    if (values->ndim > 0) {
        values = bind_need(L, nd_ravel(c, values, 'C', &e), &e);
        values = bind_need(L, nd_resize(c, values, a->ndim, a->shape, &e), &e);
    }
    bind_must(L, nd_assign(c, a, values, &e), &e);
}

static void set_part(lua_State *L, nd_array *a, bool imaginary, int i) {
    err     e;
    nd_view part;
    if (imaginary && !nd_is_complex(a->dtype)) bind_error(L, ERR_TYPE, "array does not have imaginary part to set");
    nd_part(&part, a, imaginary);
    bind_must(L, nd_assign(bind_ctx_of(L), &part.a, bind_arg_array(L, i), &e), &e);
}

bool bind_set_attribute(lua_State *L, nd_array *a, const char *name) {
    int       i = lua_gettop(L);
    ptrdiff_t shape[ND_MAXDIMS];
    if (strcmp(name, "shape") == 0) bind_reshape_inplace(L, a, bind_arg_shape(L, i, shape), shape);
    else if (strcmp(name, "flat") == 0) set_flat(L, a, i);
    else if (strcmp(name, "real") == 0) set_part(L, a, false, i);
    else if (strcmp(name, "dtype") == 0 || strcmp(name, "strides") == 0)
        bind_error(L, ERR_ATTRIBUTE, "setting .%s is not supported: use %s", name, name[0] == 'd' ? "view or astype" : "np.lib.stride_tricks.as_strided");
    else if (strcmp(name, "imag") == 0) set_part(L, a, true, i);
    else {
        for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
            if (strcmp(attributes[k].name, name) == 0)
                bind_error(L, ERR_ATTRIBUTE, "attribute '%s' of 'numpy.ndarray' objects is not writable", name);
        return false;
    }
    return true;
}
