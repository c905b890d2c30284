/* notation/notation.c: the front door.
 *
 * A text may be read in up to four ways: `# ` where an operand is due as an operator or
 * as a comment, and a doubtful `[[` as a string or as brackets. Lua's readings come
 * first; the others are tried only when those fail, or when the text is no plain Lua
 * anyway. */
#include "notation.h"

#include <string.h>

#include "base/mem.h"
#include "advice.h"
#include "emit.h"

#define SOURCE_MAX ((size_t)1 << 28)

typedef struct reading { bool hash_comments, lists; } reading;

typedef struct translation {
    const char   *src;
    size_t        n;
    notation_mode mode;
    lexer_store   store;
    buf           words;
    parser        p;
    parse_failure failure;    /* the one that got farthest */
    bool          failed;
} translation;

/* --- one reading --------------------------------------------------------------------- */

static void drop(translation *t) {
    parser *p = &t->p;
    mem_free(p->nodes);
    mem_free(p->vars);
    mem_free(p->active);
    mem_free(p->labels);
    mem_free(p->gotos);
    mem_free(p->scopes);
    mem_free(p->notes);
    mem_free(p->names);
    mem_free(p->candidates);
    mem_free(p->stores);
    mem_free(p->sites);
    mem_free(t->store.hashes);
    buf_free(&t->words);
    *p = (parser){ 0 };
    buf_init(&t->words);
}

static void keep_failure(translation *t) {
    if (!t->failed || t->p.failure.start > t->failure.start) t->failure = t->p.failure;
    t->failed = true;
}

/* True: the parser holds the tree. */
static bool attempt(translation *t, reading r) {
    drop(t);
    t->store = (lexer_store){ 0 };
    for (int i = 0; i < 8; i++) t->store.none_from[i] = NONE;
    parser *p = &t->p;
    p->mode = t->mode;
    p->last = -1;
    p->words = &t->words;
    p->lists = r.lists;
    notation_lex_init(&p->lx, t->src, t->n, &t->store);
    p->lx.hash_comments = r.hash_comments;
    notation_chunk(p);
    if (t->store.memory || buf_failed(&t->words)) p->memory = true;
    if (p->lx.nhashes > 0) p->extended = true;
    if (p->failed && !p->memory) keep_failure(t);
    return !p->failed && !p->memory;
}

/* Is this the reading to keep? Where the text is no plain Lua, brackets win. */
static bool attempt_best(translation *t, reading r) {
    if (!attempt(t, r)) {
        if (!t->p.doubtful || t->p.memory) return false;
        return attempt(t, (reading){ r.hash_comments, true });
    }
    if (!t->p.doubtful || !t->p.extended) return true;
    if (attempt(t, (reading){ r.hash_comments, true })) return true;
    return !t->p.memory && attempt(t, r);
}

static bool read_source(translation *t) {
    if (attempt(t, (reading){ false, false })) {
        if (!t->p.doubtful || !t->p.extended) return true;
        return attempt_best(t, (reading){ false, true }) || attempt_best(t, (reading){ false, false });
    }
    bool hash_sites = t->p.lx.hash_sites, doubtful = t->p.doubtful;
    if (t->p.memory) return false;
    if (hash_sites && attempt_best(t, (reading){ true, false })) return true;
    return doubtful && !t->p.memory && attempt_best(t, (reading){ false, true });
}

/* --- failures ---------------------------------------------------------------------------- */

static bool is_newline(char c) { return c == '\n' || c == '\r'; }

static void place(const translation *t, uint32_t offset, notation_failure *f) {
    uint32_t line_start = 0;
    f->line = 1;
    for (uint32_t i = 0; i < offset && i < t->n; i++) {
        if (!is_newline(t->src[i])) continue;
        if (i + 1 < t->n && is_newline(t->src[i + 1]) && t->src[i + 1] != t->src[i] && i + 1 < offset) i++;
        f->line++;
        line_start = i + 1;
    }
    f->column = (int)(offset - line_start) + 1;
}

static err_code report(translation *t, notation_failure *f, err *e) {
    if (t->p.memory || !t->failed) return err_set(e, ERR_MEMORY, "out of memory in a translation");
    const parse_failure *found = &t->failure;
    place(t, found->start, f);
    uint32_t width = 0;
    while (width < found->width && found->start + width < t->n && !is_newline(t->src[found->start + width])) width++;
    f->width = width ? (int)width : 1;
    f->incomplete = found->incomplete;
    notation_advise_syntax(t->src, t->n, found, t->mode, f);
    return err_set(e, ERR_SYNTAX, "%s", found->text);
}

/* --- notes ----------------------------------------------------------------------------------- */

static bool write_note(const parser *p, const parse_note *n, notation_note *out) {
    const char *s = p->lx.src;
    buf about, text;
    buf_init(&about);
    buf_init(&text);
    int len = n->len > 80 ? 80 : (int)n->len;
    if (n->what == NOTE_METHOD_COLON) {
        uint32_t base = n->base - n->start + n->base_len;
        const char *colon = memchr(s + n->start + (n->base_len ? base : 0), ':', n->len - (n->base_len ? base : 0));
        int before = colon ? (int)(colon - s - n->start) : 0;
        if (n->base_len) buf_printf(&about, "'%.*s'", (int)n->base_len, s + n->base);
        buf_printf(&text, "%.*s is a method call in Lua; for a slice write %.*s:(%.*s)", len, s + n->start, before, s + n->start,
                   len > before ? len - before - 1 : 0, s + n->start + before + 1);
    } else if (n->what == NOTE_LONG_STRING) {
        buf_puts(&text, "[[ starts a long string in Lua; write [ [0, 1], ...] with a space, or {0, 1}");
    } else {
        buf_puts(&about, "'f'");
        buf_puts(&text, "Lua has no f-strings; write string.format(\"x = %g\", x) or \"x = \" .. x");
    }
    out->line = n->line;
    out->about = buf_take(&about, NULL);
    out->text = buf_take(&text, NULL);
    return out->about && out->text;
}

static bool write_notes(const parser *p, notation_out *out) {
    if (p->count.notes == 0) return true;
    out->notes = mem_zalloc(p->count.notes, sizeof *out->notes, NULL);
    if (!out->notes) return false;
    for (uint32_t i = 0; i < p->count.notes; i++) {
        out->nnotes = i + 1;
        if (!write_note(p, &p->notes[i], &out->notes[i])) return false;
    }
    return true;
}

/* --- the translation ----------------------------------------------------------------------------- */

static err_code write_out(translation *t, notation_out *out, err *e) {
    emitter em;
    buf text;
    buf_init(&text);
    notation_emitter_init(&em, &t->p);
    notation_emit(&em);
    bool deep = em.deep_at != NONE;
    if (deep) {
        t->failure = (parse_failure){ .start = em.deep_at, .width = 1, .opened = NONE, .text = "nested too deeply" };
        t->failed = true;
    } else if (!em.edits.failed) {
        notation_emit_text(&em, &text);
    }
    bool ok = !em.edits.failed && !buf_failed(&em.scratch) && !buf_failed(&em.tail) && !buf_failed(&text) && !buf_failed(&t->words);
    notation_emitter_free(&em);
    if (ok && !deep) {
        out->lua = buf_take(&text, &out->n);
        out->names_np = t->p.names_np;
        out->extended = t->p.extended;
        ok = out->lua && write_notes(&t->p, out);
    }
    buf_free(&text);
    if (deep) return ERR_SYNTAX;
    return ok ? ERR_OK : err_set(e, ERR_MEMORY, "out of memory in a translation");
}

bool notation_reads(const char *src, size_t n, notation_mode mode, parse_failure *f) {
    translation t = { .src = src, .n = n, .mode = mode };
    buf_init(&t.words);
    bool good = read_source(&t);
    *f = t.failure;
    if (!good && !t.failed) *f = (parse_failure){ .opened = NONE };
    drop(&t);
    buf_free(&t.words);
    return good;
}

err_code notation_translate(const char *src, size_t n, notation_mode mode, notation_out *out, notation_failure *f, err *e) {
    *out = (notation_out){ 0 };
    *f = (notation_failure){ .line = 1, .column = 1, .width = 1 };
    if (n > SOURCE_MAX) return err_set(e, ERR_SYNTAX, "the text is too long");
    translation t = { .src = src, .n = n, .mode = mode };
    buf_init(&t.words);
    err_code code = ERR_SYNTAX;
    if (read_source(&t)) code = write_out(&t, out, e);
    if (code == ERR_SYNTAX) code = report(&t, f, e);
    if (code != ERR_OK) notation_free(out);
    drop(&t);
    buf_free(&t.words);
    return code;
}

void notation_free(notation_out *out) {
    for (size_t i = 0; i < out->nnotes; i++) {
        mem_free(out->notes[i].about);
        mem_free(out->notes[i].text);
    }
    mem_free(out->notes);
    mem_free(out->lua);
    *out = (notation_out){ 0 };
}
