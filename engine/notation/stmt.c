/* notation/stmt.c: statements and blocks; what is assigned is in targets.c.
 *
 * Statements that need no rewriting leave no node: their expressions stand alone in
 * the tree, and their text is copied. */
#include "parse.h"

bool notation_ends_block(token_kind k) {
    return k == T_EOF || k == T_ELSE || k == T_ELSEIF || k == T_END || k == T_UNTIL;
}

/* `#` cannot begin a statement: it is a comment. */
void notation_skip_hash(parser *p) {
    while (!p->failed && p->tok.kind == T_HASH) {
        uint32_t end = p->prev_end;
        int line = p->prev_line;
        notation_lex_comment(&p->lx, &p->tok);
        p->has_ahead = true;
        p->ahead = p->tok;
        notation_advance(p);
        p->prev_end = end;
        p->prev_line = line;
    }
}

static void return_statement(parser *p) {
    uint32_t n;
    notation_advance(p);
    if (!notation_ends_block(p->tok.kind) && p->tok.kind != T_SEMICOLON) notation_expr_list(p, &n);
    notation_accept(p, T_SEMICOLON);
}

void notation_block(parser *p) {
    p->fresh = true;
    while (notation_skip_hash(p), !p->failed && !notation_ends_block(p->tok.kind)) {
        if (p->tok.kind == T_RETURN) {
            return_statement(p);
            notation_skip_hash(p);
            return;
        }
        notation_statement(p);
    }
}

/* --- functions ------------------------------------------------------------------- */

static bool parameters(parser *p) {
    token open = p->tok, name;
    bool vararg = false;
    notation_expect(p, T_LPAREN, "'(' expected");
    while (!p->failed && p->tok.kind != T_RPAREN) {
        if (notation_accept(p, T_DOTS)) {
            vararg = true;
            break;
        }
        if (!notation_take_name(p, &name, false)) break;
        notation_declare(p, &name);
        if (!notation_accept(p, T_COMMA)) break;
        if (p->tok.kind == T_RPAREN) notation_fail_token(p, "name expected");
    }
    notation_close(p, T_RPAREN, "')'", &open);
    return vararg;
}

static const token self_name = { .kind = T_NAME };

/* tok is the ( of the parameters. */
int32_t notation_function_body(parser *p, uint32_t start, bool method) {
    token open = p->tok;
    colon_mode saved = p->colons;
    p->colons = COLON_METHOD;
    p->want_list = false;
    notation_scope_open(p, (scope){ .function = true });
    if (method) notation_declare(p, &self_name);
    bool vararg = parameters(p);
    if (!p->failed) p->scopes[p->count.scopes - 1].vararg = vararg;
    notation_block(p);
    notation_scope_close(p);
    notation_close(p, T_END, "'end'", &open);
    p->colons = saved;
    return notation_node(p, N_FUNCTION, start);
}

/* --- expressions as statements ---------------------------------------------------------- */

static bool is_call(node_kind k) { return k == N_CALL || k == N_METHOD || k == N_LSEL; }

/* a ~= 1 as a statement of its own reads as xor-assign to some: it has no use. */
static void refuse_unequal(parser *p, int32_t e) {
    const node *n = &p->nodes[e];
    bool value = p->count.scopes == 1 && p->mode != NOTATION_PROGRAM && (p->tok.kind == T_EOF || p->tok.kind == T_SEMICOLON);
    if (n->kind == N_BINARY && n->op == T_NE && !(n->flags & F_FOREIGN) && !value)
        notation_fail_at(p, n->at, n->at2, "a comparison alone does nothing");
}

/* Anything else of that name is a variable that somebody made. */
static void refuse_continue(parser *p, int32_t e) {
    const node *n = &p->nodes[e];
    if (n->kind == N_NAME && n->var < 0 && notation_in_loop(p) && notation_text_is(p, n->start, n->end - n->start, "continue"))
        notation_fail_at(p, n->start, n->end, "Lua has no continue");
}

static void expression(parser *p, int32_t first, uint32_t n, bool fresh) {
    bool alone = n == 1 && is_call((node_kind)p->nodes[first].kind);
    if (!alone) {
        notation_skip_hash(p);
        bool ends = notation_starts_line(p) || p->tok.kind == T_SEMICOLON || notation_ends_block(p->tok.kind);
        const node *e = &p->nodes[first];
        if (!fresh) notation_fail_at(p, e->start, e->end, "unexpected value after a statement on the same line");
        if (!ends) notation_fail_token(p, "unexpected symbol");
        if (n == 1) refuse_unequal(p, first), refuse_continue(p, first);
        p->extended = true;
    }
    if (p->failed) return;
    int32_t i = notation_node(p, N_EXPRESSION, p->nodes[first].start);
    if (i < 0) return;
    p->nodes[i].a = first;
    p->nodes[i].n = n;
    if (p->count.scopes == 1) p->last = i;
}

static void expression_statement(parser *p, bool fresh) {
    uint32_t n = 0;
    int32_t first = notation_expr_list(p, &n);
    if (p->failed) return;
    token_kind k = p->tok.kind;
    if (k == T_ASSIGN) notation_assign(p, first, n);
    else if (k >= T_IADD && k <= T_ICONCAT && n == 1) notation_augment(p, first);
    else expression(p, first, n, fresh);
}

/* --- local, function ---------------------------------------------------------------------- */

static void local_function(parser *p, uint32_t start) {
    token name;
    notation_advance(p);
    if (!notation_take_name(p, &name, false)) return;
    int32_t v = notation_declare(p, &name);
    notation_function_body(p, start, false);
    uint32_t first = p->count.names;
    notation_name_target(p, name.start, name.end, name.hash, v);
    notation_remember(p, first);
}

static void local_statement(parser *p) {
    uint32_t start = p->tok.start;
    notation_advance(p);
    if (p->tok.kind == T_FUNCTION) local_function(p, start);
    else notation_local_names(p);
}

static void function_statement(parser *p) {
    uint32_t start = p->tok.start;
    token name, part;
    bool method = false, plain = true;
    notation_advance(p);
    if (!notation_take_name(p, &name, false)) return;
    while (!p->failed && (p->tok.kind == T_DOT || p->tok.kind == T_COLON) && !method) {
        method = p->tok.kind == T_COLON;
        plain = false;
        notation_advance(p);
        notation_take_name(p, &part, false);
    }
    if (p->failed) return;
    int32_t v = notation_resolve(p, name.start, name.end - name.start, name.hash);
    notation_note_store(p, v, STORE_UNKNOWN, !plain);
    if (plain && v >= 0) {
        p->vars[v].assigned = true;
        if (p->vars[v].fixed) notation_fail_at(p, name.start, name.end, "cannot assign to a constant");
    }
    notation_function_body(p, start, method);
    uint32_t first = p->count.names;
    if (plain) notation_name_target(p, name.start, name.end, name.hash, v);
    notation_remember(p, first);
}

/* --- one statement ------------------------------------------------------------------------------ */

static void dispatch(parser *p, bool fresh) {
    if (notation_control(p)) return;
    switch (p->tok.kind) {
    case T_SEMICOLON: notation_advance(p); p->fresh = true; break;
    case T_FUNCTION: function_statement(p); break;
    case T_LOCAL: local_statement(p); break;
    default:
        if (!fresh || !notation_import(p)) expression_statement(p, fresh);
    }
}

/* x = 7 and (f)() on the next line: what 7 becomes may end in a bracket, which the next one would call. */
static void separate(parser *p) {
    int32_t i = notation_node(p, N_SEPARATE, p->tok.start);
    if (i >= 0) p->nodes[i].end = p->tok.start;
}

void notation_statement(parser *p) {
    bool fresh = p->fresh || notation_starts_line(p), empty = p->tok.kind == T_SEMICOLON;
    p->fresh = false;
    if (!notation_enter(p)) return;
    dispatch(p, fresh);
    notation_leave(p);
    if (!p->failed && p->tok.kind == T_LPAREN && !empty) separate(p);
    notation_skip_hash(p);
}

/* --- the chunk --------------------------------------------------------------------------------- */

static void top_statement(parser *p) {
    bool empty = p->tok.kind == T_SEMICOLON;
    p->ends_in_label = p->tok.kind == T_COLON2 || (empty && p->ends_in_label);
    int32_t last = p->last;
    p->last = -1;
    notation_statement(p);
    p->last_end = p->prev_end;
    if (empty) p->last = last;
}

void notation_chunk(parser *p) {
    notation_scope_open(p, (scope){ .function = true, .vararg = true });
    p->functions = 0;
    p->fresh = true;
    p->last = -1;
    notation_lex_next(&p->lx, &p->ahead);
    p->has_ahead = true;
    p->tok.line = p->tok.last_line = 0;
    notation_advance(p);
    while (notation_skip_hash(p), !p->failed && !notation_ends_block(p->tok.kind)) {
        if (p->tok.kind == T_RETURN) {
            return_statement(p);
            p->ends_in_return = true;
            notation_skip_hash(p);
            break;
        }
        top_statement(p);
    }
    if (p->tok.kind != T_EOF) notation_fail_token(p, p->ends_in_return ? "'return' must be the last statement" : "unexpected symbol");
    uint32_t active = p->count.active;       /* what is in scope at the end */
    notation_scope_close(p);
    p->count.active = active;
}
