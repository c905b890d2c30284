/* bind/bind_explain.c: what to say under a failure: how shapes line up, the name that was meant, and what
 * the notation knows of such lines (notation_advise).                                                    */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bind/bind_value.h"

/* --- the broadcast ruler --------------------------------------------------------------------------- */

enum { SHAPES_MAX = 4, AXES_MAX = 12 };

typedef struct ruler {
    int  n, ndim[SHAPES_MAX], widest;           /* shapes; their axes; the most axes */
    long shape[SHAPES_MAX][AXES_MAX];
} ruler;

/* "(2,3)": false when it is no shape. */
static bool read_shape(ruler *r, const char **text) {
    char *end;
    if (r->n == SHAPES_MAX || **text != '(') return false;
    int k = 0;
    for (const char *p = *text + 1;; p = end) {
        while (*p == ',' || *p == ' ') p++;
        if (*p == ')') {
            r->ndim[r->n++] = k;
            if (k > r->widest) r->widest = k;
            *text = p + 1;
            return true;
        }
        if (k == AXES_MAX) return false;
        r->shape[r->n][k++] = strtol(p, &end, 10);
        if (end == p) return false;
    }
}

/* Every shape that the message names. */
static void read_shapes(ruler *r, const char *text) {
    for (const char *p = strchr(text, '('); p; p = strchr(p, '('))
        if (!read_shape(r, &p)) p++;
}

/* The length of shape k on axis `from_right`; -1: it has no such axis. */
static long length_at(const ruler *r, int k, int from_right) {
    int axis = r->ndim[k] - 1 - from_right;
    return axis < 0 ? -1 : r->shape[k][axis];
}

/* The last shape is one that cannot be stretched when into is set. */
static bool clashes(const ruler *r, int from_right, bool into) {
    long seen = -1;
    if (into) {
        long from = length_at(r, 0, from_right), to = length_at(r, 1, from_right);
        return from > 1 ? from != to : from == 0 && to != 0;
    }
    for (int k = 0; k < r->n; k++) {
        long length = length_at(r, k, from_right);
        if (length < 0 || length == 1) continue;
        if (seen >= 0 && seen != length) return true;
        seen = length;
    }
    return false;
}

static int column_width(const ruler *r, int from_right) {
    int most = 1;
    for (int k = 0; k < r->n; k++) {
        char text[24];
        int  width = snprintf(text, sizeof text, "%ld", length_at(r, k, from_right));
        if (length_at(r, k, from_right) >= 0 && width > most) most = width;
    }
    return most;
}

static void draw(const ruler *r, bool into, buf *out) {
    buf_puts(out, into ? "shapes line up at the right; the second cannot be stretched:\n"
                       : "shapes line up at the right; lengths must be equal or 1:\n");
    for (int k = 0; k <= r->n; k++) {
        size_t start = out->n;
        for (int at = r->widest - 1; at >= 0; at--) {
            int width = column_width(r, at) + 2;
            if (k == r->n) buf_printf(out, "%*s", width, clashes(r, at, into) ? "^" : "");
            else if (length_at(r, k, at) < 0) buf_printf(out, "%*s", width, "");
            else buf_printf(out, "%*ld", width, length_at(r, k, at));
        }
        while (out->n > start && out->text[out->n - 1] == ' ') buf_cut(out, out->n - 1);
        if (k < r->n) buf_putc(out, '\n');
    }
}

static void explain_shapes(bind_problem *p, buf *out) {
    ruler r = {0};
    bool  into = strstr(p->text, "could not broadcast input array") != NULL;
    if (!into && !strstr(p->text, "could not be broadcast together") && !strstr(p->text, "non-broadcastable output")) return;
    read_shapes(&r, p->text);
    if (r.n >= 2 && r.widest > 0 && (!into || r.n == 2)) draw(&r, into, out);
}

/* --- names ---------------------------------------------------------------------------------------------- */

/* What follows `before` in the message, up to a quote or a question mark. */
static bool word_after(const char *text, const char *before, char *out, size_t room) {
    const char *at = strstr(text, before);
    if (!at) return false;
    at += strlen(before);
    snprintf(out, room, "%.*s", (int)strcspn(at, "'?"), at);
    return out[0] != 0;
}

static bool np_has(lua_State *L, const char *name) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, bind_state_at(L)->np_ref);
    lua_pushstring(L, name);
    bool has = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 2);
    return has;
}

static bool is_name(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

static size_t count_word(const char *text, size_t n, const char *word, size_t width) {
    size_t count = 0;
    for (size_t k = 0; k + width <= n; k++)
        count += strncmp(text + k, word, width) == 0 && (k == 0 || !is_name(text[k - 1])) && (k + width == n || !is_name(text[k + width]));
    return count;
}

static bool is_unset(lua_State *L, const char *name) {
    static const char *const words = " and or not nil true false function end return local if then else elseif for in do while repeat until break goto ";
    char                     spaced[40];
    snprintf(spaced, sizeof spaced, " %s ", name);
    if (strstr(words, spaced) || (name[0] >= '0' && name[0] <= '9')) return false;
    lua_pushglobaltable(L);
    lua_pushstring(L, name);
    bool unset = lua_rawget(L, -2) == LUA_TNIL;
    lua_pop(L, 2);
    return unset;
}

static bool is_assignment(const char *line, size_t length, size_t k) {
    return k < length && line[k] == '=' && (k + 1 == length || line[k + 1] != '=') && (k == 0 || !strchr("=<>~!", line[k - 1]));
}

/* Where the values of an assignment begin: after its sign, outside brackets. */
static size_t values_at(const char *line, size_t length) {
    int depth = 0;
    for (size_t k = 0; k < length; k++) {
        depth += strchr("([{", line[k]) ? 1 : strchr(")]}", line[k]) ? -1 : 0;
        if (depth == 0 && is_assignment(line, length, k)) return k + 1;
    }
    return 0;
}

/* Nil was met: a name of the line that the text has nowhere else, and that is no global. */
static bool find_unset(const bind_problem *p, lua_State *L, const char *source, size_t n, char name[32]) {
    size_t      length = 0;
    const char *line = strstr(p->text, "nil") && p->line > 0 ? bind_source_line(source, n, p->line, &length) : NULL;
    for (size_t k = line ? values_at(line, length) : 0, end; line && k < length; k = end) {
        for (end = k; end < length && is_name(line[end]); end++) {}
        if (end == k) end++;
        else if (!is_assignment(line, length, end) && end - k < 32 && (k == 0 || !strchr(".:'\"", line[k - 1])) && count_word(source, n, line + k, end - k) == 1) {
            snprintf(name, 32, "%.*s", (int)(end - k), line + k);
            if (is_unset(L, name)) return true;
        }
    }
    return false;
}

/* "(global 'nmae')": the nearest global, or np's own of that name. */
static void explain_nil(const bind_problem *p, lua_State *L, const char *source, size_t n, buf *out) {
    char name[32];
    if (!lua_checkstack(L, 8)) return;
    bool told = strstr(p->text, "nil value") && word_after(p->text, "(global '", name, sizeof name);
    if (!told && !find_unset(p, L, source, n, name)) return;
    bind_nearest near = {.name = name};
    lua_pushglobaltable(L);
    bind_nearest_table(&near, L, lua_gettop(L));
    lua_pop(L, 1);
    buf_printf(out, "nothing is called %s", name);
    if (np_has(L, name)) buf_printf(out, ": did you mean np.%s?", name);
    else if (near.best) buf_printf(out, ": did you mean %s?", near.best);
}

/* The line with the name that was meant, when the hint has one. */
static void rewrite_name(const bind_problem *p, const char *hint, const char *source, size_t n, notation_advice *a) {
    char        right[80], wrong[80];
    const char *part = right;
    if (!word_after(hint, "did you mean ", right, sizeof right)) return;
    bool attribute = word_after(p->text, "has no attribute '", wrong, sizeof wrong);
    if (attribute && strrchr(right, '.')) part = strrchr(right, '.') + 1;
    bool unset = !attribute && word_after(hint, "nothing is called ", wrong, sizeof wrong);
    if (unset) wrong[strcspn(wrong, ":")] = 0;
    if (attribute || unset) notation_advise_name(source, n, p->line, wrong, part, a);
}

/* --- all of it ---------------------------------------------------------------------------------------------- */

/* What the translator noted about the line, for a failure of this kind. */
static void add_notes(const bind_problem *p, const notation_out *text, buf *out) {
    for (size_t k = 0; text && k < text->nnotes; k++) {
        const notation_note *note = &text->notes[k];
        if (note->line != p->line || !strstr(p->text, note->about)) continue;
        if (out->n) buf_putc(out, '\n');
        buf_puts(out, note->text);
    }
}

/* The name that the message is about, where its line has it once: that is the place. */
static void find_place(bind_problem *p, const char *source, size_t n) {
    static const char *const before[] = {"(global '", "(local '", "(upvalue '", "(field '", "(method '", "has no attribute '"};
    char        name[80] = "";
    size_t      length = 0, found = 0;
    const char *line = p->line > 0 ? bind_source_line(source, n, p->line, &length) : NULL;
    for (size_t k = 0; k < sizeof before / sizeof *before && !name[0]; k++) word_after(p->text, before[k], name, sizeof name);
    size_t width = strlen(name);
    if (!line || !width || p->column > 0) return;
    for (size_t k = 0; k + width <= length; k++) {
        bool here = strncmp(line + k, name, width) == 0 && (k == 0 || !is_name(line[k - 1])) && (k + width == length || !is_name(line[k + width]));
        if (!here) continue;
        p->column = (int)k + 1;
        found++;
    }
    p->width = found == 1 ? (int)width : 0;
    if (found != 1) p->column = 0;
}

void bind_explain(bind_problem *p, lua_State *L, const char *source, size_t n) {
    buf             out;
    notation_advice a = {.hint = ""};
    buf_init(&out);
    notation_advise(source, n, p->line, p->text, &a);
    add_notes(p, bind_state_at(L)->text, &out);
    if (!out.n && (!p->hint[0] || strncmp(p->hint, "nil is what", 11) == 0)) explain_nil(p, L, source, n, &out);
    if (!out.n) buf_puts(&out, p->hint);
    if (!out.n) explain_shapes(p, &out);
    if (!out.n && a.hint[0]) buf_puts(&out, a.hint);
    if (!out.n && strstr(p->text, "stack overflow")) buf_puts(&out, "a function calls itself without end");
    if (!buf_failed(&out)) snprintf(p->hint, sizeof p->hint, "%s", out.text);
    if (!a.rewrite[0]) rewrite_name(p, p->hint, source, n, &a);
    bind_take_advice(p, &a);
    find_place(p, source, n);
    buf_free(&out);
}
