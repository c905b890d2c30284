/* bind/bind_textio.c: np.savetxt and np.loadtxt. */
#include "bind/bind_textio.h"

#include <string.h>

#include "bind/bind_percent.h"

/* --- np.savetxt ---------------------------------------------------------------------------------- */

typedef struct writing {
    const nd_array *x, *text;        /* 2 axes; the same as text, or NULL */
    const nd_record *record;         /* of records: each row's fields are its columns */
    ptrdiff_t       columns;
    ptrdiff_t       row, column;
    int             part;            /* of a complex number */
    buf             shown;
} writing;

/* The field as a value, and as text. */
static bind_percent_value next_field(writing *w) {
    const nd_field    *f = &w->record->field[w->column++];
    const char        *p = w->x->data + w->row * w->x->strides[0] + f->offset;
    bind_percent_value v = {.x = nd_load(f->dtype, p)};
    nd_view            one;
    nd_view_scalar(&one, f->dtype, (void *)(uintptr_t)p, 0);
    buf_clear(&w->shown);
    nd_str(&w->shown, &one.a, NULL);
    v.text = w->shown.text;
    v.n = w->shown.n;
    return v;
}

static bind_percent_value next_value(void *user) {
    writing           *w = user;
    bind_percent_value v = {.text = ""};
    if (w->column >= w->columns) return v;
    if (w->record) return next_field(w);
    v.x = nd_load(w->x->dtype, w->x->data + w->row * w->x->strides[0] + w->column * w->x->strides[1]);
    if (v.x.kind == 'c') {
        v.x = (nd_scalar){.kind = 'f', .u.f = w->part ? v.x.u.c.im : v.x.u.c.re};
        w->part = !w->part;
        w->column += !w->part;
        return v;
    }
    if (w->text) {
        nd_scalar t = nd_load(w->text->dtype, w->text->data + w->row * w->text->strides[0] + w->column * w->text->strides[1]);
        buf_clear(&w->shown);
        nd_print_text(&w->shown, t.text, t.n);
        v.text = w->shown.text;
        v.n = w->shown.n;
    }
    w->column++;
    return v;
}

static int count_percents(const char *s) {
    int n = 0;
    for (; *s; s++) n += *s == '%';
    return n;
}

/* The format of a whole row, pushed. */
static const char *row_format(lua_State *L, int fmt, const char *delimiter, const nd_array *x, ptrdiff_t columns) {
    ptrdiff_t given = lua_type(L, fmt) == LUA_TSTRING ? -1 : bind_is_sequence(L, fmt) ? bind_items_len(L, fmt) : -2;
    bool      pairs = nd_is_complex(x->dtype);
    buf      *out = bind_scratch(L);
    size_t    mark = bind_text_begin(L);
    if (given == -2) {
        bind_repr(L, fmt, out);
        bind_text_push(L, mark);
        bind_error(L, ERR_VALUE, "invalid fmt: %s", lua_tostring(L, -1));
    }
    if (given >= 0 && given != columns) {
        bind_str(L, fmt, out);
        bind_text_push(L, mark);
        bind_error(L, ERR_ATTRIBUTE, "fmt has wrong shape.  %s", lua_tostring(L, -1));
    }
    const char *one = given < 0 ? lua_tostring(L, fmt) : NULL;
    int         percents = one ? count_percents(one) : 0;
    if (one && percents != 1 && percents != columns * (pairs ? 2 : 1)) bind_error(L, ERR_VALUE, "fmt has wrong number of %% formats:  %s", one);
    for (ptrdiff_t k = 0; k < (one && percents != 1 ? 1 : columns); k++) {
        if (k) buf_puts(out, delimiter);
        if (given >= 0) {
            bind_items_get(L, fmt, (size_t)k);
            buf_puts(out, luaL_checkstring(L, -1));
            lua_pop(L, 1);
        } else if (pairs && percents == 1) buf_printf(out, " (%s+%sj)", one, one);
        else buf_puts(out, one);
    }
    bind_text_push(L, mark);
    return lua_tostring(L, -1);
}

/* comments before each line of the text. */
static void put_remark(buf *out, const char *text, const char *comments, const char *newline) {
    if (!text[0]) return;
    buf_puts(out, comments);
    for (; *text; text++) {
        buf_putc(out, *text);
        if (*text == '\n') buf_puts(out, comments);
    }
    buf_puts(out, newline);
}

/* "+-" becomes "-" in what was written from `from` on. */
static void join_signs(buf *out, size_t from) {
    size_t to = from;
    for (size_t i = from; i < out->n; i++) {
        if (out->text[i] == '+' && i + 1 < out->n && out->text[i + 1] == '-') continue;
        out->text[to++] = out->text[i];
    }
    buf_cut(out, to);
}

static bool put_rows(buf *out, writing *w, const char *format, const char *newline) {
    for (w->row = 0; w->row < w->x->shape[0]; w->row++) {
        size_t from = out->n;
        w->column = w->part = 0;
        if (!bind_percent(out, format, next_value, w) || w->column < w->columns) return false;
        if (nd_is_complex(w->x->dtype) && !buf_failed(out)) join_signs(out, from);
        buf_puts(out, newline);
    }
    return true;
}

static nd_array *as_columns(lua_State *L, nd_array *x) {
    err e;
    if (x->ndim == 0 || x->ndim > 2) bind_error(L, ERR_VALUE, "Expected 1D or 2D array, got %dD array instead", x->ndim);
    if (x->ndim == 2) return x;
    const ptrdiff_t shape[] = {x->shape[0], 1};
    return bind_need(L, nd_reshape(bind_ctx_of(L), x, 2, shape, 'C', &e), &e);
}

static err_code fill_text(void *user, nd_sink *sink, void *place, err *e) {
    const nd_word *text = user;
    return sink(place, text->text, text->n, e);
}

static int l_savetxt(lua_State *L) {
    static const bind_sig sig = {"savetxt", "fname X fmt delimiter newline header footer comments encoding", 2};
    err e;
    bind_args(L, &sig);
    if (!bind_is_file(L, 1)) return bind_error(L, ERR_VALUE, "fname must be a string or file handle");
    if (lua_isnil(L, 3)) lua_pushliteral(L, "%.18e"), lua_replace(L, 3);
    writing     w = {.x = as_columns(L, bind_arg_asarray(L, 2))};
    const char *newline = bind_arg_text(L, 5, "\n"), *comments = bind_arg_text(L, 8, "# ");
    w.record = nd_record_of(w.x->dtype);
    if (w.record && w.x->shape[1] != 1) return bind_error(L, ERR_VALUE, "savetxt: records need an array of one axis");
    w.columns = w.record ? w.record->nfields : w.x->shape[1];
    const char *format = row_format(L, 3, bind_arg_text(L, 4, " "), w.x, w.columns);
    const bool texts = strchr(format, 's') || strchr(format, 'r');
    if (texts && !w.record) w.text = bind_need(L, nd_astype(bind_ctx_of(L), w.x, nd_dtype_str(0), 'C', &e), &e);
    size_t mark = bind_text_begin(L);
    buf   *out = bind_scratch(L);
    put_remark(out, bind_arg_text(L, 6, ""), comments, newline);
    buf_init(&w.shown);
    bool good = put_rows(out, &w, format, newline);
    if (buf_failed(&w.shown)) out->failed = true;
    buf_free(&w.shown);
    if (!good && nd_is_numeric(w.x->dtype) && !strchr("xXo", format[strlen(format) - 1]))
        return bind_error(L, ERR_VALUE, "cannot convert float NaN to integer");
    if (!good) {
        char type[ND_DTYPE_TEXT];
        nd_dtype_text(w.x->dtype, type);
        return bind_error(L, ERR_TYPE, "Mismatch between array dtype ('%s') and format specifier ('%s')", type, format);
    }
    put_remark(out, bind_arg_text(L, 7, ""), comments, newline);
    bind_text_push(L, mark);
    nd_word text = {lua_tostring(L, -1), lua_rawlen(L, -1)};
    bind_file_write(L, 1, NULL, fill_text, &text);
    return 0;
}

/* --- np.loadtxt -------------------------------------------------------------------------------------- */

typedef struct loading {
    bind_table *t;
    nd_dtype    d;
    int64_t     skip, most;          /* rows; most -1: all */
    int         converters;          /* stack place */
    ptrdiff_t   columns;             /* of the file's first row */
    size_t      row;
    bind_leaf  *leaf;                /* of records: where their values go; NULL: every field is an element */
    int         nleaves;
} loading;

static void check_column_count(lua_State *L, loading *w, size_t n) {
    if (w->columns < 0) w->columns = (ptrdiff_t)n;
    if (w->t->wanted < 0 && (ptrdiff_t)n != w->columns)
        bind_error(L, ERR_VALUE, "the number of columns changed from %td to %zu at row %zu; use `usecols` to select a subset and avoid this error",
                   w->columns, n, w->row + 1);
}

static size_t column_of(lua_State *L, const loading *w, ptrdiff_t k, size_t n) {
    if (w->t->wanted < 0) return (size_t)k;
    ptrdiff_t want = w->t->column[k], at = want < 0 ? want + (ptrdiff_t)n : want;
    if (at < 0 || at >= (ptrdiff_t)n) bind_error(L, ERR_VALUE, "invalid column index %td at row %zu with %zu columns", want, w->row + 1, n);
    return (size_t)at;
}

static void store_field(lua_State *L, loading *w, size_t column, nd_dtype d, char *p) {
    nd_word field = nd_table_field(&w->t->rows, column);
    char    type[ND_DTYPE_TEXT];
    err     e = {0};
    if (bind_table_converter(L, w->converters, (ptrdiff_t)column)) {
        bind_table_convert(L, lua_gettop(L), field, d, p);
        lua_pop(L, 1);
        return;
    }
    if (nd_field_store(d, p, field)) return;
    nd_dtype_text(d, type);
    err_set(&e, ERR_VALUE, "could not convert string '%.*s' to %s at row %zu, column %zu.", (int)(field.n < 200 ? field.n : 200), field.text, type,
            w->row, column + 1);
    bind_raise(L, &e);
}

static bool next_row(lua_State *L, loading *w) {
    err e;
    if (w->most >= 0 && (int64_t)w->row >= w->most) return false;
    bool more = nd_table_next(&w->t->rows, &e);
    if (!more && e.code) bind_raise(L, &e);
    return more;
}

static void start(loading *w) {
    bind_table *t = w->t;
    nd_table_free(&t->rows);
    nd_table_init(&t->rows, t->text.text, t->text.n, &t->o);
    nd_table_skip(&t->rows, w->skip);
    w->row = 0;
    w->columns = -1;
}

/* Text without a width is as wide as its longest field. */
static void find_width(lua_State *L, loading *w) {
    size_t most = 1;
    if (bind_given(L, w->converters)) bind_error(L, ERR_NOT_IMPLEMENTED, "converters need a dtype with a width, such as 'U20'");
    for (start(w); next_row(L, w); w->row++) {
        size_t n = w->t->rows.n;
        for (ptrdiff_t k = 0; k < (w->t->wanted < 0 ? (ptrdiff_t)n : w->t->wanted); k++) {
            size_t width = nd_field_width(nd_table_field(&w->t->rows, column_of(L, w, k, n)));
            if (width > most) most = width;
        }
    }
    w->d = w->d.type == ND_STR ? nd_dtype_str(most) : nd_dtype_bytes((nd_type)w->d.type, most);
}

static void load_rows(lua_State *L, loading *w) {
    for (start(w); next_row(L, w); w->row++) {
        size_t    n = w->t->rows.n;
        ptrdiff_t take = w->t->wanted < 0 ? (ptrdiff_t)n : w->t->wanted;
        check_column_count(L, w, n);
        if (w->leaf && take != w->nleaves)
            bind_error(L, ERR_VALUE, "the dtype passed requires %d columns but %td were found at row %zu; use `usecols` to select a subset and avoid this error",
                       w->nleaves, take, w->row + 1);
        char *record = w->leaf ? bind_table_room(L, w->t, w->d.itemsize) : NULL;
        for (ptrdiff_t k = 0; k < take; k++) {
            if (w->leaf) store_field(L, w, column_of(L, w, k, n), w->leaf[k].d, record + w->leaf[k].offset);
            else store_field(L, w, column_of(L, w, k, n), w->d, bind_table_room(L, w->t, w->d.itemsize));
        }
    }
}

/* A converter for a column that the table does not have. */
static void check_converters(lua_State *L, const loading *w) {
    if (lua_type(L, w->converters) != LUA_TTABLE || w->columns < 0) return;
    lua_pushnil(L);
    while (lua_next(L, w->converters)) {
        if (lua_isinteger(L, -2) && (lua_tointeger(L, -2) >= w->columns || lua_tointeger(L, -2) < -w->columns))
            bind_error(L, ERR_VALUE, "converter specified for column %d, which is invalid for the number of fields %td.", (int)lua_tointeger(L, -2), w->columns);
        lua_pop(L, 1);
    }
}

/* One character, which is no newline, or the empty word. */
static nd_word control_character(lua_State *L, int i, const char *name) {
    if (!bind_given(L, i)) return (nd_word){"", 0};
    const char *text = lua_type(L, i) == LUA_TSTRING ? lua_tostring(L, i) : NULL;
    size_t      n = text ? lua_rawlen(L, i) : 0;
    if (!text || bind_decode(text, n, NULL, 0) != 1) {
        size_t mark = bind_text_begin(L);
        bind_repr(L, i, bind_scratch(L));
        bind_text_push(L, mark);
        bind_error(L, ERR_TYPE, "Text reading control character must be a single unicode character or None; but got: %s", lua_tostring(L, -1));
    }
    if (text[0] == '\n' || text[0] == '\r') bind_error(L, ERR_TYPE, "control character '%s' cannot be a newline (`\\r` or `\\n`).", name);
    return (nd_word){text, n};
}

static void read_characters(lua_State *L, bind_table *t, int comments, int delimiter, int quote) {
    bind_table_comments(L, t, comments, "#");
    t->o.delimiter = control_character(L, delimiter, "delimiter");
    nd_word q = control_character(L, quote, "quotechar");
    if (q.n > 1) bind_error(L, ERR_NOT_IMPLEMENTED, "quotechar: only ASCII characters");
    if (q.n) t->o.quote = q.text[0];
    for (int k = 0; k < t->o.ncomments; k++) {
        bool same = t->o.comment[k].n == t->o.delimiter.n && memcmp(t->o.comment[k].text, t->o.delimiter.text, t->o.delimiter.n) == 0;
        if (same) bind_error(L, ERR_TYPE, "The values for control characters 'comment' and 'delimiter' are incompatible");
    }
    bool long_ones = t->o.ncomments > 1 || (t->o.ncomments == 1 && bind_decode(t->o.comment[0].text, t->o.comment[0].n, NULL, 0) > 1);
    if (long_ones && q.n)
        bind_error(L, ERR_VALUE, "when multiple comments or a multi-character comment is given, quotes are not supported.  In this case quotechar must be set to None.");
}

static int64_t count_argument(lua_State *L, int i, int64_t missing) {
    if (!bind_given(L, i)) return missing;
    int64_t n = bind_arg_int(L, i, 0);
    if (n < 0) bind_error(L, ERR_VALUE, "argument must be nonnegative");
    return n;
}

static void warn_empty(lua_State *L) {
    size_t mark = bind_text_begin(L);
    bind_str(L, 1, bind_scratch(L));
    bind_text_push(L, mark);
    lua_pushfstring(L, "loadtxt: input contained no data: \"%s\"", lua_tostring(L, -1));
    nd_warn(bind_ctx_of(L), "UserWarning", lua_tostring(L, -1));
}

static int l_loadtxt(lua_State *L) {
    static const bind_sig sig = {"loadtxt", "fname dtype comments delimiter converters skiprows usecols unpack ndmin encoding max_rows * quotechar like", 1};
    bind_args(L, &sig);
    loading w = {.d = nd_dtype_of(ND_F64), .converters = 5, .t = bind_push_table(L)};
    bind_arg_dtype(L, 2, &w.d);
    read_characters(L, w.t, 3, 4, 12);
    w.skip = count_argument(L, 6, 0);
    w.most = count_argument(L, 11, -1);
    int  ndmin = bind_table_ndmin(L, 9);
    bool unpack = bind_arg_bool(L, 8, false);
    bind_table_columns(L, w.t, 7);
    bind_table_text(L, w.t, 1, "loadtxt");
    if (nd_is_unsized(w.d)) find_width(L, &w);
    if (nd_is_record(w.d)) {
        w.leaf = lua_newuserdatauv(L, sizeof *w.leaf * BIND_LEAVES, 0);
        w.nleaves = bind_record_leaves(w.d, 0, w.leaf, 0);
        if (w.nleaves < 0) return bind_error(L, ERR_VALUE, "loadtxt: records of more than %d values are not supported", BIND_LEAVES);
    }
    load_rows(L, &w);
    check_converters(L, &w);
    ptrdiff_t columns = w.leaf ? 1 : w.t->wanted >= 0 ? w.t->wanted : w.columns < 0 ? 1 : w.columns;
    if (w.row == 0) warn_empty(L);
    w.t->rows.line = w.row;
    return bind_table_push(L, w.t, w.d, columns, ndmin, unpack);
}

void bind_open_textio(lua_State *L) {
    static const luaL_Reg functions[] = {{"savetxt", l_savetxt}, {"loadtxt", l_loadtxt}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
