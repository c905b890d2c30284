/* notation/control.c: if, while, repeat, for, do, goto, break and labels.
 *
 * Their text is copied; what they add to the tree is the context of a condition and
 * the list a for loop walks over. */
#include "parse.h"

#include <stdio.h>

/* A block in a scope of its own, and the word that ends it. */
static void body(parser *p, scope s, const token *open) {
    notation_scope_open(p, s);
    notation_block(p);
    notation_scope_close(p);
    notation_close(p, T_END, "'end'", open);
}

/* A header that fails and whose line ends in a colon was written as in Python. */
static void header(parser *p, const token *open, token_kind k, const char *word) {
    char what[32];
    uint32_t colon;
    snprintf(what, sizeof what, "'%s' expected", word);
    if (notation_expect(p, k, what) || p->trial || p->memory) return;
    if (!notation_colon_ends_line(p, open->start, &colon)) return;
    if (p->failure.start < open->start) return;
    p->failure = (parse_failure){ .start = colon, .width = 1, .opened = NONE };
    snprintf(p->failure.text, sizeof p->failure.text, "%s instead of ':'", what);
}

static void condition(parser *p) {
    int32_t e = notation_expr(p);
    if (e >= 0) p->nodes[e].context = CONDITION;
}

static void if_statement(parser *p) {
    token open = p->tok, part = p->tok;
    do {
        part = p->tok;
        notation_advance(p);
        condition(p);
        header(p, &part, T_THEN, "then");
        notation_scope_open(p, (scope){ 0 });
        notation_block(p);
        notation_scope_close(p);
    } while (p->tok.kind == T_ELSEIF);
    if (notation_accept(p, T_ELSE)) body(p, (scope){ 0 }, &open);
    else notation_close(p, T_END, "'end'", &open);
}

static void while_statement(parser *p) {
    token open = p->tok;
    notation_advance(p);
    condition(p);
    header(p, &open, T_DO, "do");
    body(p, (scope){ .loop = true }, &open);
}

static void repeat_statement(parser *p) {
    token open = p->tok;
    notation_advance(p);
    notation_scope_open(p, (scope){ .loop = true });
    notation_scope_open(p, (scope){ 0 });
    notation_block(p);
    if (notation_close(p, T_UNTIL, "'until'", &open)) condition(p);
    notation_scope_close(p);
    notation_scope_close(p);
}

static void counted_for(parser *p, const token *open, const token *name) {
    notation_advance(p);
    notation_expr(p);
    notation_expect(p, T_COMMA, "',' expected");
    notation_expr(p);
    if (notation_accept(p, T_COMMA)) notation_expr(p);
    header(p, open, T_DO, "do");
    notation_scope_open(p, (scope){ .loop = true });
    int32_t v = p->failed ? -1 : notation_declare(p, name);
    if (v >= 0) p->vars[v].counter = true;
    notation_block(p);
    notation_scope_close(p);
    notation_close(p, T_END, "'end'", open);
}

static void generic_for(parser *p, const token *open, const token *name) {
    uint32_t first = p->count.names, n = 1, nvalues;
    token more;
    notation_name_target(p, name->start, name->end, name->hash, -1);
    for (; notation_accept(p, T_COMMA) && notation_take_name(p, &more, false); n++)
        notation_name_target(p, more.start, more.end, more.hash, -1);
    notation_expect(p, T_IN, "'=' or 'in' expected");
    notation_wrap(p, N_ITERATE, notation_expr_list(p, &nvalues), n);
    header(p, open, T_DO, "do");
    notation_scope_open(p, (scope){ .loop = true });
    for (uint32_t i = 0; i < n && !p->failed; i++) {
        target_name t = p->names[first + i];
        notation_declare(p, &(token){ .kind = T_NAME, .start = t.start, .end = t.start + t.len, .hash = t.hash });
    }
    if (!p->failed) p->count.names = first;
    notation_block(p);
    notation_scope_close(p);
    notation_close(p, T_END, "'end'", open);
}

static void for_statement(parser *p) {
    token open = p->tok, name;
    notation_advance(p);
    if (!notation_take_name(p, &name, false)) return;
    if (p->tok.kind == T_ASSIGN) counted_for(p, &open, &name);
    else generic_for(p, &open, &name);
}

static void do_statement(parser *p) {
    token open = p->tok;
    notation_advance(p);
    body(p, (scope){ 0 }, &open);
}

static void goto_statement(parser *p) {
    token name;
    notation_advance(p);
    if (notation_take_name(p, &name, false)) notation_goto(p, &name);
}

static void break_statement(parser *p) {
    if (!notation_in_loop(p)) notation_fail_at(p, p->tok.start, p->tok.end, "break outside a loop");
    notation_advance(p);
}

static void label_statement(parser *p) {
    token name;
    notation_advance(p);
    if (!notation_take_name(p, &name, false)) return;
    int32_t i = notation_label(p, &name);
    notation_expect(p, T_COLON2, "'::' expected");
    notation_skip_hash(p);
    while (!p->failed && (p->tok.kind == T_SEMICOLON || p->tok.kind == T_COLON2)) notation_statement(p);
    notation_label_settle(p, i, notation_ends_block(p->tok.kind) && p->tok.kind != T_UNTIL);
}

bool notation_control(parser *p) {
    switch (p->tok.kind) {
    case T_IF: if_statement(p); return true;
    case T_WHILE: while_statement(p); return true;
    case T_DO: do_statement(p); return true;
    case T_FOR: for_statement(p); return true;
    case T_REPEAT: repeat_statement(p); return true;
    case T_COLON2: label_statement(p); return true;
    case T_BREAK: break_statement(p); return true;
    case T_GOTO: goto_statement(p); return true;
    default: return false;
    }
}
