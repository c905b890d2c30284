/* bind/bind_source.c: where bytes come from and go to: paths, and files in memory.
 *
 * StringIO, BytesIO and TemporaryFile make files in memory, as they need no disk.     */
#include <string.h>

#include "bind/bind_file.h"

#define MEMORY_FILE "_io.StringIO"
#define MAP_NAME "mmap.mmap"

scratch *bind_folder(lua_State *L) { return &bind_state_at(L)->files; }

/* Upvalues: the object, its function. */
static int call_bound(lua_State *L) {
    lua_CFunction fn = lua_tocfunction(L, lua_upvalueindex(2));
    if (lua_gettop(L) == 0 || !lua_rawequal(L, 1, lua_upvalueindex(1))) {
        lua_pushvalue(L, lua_upvalueindex(1));
        lua_insert(L, 1);
    }
    return fn(L);
}

int bind_push_method(lua_State *L, lua_CFunction fn) {
    lua_pushvalue(L, 1);
    lua_pushcfunction(L, fn);
    lua_pushcclosure(L, call_bound, 2);
    return 1;
}

/* --- maps ---------------------------------------------------------------------------------------- */

map_file *bind_to_map(lua_State *L, int i) { return luaL_testudata(L, i, MAP_NAME); }

static int l_map_gc(lua_State *L) {
    map_file *m = bind_to_map(L, 1);
    if (m) map_close(m);
    return 0;
}

static int l_map_tostring(lua_State *L) {
    const map_file *m = bind_to_map(L, 1);
    lua_pushfstring(L, "<mmap.mmap length=%I>", m ? (LUAI_UACINT)m->n : 0);
    return 1;
}

map_file *bind_push_map(lua_State *L) {
    static const luaL_Reg meta[] = {{"__tostring", l_map_tostring}, {"__gc", l_map_gc}, {NULL, NULL}};
    map_file             *m = lua_newuserdatauv(L, sizeof *m, 3);
    *m = (map_file){.bytes = NULL};
    bind_make_object(L, MAP_NAME, meta);
    return m;
}

enum { MAPS_MANY = 256 };       /* the system allows some ten thousand */

err_code bind_map(lua_State *L, map_file *m, int fd, uint64_t offset, uint64_t n, map_access access, err *e) {
    if (map_count() >= MAPS_MANY) lua_gc(L, LUA_GCCOLLECT, 0);
    err_code code = map_open(m, fd, offset, n, access, e);
    if (code != ERR_MEMORY) return code;
    lua_gc(L, LUA_GCCOLLECT, 0);
    return map_open(m, fd, offset, n, access, e);
}

/* --- files in memory --------------------------------------------------------------------------------- */

bind_memory_file *bind_to_memory_file(lua_State *L, int i) { return luaL_testudata(L, i, MEMORY_FILE); }

static bind_memory_file *self(lua_State *L) {
    bind_memory_file *f = bind_to_memory_file(L, 1);
    if (!f) luaL_error(L, "a file was expected");
    return f;
}

/* Its whole content, pushed. */
static const char *content(lua_State *L, int i, size_t *n) {
    lua_getiuservalue(L, i, 1);
    return lua_tolstring(L, -1, n);
}

/* The next n bytes of the file at 1, pushed. */
static int take(lua_State *L, bind_memory_file *f, size_t n) {
    size_t      have;
    const char *text = content(L, 1, &have);
    size_t      left = f->at < have ? have - f->at : 0;
    if (n > left) n = left;
    lua_pushlstring(L, text + (left ? f->at : 0), n);
    f->at += n;
    return 1;
}

static int l_read(lua_State *L) {
    int64_t n = bind_arg_int(L, 2, -1);
    return take(L, self(L), n < 0 ? SIZE_MAX : (size_t)n);
}

static int l_readline(lua_State *L) {
    bind_memory_file *f = self(L);
    size_t            have;
    const char       *text = content(L, 1, &have), *from = text + (f->at < have ? f->at : have);
    const char       *newline = memchr(from, '\n', (size_t)(text + have - from));
    return take(L, f, newline ? (size_t)(newline - from) + 1 : SIZE_MAX);
}

/* Put n bytes at the place of the file at i. */
static void put_bytes(lua_State *L, int i, const char *bytes, size_t n) {
    bind_memory_file *f = bind_to_memory_file(L, i);
    size_t            have, mark = bind_text_begin(L);
    const char       *text = content(L, i, &have);
    buf              *out = bind_scratch(L);
    buf_add(out, text, f->at < have ? f->at : have);
    if (f->at > have) buf_fill(out, '\0', f->at - have);
    buf_add(out, bytes, n);
    if (f->at + n < have) buf_add(out, text + f->at + n, have - f->at - n);
    bind_text_push(L, mark);
    lua_setiuservalue(L, i, 1);
    lua_pop(L, 1);
    f->at += n;
}

static int l_write(lua_State *L) {
    size_t      n;
    const char *text = luaL_checklstring(L, 2, &n);
    self(L);
    put_bytes(L, 1, text, n);
    lua_pushinteger(L, (lua_Integer)n);
    return 1;
}

static int l_seek(lua_State *L) {
    bind_memory_file *f = self(L);
    size_t            have;
    int64_t to = bind_arg_int(L, 2, 0), whence = bind_arg_int(L, 3, 0);
    content(L, 1, &have);
    if (whence == 1) to += (int64_t)f->at;
    else if (whence == 2) to += (int64_t)have;
    if (to < 0 || to > INT32_MAX) return bind_error(L, ERR_VALUE, "Negative seek position %lld", (long long)to);
    f->at = (size_t)to;
    lua_pushinteger(L, to);
    return 1;
}

static int l_tell(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)self(L)->at);
    return 1;
}

static int l_getvalue(lua_State *L) {
    size_t n;
    self(L);
    content(L, 1, &n);
    return 1;
}

static int l_close(lua_State *L) {
    self(L);
    return 0;
}

static int l_index(lua_State *L) {
    static const luaL_Reg methods[] = {
        {"read", l_read}, {"readline", l_readline}, {"write", l_write}, {"seek", l_seek}, {"tell", l_tell},
        {"getvalue", l_getvalue}, {"close", l_close}, {"flush", l_close}, {NULL, NULL},
    };
    const char *name = luaL_checkstring(L, 2);
    self(L);
    for (const luaL_Reg *m = methods; m->name; m++)
        if (strcmp(m->name, name) == 0) return bind_push_method(L, m->func);
    return bind_error(L, ERR_ATTRIBUTE, "'_io.StringIO' object has no attribute '%s'", name);
}

static int l_tostring(lua_State *L) {
    lua_pushliteral(L, "<_io.StringIO object>");
    return 1;
}

static int l_memory_file(lua_State *L) {
    static const luaL_Reg meta[] = {{"__index", l_index}, {"__tostring", l_tostring}, {NULL, NULL}};
    bool                  given = lua_type(L, 1) == LUA_TSTRING;
    bind_memory_file     *f = lua_newuserdatauv(L, sizeof *f, 1);
    *f = (bind_memory_file){0};
    if (given) lua_pushvalue(L, 1);
    else lua_pushliteral(L, "");
    lua_setiuservalue(L, -2, 1);
    bind_make_object(L, MEMORY_FILE, meta);
    return 1;
}

/* --- names of files: mkdtemp, path.join, path.abspath, where there are files ------------------------------- */

static int l_mkdtemp(lua_State *L) {
    char name[SCRATCH_NAME];
    err  e;
    bind_must(L, scratch_make_temporary(bind_folder(L), name, &e), &e);
    lua_pushstring(L, name);
    return 1;
}

/* path.join(a, b) and path:join(a, b). */
static int l_join(lua_State *L) {
    if (lua_istable(L, 1)) lua_remove(L, 1);
    int n = lua_gettop(L);
    luaL_checkstring(L, 1);
    for (int i = 2; i <= n; i++) {
        const char *part = luaL_checkstring(L, i), *before = lua_tostring(L, 1);
        bool        slash = !before[0] || before[strlen(before) - 1] == '/';
        if (part[0] == '/') lua_pushstring(L, part);
        else lua_pushfstring(L, slash ? "%s%s" : "%s/%s", before, part);
        lua_replace(L, 1);
    }
    lua_settop(L, 1);
    return 1;
}

void bind_push_full_path(lua_State *L, const char *path) {
    const scratch *f = bind_folder(L);
    while (path[0] == '.' && path[1] == '/') path += 2;
    if (path[0] == '/' || !f->path) lua_pushstring(L, path);
    else lua_pushfstring(L, "%s/%s", strcmp(f->path, "/") ? f->path : "", path);
}

static int l_abspath(lua_State *L) {
    if (lua_istable(L, 1)) lua_remove(L, 1);
    bind_push_full_path(L, luaL_checkstring(L, 1));
    return 1;
}

static void open_names(lua_State *L) {
    static const luaL_Reg path[] = {{"join", l_join}, {"abspath", l_abspath}, {NULL, NULL}};
    if (bind_folder(L)->fd < 0) return;
    luaL_newlib(L, path);
    lua_setglobal(L, "path");
    lua_register(L, "mkdtemp", l_mkdtemp);
}

/* --- reading --------------------------------------------------------------------------------------- */

bool bind_is_file(lua_State *L, int i) { return lua_type(L, i) == LUA_TSTRING || bind_to_memory_file(L, i); }

static const char *path_at(lua_State *L, int i) {
    if (lua_type(L, i) != LUA_TSTRING)
        bind_error(L, ERR_TYPE, "expected str, bytes or os.PathLike object, not %s", bind_type_name(L, i));
    if (strlen(lua_tostring(L, i)) != lua_rawlen(L, i)) bind_error(L, ERR_VALUE, "embedded null byte");
    return lua_tostring(L, i);
}

nd_word bind_file_bytes(lua_State *L, int i) {
    err               e;
    int               fd;
    uint64_t          size;
    size_t            have;
    bind_memory_file *f = bind_to_memory_file(L, i);
    if (f) {
        const char *text = content(L, i, &have);
        size_t      at = f->at < have ? f->at : have;
        return (nd_word){text + at, have - at};
    }
    const char *path = path_at(L, i);
    map_file   *m = bind_push_map(L);
    bind_must(L, scratch_open_file(bind_folder(L), path, SCRATCH_READ, &fd, &size, &e), &e);
    err_code code = size ? bind_map(L, m, fd, 0, size, MAP_TO_READ, &e) : ERR_OK;
    scratch_close_file(fd);
    bind_must(L, code, &e);
    return (nd_word){m->bytes ? m->bytes : "", m->n};
}

void bind_file_advance(lua_State *L, int i, size_t n) {
    bind_memory_file *f = bind_to_memory_file(L, i);
    if (f) f->at += n;
}

/* --- writing --------------------------------------------------------------------------------------- */

static err_code count_bytes(void *place, const void *bytes, size_t n, err *e) {
    (void)bytes, (void)e;
    *(uint64_t *)place += n;
    return ERR_OK;
}

static err_code write_bytes(void *place, const void *bytes, size_t n, err *e) { return scratch_write(*(int *)place, bytes, n, e); }

static err_code add_bytes(void *place, const void *bytes, size_t n, err *e) {
    buf_add(place, bytes, n);
    return buf_failed(place) ? err_set(e, ERR_MEMORY, "not enough memory for a file") : ERR_OK;
}

/* Counting first tells how long the file becomes before a byte of it is lost. */
static void write_path(lua_State *L, const char *path, bind_fill *fill, void *user) {
    err      e;
    int      fd;
    scratch  *f = bind_folder(L);
    uint64_t size, n = 0;
    err_code code = fill(user, count_bytes, &n, &e);
    bind_must(L, code, &e);
    bind_must(L, scratch_open_file(f, path, SCRATCH_REPLACE, &fd, &size, &e), &e);
    code = scratch_replace(f, fd, n, &e);
    if (code == ERR_OS && map_count()) lua_gc(L, LUA_GCCOLLECT, 0), code = scratch_replace(f, fd, n, &e);
    if (!code) code = fill(user, write_bytes, &fd, &e);
    scratch_close_file(fd);
    bind_must(L, code, &e);
}

static void write_memory(lua_State *L, int i, bind_fill *fill, void *user) {
    err      e;
    buf     *out = bind_scratch(L);
    size_t   mark = bind_text_begin(L);
    err_code code = fill(user, add_bytes, out, &e);
    if (code && !buf_failed(out)) buf_cut(out, mark);
    if (code && !buf_failed(out)) bind_raise(L, &e);
    bind_text_push(L, mark);
    put_bytes(L, i, lua_tostring(L, -1), lua_rawlen(L, -1));
    lua_pop(L, 1);
}

void bind_file_write(lua_State *L, int i, const char *ending, bind_fill *fill, void *user) {
    if (bind_to_memory_file(L, i)) {
        write_memory(L, i, fill, user);
        return;
    }
    const char *path = path_at(L, i);
    size_t      n = strlen(path), k = ending ? strlen(ending) : 0;
    bool        add = k > 0 && (n < k || strcmp(path + n - k, ending) != 0);
    if (add) path = lua_pushfstring(L, "%s%s", path, ending);
    write_path(L, path, fill, user);
    if (add) lua_pop(L, 1);
}

void bind_open_files(lua_State *L) {
    lua_register(L, "StringIO", l_memory_file);
    lua_register(L, "BytesIO", l_memory_file);
    lua_register(L, "TemporaryFile", l_memory_file);
    open_names(L);
    bind_open_bytes(L);
    bind_open_npz(L);
    bind_open_textio(L);
    bind_open_genfromtxt(L);
    bind_open_memmap(L);
}
