/* bind/bind_npz.c: np.save, np.load, np.savez and the object that np.load gives for .npz files. */
#include <stdlib.h>
#include <string.h>

#include "bind/bind_file.h"

#define NPZ_NAME "NpzFile"

/* --- np.save ------------------------------------------------------------------------------------ */

typedef struct saving {
    const nd_array *a;
    buf             header;
} saving;

static err_code fill_npy(void *user, nd_sink *sink, void *place, err *e) {
    const saving *s = user;
    err_code      code = sink(place, s->header.text, s->header.n, e);
    return code ? code : nd_write_values(s->a, nd_npy_order(s->a), sink, place, e);
}

static int l_save(lua_State *L) {
    static const bind_sig sig = {"save", "file arr allow_pickle", 2};
    bind_args(L, &sig);
    saving s = {.a = bind_arg_asarray(L, 2)};
    size_t mark = bind_text_begin(L);
    buf    header;
    buf_init(&header);
    nd_npy_write_header(&header, s.a->dtype, s.a->ndim, s.a->shape, nd_npy_order(s.a) == 'F');
    buf_add(bind_scratch(L), header.text, header.n);
    if (buf_failed(&header)) bind_scratch(L)->failed = true;
    buf_free(&header);
    bind_text_push(L, mark);
    /* The header is a string on the stack: a failure may jump. */
    s.header = (buf){.text = (char *)(uintptr_t)lua_tostring(L, -1), .n = lua_rawlen(L, -1)};
    bind_file_write(L, 1, ".npy", fill_npy, &s);
    return 0;
}

/* --- np.savez -------------------------------------------------------------------------------------- */

typedef struct named { const char *name; const nd_array *a; } named;

typedef struct packing {
    named *item;           /* userdata */
    int    n, room;
    bool   deflate;
} packing;

static err_code fill_npz(void *user, nd_sink *sink, void *place, err *e) {
    const packing *p = user;
    nd_npz_writer  w;
    err_code       code = ERR_OK;
    nd_npz_begin(&w, sink, place, p->deflate);
    for (int i = 0; i < p->n && !code; i++) code = nd_npz_add(&w, p->item[i].name, p->item[i].a, e);
    if (!code) code = nd_npz_end(&w, e);
    nd_npz_free(&w);
    return code;
}

static int compare_names(const void *a, const void *b) { return strcmp(((const named *)a)->name, ((const named *)b)->name); }

/* The array of the value at i and the name at the top, both kept on the stack. */
static void add_item(lua_State *L, packing *p, int i, const char *name) {
    luaL_checkstack(L, 8, "too many arrays in one file");
    if (p->n == p->room) bind_error(L, ERR_INTERNAL, "more arrays than were counted");
    p->item[p->n++] = (named){name, bind_unscalar(L, bind_arg_asarray(L, i))};
}

/* Keyword arguments come from a table without an order: by name. */
static void add_named(lua_State *L, packing *p, int table) {
    lua_pushnil(L);
    while (lua_next(L, table)) {
        int value = lua_gettop(L), key = value - 1;
        if (lua_type(L, key) != LUA_TSTRING) bind_error(L, ERR_TYPE, "savez() keywords must be strings");
        add_item(L, p, value, lua_tostring(L, key));
        lua_pushvalue(L, key);
    }
    if (p->n > 1) qsort(p->item, (size_t)p->n, sizeof *p->item, compare_names);
}

static void refuse_twice(lua_State *L, const packing *p, int named_ones, const char *name) {
    for (int i = 0; i < named_ones; i++)
        if (strcmp(p->item[i].name, name) == 0) bind_error(L, ERR_VALUE, "Cannot use un-named variables and keyword %s", name);
}

static int count_fields(lua_State *L, int table) {
    int n = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) lua_pop(L, 1), n++;
    return n;
}

static int save_many(lua_State *L, const char *function, bool deflate) {
    int  n = lua_gettop(L), table = 0;
    bool named_ones = n > 1 && lua_type(L, n) == LUA_TTABLE && !bind_is_list(L, n) && lua_rawlen(L, n) == 0;
    if (n == 0) return bind_error(L, ERR_TYPE, "%s() missing 1 required positional argument: 'file'", function);
    if (named_ones) table = n--;
    packing p = {.deflate = deflate, .room = n - 1 + (table ? count_fields(L, table) : 0)};
    p.item = lua_newuserdatauv(L, sizeof *p.item * (size_t)(p.room + 1), 0);
    if (table) add_named(L, &p, table);
    int names = p.n;
    for (int i = 2; i <= n; i++) {
        const char *name = lua_pushfstring(L, "arr_%d", i - 2);
        refuse_twice(L, &p, names, name);
        add_item(L, &p, i, name);
    }
    bind_file_write(L, 1, ".npz", fill_npz, &p);
    return 0;
}

static int l_savez(lua_State *L) { return save_many(L, "savez", false); }
static int l_savez_compressed(lua_State *L) { return save_many(L, "savez_compressed", true); }

/* --- NpzFile -------------------------------------------------------------------------------------------- */

/* User values: what keeps the bytes alive, the file's name. */
typedef struct npz_box { nd_word bytes; } npz_box;

static npz_box *box_at(lua_State *L, int i) {
    npz_box *b = luaL_testudata(L, i, NPZ_NAME);
    if (!b) luaL_error(L, "an NpzFile was expected");
    return b;
}

static void open_zip(lua_State *L, nd_npz *z) {
    err            e;
    const npz_box *b = box_at(L, 1);
    if (!b->bytes.text) bind_error(L, ERR_VALUE, "the .npz file is closed");
    bind_must(L, nd_npz_open(z, b->bytes.text, b->bytes.n, &e), &e);
}

static bool next_entry(lua_State *L, nd_npz *z, nd_npz_entry *t) {
    err  e;
    bool more = nd_npz_next(z, t, &e);
    if (!more && e.code) bind_raise(L, &e);
    return more;
}

static bool is_npy(const nd_npz_entry *t) { return t->name_n > 4 && memcmp(t->name + t->name_n - 4, ".npy", 4) == 0; }

static size_t key_length(const nd_npz_entry *t) { return is_npy(t) ? t->name_n - 4 : t->name_n; }

/* As z.files and as the archive has it. */
static bool find_entry(lua_State *L, const char *key, size_t n, nd_npz *z, nd_npz_entry *t) {
    nd_npz walk;
    open_zip(L, z);
    for (walk = *z; next_entry(L, &walk, t);)
        if ((key_length(t) == n || t->name_n == n) && memcmp(t->name, key, n) == 0) return true;
    return false;
}

static int push_files(lua_State *L) {
    nd_npz       z;
    nd_npz_entry t;
    bind_push_list(L, 0);
    int list = lua_gettop(L);
    for (open_zip(L, &z); next_entry(L, &z, &t);) {
        lua_pushlstring(L, t.name, key_length(&t));
        bind_list_append(L, list);
    }
    lua_settop(L, list);
    return 1;
}

static int push_raw(lua_State *L, const nd_npz *z, const nd_npz_entry *t) {
    err      e;
    size_t   mark = bind_text_begin(L);
    buf      out;
    buf_init(&out);
    err_code code = nd_npz_unpack(z, t, &out, &e);
    if (!code) buf_add(bind_scratch(L), out.text, out.n);
    buf_free(&out);
    bind_must(L, code, &e);
    bind_text_push(L, mark);
    return 1;
}

/* The array called as the text at i, or the bytes of a member that is none. */
static int push_member(lua_State *L, int i) {
    nd_npz       z;
    nd_npz_entry t;
    err          e;
    size_t       n;
    const char  *key = lua_tolstring(L, i, &n);
    if (!key || lua_type(L, i) != LUA_TSTRING || !find_entry(L, key, n, &z, &t)) {
        luaL_tolstring(L, i, NULL);
        return bind_error(L, ERR_KEY, "'%s is not a file in the archive'", lua_tostring(L, -1));
    }
    if (!is_npy(&t)) return push_raw(L, &z, &t);
    return bind_push_array(L, bind_need(L, nd_npz_read(bind_ctx_of(L), &z, &t, &e), &e));
}

static int push_items(lua_State *L, bool keys, bool values) {
    lua_settop(L, 1);
    push_files(L);
    bind_push_list(L, 0);
    for (size_t k = 0; k < bind_list_len(L, 2); k++) {
        if (keys) bind_list_get(L, 2, k);
        if (values) {
            bind_list_get(L, 2, k);
            push_member(L, lua_gettop(L));
            bind_settle(L, keys ? 5 : 4);
        }
        if (keys && values) bind_push_tuple(L, 2);
        bind_list_append(L, 3);
        lua_settop(L, 3);
    }
    return 1;
}

static int l_keys(lua_State *L) { return push_items(L, true, false); }
static int l_values(lua_State *L) { return push_items(L, false, true); }
static int l_items(lua_State *L) { return push_items(L, true, true); }

static int l_get(lua_State *L) {
    nd_npz       z;
    nd_npz_entry t;
    size_t       n;
    lua_settop(L, 3);
    const char *key = luaL_checklstring(L, 2, &n);
    if (find_entry(L, key, n, &z, &t)) return push_member(L, 2);
    if (lua_isnil(L, 3)) bind_push_none(L);
    return 1;
}

static int l_close(lua_State *L) {
    npz_box *b = box_at(L, 1);
    b->bytes = (nd_word){NULL, 0};
    lua_pushnil(L);
    lua_setiuservalue(L, 1, 1);
    return 0;
}

static int l_npz_index(lua_State *L) {
    static const luaL_Reg methods[] = {
        {"keys", l_keys}, {"values", l_values}, {"items", l_items}, {"get", l_get}, {"close", l_close}, {NULL, NULL},
    };
    nd_npz       z;
    nd_npz_entry t;
    size_t       n;
    box_at(L, 1);
    lua_settop(L, 2);
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &n) : NULL;
    if (name && box_at(L, 1)->bytes.text && find_entry(L, name, n, &z, &t)) return push_member(L, 2);
    if (name && strcmp(name, "files") == 0) return push_files(L);
    for (const luaL_Reg *m = methods; name && m->name; m++)
        if (strcmp(m->name, name) == 0) return bind_push_method(L, m->func);
    return push_member(L, 2);
}

static int l_npz_len(lua_State *L) {
    lua_settop(L, 1);
    push_files(L);
    lua_pushinteger(L, (lua_Integer)bind_list_len(L, 2));
    return 1;
}

/* At most five names are shown. */
static int l_npz_tostring(lua_State *L) {
    lua_settop(L, 1);
    size_t mark = bind_text_begin(L);
    buf   *out = bind_scratch(L);
    lua_getiuservalue(L, 1, 2);
    buf_printf(out, "NpzFile '%s' with keys: ", lua_isstring(L, 2) ? lua_tostring(L, 2) : "object");
    push_files(L);
    size_t n = bind_list_len(L, 3);
    for (size_t k = 0; k < n && k < 5; k++) {
        bind_list_get(L, 3, k);
        buf_printf(out, k ? ", %s" : "%s", lua_tostring(L, -1));
        lua_pop(L, 1);
    }
    if (n > 5) buf_puts(out, "...");
    bind_text_push(L, mark);
    return 1;
}

static int push_npz(lua_State *L, int bytes, int file, nd_word text) {
    static const luaL_Reg meta[] = {{"__index", l_npz_index}, {"__len", l_npz_len}, {"__tostring", l_npz_tostring}, {NULL, NULL}};
    npz_box              *b = lua_newuserdatauv(L, sizeof *b, 2);
    b->bytes = text;
    lua_pushvalue(L, bytes);
    lua_setiuservalue(L, -2, 1);
    lua_pushvalue(L, file);
    lua_setiuservalue(L, -2, 2);
    bind_make_object(L, NPZ_NAME, meta);
    return 1;
}

/* --- np.load --------------------------------------------------------------------------------------------- */

static int refuse_bytes(lua_State *L, nd_word text) {
    if (text.n == 0) return bind_error(L, ERR_EOF, "No data left in file");
    return bind_error(L, ERR_VALUE,
                      "This file contains pickled (object) data. If you trust the file you can load it unsafely using the `allow_pickle=` keyword argument or `pickle.load()`.");
}

static int l_load(lua_State *L) {
    static const bind_sig sig = {"load", "file mmap_mode allow_pickle fix_imports encoding * max_header_size", 1};
    err    e;
    size_t used;
    bind_args(L, &sig);
    const char *mode = bind_arg_text(L, 2, NULL);
    nd_word     text = bind_file_bytes(L, 1);
    int         bytes = lua_gettop(L);
    if (nd_npz_looks(text.text, text.n)) {
        push_npz(L, bytes, 1, text);
        lua_replace(L, 1);
        lua_settop(L, 1);
        nd_npz z;
        open_zip(L, &z);
        return 1;
    }
    if (text.n < 6 || memcmp(text.text, "\x93NUMPY", 6) != 0) return refuse_bytes(L, text);
    if (mode) return bind_load_memmap(L, 1, mode);
    nd_array *a = bind_need(L, nd_npy_read_first(bind_ctx_of(L), text.text, text.n, &used, &e), &e);
    bind_file_advance(L, 1, used);
    return bind_push_array(L, a);
}

void bind_open_npz(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"save", l_save}, {"load", l_load}, {"savez", l_savez}, {"savez_compressed", l_savez_compressed}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
