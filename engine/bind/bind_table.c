/* bind/bind_table.c: the parts of np.loadtxt and np.genfromtxt that are the same. */
#include <string.h>

#include "bind/bind_record.h"
#include "bind/bind_textio.h"

#define TABLE_NAME "numpy.table"

static int l_table_gc(lua_State *L) {
    bind_table *t = luaL_testudata(L, 1, TABLE_NAME);
    if (!t) return 0;
    nd_table_free(&t->rows);
    buf_free(&t->values);
    buf_free(&t->complaints);
    return 0;
}

bind_table *bind_push_table(lua_State *L) {
    static const luaL_Reg meta[] = {{"__gc", l_table_gc}, {NULL, NULL}};
    bind_table           *t = lua_newuserdatauv(L, sizeof *t, 0);
    *t = (bind_table){.wanted = -1};
    buf_init(&t->values);
    buf_init(&t->complaints);
    nd_table_init(&t->rows, "", 0, &t->o);
    bind_make_object(L, TABLE_NAME, meta);
    return t;
}

/* --- where the text comes from ---------------------------------------------------------------------- */

/* A line may end in one newline and hold no other. */
static void add_line(lua_State *L, buf *out, const char *line, size_t n) {
    if (n && line[n - 1] == '\n') n--;
    if (n && line[n - 1] == '\r') n--;
    if (memchr(line, '\n', n) || memchr(line, '\r', n))
        bind_error(L, ERR_VALUE, "Found an unquoted embedded newline within a single line of input.  This is currently not supported.");
    buf_add(out, line, n);
    buf_putc(out, '\n');
}

static void join_lines(lua_State *L, bind_table *t, int i, ptrdiff_t n) {
    size_t mark = bind_text_begin(L);
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        if (lua_type(L, -1) != LUA_TSTRING)
            bind_error(L, ERR_TYPE, "non-string returned while reading data: a line of type '%s'", bind_type_name(L, lua_gettop(L)));
        add_line(L, bind_scratch(L), lua_tostring(L, -1), lua_rawlen(L, -1));
        lua_pop(L, 1);
    }
    bind_text_push(L, mark);
    t->text = (nd_word){lua_tostring(L, -1), lua_rawlen(L, -1)};
}

/* These two functions have words of their own for a file that is not there. */
static void check_found(lua_State *L, const char *path) {
    err      e;
    int      fd;
    uint64_t size;
    err_code code = scratch_open_file(bind_folder(L), path, SCRATCH_READ, &fd, &size, &e);
    scratch_close_file(fd);
    if (code == ERR_FILE_NOT_FOUND) bind_error(L, code, "%s not found.", path);
    bind_must(L, code, &e);
}

void bind_table_text(lua_State *L, bind_table *t, int i, const char *function) {
    ptrdiff_t n = bind_is_file(L, i) ? -1 : bind_items_len(L, i);
    if (n >= 0) {
        join_lines(L, t, i, n);
        return;
    }
    if (!bind_is_file(L, i) && strcmp(function, "loadtxt") == 0)
        bind_error(L, ERR_VALUE, "fname must be a string, filehandle, list of strings,\nor generator. Got <class '%s'> instead.", bind_type_name(L, i));
    if (!bind_is_file(L, i))
        bind_error(L, ERR_TYPE, "fname must be a string, a filehandle, a sequence of strings,\nor an iterator of strings. Got <class '%s'> instead.",
                   bind_type_name(L, i));
    if (lua_type(L, i) == LUA_TSTRING) check_found(L, lua_tostring(L, i));
    t->text = bind_file_bytes(L, i);
    bind_file_advance(L, i, t->text.n);
}

/* --- arguments ------------------------------------------------------------------------------------------ */

static ptrdiff_t column_at(lua_State *L, int i) {
    if (!lua_isinteger(L, i))
        bind_error(L, ERR_TYPE, "usecols must be an int or a sequence of ints but it contains at least one element of type '%s'", bind_type_name(L, i));
    return (ptrdiff_t)lua_tointeger(L, i);
}

void bind_table_columns(lua_State *L, bind_table *t, int i) {
    if (!bind_given(L, i)) return;
    const nd_array *a = bind_to_array(L, i);
    ptrdiff_t       n = a ? -1 : bind_items_len(L, i);
    if (a) {
        t->column = bind_arg_integers(L, i, &t->wanted);
        return;
    }
    if (n > 100000) bind_error(L, ERR_VALUE, "usecols: too many columns");
    t->column = lua_newuserdatauv(L, sizeof *t->column * (size_t)(n > 0 ? n : 1), 0);
    t->wanted = n < 0 ? 1 : (int)n;
    if (n < 0) t->column[0] = column_at(L, i);
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        t->column[k] = column_at(L, lua_gettop(L));
        lua_pop(L, 1);
    }
}

static void add_comment(lua_State *L, bind_table *t, int i) {
    if (lua_type(L, i) != LUA_TSTRING) bind_error(L, ERR_TYPE, "comments must be text, not %s", bind_type_name(L, i));
    if (t->o.ncomments == ND_COMMENTS_MAX) bind_error(L, ERR_VALUE, "comments: at most %d", ND_COMMENTS_MAX);
    if (lua_rawlen(L, i) == 0) bind_error(L, ERR_VALUE, "comments cannot be an empty string. Use comments=None to disable comments.");
    t->o.comment[t->o.ncomments++] = (nd_word){lua_tostring(L, i), lua_rawlen(L, i)};
}

/* The texts stay alive in the argument. */
void bind_table_comments(lua_State *L, bind_table *t, int i, const char *missing) {
    if (bind_is_none(L, i)) return;
    if (lua_isnil(L, i)) {
        t->o.comment[t->o.ncomments++] = (nd_word){missing, strlen(missing)};
        return;
    }
    ptrdiff_t n = lua_type(L, i) == LUA_TSTRING ? -1 : bind_items_len(L, i);
    if (n < 0) add_comment(L, t, i);
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_items_get(L, i, (size_t)k);
        add_comment(L, t, lua_gettop(L));
        lua_pop(L, 1);
    }
}

int bind_table_ndmin(lua_State *L, int i) {
    int64_t n = bind_arg_int(L, i, 0);
    if (n < 0 || n > 2) bind_error(L, ERR_VALUE, "Illegal value of ndmin keyword: %lld", (long long)n);
    return (int)n;
}

/* --- converters -------------------------------------------------------------------------------------------- */

bool bind_table_converter(lua_State *L, int i, ptrdiff_t k) {
    if (!bind_given(L, i)) return false;
    if (lua_type(L, i) != LUA_TTABLE) return lua_pushvalue(L, i), true;
    lua_pushinteger(L, (lua_Integer)k);
    lua_gettable(L, i);
    if (!lua_isnil(L, -1)) return true;
    lua_pop(L, 1);
    return false;
}

void bind_table_convert(lua_State *L, int fn, nd_word field, nd_dtype d, char *p) {
    err     e;
    nd_view v;
    int      top = lua_gettop(L);
    nd_dtype named;
    /* float and int are types here: text is cast as they read it. */
    bool is_type = bind_try_dtype(L, fn, &named);
    if (!is_type) lua_pushvalue(L, fn);
    lua_pushlstring(L, field.text, field.n);
    if (!is_type) lua_call(L, 1, 1);
    const nd_array *x = bind_arg_asarray(L, lua_gettop(L));
    if (x->ndim > 0) bind_error(L, ERR_VALUE, "setting an array element with a sequence.");
    nd_view_scalar(&v, d, p, 0);
    bind_must(L, nd_copy_into(bind_ctx_of(L), &v.a, x, &e), &e);
    lua_settop(L, top);
}

/* --- the result ----------------------------------------------------------------------------------------------- */

char *bind_table_room(lua_State *L, bind_table *t, size_t itemsize) {
    size_t at = t->values.n;
    buf_fill(&t->values, '\0', itemsize);
    if (buf_failed(&t->values)) bind_error(L, ERR_MEMORY, "not enough memory for the table that is read");
    return t->values.text + at;
}

int bind_table_push(lua_State *L, bind_table *t, nd_dtype d, ptrdiff_t columns, int ndmin, bool unpack) {
    err       e;
    nd_ctx   *c = bind_ctx_of(L);
    size_t    row = (size_t)columns * d.itemsize;
    ptrdiff_t shape[] = {row ? (ptrdiff_t)(t->values.n / row) : (ptrdiff_t)t->rows.line, columns};
    nd_array *a = bind_need(L, nd_new(c, d, 2, shape, 'C', &e), &e);
    if (a->size) memcpy(a->data, t->values.text, nd_nbytes(a));
    if (ndmin < 2) a = bind_need(L, nd_squeeze(c, a, -1, NULL, &e), &e);
    if (ndmin == 1 && a->ndim == 0) a = bind_need(L, nd_reshape(c, a, 1, (const ptrdiff_t[]){1}, 'C', &e), &e);
    if (unpack && nd_is_record(d)) {
        const int fields = nd_record_of(d)->nfields;
        luaL_checkstack(L, 3 * fields + 8, NULL);
        const int first = lua_gettop(L) + 1;
        for (int k = 0; k < fields; k++) bind_get_field(L, a, k), bind_settle(L, first + k);
        bind_push_list(L, fields);
        return 1;
    }
    if (unpack) a = bind_need(L, nd_transpose(c, a, 0, NULL, &e), &e);
    return bind_push_array(L, a);
}

/* --- records ---------------------------------------------------------------------------------------------------- */

int bind_record_leaves(nd_dtype d, size_t at, bind_leaf *leaves, int n) {
    const nd_record *r = nd_record_of(d);
    if (!r) {
        if (n >= BIND_LEAVES) return -1;
        if (leaves) leaves[n] = (bind_leaf){d, at};
        return n + 1;
    }
    for (int i = 0; i < r->nfields && n >= 0; i++) {
        const nd_field *f = &r->field[i];
        const size_t    each = f->dtype.itemsize, count = each ? nd_field_size(f) / each : 0;
        for (size_t k = 0; k < count && n >= 0; k++) n = bind_record_leaves(f->dtype, at + f->offset + k * each, leaves, n);
    }
    return n;
}
