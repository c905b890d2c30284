/* bind/bind_genfromtxt.c: np.genfromtxt: tables with holes.
 *
 * A field that is no value of its column's type becomes the filling value. Without a type, a column
 * has the first of bool, int, float, complex and text that all its fields are.                      */
#include <math.h>
#include <string.h>

#include "bind/bind_textio.h"

enum { COLUMNS_MAX = 100000 };

typedef struct column {
    ptrdiff_t at;              /* in the file */
    nd_type   type;
    bool      seen;            /* some field of it was no hole */
    bool      has_fill;
    nd_scalar fill;
    nd_dtype  d;
    size_t    offset;          /* in the row that is gathered */
    size_t    width;           /* of the longest field */
} column;

typedef struct gathering {
    bind_table *t;
    size_t      row_size;
    bool        records;
    bool        guess, loose, invalid_raise;
    nd_dtype    d;
    int64_t     skip_header, skip_footer, most;
    int         missing, filling, converters;      /* stack places */
    column     *column;                            /* userdata */
    ptrdiff_t   columns, in_file;
    size_t      rows, invalid, shown;
    size_t      first_line, last_line;             /* of the first row; the last that is complained about */
} gathering;

/* --- fields of one type -------------------------------------------------------------------------- */

static bool is_word(nd_word f, const char *word) {
    if (f.n != strlen(word)) return false;
    for (size_t i = 0; i < f.n; i++)
        if ((f.text[i] & ~0x20) != word[i]) return false;
    return true;
}

/* float('1_000') is 1000.0. */
static bool store_without_underscores(nd_dtype d, char *p, nd_word f) {
    char   text[128];
    size_t n = 0;
    if (f.n >= sizeof text || !memchr(f.text, '_', f.n)) return false;
    for (size_t i = 0; i < f.n; i++) {
        bool between = i > 0 && i + 1 < f.n && f.text[i - 1] >= '0' && f.text[i - 1] <= '9' && f.text[i + 1] >= '0' && f.text[i + 1] <= '9';
        if (f.text[i] == '_' && !between) return false;
        if (f.text[i] != '_') text[n++] = f.text[i];
    }
    text[n] = '\0';
    return nd_field_store(d, p, (nd_word){text, n});
}

static bool store_value(nd_dtype d, char *p, nd_word f) {
    double x;
    if (d.type == ND_BOOL) {
        bool yes = is_word(f, "TRUE");
        if (!yes && !is_word(f, "FALSE")) return false;
        *p = yes;
        return true;
    }
    if (nd_field_store(d, p, f) || d.type == ND_STR) return true;
    if (store_without_underscores(d, p, f)) return true;
    /* The narrower integers go through float. */
    if (!nd_is_integer(d) || d.type == ND_I64 || d.type == ND_U64) return false;
    if (!nd_field_store(nd_dtype_of(ND_F64), (char *)&x, f) || !isfinite(x)) return false;
    return nd_store(d, p, (nd_scalar){.kind = 'f', .u.f = x}, NULL) == ERR_OK;
}

/* --- what stands in the holes ------------------------------------------------------------------------ */

/* Item k of a table by column, of a sequence, or the one value for all; pushed, or false. */
static bool push_per_column(lua_State *L, int i, ptrdiff_t k, ptrdiff_t at, bool one_for_all) {
    if (!bind_given(L, i)) return false;
    ptrdiff_t n = lua_type(L, i) == LUA_TSTRING ? -1 : bind_seq_len(L, i);
    if (n >= 0) {
        if (k >= n) return false;
        bind_seq_get(L, i, (size_t)k);
        return true;
    }
    if (lua_type(L, i) == LUA_TTABLE) {
        lua_pushinteger(L, (lua_Integer)at);
        lua_gettable(L, i);
        if (!lua_isnil(L, -1)) return true;
        lua_pop(L, 1);
        return false;
    }
    if (!one_for_all) return false;
    lua_pushvalue(L, i);
    return true;
}

/* Is the text among those, separated by commas or in a sequence, at the top? Pops it. */
static bool is_listed(lua_State *L, nd_word f) {
    bool      found = false;
    int       i = lua_gettop(L);
    ptrdiff_t n = lua_type(L, i) == LUA_TSTRING ? -1 : bind_items_len(L, i);
    if (n < 0 && lua_type(L, i) == LUA_TSTRING)
        for (const char *s = lua_tostring(L, i); s && !found; s = strchr(s, ',') ? strchr(s, ',') + 1 : NULL) {
            nd_word w = bind_strip((nd_word){s, strcspn(s, ",")});
            found = w.n == f.n && memcmp(w.text, f.text, f.n) == 0;
        }
    for (ptrdiff_t k = 0; k < n && !found; k++) {
        bind_items_get(L, i, (size_t)k);
        found = lua_type(L, -1) == LUA_TSTRING && lua_rawlen(L, -1) == f.n && memcmp(lua_tostring(L, -1), f.text, f.n) == 0;
        lua_pop(L, 1);
    }
    lua_settop(L, i - 1);
    return found;
}

static bool is_missing(lua_State *L, const gathering *g, ptrdiff_t k, nd_word field) {
    nd_word f = bind_strip(field);
    if (f.n == 0) return true;
    if (!bind_given(L, g->missing)) return false;
    bool per_column = bind_seq_len(L, g->missing) >= 0 || lua_type(L, g->missing) == LUA_TTABLE;
    if (!per_column) return lua_pushvalue(L, g->missing), is_listed(L, f);
    return push_per_column(L, g->missing, k, g->column[k].at, true) && is_listed(L, f);
}

static void read_fillings(lua_State *L, gathering *g) {
    for (ptrdiff_t k = 0; k < g->columns; k++) {
        column *c = &g->column[k];
        if (!push_per_column(L, g->filling, k, c->at, true)) continue;
        c->has_fill = bind_given(L, lua_gettop(L));
        if (c->has_fill) {
            nd_array *a = bind_arg_asarray(L, lua_gettop(L));
            if (a->size != 1) bind_error(L, ERR_VALUE, "filling_values: one value for each column is needed");
            c->fill = nd_load(a->dtype, a->data);
            if (c->fill.kind == 'U') bind_error(L, ERR_NOT_IMPLEMENTED, "filling_values of text are not supported");
        }
        lua_settop(L, lua_gettop(L) - 1);
    }
}

static void store_hole(lua_State *L, const column *c, nd_dtype d, char *p) {
    static const nd_char marks[] = {'?', '?', '?'};
    nd_scalar x = {.kind = 'f', .u.f = NAN};
    err       e;
    if (c->has_fill) x = c->fill;
    else if (d.type == ND_BOOL) x = (nd_scalar){.kind = 'b'};
    else if (nd_is_integer(d)) x = (nd_scalar){.kind = 'i', .u.i = -1};
    else if (nd_is_complex(d)) x.kind = 'c', x.u.c.im = 0;
    else if (d.type == ND_STR || d.type == ND_BYTES) x = (nd_scalar){.kind = 'U', .text = marks, .n = 3};
    bind_must(L, nd_store(d, p, x, &e), &e);
}

/* --- rows --------------------------------------------------------------------------------------------- */

static bool next_row(lua_State *L, gathering *g) {
    err e;
    if (g->most > 0 && (int64_t)g->rows >= g->most) return false;
    bool more = nd_table_next(&g->t->rows, &e);
    if (!more && e.code) bind_raise(L, &e);
    return more;
}

static void start(gathering *g) {
    nd_table_free(&g->t->rows);
    nd_table_init(&g->t->rows, g->t->text.text, g->t->text.n, &g->t->o);
    nd_table_skip(&g->t->rows, g->skip_header);
    g->rows = g->invalid = g->shown = 0;
    buf_clear(&g->t->complaints);
}

/* Has the row what the columns need? Complains when not. */
static bool fits(gathering *g) {
    ptrdiff_t n = (ptrdiff_t)g->t->rows.n;
    bool      good = g->t->wanted >= 0 || n == g->columns;
    for (ptrdiff_t k = 0; k < g->columns && g->t->wanted >= 0; k++) good = good && g->column[k].at < n;
    if (good) return true;
    size_t line = g->t->rows.line - g->first_line + (size_t)g->skip_header + 1;
    g->invalid++;
    if (line > g->last_line) return false;
    buf_printf(&g->t->complaints, "\n    Line #%zu (got %td columns instead of %td)", line, n, g->columns);
    g->shown++;
    return false;
}

static void find_columns(lua_State *L, gathering *g) {
    start(g);
    g->in_file = next_row(L, g) ? (ptrdiff_t)g->t->rows.n : 0;
    g->first_line = g->t->rows.line;
    g->last_line = SIZE_MAX;
    g->columns = g->t->wanted > 0 ? g->t->wanted : g->in_file;
    if (g->columns > COLUMNS_MAX) bind_error(L, ERR_VALUE, "a table of %td columns", g->columns);
    g->column = lua_newuserdatauv(L, sizeof *g->column * (size_t)(g->columns + 1), 0);
    memset(g->column, 0, sizeof *g->column * (size_t)(g->columns + 1));
    for (ptrdiff_t k = 0; k < g->columns; k++) {
        ptrdiff_t at = g->t->wanted > 0 ? g->t->column[k] : k;
        g->column[k].at = at < 0 ? at + g->in_file : at;
        if (g->column[k].at < 0) bind_error(L, ERR_INDEX, "tuple index out of range");
        g->column[k].type = ND_BOOL;
    }
    if (g->t->wanted == 0) g->t->wanted = -1;
}

/* --- records of the columns ------------------------------------------------------------------------------- */

static nd_dtype type_of_columns(lua_State *L, const gathering *g) {
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    nd_dtype         d = g->d;
    err              e;
    const int        top = lua_gettop(L);
    nd_record_begin(m);
    for (ptrdiff_t k = 0; k < g->columns; k++) {
        nd_field f = {.name = bind_column_name(L, m, (int)k), .dtype = g->column[k].d, .shape = (const ptrdiff_t[]){0}};
        bind_must(L, nd_record_add(m, f, false, &e), &e);
        lua_settop(L, top);
    }
    bind_must(L, nd_record_end(m, 0, &d, &e), &e);
    return d;
}

/* The same fields under the names that are given. */
static nd_dtype named_type(lua_State *L, nd_dtype d) {
    nd_record_maker *m = lua_newuserdatauv(L, sizeof *m, 0);
    const nd_record *r = nd_record_of(d);
    err              e;
    const int        top = lua_gettop(L);
    nd_record_begin(m);
    for (int k = 0; k < r->nfields; k++) {
        nd_field f = r->field[k];
        f.name = bind_column_name(L, m, k);
        bind_must(L, nd_record_put(m, f, &e), &e);
        lua_settop(L, top);
    }
    bind_must(L, nd_record_end_size(m, d.unit, d.itemsize, &d, &e), &e);
    return d;
}

/* --- types that are not given ------------------------------------------------------------------------------ */

static nd_type wider(nd_type t) { return t == ND_BOOL ? ND_I64 : t == ND_I64 ? ND_F64 : t == ND_F64 ? ND_C128 : ND_STR; }

static void guess_field(lua_State *L, const gathering *g, ptrdiff_t k, nd_word f) {
    char    room[16];
    column *c = &g->column[k];
    size_t  n = nd_field_width(f);
    if (n > c->width) c->width = n;
    while (c->type != ND_STR && !store_value(nd_dtype_of(c->type), room, f)) {
        if (is_missing(L, g, k, f)) return;
        c->type = wider(c->type);
    }
    c->seen = true;
}

static void guess_types(lua_State *L, gathering *g) {
    size_t  width = 1;
    nd_type type = ND_NTYPES;
    bool    mixed = false;
    for (start(g); next_row(L, g);) {
        if (!fits(g)) continue;
        for (ptrdiff_t k = 0; k < g->columns; k++) guess_field(L, g, k, nd_table_field(&g->t->rows, (size_t)g->column[k].at));
        g->rows++;
    }
    for (ptrdiff_t k = 0; k < g->columns; k++) {
        column *c = &g->column[k];
        if (c->width > width) width = c->width;
        c->d = c->type == ND_STR ? nd_dtype_str(c->width ? c->width : 1) : nd_dtype_of(c->type);
        if (!c->seen) continue;
        mixed |= type != ND_NTYPES && type != c->type;
        if (type == ND_NTYPES) type = c->type;
    }
    if (type == ND_NTYPES) type = ND_BOOL;
    g->d = type == ND_STR ? nd_dtype_str(width) : nd_dtype_of(type);
    if (mixed || bind_given(L, BIND_NAMES)) g->d = type_of_columns(L, g);
}

/* --- values ------------------------------------------------------------------------------------------------- */

static void store_field(lua_State *L, const gathering *g, ptrdiff_t k, char *p) {
    const column *c = &g->column[k];
    nd_word       f = nd_table_field(&g->t->rows, (size_t)c->at);
    if (bind_table_converter(L, g->converters, c->at)) {
        bind_table_convert(L, lua_gettop(L), f, c->d, p);
        lua_pop(L, 1);
        return;
    }
    bool good = store_value(c->d, p, f);
    if (good && !(c->d.type == ND_STR && f.n == 0 && c->has_fill)) return;
    if (!g->loose && !is_missing(L, g, k, f)) {
        lua_pushlstring(L, f.text, f.n);
        bind_error(L, ERR_VALUE, "Cannot convert string '%s'", lua_tostring(L, -1));
    }
    store_hole(L, c, c->d, p);
}

static void complain(lua_State *L, gathering *g) {
    if (!g->shown) return;
    lua_pushfstring(L, "Some errors were detected !%s", buf_failed(&g->t->complaints) ? "" : g->t->complaints.text);
    if (g->invalid_raise) bind_error(L, ERR_VALUE, "%s", lua_tostring(L, -1));
    nd_warn(bind_ctx_of(L), "ConversionWarning", lua_tostring(L, -1));
}

/* Where each column goes in a row: elements side by side, or the values of a record. */
static void lay_out(lua_State *L, gathering *g) {
    /* Names make records of a plain type. */
    if (!g->guess && bind_given(L, BIND_NAMES) && !nd_is_record(g->d)) {
        for (ptrdiff_t k = 0; k < g->columns; k++) g->column[k].d = g->d;
        g->d = type_of_columns(L, g);
    } else if (!g->guess && bind_given(L, BIND_NAMES)) g->d = named_type(L, g->d);
    g->records = nd_is_record(g->d);
    g->row_size = g->records ? g->d.itemsize : (size_t)g->columns * g->d.itemsize;
    if (!g->records) {
        for (ptrdiff_t k = 0; k < g->columns; k++) g->column[k].d = g->d, g->column[k].offset = (size_t)k * g->d.itemsize;
        return;
    }
    bind_leaf *leaf = lua_newuserdatauv(L, sizeof *leaf * BIND_LEAVES, 0);
    const int  n = bind_record_leaves(g->d, 0, leaf, 0);
    if (n < g->columns) g->columns = n < 0 ? 0 : n, g->t->wanted = (int)g->columns;
    for (ptrdiff_t k = 0; k < g->columns; k++) g->column[k].d = leaf[k].d, g->column[k].offset = leaf[k].offset;
}

static void gather(lua_State *L, gathering *g) {
    if (g->guess) guess_types(L, g);
    if (nd_is_unsized(g->d)) {
        size_t width = 1;
        for (ptrdiff_t k = 0; k < g->columns; k++) g->column[k].type = ND_STR;
        for (start(g); next_row(L, g); g->rows++)
            for (size_t k = 0; k < g->t->rows.n; k++) {
                size_t n = nd_field_width(nd_table_field(&g->t->rows, k));
                if (n > width) width = n;
            }
        g->d = g->d.type == ND_STR ? nd_dtype_str(width) : nd_dtype_bytes((nd_type)g->d.type, width);
    }
    lay_out(L, g);
    for (start(g); next_row(L, g);) {
        if (!fits(g)) continue;
        char *row = bind_table_room(L, g->t, g->row_size);
        for (ptrdiff_t k = 0; k < g->columns; k++) store_field(L, g, k, row + g->column[k].offset);
        g->rows++;
    }
    /* Bad lines at the end are part of the footer. */
    if (g->invalid && g->skip_footer > 0) {
        size_t all = g->rows + g->invalid, good = g->rows;
        g->last_line = (size_t)g->skip_header + ((int64_t)all > g->skip_footer ? all - (size_t)g->skip_footer : 0);
        for (start(g); next_row(L, g);) (void)fits(g);
        g->rows = good;
        g->skip_footer -= (int64_t)(g->invalid - g->shown);
    }
    complain(L, g);
    size_t row = g->row_size, keep = (int64_t)g->rows > g->skip_footer ? g->rows - (size_t)g->skip_footer : 0;
    if (g->skip_footer > 0) buf_cut(&g->t->values, keep * row);
    if (g->skip_footer > 0) g->rows = keep;
}

/* --- arguments ------------------------------------------------------------------------------------------------ */

static void read_delimiter(lua_State *L, bind_table *t, int i) {
    if (!bind_given(L, i)) return;
    if (lua_type(L, i) == LUA_TSTRING) {
        t->o.delimiter = (nd_word){lua_tostring(L, i), lua_rawlen(L, i)};
        return;
    }
    t->o.repeat = lua_isinteger(L, i);
    t->o.widths = bind_arg_integers(L, i, &t->o.nwidths);
    for (int k = 0; k < t->o.nwidths; k++)
        if (t->o.widths[k] < 0 || (t->o.repeat && t->o.widths[k] == 0)) bind_error(L, ERR_VALUE, "delimiter: widths must be positive");
}

static void refuse_masks(lua_State *L) {
    if (bind_arg_bool(L, 19, false)) bind_error(L, ERR_NOT_IMPLEMENTED, "genfromtxt: usemask is not supported: read with filling_values, then np.ma.masked_invalid");
    if (bind_given(L, 7) && lua_type(L, 7) != LUA_TTABLE)
        bind_error(L, ERR_TYPE, "The input argument 'converter' should be a valid dictionary (got '<class '%s'>' instead)", bind_type_name(L, 7));
}

static int empty_input(lua_State *L, const gathering *g) {
    err       e;
    size_t    mark = bind_text_begin(L);
    ptrdiff_t none = 0;
    bind_str(L, 1, bind_scratch(L));
    bind_text_push(L, mark);
    lua_pushfstring(L, "genfromtxt: Empty input file: \"%s\"", lua_tostring(L, -1));
    nd_warn(bind_ctx_of(L), "UserWarning", lua_tostring(L, -1));
    nd_dtype d = g->guess ? nd_dtype_of(ND_BOOL) : g->d;
    return bind_push_array(L, bind_need(L, nd_new(bind_ctx_of(L), d, 1, &none, 'C', &e), &e));
}

static int l_genfromtxt(lua_State *L) {
    static const bind_sig sig = {"genfromtxt", "fname dtype comments delimiter skip_header skip_footer converters missing_values filling_values usecols "
                                 "names excludelist deletechars replace_space autostrip case_sensitive defaultfmt unpack usemask loose invalid_raise "
                                 "max_rows encoding * ndmin like", 1};
    bind_args(L, &sig);
    refuse_masks(L);
    gathering g = {.d = nd_dtype_of(ND_F64), .missing = 8, .filling = 9, .converters = 7, .t = bind_push_table(L)};
    g.guess = bind_is_none(L, 2);
    bind_arg_dtype(L, 2, &g.d);
    g.t->o.split = ND_SPLIT_LINES;
    g.t->o.strip = bind_arg_bool(L, 15, false);
    bind_table_comments(L, g.t, 3, "#");
    read_delimiter(L, g.t, 4);
    g.skip_header = bind_arg_int(L, 5, 0);
    g.skip_footer = bind_arg_int(L, 6, 0);
    g.loose = bind_arg_bool(L, 20, true);
    g.invalid_raise = bind_arg_bool(L, 21, true);
    int ndmin = bind_table_ndmin(L, 24);
    if (bind_given(L, 22)) {
        g.most = bind_arg_int(L, 22, 0);
        if (g.skip_footer) return bind_error(L, ERR_VALUE, "The keywords 'skip_footer' and 'max_rows' can not be specified at the same time.");
        if (g.most < 1) return bind_error(L, ERR_VALUE, "'max_rows' must be at least 1.");
    }
    bind_table_columns(L, g.t, 10);
    bind_table_text(L, g.t, 1, "genfromtxt");
    bind_settle_names(L, g.t, &g.skip_header);
    find_columns(L, &g);
    if (g.columns == 0) return empty_input(L, &g);
    read_fillings(L, &g);
    gather(L, &g);
    g.t->rows.line = g.rows;
    return bind_table_push(L, g.t, g.d, g.records ? 1 : g.columns, ndmin, bind_arg_bool(L, 18, false));
}

void bind_open_genfromtxt(lua_State *L) {
    lua_pushcfunction(L, l_genfromtxt);
    lua_setfield(L, -2, "genfromtxt");
}
