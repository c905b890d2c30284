/* notation/subscript.c: what stands in square brackets, and what `[[` means.
 *
 * `[[` always lexes as Lua's long string. Where the text also reads as brackets, both
 * readings are tried and their ends compared; the outcome is kept a byte a place, so
 * no place is tried twice. */
#include "parse.h"

#include <string.h>

#include "base/mem.h"

#define KEYS_MAX 64               /* an array has no more axes */

typedef enum site { SITE_NEW, SITE_STRING, SITE_SAME_END, SITE_OTHER_END } site;

/* --- items ---------------------------------------------------------------------- */

static bool ends_item(token_kind k) { return k == T_COMMA || k == T_RBRACKET; }

static bool is_colon(token_kind k) { return k == T_COLON || k == T_COLON2; }

static int32_t item_node(parser *p, uint32_t start, char letter) {
    int32_t i = notation_node(p, N_ITEM, start);
    if (i >= 0) p->nodes[i].op = (unsigned char)letter;
    return i;
}

static int32_t slice_part(parser *p) {
    return ends_item(p->tok.kind) || is_colon(p->tok.kind) ? -1 : notation_expr(p);
}

/* tok is the first colon; start is the part before it, or -1. */
static int32_t slice(parser *p, uint32_t from, int32_t start) {
    int32_t stop = -1, step = -1;
    uint32_t first = p->tok.start, second = NONE;
    bool two = p->tok.kind == T_COLON2;
    p->colons = COLON_SLICE;
    p->extended = true;
    notation_advance(p);
    if (!two) {
        stop = slice_part(p);
        second = p->tok.kind == T_COLON ? p->tok.start : NONE;
    }
    if (two || notation_accept(p, T_COLON)) step = slice_part(p);
    if (is_colon(p->tok.kind)) notation_fail_at(p, p->tok.start, p->tok.end, "a slice has at most two colons");
    int32_t i = item_node(p, from, 's');
    if (i < 0) return i;
    node *n = &p->nodes[i];
    n->a = start;
    n->b = stop;
    n->c = step;
    n->at = first;
    n->at2 = second;
    if (two) n->flags |= F_DOUBLE_COLON;
    return i;
}

/* None is a literal only when it is nobody's local. */
static bool is_none(const parser *p, int32_t e) {
    const node *n = &p->nodes[e];
    if (n->kind == N_NAME) return n->var < 0 && notation_text_is(p, n->start, n->end - n->start, "None");
    return n->kind == N_FIELD && p->nodes[n->a].kind == N_NAME && notation_is_np_chain(p, e) &&
           notation_text_is(p, n->at2, n->end - n->at2, "newaxis");
}

/* want_list: not Lua's a[ [[text]] ], so `[[` is rather two brackets. */
static int32_t item(parser *p, bool want_list) {
    uint32_t from = p->tok.start;
    p->colons = COLON_EITHER;
    if (is_colon(p->tok.kind)) return slice(p, from, -1);
    if (p->tok.kind == T_DOTS && ends_item(notation_ahead(p))) {
        notation_advance(p);
        return item_node(p, from, 'e');
    }
    p->want_list = want_list;
    int32_t e = notation_expr(p);
    if (p->failed) return -1;
    if (is_colon(p->tok.kind)) return slice(p, from, e);
    int32_t i = item_node(p, from, is_none(p, e) ? 'n' : 'i');
    if (i >= 0) p->nodes[i].a = e;
    return i;
}

/* Items up to the closing bracket, which is taken too. */
static int32_t items(parser *p, const token *open, uint32_t *n, uint32_t *comma) {
    colon_mode saved = p->colons;
    int32_t first = -1, last = -1;
    *n = 0;
    *comma = NONE;
    if (p->tok.kind == T_RBRACKET) notation_fail_token(p, "a subscript is empty");
    while (!p->failed && p->tok.kind != T_RBRACKET) {
        int32_t i = item(p, last >= 0 || p->tok.start == open->end);
        if (p->failed) return -1;
        if (last < 0) first = i;
        else p->nodes[last].next = i;
        last = i;
        if (++*n > KEYS_MAX) notation_fail_at(p, p->tok.start, p->tok.end, "more than %d keys in a subscript", KEYS_MAX);
        *comma = p->tok.kind == T_COMMA ? p->tok.start : NONE;
        if (*comma != NONE) p->nodes[i].var = (int32_t)p->tok.start;
        if (!notation_accept(p, T_COMMA)) break;
    }
    p->colons = saved;
    notation_close(p, T_RBRACKET, "']'", open);
    return first;
}

/* Lua's own a[i]: one key, an expression. a[()] is an index by nothing at all. */
static bool is_plain(parser *p, const node *n) {
    const node *i = &p->nodes[n->b];
    if (n->n != 1 || n->at2 != NONE) return false;
    if (i->op == 'n') return true;
    return i->op == 'i' && !(p->nodes[i->a].kind == N_TUPLE && p->nodes[i->a].n == 0);
}

static void finish_index(parser *p, node *n) {
    if (is_plain(p, n)) return;
    n->flags |= F_EXTENDED;
    node *only = n->n == 1 && n->at2 == NONE ? &p->nodes[n->b] : NULL;
    if (only && only->op == 'e' && notation_is_vararg(p)) only->op = 'v';   /* valid Lua */
    else p->extended = true;
}

/* tok is the bracket that opens the subscript. */
static int32_t subscript(parser *p, int32_t base, node_kind kind) {
    token open = p->tok;
    uint32_t count, comma;
    notation_advance(p);
    int32_t first = items(p, &open, &count, &comma);
    if (p->failed) return -1;
    int32_t i = notation_node(p, kind, base < 0 ? open.start : p->nodes[base].start);
    if (i < 0) return i;
    node *n = &p->nodes[i];
    n->a = base;
    n->b = first;
    n->n = count;
    n->at = open.start;
    n->at2 = comma;
    if (kind == N_INDEX) finish_index(p, n);
    return i;
}

/* f[[0, 2]] = v: nothing can be assigned to a call, so these are brackets. */
void notation_as_index(parser *p, int32_t i) {
    p->nodes[i].kind = N_INDEX;
    p->extended = true;
    finish_index(p, &p->nodes[i]);
}

int32_t notation_index(parser *p, int32_t base) { return subscript(p, base, N_INDEX); }

int32_t notation_list(parser *p, bool prefer_lists) {
    token open = p->tok;
    colon_mode saved = p->colons;
    int32_t first = -1, last = -1;
    uint32_t n = 0, comma = NONE;
    p->colons = COLON_METHOD;
    notation_advance(p);
    while (!p->failed && p->tok.kind != T_RBRACKET) {
        p->want_list = prefer_lists;
        int32_t e = notation_expr(p);
        if (p->failed) return -1;
        if (last < 0) first = e;
        else p->nodes[last].next = e;
        last = e;
        n++;
        comma = p->tok.kind == T_COMMA ? p->tok.start : NONE;
        if (!notation_accept(p, T_COMMA)) break;
    }
    p->want_list = false;
    p->colons = saved;
    notation_close(p, T_RBRACKET, "']'", &open);
    int32_t i = notation_node(p, N_LIST, open.start);
    if (i < 0) return i;
    p->nodes[i].a = first;
    p->nodes[i].n = n;
    p->nodes[i].at2 = comma;
    return i;
}

/* --- two readings ------------------------------------------------------------------- */

static unsigned char *site_of(parser *p, uint32_t at) {
    if (!p->sites) p->sites = mem_zalloc(p->lx.n + 1, 1, NULL);
    if (p->sites) return &p->sites[at];
    p->memory = true;
    notation_fail_at(p, at, at, "out of memory");
    return NULL;
}

/* Going back restores counts; the arrays themselves may have moved meanwhile. */
static void keep_room(parser *p, const parser *tried) {
    p->nodes = tried->nodes;
    p->vars = tried->vars;
    p->active = tried->active;
    p->labels = tried->labels;
    p->gotos = tried->gotos;
    p->scopes = tried->scopes;
    p->notes = tried->notes;
    p->names = tried->names;
    p->candidates = tried->candidates;
    p->stores = tried->stores;
    p->sites = tried->sites;
    p->room = tried->room;
    p->lx.hash_sites |= tried->lx.hash_sites;
}

/* What the brackets may hold is tried in a function without varargs: f[[...]] stays a
 * call, and the list goes into a function of its own. */
static bool read_brackets(parser *p, bool suffix, uint32_t *end) {
    parser saved = *p;
    p->trial++;
    notation_scope_open(p, (scope){ .function = true });
    notation_lex_single(&p->lx, &p->tok);
    p->has_ahead = false;
    if (suffix) subscript(p, -1, N_LSEL);
    else notation_list(p, true);
    bool ok = !p->failed;
    *end = p->prev_end;
    parser tried = *p;
    *p = saved;
    keep_room(p, &tried);
    if (tried.memory) {
        p->memory = true;
        notation_fail_at(p, p->tok.start, p->tok.end, "out of memory");
    }
    return ok;
}

static site judge(parser *p, bool suffix) {
    unsigned char *known = site_of(p, p->tok.start);
    if (!known) return SITE_STRING;
    if (*known != SITE_NEW) return (site)*known;
    uint32_t end = 0, string_end = p->tok.kind == T_LONG ? p->tok.end : NONE, at = p->tok.start;
    bool ok = read_brackets(p, suffix, &end);
    site s = !ok ? SITE_STRING : end == string_end ? SITE_SAME_END : SITE_OTHER_END;
    if (p->sites && !p->memory) p->sites[at] = (unsigned char)s;
    return s;
}

/* The first byte inside makes a list likely: then its own error is worth more. */
static bool looks_like_list(const parser *p) {
    uint32_t i = p->tok.start + 2;
    while (i < p->lx.n && (p->lx.src[i] == ' ' || p->lx.src[i] == '\n')) i++;
    char c = i < p->lx.n ? p->lx.src[i] : '\0';
    return (c >= '0' && c <= '9') || c == '-' || c == '[' || c == '"';
}

/* [[1, 2], [3, 4]]: a text of numbers, commas and brackets is hardly meant as one. */
static bool is_numbers(const parser *p) {
    const char *s = p->lx.src + p->tok.start;
    uint32_t    n = p->tok.end - p->tok.start, commas = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!strchr("0123456789.,-+ej []\n", s[i])) return false;
        commas += s[i] == ',';
    }
    return commas > 0;
}

static void note_doubt(parser *p) {
    p->doubtful = true;
    notation_note_add(p, (parse_note){ p->tok.line, p->tok.start, 0, NOTE_LONG_STRING, 0, 0 });
}

static void take_brackets(parser *p) {
    notation_lex_single(&p->lx, &p->tok);
    p->has_ahead = false;
}

int32_t notation_long_suffix(parser *p, int32_t base) {
    bool open = p->tok.kind == T_OPEN_LONG;
    site s = judge(p, true);
    if (p->failed) return -1;
    if (s == SITE_OTHER_END && !open && !p->lists) note_doubt(p);
    if ((s == SITE_OTHER_END && (open || p->lists)) || (open && looks_like_list(p))) {
        take_brackets(p);
        p->extended = true;
        return notation_index(p, base);
    }
    if (open) notation_fail_token(p, "");
    if (p->failed) return -1;
    if (s != SITE_SAME_END) return notation_string_call(p, base);
    bool extended = p->extended;            /* the call is valid Lua */
    take_brackets(p);
    notation_scope_open(p, (scope){ .function = true });
    int32_t i = subscript(p, base, N_LSEL);
    notation_scope_close(p);
    p->extended = extended;
    return i;
}

static int32_t long_string(parser *p) {
    uint32_t start = p->tok.start;
    if (p->tok.kind == T_OPEN_LONG) notation_fail_token(p, "");
    notation_advance(p);
    return notation_node(p, N_STRING, start);
}

int32_t notation_long_operand(parser *p, bool want_list) {
    bool open = p->tok.kind == T_OPEN_LONG;
    site s = judge(p, false);
    if (p->failed) return -1;
    bool list = s == SITE_OTHER_END && (open || p->lists || want_list);
    list = list || (s == SITE_SAME_END && want_list) || (open && want_list && looks_like_list(p));
    bool numbers = s == SITE_SAME_END && !list && is_numbers(p);
    list = list || (numbers && p->lists);
    if ((s == SITE_OTHER_END || numbers) && !list) note_doubt(p);
    if (!list) return long_string(p);
    take_brackets(p);
    p->extended = true;
    return notation_suffixes(p, notation_list(p, true));
}
