/* notation/habits_block.c: Python's blocks, told by their indent, as blocks that end.
 *
 * The block of the line that failed is rewritten whole: every header in it, and an end where
 * the indent goes back.                                                                     */
#include <stdio.h>
#include <string.h>

#include "advice.h"
#include "lex_text.h"

#define BLOCKS_MAX 16

typedef struct open_block { int indent; const char *closer; } open_block;

typedef struct blocks {
    const slip *s;
    buf        *out;
    open_block  open[BLOCKS_MAX];
    int         depth;
    bool        bad;          /* there is no way to say it */
} blocks;

/* A header of Python: what stands before the colon, and what follows on the line. */
typedef struct header { const char *word; piece head, suite; } header;

static const char *const words[] = { "if", "elif", "else", "while", "for", "def", "class", "try", "except", "finally", "with" };

/* The first colon outside brackets and quotes. */
static const char *header_colon(const char *s) { return notation_find_flat(s, ":"); }

static bool read_header(const char *line, header *h) {
    const char *colon = header_colon(line);
    if (!colon || notation_find(line, "then") || notation_find(line, "do")) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!notation_starts(line, words[i])) continue;
        *h = (header){ words[i], notation_trim(line + strlen(words[i]), colon), notation_trim(colon + 1, notation_line_end(line)) };
        return true;
    }
    return false;
}

static bool header_is(const header *h, const char *word) { return strcmp(h->word, word) == 0; }

/* elif, else, except and finally go on with the block of the same indent. */
static bool goes_on(const char *line) {
    header h;
    return read_header(line, &h) && (header_is(&h, "elif") || header_is(&h, "else") || header_is(&h, "except") || header_is(&h, "finally"));
}

/* --- one header ------------------------------------------------------------------------------ */

static void write_for(buf *out, piece head) {
    char        text[SLIP_LINE_MAX + 1];
    snprintf(text, sizeof text, "%.*s", head.n, head.s);
    const char *in = notation_find(text, "in");
    if (!in) return;
    piece name = notation_trim(text, in), e = notation_trim(in + 2, notation_line_end(in));
    if (name.n > 2 && name.s[0] == '(' && name.s[name.n - 1] == ')') name = (piece){ name.s + 1, name.n - 2 };
    piece n = { e.s + 6, e.n - 7 };
    bool  counted = e.n > 7 && strncmp(e.s, "range(", 6) == 0 && e.s[e.n - 1] == ')' && notation_piece_is_name(n) && memchr(name.s, ',', (size_t)name.n) == NULL;
    if (counted) buf_printf(out, "for %.*s = 0, %.*s - 1 do", name.n, name.s, n.n, n.s);
    else buf_printf(out, "for %.*s in %.*s do", name.n, name.s, e.n, e.s);
}

/* x: int = 3 is the name x, and a line that gives it its value. */
static void write_parameter(piece p, buf *names, buf *defaults) {
    char text[SLIP_LINE_MAX + 1];
    snprintf(text, sizeof text, "%.*s", p.n, p.s);
    const char *colon = notation_find_flat(text, ":"), *equals = notation_find_flat(text, "=");
    const char *end = colon ? colon : equals ? equals : notation_line_end(text);
    piece       name = notation_trim(text, end);
    if (name.n == 0) return;
    if (names->n) buf_puts(names, ", ");
    if (name.s[0] == '*') buf_puts(names, "...");
    else buf_add(names, name.s, (size_t)name.n);
    if (!equals) return;
    piece value = notation_trim(equals + 1, notation_line_end(equals));
    buf_printf(defaults, " if %.*s == nil then %.*s = %.*s end", name.n, name.s, name.n, name.s, value.n, value.s);
}

static bool write_def(buf *out, piece head) {
    char text[SLIP_LINE_MAX + 1];
    buf  names, defaults;
    snprintf(text, sizeof text, "%.*s", head.n, head.s);
    const char *open = strchr(text, '('), *close = open ? notation_closing(open) : NULL;
    if (!close) return false;
    buf_init(&names);
    buf_init(&defaults);
    for (const char *at = open + 1; at < close;) {
        const char *end = notation_expr_end(at);
        write_parameter(notation_trim(at, end), &names, &defaults);
        at = end + strspn(end, " \t") + 1;
    }
    buf_printf(out, "function %.*s(%s)%s", (int)(open - text), text, names.text, defaults.text);
    buf_free(&defaults);
    buf_free(&names);
    return true;
}

/* with A as x; except A as x: the name, when there is one. */
static bool split_as(piece head, piece *value, piece *name) {
    char text[SLIP_LINE_MAX + 1];
    snprintf(text, sizeof text, "%.*s", head.n, head.s);
    const char *as = notation_find(text, "as");
    *value = head;
    if (!as) return false;
    *value = notation_trim(head.s, head.s + (as - text));
    *name = notation_trim(head.s + (as - text) + 2, head.s + head.n);
    return true;
}

/* The header in Lua; what ends its block, "" when that is open already, NULL when there is no way. */
static const char *write_header(buf *out, const header *h) {
    piece value, name = { "", 0 };
    bool  named = split_as(h->head, &value, &name);
    if (header_is(h, "if")) buf_printf(out, "if %.*s then", h->head.n, h->head.s);
    else if (header_is(h, "while")) buf_printf(out, "while %.*s do", h->head.n, h->head.s);
    else if (header_is(h, "for")) write_for(out, h->head);
    else if (header_is(h, "def")) return write_def(out, h->head) ? "end" : NULL;
    else if (header_is(h, "elif")) return buf_printf(out, "elseif %.*s then", h->head.n, h->head.s), "";
    else if (header_is(h, "else")) return buf_puts(out, "else"), "";
    else if (header_is(h, "try")) return buf_puts(out, "ok, problem = pcall(function()"), "end)";
    else if (header_is(h, "finally")) buf_puts(out, "do");
    else if (header_is(h, "except")) buf_printf(out, named ? "if not ok then local %.*s = problem" : "if not ok then", name.n, name.s);
    else if (header_is(h, "with")) buf_printf(out, named ? "do local %.*s = %.*s" : "do", name.n, name.s, value.n, value.s);
    else return NULL;
    return "end";
}

static void say_header(remedy *r, const header *h) {
    static const struct { const char *word, *hint; } hints[] = {
        { "def", "a function in Lua: function f(x) ... end" },
        { "elif", "Lua writes elseif ... then" },
        { "else", "Lua writes else without a colon, and end after the block" },
        { "if", "a condition in Lua: if ... then ... end" },
        { "while", "a loop in Lua: while ... do ... end" },
        { "for", "a loop in Lua: for ... in ... do ... end" },
        { "class", "Lua has no class statement; a table of functions serves" },
        { "try", "Lua has no try statement; pcall calls a function and catches its error" },
        { "except", "Lua has no except statement; pcall calls a function and catches its error" },
        { "finally", "Lua has no finally statement; what comes after pcall always runs" },
        { "with", "Lua has no with statement; do ... end is a block" },
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (header_is(h, hints[i].word)) notation_say(r, "%s", hints[i].hint);
}

/* --- the block ---------------------------------------------------------------------------------- */

static void put_line(blocks *b, int indent, const char *text) {
    if (b->out->n) buf_putc(b->out, '\n');
    buf_fill(b->out, ' ', (size_t)indent);
    buf_puts(b->out, text);
}

/* End every block that a line of this indent stands outside of. One that goes on keeps its own, and an end
 * that is there already is not written twice. */
static void close_to(blocks *b, int indent, const char *line) {
    while (b->depth > 0) {
        const open_block *top = &b->open[b->depth - 1];
        header            h;
        if (indent > top->indent) return;
        bool same = indent == top->indent, clause = same && goes_on(line) && read_header(line, &h);
        if (clause && (header_is(&h, "elif") || header_is(&h, "else")) && strcmp(top->closer, "end") == 0) return;
        bool ended = same && notation_starts(line, "end");
        if (!ended) put_line(b, top->indent, top->closer);
        b->depth--;
        if (ended) return;
    }
}

static bool next_line_goes_on(const slip *s, size_t to, int indent) {
    for (size_t at = to + 1; at <= s->n;) {
        slip      next = { .src = s->src, .n = s->n };
        text_line l;
        if (!notation_line_at(s->src, s->n, at, &l)) return false;
        notation_slip_fill(&next, l.from);
        if (next.text[0]) return l.indent > indent || (l.indent == indent && goes_on(next.text));
        at = l.to + 1;
    }
    return false;
}

static void convert_line(blocks *b, const slip *line, const text_line *l) {
    header h;
    size_t rest = line->from + strlen(line->text);
    put_line(b, l->indent, "");
    if (!read_header(line->text, &h)) {
        buf_add(b->out, line->text, strlen(line->text));
    } else {
        const char *closer = write_header(b->out, &h);
        if (!closer || b->depth == BLOCKS_MAX) b->bad = true;
        if (b->bad) return;
        if (h.suite.n) buf_printf(b->out, " %.*s", h.suite.n, h.suite.s);
        bool alone = h.suite.n && closer[0] && !next_line_goes_on(b->s, l->to, l->indent);
        if (alone) buf_printf(b->out, " %s", closer);
        else if (closer[0]) b->open[b->depth++] = (open_block){ l->indent, closer };
    }
    if (l->to > rest) buf_add(b->out, b->s->src + rest, l->to - rest);
}

/* From the line of the slip to the last line of its block. */
static void convert_block(const slip *s, remedy *r) {
    blocks    b = { .s = s, .out = &r->text };
    text_line l = { 0 }, first = { 0 };
    buf_clear(&r->text);
    notation_line_at(s->src, s->n, s->from, &first);
    size_t to = first.to;
    for (size_t at = first.from; at <= s->n && !b.bad; at = l.to + 1) {
        slip line = { .src = s->src, .n = s->n };
        notation_line_at(s->src, s->n, at, &l);
        notation_slip_fill(&line, l.from);
        bool blank = l.from + (size_t)l.indent >= l.to, beginning = l.from == first.from;
        if (blank) continue;
        bool ends = l.indent == first.indent && notation_starts(line.text, "end");
        if (!beginning && (l.indent < first.indent || (l.indent == first.indent && !goes_on(line.text) && !ends))) break;
        if (!beginning) close_to(&b, l.indent, line.text);
        convert_line(&b, &line, &l);
        to = l.to;
        if (ends) break;
    }
    close_to(&b, -1, "");
    r->from = b.bad ? 1 : first.from;
    r->to = b.bad ? 0 : to;
}

static bool habit_header(const slip *s, remedy *r) {
    header h;
    if (!read_header(s->text, &h)) return false;
    say_header(r, &h);
    convert_block(s, r);
    return true;
}

/* --- statements that Lua has not ------------------------------------------------------------------ */

static bool habit_statement(const slip *s, remedy *r) {
    static const struct { const char *word, *hint, *before, *after; } all[] = {
        { "class", "Lua has no class statement; a table of functions serves", NULL, NULL },
        { "try", "Lua has no try statement; pcall calls a function and catches its error", NULL, NULL },
        { "except", "Lua has no except statement; pcall calls a function and catches its error", NULL, NULL },
        { "finally", "Lua has no finally statement; what comes after pcall always runs", NULL, NULL },
        { "with", "Lua has no with statement; do ... end is a block", NULL, NULL },
        { "del", "Lua has no del statement; nil takes a name's value away", "", " = nil" },
        { "assert", "assert is a function in Lua", "assert(", ")" },
        { "global", "a name of Lua is global unless it is declared local", "-- global ", "" },
        { "nonlocal", "a function of Lua sees the locals around it", "-- nonlocal ", "" },
        { "yield", "Lua has no yield statement; a coroutine calls coroutine.yield", "coroutine.yield(", ")" },
        { "async", "Lua has no async statement", NULL, NULL },
        { "match", "Lua has no match statement; if ... elseif ... end serves", NULL, NULL },
        { "await", "Lua has no await", "", "" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!notation_starts(s->text, all[i].word)) continue;
        const char *after = s->text + strlen(all[i].word);
        while (notation_is_space(*after)) after++;
        if (*after && *after != ':' && *after != '(' && !notation_is_name_byte(*after) && *after != '"') return false;   /* a name of theirs */
        notation_say(r, "%s", all[i].hint);
        if (all[i].before) notation_change(r, s, s->text, notation_line_end(s->text), "%s%s%s", all[i].before, after, all[i].after);
        return true;
    }
    return false;
}

/* raise ValueError("text") */
static bool habit_raise(const slip *s, remedy *r) {
    if (!notation_starts(s->text, "raise")) return false;
    const char *open = strchr(s->text, '('), *close = open ? notation_closing(open) : NULL;
    piece       name = notation_trim(s->text + 5, open ? open : notation_line_end(s->text)), text = { "", 0 };
    if (close) text = notation_trim(open + 1, close);
    notation_say(r, "Lua has no raise statement; error(...) raises");
    if (text.n) notation_change(r, s, s->text, close + 1, "error(%.*s)", text.n, text.s);
    else notation_change(r, s, s->text, notation_line_end(s->text), "error(\"%.*s\")", name.n, name.s);
    return true;
}

/* --- an end that is missing ----------------------------------------------------------------------------- */

/* The last line that stands deeper than the opening one, or goes on with it. */
static text_line last_of_block(const slip *s, const text_line *open) {
    text_line last = *open, l = *open;
    while (l.to + 1 <= s->n && notation_line_at(s->src, s->n, l.to + 1, &l)) {
        slip line = { .src = s->src, .n = s->n };
        notation_slip_fill(&line, l.from);
        if (l.from + (size_t)l.indent >= l.to) continue;
        bool part = notation_starts(line.text, "else") || notation_starts(line.text, "elseif") || goes_on(line.text);
        if (l.indent < open->indent || (l.indent == open->indent && !part)) break;
        last = l;
    }
    return last;
}

/* Does nothing of the block stand on the line that opens it? */
static bool is_bare(const char *line) {
    const char *end = notation_line_end(line), *function = notation_find(line, "function");
    const char *open = function ? strchr(function, '(') : NULL;
    if (open) return notation_closing(open) == end - 1;
    return (end - line > 4 && strcmp(end - 4, "then") == 0) || (end - line > 2 && strcmp(end - 2, "do") == 0) || strcmp(line, "do") == 0;
}

/* On the line that opens the block, after the lines that stand deeper, or after all. */
static void insert_end(const slip *s, remedy *r, const text_line *open) {
    slip line = { .src = s->src, .n = s->n };
    notation_slip_fill(&line, open->from);
    text_line last = last_of_block(s, open);
    bool      deeper = last.from > open->from, bare = is_bare(line.text);
    size_t    at = deeper ? last.to : bare ? s->n : line.from + strlen(line.text);
    buf_clear(&r->text);
    buf_add(&r->text, s->src + open->from, at - open->from);
    while (bare && r->text.n && r->text.text[r->text.n - 1] == '\n') buf_cut(&r->text, r->text.n - 1);
    buf_putc(&r->text, deeper || bare ? '\n' : ' ');
    if (deeper || bare) buf_fill(&r->text, ' ', (size_t)open->indent);
    buf_puts(&r->text, "end");
    r->from = open->from;
    r->to = at;
}

static bool habit_end(const slip *s, remedy *r) {
    text_line open;
    if (strncmp(s->message, "'end' expected", 14) != 0) return false;
    notation_say(r, "every if, for, while, do and function needs its own end");
    if (s->opened >= s->n || !notation_line_at(s->src, s->n, s->opened, &open)) return true;
    notation_say(r, "what begins on line %d needs its own end", notation_count_lines(s->src, open.from) + 1);
    insert_end(s, r, &open);
    return true;
}

static bool habit_else_if(const slip *s, remedy *r) {
    bool        missing = strncmp(s->message, "'end' expected", 14) == 0;
    slip        line = { .src = s->src, .n = s->n };
    const char *at = NULL;
    for (size_t from = s->opened; missing && !at && from < s->n;) {
        text_line l;
        if (!notation_line_at(s->src, s->n, from, &l)) break;
        notation_slip_fill(&line, l.from);
        at = notation_find(line.text, "else if");
        from = l.to + 1;
    }
    if (!missing || !at) return false;
    notation_say(r, "else if begins an if of its own; Lua writes elseif");
    notation_change(r, &line, at, at + 7, "elseif");
    return true;
}

static bool habit_return(const slip *s, remedy *r) {
    bool last = strncmp(s->message, "'return' must be the last", 25) == 0, in_block = strncmp(s->message, "'end' expected", 14) == 0 && s->fault;
    slip before = { .src = s->src, .n = s->n };
    if ((!last && !in_block) || s->from <= (size_t)s->indent) return false;
    notation_slip_fill(&before, s->from - (size_t)s->indent - 1);
    if (!notation_starts(before.text, "return")) return false;
    notation_say(r, "return is the last statement of its block; do return ... end stands anywhere");
    notation_change(r, &before, before.text, notation_line_end(before.text), "do %s end", before.text);
    return true;
}

/* --- continue --------------------------------------------------------------------------------------------- */

static bool habit_continue(const slip *s, remedy *r) {
    const char *at = notation_find(s->text, "continue");
    if (!at || strncmp(s->message, "Lua has no continue", 19) != 0) return false;
    notation_say(r, "jump to a label at the end of the loop: goto continue, and ::continue:: before the loop's end");
    const char *end = notation_line_end(s->text) - 3;
    bool        loop_here = notation_starts(s->text, "for") || notation_starts(s->text, "while");
    bool        one_line = loop_here && end > at && notation_starts(end, "end");
    if (one_line) {
        notation_change(r, s, at, notation_line_end(s->text), "goto %.*s::continue:: end", (int)(end - at), at);
        return true;
    }
    text_line here, l;
    notation_line_at(s->src, s->n, s->from, &here);
    int  loop = here.indent;          /* of the line that begins the loop */
    slip line = { .src = s->src, .n = s->n };
    for (l = here; l.from > 0 && notation_line_at(s->src, s->n, l.from - 1, &l);) {
        notation_slip_fill(&line, l.from);
        bool begins = notation_starts(line.text, "for") || notation_starts(line.text, "while") || notation_starts(line.text, "repeat");
        if (begins && l.indent < loop) break;
        if (l.from == 0) return true;
    }
    loop = l.indent;
    for (l = here; notation_line_at(s->src, s->n, l.to + 1, &l) && l.to < s->n;) {
        notation_slip_fill(&line, l.from);
        if (l.indent == loop && line.text[0]) break;
    }
    size_t from = s->from + (size_t)(at - s->text);
    buf_clear(&r->text);
    buf_puts(&r->text, "goto ");
    buf_add(&r->text, s->src + from, l.from - from);
    buf_fill(&r->text, ' ', (size_t)loop);
    buf_printf(&r->text, "  ::continue::\n");
    r->from = from;
    r->to = l.from;
    return true;
}

habit *const notation_block_habits[] = { habit_header, habit_raise, habit_statement, NULL };

habit *const notation_end_habits[] = { habit_return, habit_else_if, habit_end, habit_continue, NULL };
