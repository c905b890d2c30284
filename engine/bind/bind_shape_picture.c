/* bind/bind_shape_picture.c: np.explain, and np.explain(a, b): how shapes broadcast.
 *
 * Shapes stand one below the other, their last axes aligned; each axis is explained in a line of
 * its own.                                                                                     */
#include <stdio.h>
#include <string.h>

#include "bind/bind_picture.h"

typedef struct ruler {
    const bind_shape *s;
    int               n, ndim, columns;     /* shapes; axes of the result */
    int               width[ND_MAXDIMS];    /* of each column */
    int               clashes;
} ruler;

/* The length of shape k on axis i of the result; -1: it has no such axis. */
static ptrdiff_t length_at(const ruler *r, int k, int i) {
    int axis = i - (r->ndim - r->s[k].ndim);
    return axis < 0 ? -1 : r->s[k].shape[axis];
}

/* What the lengths on axis i become; -1: they clash. */
static ptrdiff_t result_at(const ruler *r, int i) {
    ptrdiff_t got = 1;
    for (int k = 0; k < r->n; k++) {
        ptrdiff_t n = length_at(r, k, i);
        if (n < 0 || n == 1 || n == got) continue;
        if (got != 1) return -1;
        got = n;
    }
    return got;
}

static void measure(ruler *r) {
    for (int k = 0; k < r->n; k++) r->ndim = r->s[k].ndim > r->ndim ? r->s[k].ndim : r->ndim;
    for (int i = 0; i < r->ndim; i++) {
        r->width[i] = 1;
        for (int k = 0; k < r->n; k++) {
            char      text[32];
            ptrdiff_t n = length_at(r, k, i);
            int       w = n < 0 ? 1 : snprintf(text, sizeof text, "%td", n);
            if (w > r->width[i]) r->width[i] = w;
        }
        r->clashes += result_at(r, i) < 0;
    }
}

static int total_width(const ruler *r) {
    int w = 10;
    for (int i = 0; i < r->ndim; i++) w += r->width[i] + 3;
    return w;
}

static void put_row(buf *out, const ruler *r, const char *name, int k) {
    size_t start = out->n;
    buf_printf(out, "%8s  ", name);
    for (int i = 0; i < r->ndim; i++) {
        ptrdiff_t n = k < 0 ? result_at(r, i) : length_at(r, k, i);
        if (k >= 0 && n < 0) buf_printf(out, "%*s   ", r->width[i], "");
        else if (n < 0) buf_printf(out, "%*s   ", r->width[i], "x");
        else buf_printf(out, "%*td   ", r->width[i], n);
    }
    while (out->n > start && !buf_failed(out) && out->text[out->n - 1] == ' ') buf_cut(out, out->n - 1);
    buf_putc(out, '\n');
}

static void draw_table(buf *out, const ruler *r) {
    for (int k = 0; k < r->n; k++) put_row(out, r, (char[]){(char)('a' + k), 0}, k);
    buf_fill(out, ' ', 10);
    int w = total_width(r) - 13;
    buf_fill(out, '-', (size_t)(w < 1 ? 1 : w));
    buf_putc(out, '\n');
    put_row(out, r, "result", -1);
}

/* "a, c", of those for which wanted holds. */
static int list_names(const ruler *r, int i, ptrdiff_t wanted, char *text, size_t room) {
    int    found = 0;
    size_t used = 0;
    text[0] = 0;
    for (int k = 0; k < r->n && used < room; k++) {
        if (length_at(r, k, i) != wanted) continue;
        int n = snprintf(text + used, room - used, "%s%c", found ? ", " : "", 'a' + k);
        used += n > 0 ? (size_t)n : 0;
        found++;
    }
    return found;
}

static void say_axis(buf *out, const ruler *r, int i) {
    char      none[64], one[64];
    ptrdiff_t got = result_at(r, i);
    int       without = list_names(r, i, -1, none, sizeof none), ones = got != 1 ? list_names(r, i, 1, one, sizeof one) : 0;
    buf_printf(out, "axis %d: ", i);
    if (got < 0) {
        const char *join = "";
        for (int k = 0; k < r->n; k++) {
            ptrdiff_t n = length_at(r, k, i);
            if (n < 0 || n == 1) continue;
            buf_printf(out, "%s%c has %td", join, 'a' + k, n);
            join = ", ";
        }
        buf_puts(out, ": they differ and none is 1, so they clash\n");
        return;
    }
    if (!without && !ones) buf_printf(out, "all have %td\n", got);
    if (ones) buf_printf(out, "%s %s 1, stretched to %td%s", one, ones > 1 ? "have" : "has", got, without ? "; " : "\n");
    if (without) buf_printf(out, "%s %s no such axis, repeated %td time%s\n", none, without > 1 ? "have" : "has", got, got == 1 ? "" : "s");
}

/* Two shapes that clash: does one of them fit with a new last axis? */
static void advise(buf *out, const ruler *r) {
    if (r->n != 2) return;
    for (int k = 0; k < 2; k++) {
        bind_shape two[2] = {r->s[0], r->s[1]};
        if (two[k].ndim >= two[1 - k].ndim || two[k].ndim + 1 >= ND_MAXDIMS || two[k].ndim == 0) continue;
        two[k].shape[two[k].ndim++] = 1;
        ruler t = {.s = two, .n = 2};
        measure(&t);
        if (t.clashes) continue;
        char shape[ND_SHAPE_TEXT];
        nd_shape_text(two[k].ndim, two[k].shape, shape);
        buf_printf(out, "%c[..., None], of shape %s, would fit\n", 'a' + k, shape);
    }
}

static void say_result(buf *out, const ruler *r) {
    char      text[ND_SHAPE_TEXT];
    ptrdiff_t shape[ND_MAXDIMS];
    size_t    size;
    if (r->clashes) {
        buf_puts(out, "operands could not be broadcast together with shapes");
        for (int k = 0; k < r->n; k++) {
            nd_shape_text_compact(r->s[k].ndim, r->s[k].shape, text);
            buf_printf(out, " %s", text);
        }
        buf_putc(out, '\n');
        advise(out, r);
        return;
    }
    for (int i = 0; i < r->ndim; i++) shape[i] = result_at(r, i);
    nd_shape_text(r->ndim, shape, text);
    if (nd_shape_size(r->ndim, shape, 1, &size, NULL)) buf_printf(out, "result: shape %s, too large to make\n", text);
    else buf_printf(out, "result: shape %s, %zu element%s; nothing is copied to stretch an operand\n", text, size, size == 1 ? "" : "s");
}

void bind_draw_broadcast(buf *out, const bind_shape *s, int n, int columns) {
    enum { AXES_SHOWN = 16 };
    ruler r = {.s = s, .n = n, .columns = columns};
    measure(&r);
    if (r.ndim && total_width(&r) <= columns) draw_table(out, &r), buf_putc(out, '\n');
    for (int i = 0; i < r.ndim; i++) {
        int left = r.ndim - i;
        if (left <= AXES_SHOWN || result_at(&r, i) < 0) say_axis(out, &r, i);
    }
    if (r.ndim > AXES_SHOWN) buf_printf(out, "(only the last %d axes, and those that clash)\n", AXES_SHOWN);
    if (r.ndim == 0) buf_puts(out, "no axes: single numbers\n");
    say_result(out, &r);
}

/* --- np.explain ----------------------------------------------------------------------------------------- */

/* A tuple of whole numbers is a shape; anything else is taken as an array. */
static bool is_shape(lua_State *L, int i) {
    ptrdiff_t n = bind_is_tuple(L, i) ? bind_seq_len(L, i) : -1;
    if (n < 0 || n > ND_MAXDIMS) return false;
    for (ptrdiff_t k = 0; k < n; k++) {
        bind_seq_get(L, i, (size_t)k);
        bool whole = lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 0;
        lua_pop(L, 1);
        if (!whole) return false;
    }
    return true;
}

static void take_shape(lua_State *L, int i, bind_shape *s) {
    if (is_shape(L, i)) {
        s->ndim = bind_arg_shape(L, i, s->shape);
        return;
    }
    const nd_array *a = bind_arg_any(L, i);
    s->ndim = a->ndim;
    for (int k = 0; k < a->ndim; k++) s->shape[k] = a->shape[k];
}

/* Lines that are too long go on in the next, four columns in. */
static void wrap(buf *out, const char *text, size_t columns) {
    size_t column = 0;
    for (const char *p = text; *p;) {
        size_t word = strcspn(p + (*p == ' '), " \n") + (*p == ' ');
        bool   over = column + word > columns && *p == ' ';
        if (over) buf_puts(out, "\n   "), column = 3;
        buf_add(out, p, word);
        column += word, p += word;
        if (*p == '\n') buf_putc(out, *p++), column = 0;
    }
}

/* explain(a): its memory. explain(a, b, ...): how arrays or shapes, given as tuples, broadcast. Printed. */
static int l_explain(lua_State *L) {
    bind_state *s = bind_state_at(L);
    bind_shape  shapes[BIND_SHAPES_MAX];
    int         n = bind_args_any(L, "explain", ""), columns = s->options.columns > 0 ? s->options.columns : 80;
    if (n < 1 || n > BIND_SHAPES_MAX) return bind_error(L, ERR_TYPE, "explain() takes from 1 to %d arrays but %d were given", BIND_SHAPES_MAX, n);
    if (columns > 120) columns = 120;
    const nd_array *a = n == 1 ? bind_arg_any(L, 1) : NULL;
    for (int i = 0; n > 1 && i < n; i++) take_shape(L, i + 1, &shapes[i]);
    buf drawn;
    buf_init(&drawn);
    if (a) bind_draw_memory(&drawn, a, columns);
    else bind_draw_broadcast(&drawn, shapes, n, columns);
    size_t mark = bind_text_begin(L), length;
    wrap(bind_scratch(L), drawn.text, (size_t)columns);
    if (buf_failed(&drawn)) bind_scratch(L)->failed = true;
    buf_free(&drawn);
    bind_text_push(L, mark);
    const char *text = lua_tolstring(L, -1, &length);
    bind_write(s, text, length);
    return 0;
}

void bind_open_explain(lua_State *L) {
    lua_pushcfunction(L, l_explain);
    lua_setfield(L, -2, "explain");
}
