/* bind/bind_memmap.c: np.memmap: arrays whose bytes are a file's.
 *
 *   array userdata (owner) --user value 1--> map userdata, whose finalizer unmaps the file
 *   views                  --user value 1--> the owner
 *
 * So the file stays mapped as long as any array looks at it, and arrays need no finalizer. User
 * values of the map: file name, mode, offset. Mapped bytes are the file's, not the heap's: they are
 * not counted against the memory cap.                                                          */
#include <string.h>

#include "bind/bind_file.h"

typedef struct mapping {
    const char *path, *mode;       /* mode: r r+ w+ c */
    nd_dtype    dtype;
    int         ndim;              /* -1: as long as the file */
    ptrdiff_t   shape[ND_MAXDIMS];
    int64_t     offset;
    char        order;
    bool        exact;             /* a file that is too short is refused, never made longer */
} mapping;

/* --- arguments ---------------------------------------------------------------------------------- */

static const char *read_mode(lua_State *L, const char *mode) {
    static const char *const names[][2] = {
        {"r", "readonly"}, {"c", "copyonwrite"}, {"r+", "readwrite"}, {"w+", "write"},
    };
    for (size_t i = 0; i < 4; i++)
        if (strcmp(mode, names[i][0]) == 0 || strcmp(mode, names[i][1]) == 0) return names[i][0];
    bind_error(L, ERR_VALUE, "mode must be one of ['r', 'c', 'r+', 'w+', 'readonly', 'copyonwrite', 'readwrite', 'write'] (got '%s')", mode);
    return NULL;
}


static void check_arguments(lua_State *L, const mapping *m) {
    if (m->offset < 0) bind_error(L, ERR_VALUE, "offset must be non-negative");
    if (m->dtype.itemsize == 0) bind_error(L, ERR_VALUE, "itemsize cannot be zero in type");
    if ((uint64_t)m->offset % nd_dtype_alignment(m->dtype))
        bind_error(L, ERR_NOT_IMPLEMENTED, "memmap: elements of %zu bytes need an offset that is a multiple of that, not %lld",
                   nd_dtype_alignment(m->dtype), (long long)m->offset);
}

/* --- the file -------------------------------------------------------------------------------------- */

typedef struct opened {
    int      fd;
    uint64_t size, nbytes;         /* of the file; of the array */
} opened;

static err_code find_shape(mapping *m, opened *o, err *e) {
    size_t count;
    if (m->ndim < 0) {
        if ((uint64_t)m->offset > o->size) return err_set(e, ERR_VALUE, "mmap offset is greater than file size");
        uint64_t left = o->size - (uint64_t)m->offset;
        if (left % m->dtype.itemsize) return err_set(e, ERR_VALUE, "Size of available data is not a multiple of the data-type size.");
        m->ndim = 1;
        m->shape[0] = (ptrdiff_t)(left / m->dtype.itemsize);
    }
    err_code code = nd_shape_size(m->ndim, m->shape, m->dtype.itemsize, &count, e);
    o->nbytes = code ? 0 : (uint64_t)count * m->dtype.itemsize;
    if (!code && o->nbytes > (uint64_t)INT64_MAX - (uint64_t)m->offset) code = err_set(e, ERR_OVERFLOW, "the file would be too long");
    return code;
}

/* The file as long as the array needs it: w+ begins it anew. */
static err_code fit_file(lua_State *L, const mapping *m, opened *o, err *e) {
    uint64_t need = (uint64_t)m->offset + o->nbytes;
    scratch  *f = bind_folder(L);
    if (need == 0) need = 1;
    if (m->mode[0] == 'w') {
        o->size = need;
        err_code code = scratch_replace(f, o->fd, need, e);
        if (code != ERR_OS || !map_count()) return code;
        lua_gc(L, LUA_GCCOLLECT, 0);
        return scratch_replace(f, o->fd, need, e);
    }
    if (need <= o->size) return ERR_OK;
    if (m->mode[1] != '+' || m->exact) return ERR_OK;         /* map_open says that it is too short */
    err_code code = scratch_resize(f, o->fd, o->size, need, e);
    if (!code) o->size = need;
    return code;
}

static err_code map_file_of(lua_State *L, const mapping *m, const opened *o, map_file *map, err *e) {
    map_access access = m->mode[0] == 'c' ? MAP_TO_COPY : m->mode[1] == '+' ? MAP_TO_WRITE : MAP_TO_READ;
    if (o->nbytes == 0) return bind_map(L, map, o->fd, 0, 1, access, e);
    return bind_map(L, map, o->fd, (uint64_t)m->offset, o->nbytes, access, e);
}

static err_code open_map(lua_State *L, mapping *m, map_file *map, err *e) {
    scratch_mode mode = m->mode[0] == 'w' ? SCRATCH_REPLACE : m->mode[1] == '+' ? SCRATCH_CHANGE : SCRATCH_READ;
    opened      o = {.fd = -1};
    err_code    code = scratch_open_file(bind_folder(L), m->path, mode, &o.fd, &o.size, e);
    if (!code) code = find_shape(m, &o, e);
    if (!code) code = fit_file(L, m, &o, e);
    if (!code) code = map_file_of(L, m, &o, map, e);
    scratch_close_file(o.fd);
    return code;
}

/* --- the array ------------------------------------------------------------------------------------------ */

/* The map box is at the top; the array replaces it. */
static int push_array(lua_State *L, const mapping *m, char *data) {
    int   box = lua_gettop(L);
    void *block = lua_newuserdatauv(L, nd_foreign_size(m->ndim), 1);
    *(uint32_t *)block = 0;
    bind_kind_set(L, BIND_ARRAY);
    lua_pushvalue(L, box);
    lua_setiuservalue(L, -2, 1);
    nd_array *a = nd_foreign_init(block, m->dtype, m->ndim, m->shape, m->order, data);
    a->flags |= ND_MEMMAP | (m->mode[0] == 'r' && !m->mode[1] ? ND_FROZEN : ND_WRITEABLE);
    lua_replace(L, box);
    return 1;
}

static int open_memmap(lua_State *L, mapping *m, const char *shown_mode) {
    err e;
    check_arguments(L, m);
    map_file *map = bind_push_map(L);
    bind_push_full_path(L, m->path);
    lua_setiuservalue(L, -2, 1);
    lua_pushstring(L, shown_mode);
    lua_setiuservalue(L, -2, 2);
    lua_pushinteger(L, m->offset);
    lua_setiuservalue(L, -2, 3);
    bind_must(L, open_map(L, m, map, &e), &e);
    return push_array(L, m, map->bytes);
}

static const char *path_argument(lua_State *L, int i) {
    if (lua_type(L, i) != LUA_TSTRING)
        bind_error(L, ERR_TYPE, "expected str, bytes or os.PathLike object, not %s", bind_type_name(L, i));
    return lua_tostring(L, i);
}

static int l_memmap(lua_State *L) {
    static const bind_sig sig = {"memmap", "filename dtype mode offset shape order", 1};
    bind_args(L, &sig);
    mapping m = {.ndim = -1, .dtype = nd_dtype_of(ND_U8), .order = bind_arg_order(L, 6, 'C')};
    bind_arg_dtype(L, 2, &m.dtype);
    m.mode = read_mode(L, bind_arg_text(L, 3, "r+"));
    m.path = path_argument(L, 1);
    m.offset = bind_arg_int(L, 4, 0);
    if (bind_given(L, 5)) m.ndim = bind_arg_shape(L, 5, m.shape);
    else if (m.mode[0] == 'w') return bind_error(L, ERR_VALUE, "shape must be given if mode == 'w+'");
    return open_memmap(L, &m, m.mode);
}

/* --- .npy files --------------------------------------------------------------------------------------------- */

int bind_load_memmap(lua_State *L, int path, const char *mode) {
    err         e;
    nd_npy_info info;
    nd_word     text = bind_file_bytes(L, path);
    mapping     m = {.path = path_argument(L, path), .mode = read_mode(L, mode), .exact = true};
    bind_must(L, nd_npy_read_info(text.text, text.n, &info, &e), &e);
    if (info.swapped) return bind_error(L, ERR_NOT_IMPLEMENTED, "memmap: the file is big-endian: load it without mmap_mode");
    if (m.mode[0] == 'w') return bind_error(L, ERR_VALUE, "np.load reads files: mmap_mode is one of 'r', 'r+' and 'c'");
    m.dtype = info.dtype;
    m.ndim = info.ndim;
    memcpy(m.shape, info.shape, sizeof m.shape);
    m.offset = (int64_t)info.data_at;
    m.order = info.fortran ? 'F' : 'C';
    return open_memmap(L, &m, m.mode);
}

typedef struct head { const char *text; size_t n; } head;

static err_code fill_head(void *user, nd_sink *sink, void *place, err *e) {
    const head *h = user;
    return sink(place, h->text, h->n, e);
}

static int create_npy(lua_State *L, mapping *m) {
    buf    header;
    size_t mark = bind_text_begin(L), count;
    err    e;
    bind_must(L, nd_shape_size(m->ndim, m->shape, m->dtype.itemsize, &count, &e), &e);
    buf_init(&header);
    nd_npy_write_header(&header, m->dtype, m->ndim, m->shape, m->order == 'F');
    buf_add(bind_scratch(L), header.text, header.n);
    buf_free(&header);
    bind_text_push(L, mark);
    head h = {lua_tostring(L, -1), lua_rawlen(L, -1)};
    bind_file_write(L, 1, NULL, fill_head, &h);
    m->offset = (int64_t)h.n;
    m->mode = "r+";
    return open_memmap(L, m, "r+");
}

static int l_open_memmap(lua_State *L) {
    static const bind_sig sig = {"open_memmap", "filename mode dtype shape fortran_order version * max_header_size", 1};
    bind_args(L, &sig);
    mapping m = {.path = path_argument(L, 1), .dtype = nd_dtype_of(ND_F64)};
    m.mode = read_mode(L, bind_arg_text(L, 2, "r+"));
    if (m.mode[0] != 'w') return bind_load_memmap(L, 1, m.mode);
    bind_arg_dtype(L, 3, &m.dtype);
    if (bind_given(L, 4)) m.ndim = bind_arg_shape(L, 4, m.shape);
    m.order = bind_arg_bool(L, 5, false) ? 'F' : 'C';
    return create_npy(L, &m);
}

/* --- what a memmap has beside an array -------------------------------------------------------------------------- */

/* The map of the array at 1, pushed; NULL (nothing pushed): its bytes are in memory. */
static map_file *push_map_of(lua_State *L, nd_array *a) {
    int top = lua_gettop(L);
    bind_push_array(L, nd_owner(a));
    if (nd_owner(a)->flags & ND_FOREIGN) {
        lua_getiuservalue(L, -1, 1);
        map_file *m = bind_to_map(L, -1);
        if (m) return m;
    }
    lua_settop(L, top);
    return NULL;
}

int bind_memmap_attribute(lua_State *L, nd_array *a, const char *name) {
    int which = strcmp(name, "filename") == 0 ? 1 : strcmp(name, "mode") == 0 ? 2 : strcmp(name, "offset") == 0 ? 3 : 0;
    if (strcmp(name, "_mmap") == 0) return push_map_of(L, a) ? 1 : (bind_push_none(L), 1);
    if (!which) return 0;
    if (!push_map_of(L, a)) return bind_push_none(L), 1;
    lua_getiuservalue(L, -1, which);
    return 1;
}

int bind_l_flush(lua_State *L) {
    static const bind_sig sig = {"flush", "a", 1};
    err e;
    bind_args(L, &sig);
    nd_array *a = bind_arg_ndarray(L, 1);
    if (!(a->flags & ND_MEMMAP)) return bind_error(L, ERR_ATTRIBUTE, "'numpy.ndarray' object has no attribute 'flush'");
    map_file *m = push_map_of(L, a);
    if (m) bind_must(L, map_flush(m, &e), &e);
    return 0;
}

void bind_open_memmap(lua_State *L) {
    lua_pushcfunction(L, l_memmap);
    lua_setfield(L, -2, "memmap");
    if (lua_getfield(L, -1, "lib") == LUA_TTABLE) {
        lua_createtable(L, 0, 1);
        lua_pushcfunction(L, l_open_memmap);
        lua_setfield(L, -2, "open_memmap");
        lua_setfield(L, -2, "format");
    }
    lua_pop(L, 1);
}
