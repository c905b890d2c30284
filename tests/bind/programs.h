/* tests/bind/programs.h: random programs, valid by construction: plain Lua 5.4, or both languages mixed.
 *
 * Names are few, so that they meet; every loop ends; a function is called only by what stands after it.  */
#ifndef NDRILL_TESTS_PROGRAMS_H
#define NDRILL_TESTS_PROGRAMS_H

#include <stdint.h>

#include "base/buf.h"

typedef struct program {
    buf     *out;
    uint64_t random;
    bool     mixed;           /* array notation too */
    int      depth, indent, labels;
    bool     vararg, loop, function;
} program;

static uint32_t draw(program *p, uint32_t n) {
    p->random = p->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(p->random >> 33) % n;
}

static bool chance(program *p, uint32_t percent) { return draw(p, 100) < percent; }

static void put(program *p, const char *text) { buf_puts(p->out, text); }

#define PICK(p, ...) put(p, ((const char *const[]){__VA_ARGS__})[draw(p, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))])

static void expr(program *p);
static void block(program *p, int statements);

/* --- words --------------------------------------------------------------------------- */

static void name(program *p) { PICK(p, "a", "b", "c", "x", "y", "n", "t", "s", "v"); }

static void space(program *p) {
    if (chance(p, 3)) put(p, p->mixed && chance(p, 30) ? " # note\n" : " -- note ' [[\n");
    else if (chance(p, 2)) put(p, " --[==[ two\nlines ]==] ");
    else put(p, chance(p, 4) ? "\n  " : " ");
}

static void number(program *p) {
    PICK(p, "0", "1", "2", "3", "7", "10", "0x1F", "2.5", "1e3", ".5", "3.", "0xA.8p1", "100", "1E-2");
    if (p->mixed && chance(p, 4)) put(p, " + 1_000");
    else if (p->mixed && chance(p, 4)) put(p, " + 2j");
}

static void string(program *p) { PICK(p, "\"text\"", "'it\\'s'", "\"a\\n\\65\\x41\\u{48}\"", "[==[long ]] text]==]", "\"\"", "'#'", "\"--\"", "'[['"); }

/* --- what np's notation adds -------------------------------------------------------------- */

static void slice(program *p) {
    if (chance(p, 60)) expr(p);
    put(p, chance(p, 80) ? " :" : " ::");
    if (p->out->text[p->out->n - 2] == ':') {       /* two colons: only a step can follow */
        if (chance(p, 60)) put(p, "2");
        return;
    }
    if (chance(p, 60)) put(p, "n");
    if (chance(p, 30)) put(p, ": -1");
}

static void key(program *p) {
    switch (draw(p, 8)) {
    case 0: put(p, "None"); break;
    case 1: put(p, "np.newaxis"); break;
    case 2: put(p, "[0, 1]"); break;
    case 3: case 4: slice(p); break;
    default: put(p, "("), expr(p), put(p, ")");
    }
}

static void subscript(program *p) {
    int n = 1 + (int)draw(p, 3);
    put(p, "[ ");
    for (int i = 0; i < n; i++) {
        if (i) put(p, ", ");
        key(p);
    }
    if (chance(p, 10)) put(p, ", ...");
    if (chance(p, 5)) put(p, ",");
    put(p, "]");
}

static void items(program *p, int n) {
    for (int i = 0; i < n; i++) {
        if (i) put(p, ",");
        put(p, " "), expr(p);
    }
}

static void array_value(program *p) {
    switch (draw(p, 12)) {
    case 0: put(p, "["), items(p, (int)draw(p, 4)), put(p, " ]"); break;
    case 1: put(p, "("), items(p, 2 + (int)draw(p, 2)), put(p, chance(p, 20) ? ",)" : ")"); break;
    case 2: put(p, "np.array([[1,2],[3,4]])"); break;
    case 3: put(p, "np.sum("), expr(p), put(p, ", axis="), number(p), put(p, chance(p, 20) ? ", keepdims=True,)" : ")"); break;
    case 4: put(p, "np.zeros("), expr(p), put(p, ")"), subscript(p); break;
    case 5: name(p), put(p, ".reshape(2, -1)"); break;
    case 6: name(p), PICK(p, ".T", ".sum()", ".mean(axis=0)", ".repeat(2)", "[\"size\"]", ".shape[0]"); break;
    case 7: put(p, "(() == (1,))"); break;
    case 8: put(p, "+"), name(p); break;
    case 9: name(p), put(p, "[[0, 1]]"); break;
    default: name(p), subscript(p);
    }
}

/* --- expressions ------------------------------------------------------------------------------ */

static void function_body(program *p) {
    program saved = *p;
    put(p, "(");
    if (chance(p, 60)) put(p, chance(p, 50) ? "x" : "x, y");
    p->vararg = chance(p, 20);
    if (p->vararg) put(p, p->out->text[p->out->n - 1] == '(' ? "..." : ", ...");
    put(p, ")");
    p->loop = false;
    p->function = true;
    block(p, 1 + (int)draw(p, 2));
    p->function = saved.function;
    p->vararg = saved.vararg;
    p->loop = saved.loop;
    put(p, "end");
}

static void entries(program *p) {
    int n = (int)draw(p, 4);
    put(p, "{");
    for (int i = 0; i < n; i++) {
        switch (draw(p, 4)) {
        case 0: put(p, "x = "), expr(p); break;
        case 1: put(p, "["), number(p), put(p, "] = "), expr(p); break;
        default: put(p, " "), expr(p);
        }
        put(p, chance(p, 80) ? "," : ";");
    }
    put(p, "}");
}

static void callee(program *p) {
    if (p->function) PICK(p, "tostring", "type", "math.max", "print", "select");
    else PICK(p, "f", "g", "tostring", "type", "select", "math.max", "print", "t.m", "pcall");
}

/* A function calls none of these, which may be itself. */
static void call(program *p) {
    switch (p->function ? 5 + draw(p, 3) : draw(p, 8)) {
    case 0: put(p, "f"), string(p); break;
    case 1: put(p, "g"), entries(p); break;
    case 2: put(p, "(\"text\"):rep(2)"); break;
    case 3: put(p, "t:m("), expr(p), put(p, ")"); break;
    case 4: put(p, "pcall(f, "), expr(p), put(p, ")"); break;
    case 5: put(p, "select('#', "), expr(p), put(p, ")"); break;
    default:
        callee(p), put(p, "("), items(p, (int)draw(p, 3));
        if (p->mixed && chance(p, 15)) put(p, p->out->text[p->out->n - 1] == '(' ? "k=1" : ", k=1, j=None");
        put(p, ")");
    }
}

static void operand(program *p) {
    if (p->mixed && chance(p, 30)) {
        array_value(p);
        return;
    }
    switch (draw(p, 12)) {
    case 0: case 1: case 2: name(p); break;
    case 3: case 4: number(p); break;
    case 5: string(p); break;
    case 6: PICK(p, "nil", "true", "false", "t.x", "t[1]", "t['y']", "#t", "#s"); break;
    case 7: entries(p); break;
    case 8: put(p, "function"), function_body(p); break;
    case 9: put(p, p->vararg ? "(...)" : "n"); break;
    default: call(p);
    }
}

static void binary_sign(program *p) {
    if (p->mixed && chance(p, 20)) PICK(p, "**", "@", "!=");
    else PICK(p, "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "&", "|", "~", "<<", ">>");
}

static void expr(program *p) {
    if (p->depth > 6 || p->out->n > 3000) {
        put(p, "1");
        return;
    }
    p->depth++;
    switch (draw(p, 10)) {
    case 0: PICK(p, "not ", "- ", "~ ", "#"), put(p, "("), expr(p), put(p, ")"); break;
    case 1: put(p, "("), expr(p), put(p, ")"); break;
    case 2: case 3: case 4: operand(p), space(p), binary_sign(p), space(p), expr(p); break;
    case 5: put(p, "("), expr(p), put(p, ") "), binary_sign(p), put(p, " "), operand(p); break;
    default: operand(p);
    }
    p->depth--;
}

/* --- statements --------------------------------------------------------------------------------- */

static void line(program *p) {
    put(p, "\n");
    buf_fill(p->out, ' ', (size_t)p->indent * 2);
}

static void target(program *p) {
    switch (draw(p, p->mixed ? 7 : 5)) {
    case 0: put(p, "t.x"); break;
    case 1: put(p, "t["), number(p), put(p, "]"); break;
    case 5: name(p), subscript(p); break;
    case 6: put(p, "t[n][1:2]"); break;
    default: name(p);
    }
}

static void assignment(program *p) {
    int n = 1 + (int)(chance(p, 20) ? draw(p, 3) : 0);
    for (int i = 0; i < n; i++) {
        if (i) put(p, ", ");
        target(p);
    }
    put(p, " = "), expr(p);
    if (n > 1 && chance(p, 50)) put(p, ", "), expr(p);
    if (p->mixed && n == 1 && chance(p, 10)) {
        line(p), put(p, "x = y = t.x = "), expr(p);
        line(p), put(p, "; (x, y) = (1, 2)");
    }
}

static void local_statement(program *p) {
    put(p, "local ");
    switch (draw(p, 5)) {
    case 0: put(p, "k <const> = "), expr(p); break;
    case 1: put(p, "k <close> = nil"); break;
    case 2: put(p, "x, y = "), expr(p); break;
    case 3: put(p, "function h"), function_body(p); break;
    default: name(p), put(p, " = "), expr(p);
    }
}

static void loop_body(program *p) {
    bool loop = p->loop;
    p->loop = true;
    block(p, 1 + (int)draw(p, 3));
    p->loop = loop;
    if (chance(p, 10)) {
        buf_printf(p->out, "  do goto l%d end ::l%d::", p->labels, p->labels);
        p->labels++;
        line(p);
    }
}

static void control(program *p) {
    switch (draw(p, 6)) {
    case 0:
        put(p, "if "), expr(p), put(p, " then"), block(p, 1);
        if (chance(p, 30)) put(p, "elseif "), expr(p), put(p, " then"), block(p, 1);
        if (chance(p, 40)) put(p, "else"), block(p, 1);
        put(p, "end");
        break;
    case 1: put(p, "for i = 1, "), put(p, chance(p, 80) ? "3" : "6, 2"), put(p, " do"), loop_body(p), put(p, "end"); break;
    case 2: put(p, "for i, v in ipairs({1, 2}) do"), loop_body(p), put(p, "end"); break;
    case 3: put(p, p->mixed ? "for v in [1, (2, 3)] do" : "for v in string.gmatch('a b', '%a') do"), loop_body(p), put(p, "end"); break;
    case 4: put(p, "do local w = 0 repeat w = w + 1"), loop_body(p), put(p, "until w > 2 or "), expr(p), put(p, " end"); break;
    default: put(p, "do local w = 3 while w > 0 do w = w - 1"), loop_body(p), put(p, "end end");
    }
}

static void array_statement(program *p) {
    switch (draw(p, 6)) {
    case 0: name(p), PICK(p, " += ", " -= ", " *= ", " /= ", " //= ", " %= ", " **= ", " &= ", " |= ", " <<= ", " >>= ", " ..= "), expr(p); break;
    case 1: name(p), subscript(p), put(p, " += "), expr(p); break;
    case 2: put(p, "t.x *= "), expr(p); break;
    case 3: put(p, "import numpy as np"); break;
    case 4: put(p, "# a line of its own"); break;
    default: name(p), put(p, " + "), operand(p);
    }
}

static void statement(program *p) {
    line(p);
    p->depth++;
    if (p->mixed && chance(p, 25)) array_statement(p);
    else if (p->depth < 5 && chance(p, 25)) control(p);
    else {
        switch (draw(p, 8)) {
        case 0: case 1: local_statement(p); break;
        case 2: put(p, "print("), expr(p), put(p, ")"); break;
        case 3: put(p, chance(p, 50) ? "function f" : "function t.m"), function_body(p); break;
        case 4: call(p); break;
        default: assignment(p);
        }
        if (chance(p, 10)) put(p, ";");
    }
    p->depth--;
}

static void block(program *p, int statements) {
    p->indent++;
    put(p, " ");
    if (p->depth < 6 && p->out->n < 4000)
        for (int i = 0; i < statements; i++) statement(p);
    if (p->loop && chance(p, 5)) line(p), put(p, "break");
    else if (!p->loop && chance(p, 20)) line(p), put(p, "return "), expr(p);
    p->indent--;
    line(p);
}

/* The program number `seed`, of about ten statements. */
static void write_program(buf *out, uint64_t seed, bool mixed) {
    program p = {.out = out, .random = seed * UINT64_C(2654435761) + 17, .mixed = mixed, .vararg = true};
    draw(&p, 2), draw(&p, 2);
    if (chance(&p, 5)) put(&p, "#!/usr/bin/lua");
    put(&p, chance(&p, 50) ? "\nlocal a, b, c, x, y = 1, 2.5, 'text', 4, {5}" : "\na, b, c, x, y = 3, 'b', {1}, nil, true");
    put(&p, "\nn, t, s, v = 3, {1, 2, x = 3, m = function(...) return ... end}, 'text', {7}\nfunction f(...) return ... end\nlocal function g(x) return x end");
    int n = 3 + (int)draw(&p, 10);
    for (int i = 0; i < n; i++) statement(&p);
    if (chance(&p, 30)) put(&p, "\nreturn "), expr(&p);
    put(&p, "\n");
}

#endif
