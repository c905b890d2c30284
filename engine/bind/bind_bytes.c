/* bind/bind_bytes.c: arrays from raw bytes and from loose numbers in text, and back. */
#include <string.h>

#include "bind/bind_file.h"
#include "bind/bind_percent.h"

#define UNMATCHED "string or file could not be read to its end due to unmatched data"

/* --- bytes -------------------------------------------------------------------------------------- */

static nd_array *array_of_bytes(lua_State *L, nd_dtype d, const char *p, ptrdiff_t n) {
    err       e;
    nd_array *a = bind_need(L, nd_new(bind_ctx_of(L), d, 1, &n, 'C', &e), &e);
    if (n) memcpy(a->data, p, nd_nbytes(a));
    bind_must(L, nd_settle_values(a, &e), &e);
    return a;
}

static int l_frombuffer(lua_State *L) {
    static const bind_sig sig = {"frombuffer", "buffer dtype count offset * like", 1};
    nd_dtype d = nd_dtype_of(ND_F64);
    size_t   n;
    bind_args(L, &sig);
    bind_arg_dtype(L, 2, &d);
    const nd_array *bytes = bind_to_array(L, 1);
    if (bytes && bytes->ndim == 0 && bytes->dtype.type == ND_BYTES) lua_pushlstring(L, bytes->data, bytes->dtype.itemsize), lua_replace(L, 1);
    if (lua_type(L, 1) != LUA_TSTRING) return bind_error(L, ERR_TYPE, "a bytes-like object is required, not '%s'", bind_type_name(L, 1));
    const char *p = lua_tolstring(L, 1, &n);
    int64_t     count = bind_arg_int(L, 3, -1), offset = bind_arg_int(L, 4, 0);
    if (d.itemsize == 0) return bind_error(L, ERR_VALUE, "itemsize cannot be zero in type");
    if (offset < 0 || (uint64_t)offset > n)
        return bind_error(L, ERR_VALUE, "offset must be non-negative and no greater than buffer length (%zu)", n);
    size_t left = n - (size_t)offset;
    if (count < 0 && left % d.itemsize) return bind_error(L, ERR_VALUE, "buffer size must be a multiple of element size");
    if (count > 0 && (uint64_t)count > left / d.itemsize) return bind_error(L, ERR_VALUE, "buffer is smaller than requested size");
    nd_array *a = array_of_bytes(L, d, p + offset, (ptrdiff_t)(count < 0 ? (int64_t)(left / d.itemsize) : count));
    a->flags = (uint8_t)((a->flags & ~ND_WRITEABLE) | ND_FROZEN);
    return bind_push_array(L, a);
}

/* --- numbers in text ------------------------------------------------------------------------------- */

typedef struct numbers {
    nd_dtype    d;
    const char *separator;
    int64_t     count;        /* -1: all */
} numbers;

/* A separator stands between any amounts of white space: " , " for ",". */
static const char *spread_separator(lua_State *L, const char *s) {
    luaL_Buffer b;
    if (!s[0]) return s;
    luaL_buffinit(L, &b);
    luaL_addchar(&b, ' ');
    for (bool space = true; *s; s++) {
        bool white = *s == ' ' || (*s >= '\t' && *s <= '\r');
        if (!white) luaL_addchar(&b, *s);
        else if (!space) luaL_addchar(&b, ' ');
        space = white;
        if (!s[1] && !white) luaL_addchar(&b, ' ');
    }
    luaL_pushresult(&b);
    return lua_tostring(L, -1);
}

/* How many numbers there are, stored at out when it is not NULL. -1: something else is among them. */
static ptrdiff_t scan_numbers(const numbers *w, nd_word text, char *out) {
    const char *p = text.text, *end = p + text.n;
    char        room[16];
    ptrdiff_t   n = 0;
    while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r'))) p++;
    while (w->count < 0 || n < w->count) {
        if (p == end) return n;
        if (!nd_scan_number(w->d, out ? out + (size_t)n * w->d.itemsize : room, &p, end)) return -1;
        n++;
        nd_gap gap = nd_scan_gap(&p, end, w->separator);
        if (gap == ND_GAP_END) return n;
        if (gap == ND_GAP_WRONG && n != w->count) return -1;
    }
    return n;
}

/* text ends in a zero byte. */
static int push_numbers(lua_State *L, const numbers *w, nd_word text) {
    err e;
    if (!nd_is_numeric(w->d)) return bind_error(L, ERR_VALUE, "don't know how to read character strings with that array type");
    ptrdiff_t n = scan_numbers(w, text, NULL);
    if (n < 0) return bind_error(L, ERR_VALUE, UNMATCHED);
    ptrdiff_t shape[] = {n > w->count ? n : (ptrdiff_t)w->count};
    if (w->count > n && w->count > (int64_t)text.n) shape[0] = n;
    nd_array *a = bind_need(L, nd_zeros(bind_ctx_of(L), w->d, 1, shape, 'C', &e), &e);
    scan_numbers(w, text, a->data);
    return bind_push_array(L, a);
}

static int l_fromstring(lua_State *L) {
    static const bind_sig sig = {"fromstring", "string dtype count * sep like", 1};
    numbers w = {.d = nd_dtype_of(ND_F64)};
    nd_word text;
    bind_args(L, &sig);
    bind_arg_dtype(L, 2, &w.d);
    w.count = bind_arg_int(L, 3, -1);
    w.separator = spread_separator(L, bind_arg_text(L, 4, ""));
    text.text = bind_arg_text(L, 1, "");
    text.n = lua_isstring(L, 1) ? lua_rawlen(L, 1) : 0;
    if (!w.separator[0]) return bind_error(L, ERR_VALUE, "The binary mode of fromstring is removed, use frombuffer instead");
    return push_numbers(L, &w, text);
}

/* --- files ---------------------------------------------------------------------------------------------- */

static int from_text(lua_State *L, const numbers *w, nd_word bytes) {
    lua_pushlstring(L, bytes.text, bytes.n);
    return push_numbers(L, w, (nd_word){lua_tostring(L, -1), bytes.n});
}

static int l_fromfile(lua_State *L) {
    static const bind_sig sig = {"fromfile", "file dtype count sep offset * like", 1};
    numbers w = {.d = nd_dtype_of(ND_F64)};
    bind_args(L, &sig);
    bind_arg_dtype(L, 2, &w.d);
    w.count = bind_arg_int(L, 3, -1);
    w.separator = spread_separator(L, bind_arg_text(L, 4, ""));
    int64_t offset = bind_arg_int(L, 5, 0);
    if (w.separator[0] && offset) return bind_error(L, ERR_TYPE, "'offset' argument only permitted for binary files");
    if (offset < 0) return bind_error(L, ERR_OS, "[Errno 22] Invalid argument");
    if (w.d.itemsize == 0) return bind_error(L, ERR_VALUE, "The elements are 0-sized.");
    nd_word bytes = bind_file_bytes(L, 1);
    if (w.separator[0]) return from_text(L, &w, bytes);
    if ((uint64_t)offset > bytes.n) return bind_error(L, ERR_VALUE, "negative dimensions are not allowed");
    size_t n = (bytes.n - (size_t)offset) / w.d.itemsize;
    if (w.count >= 0 && (uint64_t)w.count < n) n = (size_t)w.count;
    nd_array *a = array_of_bytes(L, w.d, bytes.text + offset, (ptrdiff_t)n);
    bind_file_advance(L, 1, (size_t)offset + nd_nbytes(a));
    return bind_push_array(L, a);
}

static err_code fill_bytes(void *user, nd_sink *sink, void *place, err *e) { return nd_write_values(user, 'C', sink, place, e); }

static err_code fill_text(void *user, nd_sink *sink, void *place, err *e) {
    const nd_word *text = user;
    return sink(place, text->text, text->n, e);
}

typedef struct one_value { bind_percent_value v; } one_value;

static bind_percent_value give_once(void *user) {
    one_value         *o = user;
    bind_percent_value v = o->v;
    o->v.x.kind = 0;
    return v;
}

/* The elements of a list of Python's numbers, in C order. */
static void put_elements(lua_State *L, const nd_array *a, const char *separator, const char *format) {
    buf      *out = bind_scratch(L);
    nd_array *flat;
    err       e;
    flat = bind_need(L, nd_ravel(bind_ctx_of(L), (nd_array *)(uintptr_t)a, 'C', &e), &e);
    bind_push_nested(L, flat);
    int list = lua_gettop(L);
    for (size_t i = 0; i < flat->size; i++) {
        size_t    mark;
        one_value o = {.v.x = nd_load(flat->dtype, flat->data + (ptrdiff_t)i * flat->strides[0])};
        bind_list_get(L, list, i);
        mark = bind_text_begin(L);
        bind_str(L, lua_gettop(L), out);
        bind_text_push(L, mark);
        o.v.text = lua_tolstring(L, -1, &o.v.n);
        if (i) buf_puts(out, separator);
        if (!bind_percent(out, format, give_once, &o)) bind_error(L, ERR_TYPE, "tofile: the format '%s' does not fit the elements", format);
        lua_settop(L, list);
    }
}

int bind_l_tofile(lua_State *L) {
    static const bind_sig sig = {"tofile", "a fid sep format", 2};
    bind_args(L, &sig);
    nd_array   *a = bind_arg_ndarray(L, 1);
    const char *separator = bind_arg_text(L, 3, ""), *format = bind_arg_text(L, 4, "%s");
    if (!separator[0]) {
        bind_file_write(L, 2, NULL, fill_bytes, a);
        return 0;
    }
    if (a->size > 900000) return bind_error(L, ERR_MEMORY, "tofile: more than 900000 elements as text: np.savetxt writes more");
    size_t mark = bind_text_begin(L);
    put_elements(L, a, separator, format);
    bind_text_push(L, mark);
    nd_word text = {lua_tostring(L, -1), lua_rawlen(L, -1)};
    bind_file_write(L, 2, NULL, fill_text, &text);
    return 0;
}

void bind_open_bytes(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"frombuffer", l_frombuffer}, {"fromstring", l_fromstring}, {"fromfile", l_fromfile}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
