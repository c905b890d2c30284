/* notation/expr.c: expressions, with Lua's own levels of binding.
 *
 * A chain to the left (a + b + c, a.b.c, f()()) is a loop, so only real nesting costs
 * depth, as in Lua. */
#include "parse.h"

#define UNARY_LEVEL 12

static int32_t subexpr(parser *p, int limit, int32_t left);

static int32_t join(parser *p, node_kind kind, int32_t a) {
    if (p->failed) return -1;
    int32_t i = notation_node(p, kind, p->nodes[a].start);
    if (i >= 0) p->nodes[i].a = a;
    return i;
}

/* --- calls ------------------------------------------------------------------------- */

static bool is_keyword_argument(parser *p) {
    if (p->tok.kind != T_NAME && !notation_is_keyword(p->tok.kind)) return false;
    return notation_ahead(p) == T_ASSIGN;
}

static int32_t keyword_argument(parser *p) {
    token name = p->tok;
    p->extended = true;
    notation_advance(p);
    notation_advance(p);
    int32_t value = notation_expr(p);
    int32_t i = notation_node(p, N_KEYWORD, name.start);
    if (i < 0) return i;
    node *n = &p->nodes[i];
    n->a = value;
    n->at = name.start;
    n->at2 = name.end;
    if (name.kind != T_NAME) n->flags |= F_KEYWORD_NAME;
    return i;
}

static int32_t argument(parser *p, bool *keywords, bool np) {
    p->want_list = np;
    if (is_keyword_argument(p)) {
        *keywords = true;
        return keyword_argument(p);
    }
    if (*keywords) {
        notation_fail_at(p, p->tok.start, p->tok.end, "positional argument follows keyword argument");
        return -1;
    }
    return notation_expr(p);
}

/* Between ( and ): the first argument, and a last comma in *comma. */
static int32_t arguments(parser *p, bool np, uint32_t *comma) {
    token open = p->tok;
    int32_t first = -1, last = -1;
    bool keywords = false;
    *comma = NONE;
    notation_advance(p);
    while (!p->failed && p->tok.kind != T_RPAREN) {
        int32_t a = argument(p, &keywords, np);
        if (p->failed) return -1;
        if (last < 0) first = a;
        else p->nodes[last].next = a;
        last = a;
        *comma = p->tok.kind == T_COMMA ? p->tok.start : NONE;
        if (!notation_accept(p, T_COMMA)) break;
    }
    p->want_list = false;
    if (*comma != NONE) p->extended = true;
    notation_close(p, T_RPAREN, "')'", &open);
    return first;
}

static void note_fstring(parser *p, int32_t base) {
    const node *n = &p->nodes[base];
    if (n->kind != N_NAME || n->var >= 0 || n->end != p->tok.start || p->tok.kind == T_LONG) return;
    if (!notation_text_is(p, n->start, n->end - n->start, "f")) return;
    notation_note_add(p, (parse_note){ p->tok.line, n->start, 1, NOTE_FSTRING, 0, 0 });
}

int32_t notation_string_call(parser *p, int32_t base) {
    note_fstring(p, base);
    int32_t text = notation_node(p, N_STRING, p->tok.start);
    notation_advance(p);
    if (p->failed) return -1;
    p->nodes[text].end = p->prev_end;
    int32_t i = join(p, N_CALL, base);
    if (i >= 0) p->nodes[i].b = text;
    return i;
}

static int32_t table(parser *p);

static int32_t call(parser *p, int32_t base) {
    if (p->tok.kind == T_STRING || p->tok.kind == T_LONG) return notation_string_call(p, base);
    colon_mode saved = p->colons;
    p->colons = COLON_METHOD;
    uint32_t comma = NONE;
    bool paren = p->tok.kind == T_LPAREN;
    int32_t args = paren ? arguments(p, notation_is_np_chain(p, base), &comma) : table(p);
    p->colons = saved;
    int32_t i = join(p, N_CALL, base);
    if (i < 0) return i;
    p->nodes[i].b = args;
    p->nodes[i].at2 = comma;
    if (paren) p->nodes[i].flags |= F_PAREN_CALL;
    return i;
}

/* --- suffixes ------------------------------------------------------------------------ */

static int32_t field(parser *p, int32_t base) {
    uint32_t dot = p->tok.start;
    token name;
    notation_advance(p);
    if (!notation_take_name(p, &name, true)) return -1;
    int32_t i = join(p, N_FIELD, base);
    if (i < 0) return i;
    p->nodes[i].at = dot;
    p->nodes[i].at2 = name.start;
    if (name.kind != T_NAME) p->nodes[i].flags |= F_KEYWORD_NAME;
    return i;
}

static bool begins_arguments(token_kind k) {
    return k == T_LPAREN || k == T_LBRACE || k == T_STRING || k == T_LONG;
}

static bool is_value_keyword(token_kind k) {
    return k == T_NOT || k == T_NIL || k == T_TRUE || k == T_FALSE || k == T_FUNCTION;
}

/* tok is a colon in a subscript: is this `: Name` and then the arguments of a call? */
static bool is_method_call(parser *p) {
    token_kind k = notation_ahead(p);
    if (k != T_NAME && (!notation_is_keyword(k) || is_value_keyword(k))) return false;
    lexer probe = p->lx;
    token after;
    if (k != T_NAME) probe.prev = T_NAME;
    notation_lex_next(&probe, &after);
    return begins_arguments(after.kind);
}

static void note_method(parser *p, int32_t base, int32_t method, int line) {
    const node *b = &p->nodes[base], *m = &p->nodes[method];
    parse_note note = { line, m->start, m->end - m->start, NOTE_METHOD_COLON, b->start, b->end - b->start };
    if (b->kind == N_FIELD) note = (parse_note){ line, note.start, note.len, NOTE_METHOD_COLON, b->at2, b->end - b->at2 };
    else if (b->kind != N_NAME) note.base_len = 0;
    notation_note_add(p, note);
}

static int32_t method_call(parser *p, int32_t base) {
    token colon = p->tok, name;
    notation_advance(p);
    if (!notation_take_name(p, &name, true)) return -1;
    if (!begins_arguments(p->tok.kind)) {
        bool early = p->tok.kind == T_EOF && !p->failed;
        notation_fail_at(p, colon.start, name.end, "':' calls a method, and no arguments follow");
        if (early && !p->trial) p->failure.incomplete = true;
        return -1;
    }
    int32_t i = call(p, base);
    if (i < 0) return -1;
    node *n = &p->nodes[i];
    n->kind = N_METHOD;
    n->at = colon.start;
    n->c = (int32_t)name.start;
    n->n = name.end - name.start;
    if (name.kind != T_NAME) n->flags |= F_KEYWORD_NAME;
    if (p->colons == COLON_EITHER) note_method(p, base, i, colon.line);
    return i;
}

static bool is_suffix(parser *p) {
    switch (p->tok.kind) {
    case T_DOT: case T_LBRACKET: case T_LONG: case T_OPEN_LONG: case T_LPAREN: case T_LBRACE: case T_STRING: return true;
    case T_COLON: return p->colons == COLON_METHOD || (p->colons == COLON_EITHER && is_method_call(p));
    default: return false;
    }
}

int32_t notation_suffixes(parser *p, int32_t e) {
    while (!p->failed && is_suffix(p)) {
        switch (p->tok.kind) {
        case T_DOT: e = field(p, e); break;
        case T_LBRACKET: e = notation_index(p, e); break;
        case T_LONG: case T_OPEN_LONG: e = notation_long_suffix(p, e); break;
        case T_COLON: e = method_call(p, e); break;
        default: e = call(p, e); break;
        }
    }
    return p->failed ? -1 : e;
}

/* --- operands -------------------------------------------------------------------------- */

static int32_t literal(parser *p, node_kind kind) {
    token t = p->tok;
    notation_advance(p);
    int32_t i = notation_node(p, kind, t.start);
    if (i >= 0) {
        p->nodes[i].end = t.end;
        if (t.foreign) p->nodes[i].flags |= F_FOREIGN;
    }
    return i;
}

static int32_t name(parser *p) {
    token t = p->tok;
    int32_t i = literal(p, N_NAME);
    if (i >= 0) p->nodes[i].var = notation_resolve(p, t.start, t.end - t.start, t.hash);
    return i;
}

/* (e), or the tuples (), (a,) and (a, b). */
static int32_t paren(parser *p) {
    token open = p->tok;
    colon_mode saved = p->colons;
    int32_t first = -1, last = -1;
    uint32_t n = 0, comma = NONE;
    p->colons = COLON_METHOD;
    notation_advance(p);
    while (!p->failed && p->tok.kind != T_RPAREN) {
        int32_t e = notation_expr(p);
        if (p->failed) return -1;
        if (last < 0) first = e;
        else p->nodes[last].next = e;
        last = e;
        n++;
        comma = p->tok.kind == T_COMMA ? p->tok.start : NONE;
        if (!notation_accept(p, T_COMMA)) break;
    }
    p->colons = saved;
    notation_close(p, T_RPAREN, "')'", &open);
    bool tuple = n != 1 || comma != NONE;
    int32_t i = notation_node(p, tuple ? N_TUPLE : N_PAREN, open.start);
    if (i < 0) return i;
    if (tuple) p->extended = true;
    p->nodes[i].a = first;
    p->nodes[i].n = n;
    p->nodes[i].at2 = comma;
    return i;
}

static int32_t list_value(parser *p) {
    p->extended = true;
    int32_t e = notation_list(p, true);
    token_kind k = p->tok.kind;
    return k == T_LPAREN || k == T_STRING || k == T_LBRACE || k == T_LONG ? e : notation_suffixes(p, e);
}

/* [k] = v is Lua's; [a, b] as a value is a list. */
static void bracket_entry(parser *p) {
    int32_t e = notation_list(p, false);
    if (p->failed) return;
    node *n = &p->nodes[e];
    if (p->tok.kind == T_ASSIGN && n->n == 1 && n->at2 == NONE) {
        n->kind = N_ITEM;
        n->op = 'i';
        notation_advance(p);
        notation_expr(p);
        return;
    }
    p->extended = true;
    notation_expr_from(p, notation_suffixes(p, e));
}

static int32_t table(parser *p) {
    token open = p->tok;
    colon_mode saved = p->colons;
    p->colons = COLON_METHOD;
    notation_advance(p);
    while (!p->failed && p->tok.kind != T_RBRACE) {
        if (p->tok.kind == T_LBRACKET) {
            bracket_entry(p);
        } else if (p->tok.kind == T_NAME && notation_ahead(p) == T_ASSIGN) {
            notation_advance(p);
            notation_advance(p);
            notation_expr(p);
        } else {
            notation_expr(p);
        }
        if (!notation_accept(p, T_COMMA) && !notation_accept(p, T_SEMICOLON)) break;
    }
    p->colons = saved;
    notation_close(p, T_RBRACE, "'}'", &open);
    return notation_node(p, N_TABLE, open.start);
}

static int32_t vararg(parser *p) {
    if (!notation_is_vararg(p)) {
        notation_fail_at(p, p->tok.start, p->tok.end, "cannot use '...' outside a function that takes ...");
        return -1;
    }
    return literal(p, N_VARARG);
}

static int32_t function_value(parser *p) {
    uint32_t start = p->tok.start;
    notation_advance(p);
    return notation_function_body(p, start, false);
}

static int32_t operand(parser *p) {
    bool want_list = p->want_list;
    p->want_list = false;
    switch (p->tok.kind) {
    case T_NUMBER: return literal(p, N_NUMBER);
    case T_IMAGINARY: return literal(p, N_IMAGINARY);
    case T_STRING: return literal(p, N_STRING);
    case T_LONG: case T_OPEN_LONG: return notation_long_operand(p, want_list);
    case T_NIL: return literal(p, N_NIL);
    case T_TRUE: return literal(p, N_TRUE);
    case T_FALSE: return literal(p, N_FALSE);
    case T_DOTS: return vararg(p);
    case T_LBRACE: return table(p);
    case T_FUNCTION: return function_value(p);
    case T_LBRACKET: return list_value(p);
    case T_NAME: return notation_suffixes(p, name(p));
    case T_LPAREN: return notation_suffixes(p, paren(p));
    default: notation_fail_token(p, "unexpected symbol"); return -1;
    }
}

/* --- operators --------------------------------------------------------------------------- */

typedef struct level { unsigned char left, right; } level;

static level binary_level(token_kind k) {
    switch (k) {
    case T_OR: return (level){ 1, 1 };
    case T_AND: return (level){ 2, 2 };
    case T_LT: case T_GT: case T_LE: case T_GE: case T_NE: case T_EQ: return (level){ 3, 3 };
    case T_PIPE: return (level){ 4, 4 };
    case T_TILDE: return (level){ 5, 5 };
    case T_AMP: return (level){ 6, 6 };
    case T_SHL: case T_SHR: return (level){ 7, 7 };
    case T_CONCAT: return (level){ 9, 8 };
    case T_PLUS: case T_MINUS: return (level){ 10, 10 };
    case T_STAR: case T_AT: case T_SLASH: case T_SLASH2: case T_PERCENT: return (level){ 11, 11 };
    case T_CARET: case T_STAR2: return (level){ 14, 13 };
    default: return (level){ 0, 0 };
    }
}

static int32_t unary(parser *p) {
    token op = p->tok;
    if (op.kind == T_PLUS) {
        bool twice = (op.start > 0 && p->lx.src[op.start - 1] == '+') || (op.end < p->lx.n && p->lx.src[op.end] == '+');
        if (twice) notation_fail_token(p, "unexpected symbol");
        p->extended = true;
    }
    notation_advance(p);
    int32_t a = subexpr(p, UNARY_LEVEL, -1);
    int32_t i = notation_node(p, N_UNARY, op.start);
    if (i < 0) return i;
    node *n = &p->nodes[i];
    n->a = a;
    n->op = (unsigned char)op.kind;
    n->at = op.start;
    n->at2 = op.end;
    return i;
}

static bool is_unary(token_kind k) { return k == T_MINUS || k == T_NOT || k == T_HASH || k == T_TILDE || k == T_PLUS; }

static int32_t binary(parser *p, int32_t left, int right_level) {
    token op = p->tok;
    bool array_only = op.kind == T_AT || op.kind == T_STAR2;
    notation_advance(p);
    if (array_only) p->extended = true;
    p->want_list = array_only;
    int32_t right = subexpr(p, right_level, -1);
    int32_t i = join(p, N_BINARY, left);
    if (i < 0) return i;
    node *n = &p->nodes[i];
    n->b = right;
    n->op = (unsigned char)op.kind;
    n->at = op.start;
    n->at2 = op.end;
    if (op.foreign) n->flags |= F_FOREIGN;
    return i;
}

static int32_t subexpr(parser *p, int limit, int32_t left) {
    if (!notation_enter(p)) return -1;
    if (left < 0) left = is_unary(p->tok.kind) ? unary(p) : operand(p);
    while (!p->failed) {
        level l = binary_level(p->tok.kind);
        if (l.left <= limit) break;
        left = binary(p, left, l.right);
    }
    notation_leave(p);
    return p->failed ? -1 : left;
}

int32_t notation_expr(parser *p) { return subexpr(p, 0, -1); }

int32_t notation_expr_from(parser *p, int32_t left) { return p->failed ? -1 : subexpr(p, 0, left); }

int32_t notation_expr_list(parser *p, uint32_t *n) {
    int32_t first = notation_expr(p), last = first;
    *n = 1;
    while (!p->failed && notation_accept(p, T_COMMA)) {
        int32_t e = notation_expr(p);
        if (p->failed) return -1;
        p->nodes[last].next = e;
        last = e;
        ++*n;
    }
    return p->failed ? -1 : first;
}
