/* array/textio.c: rows and fields of text.
 *
 * A row's fields are copied one behind the other into one buffer, each with a zero byte behind it, so
 * that quotes can be taken off and numbers read without copying again.                             */
#include "array/textio.h"

#include <string.h>

#include "base/mem.h"

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

void nd_table_init(nd_table *r, const char *text, size_t n, const nd_table_options *o) {
    *r = (nd_table){.p = text, .end = text + n, .o = o};
    buf_init(&r->bytes);
}

void nd_table_free(nd_table *r) {
    buf_free(&r->bytes);
    mem_free(r->ends);
    r->ends = NULL;
    r->n = r->room = 0;
}

nd_word nd_table_field(const nd_table *r, size_t i) {
    size_t from = i ? r->ends[i - 1] : 0;
    return (nd_word){r->bytes.text + from, r->ends[i] - 1 - from};
}

/* --- lines ------------------------------------------------------------------------------------- */

static const char *line_end(const char *p, const char *end) {
    while (p < end && *p != '\n' && *p != '\r') p++;
    return p;
}

static const char *past_newline(const char *p, const char *end) {
    if (p < end && *p == '\r') return p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
    return p < end ? p + 1 : p;
}

void nd_table_skip(nd_table *r, int64_t lines) {
    for (; lines > 0 && r->p < r->end; lines--, r->line++) r->p = past_newline(line_end(r->p, r->end), r->end);
}

/* --- fields ------------------------------------------------------------------------------------- */

static bool end_field(nd_table *r, err *e) {
    buf_putc(&r->bytes, '\0');
    if (r->n == r->room) {
        size_t  room = r->room ? 2 * r->room : 16;
        size_t *ends = mem_resize(r->ends, room, sizeof *ends, e);
        if (!ends) return false;
        r->ends = ends;
        r->room = room;
    }
    if (buf_failed(&r->bytes)) return err_set(e, ERR_MEMORY, "not enough memory for a row of text"), false;
    r->ends[r->n++] = r->bytes.n;
    return true;
}

static bool add_field(nd_table *r, const char *p, const char *end, err *e) {
    while (r->o->strip && p < end && is_space(*p)) p++;
    while (r->o->strip && p < end && is_space(end[-1])) end--;
    buf_add(&r->bytes, p, (size_t)(end - p));
    return end_field(r, e);
}

static bool starts(const char *p, const char *end, nd_word word) {
    return word.n > 0 && (size_t)(end - p) >= word.n && memcmp(p, word.text, word.n) == 0;
}

static bool at_comment(const nd_table *r, const char *p) {
    for (int i = 0; i < r->o->ncomments; i++)
        if (starts(p, r->end, r->o->comment[i])) return true;
    return false;
}

static bool at_end(const char *p, const char *end) { return p == end || *p == '\n' || *p == '\r'; }

/* A quoted part: a doubled quote stands for one, and newlines belong to it. */
static const char *take_quoted(nd_table *r, const char *p) {
    char quote = r->o->quote;
    for (p++; p < r->end; p++) {
        if (*p == quote && !(p + 1 < r->end && p[1] == quote)) return p + 1;
        if (*p == quote) p++;
        if (*p == '\n') r->line++;
        buf_putc(&r->bytes, *p);
    }
    return p;
}

/* One field of a table, from p to where it ends. */
static const char *take_field(nd_table *r, const char *p, bool *quoted) {
    nd_word gap = r->o->delimiter;
    bool    first = true;
    for (; !at_end(p, r->end) && !at_comment(r, p); first = false) {
        if (gap.n ? starts(p, r->end, gap) : is_space(*p)) break;
        if (first && r->o->quote && *p == r->o->quote) {
            p = take_quoted(r, p);
            *quoted = true;
        } else buf_putc(&r->bytes, *p++);
    }
    return p;
}

static const char *skip_spaces(const char *p, const char *end) {
    while (!at_end(p, end) && is_space(*p)) p++;
    return p;
}

static bool split_table(nd_table *r, err *e) {
    nd_word     gap = r->o->delimiter;
    const char *p = r->p;
    bool        quoted = false;
    if (!gap.n) p = skip_spaces(p, r->end);
    while (gap.n || (!at_end(p, r->end) && !at_comment(r, p))) {
        p = take_field(r, p, &quoted);
        if (!end_field(r, e)) return false;
        if (gap.n && !starts(p, r->end, gap)) break;
        p = gap.n ? p + gap.n : skip_spaces(p, r->end);
    }
    if (r->n == 1 && r->ends[0] == 1 && !quoted) r->n = 0;
    r->p = past_newline(line_end(p, r->end), r->end);
    r->line++;
    return true;
}

static bool split_widths(nd_table *r, const char *p, const char *end, err *e) {
    const nd_table_options *o = r->o;
    for (int i = 0; o->repeat ? p < end : i < o->nwidths; i++) {
        ptrdiff_t   left = o->widths[o->repeat ? 0 : i];
        const char *from = p;
        for (; left > 0 && p < end; left--)
            for (p++; p < end && ((unsigned char)*p & 0xC0) == 0x80;) p++;
        if (!add_field(r, from, p, e)) return false;
        if (o->repeat && p == from) break;
    }
    return true;
}

static bool split_spaces(nd_table *r, const char *p, const char *end, err *e) {
    while (true) {
        while (p < end && is_space(*p)) p++;
        if (p == end) return true;
        const char *from = p;
        while (p < end && !is_space(*p)) p++;
        if (!add_field(r, from, p, e)) return false;
    }
}

static bool split_words(nd_table *r, const char *p, const char *end, err *e) {
    const char *from = p;
    while (p < end) {
        if (!starts(p, end, r->o->delimiter)) {
            p++;
            continue;
        }
        if (!add_field(r, from, p, e)) return false;
        from = p += r->o->delimiter.n;
    }
    return add_field(r, from, end, e);
}

/* A line up to its comment; blanks at its ends do not count. */
static bool split_line(nd_table *r, err *e) {
    const char *p = r->p, *whole = line_end(p, r->end), *end = p;
    while (end < whole && !at_comment(r, end)) end++;
    r->p = past_newline(whole, r->end);
    r->line++;
    if (!r->o->nwidths) {
        while (p < end && *p == ' ') p++;
        while (end > p && end[-1] == ' ') end--;
    }
    if (p == end) return true;
    if (r->o->nwidths) return split_widths(r, p, end, e);
    return r->o->delimiter.n ? split_words(r, p, end, e) : split_spaces(r, p, end, e);
}

bool nd_table_next_line(nd_table *r, err *e) {
    if (e) err_clear(e);
    r->n = 0;
    buf_clear(&r->bytes);
    if (r->p >= r->end) return false;
    return r->o->split == ND_SPLIT_TABLE ? split_table(r, e) : split_line(r, e);
}

bool nd_table_next(nd_table *r, err *e) {
    while (nd_table_next_line(r, e))
        if (r->n > 0) return true;
    return false;
}
