/* trainer/doc_page.c: a page of ndrill doc as it is read.
 *
 * After the names come the signature, sentences, lines "shape: ...", "dtype: ...", "error: ...",
 * "differs: ...", "see: ...", "@ufunc", "@float", and examples: ">>> code" with what it gives below.               */
#include <string.h>

#include "trainer/doc.h"

typedef struct line { const char *text; size_t n; } line;

static bool next_line(const tr_doc *page, size_t *at, line *l) {
    if (*at >= page->n) return false;
    l->text = page->text + *at;
    l->n = strcspn(l->text, "\n");
    *at += l->n + 1;
    return true;
}

static bool begins(const line *l, const char *text) { return l->n >= strlen(text) && memcmp(l->text, text, strlen(text)) == 0; }

static void add_names(buf *out, const tr_doc *page, const char *join) {
    const char *at = NULL;
    size_t      first = out->n;
    for (size_t n; tr_doc_name(page, &at, &n);) {
        if (out->n > first) buf_puts(out, join);
        buf_add(out, at, n);
    }
}

/* Fields, and the word each is shown with. @ufunc and @float stand for what many functions have in common. */
static const char *const fields[][2] = {
    {"@ufunc", "shapes"}, {"@float", "dtypes"}, {"shape: ", "shapes"}, {"dtype: ", "dtypes"}, {"error: ", "errors"}, {"differs: ", "differs"}, {"see: ", "see"},
};

/* What a line says: its own text, or what many functions have in common. */
static void add_field(buf *text, const line *l, size_t head) {
    if (begins(l, "@ufunc")) buf_puts(text, "arguments are broadcast against each other; out= takes the result, where= a mask of elements to compute");
    else if (begins(l, "@float")) buf_puts(text, "float64 of whole numbers; float16, float32 and complex numbers stay what they are");
    else buf_add(text, l->text + head, l->n - head);
}

static bool put_field(buf *out, const tr_look *look, const line *l) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!begins(l, fields[i][0])) continue;
        buf text, folded;
        buf_init(&text), buf_init(&folded);
        add_field(&text, l, strlen(fields[i][0]));
        tr_wrap(&folded, text.text, look->width, 12);
        buf_printf(out, "  %-9s ", fields[i][1]);
        if (folded.n > 12) buf_add(out, folded.text + 12, folded.n - 12);
        buf_free(&text), buf_free(&folded);
        return true;
    }
    return false;
}

static void put_sentence(buf *out, const tr_look *look, const line *l) {
    buf text;
    buf_init(&text);
    buf_add(&text, l->text, l->n);
    tr_wrap(out, text.text, look->width, 2);
    buf_free(&text);
}

static const char *area_end(const char *area) { return area + strcspn(area, "\n"); }

void tr_doc_write(buf *out, const tr_look *look, const tr_doc *page) {
    line   l;
    size_t at = 0;
    bool   example = false, field = false;
    buf    names, area;
    buf_init(&names), buf_init(&area);
    add_names(&names, page, ", ");
    buf_add(&area, page->area, (size_t)(area_end(page->area) - page->area));
    tr_spread(out, look, names.text, area.text);
    buf_free(&names), buf_free(&area);
    if (next_line(page, &at, &l) && next_line(page, &at, &l)) {
        buf_putc(out, '\n');
        put_sentence(out, look, &l);
        buf_putc(out, '\n');
    }
    while (next_line(page, &at, &l)) {
        if (begins(&l, "py> ")) continue;
        if (begins(&l, ">>> ") && !example) buf_putc(out, '\n'), example = true;
        if (example) {
            buf_printf(out, l.n ? "    %.*s\n" : "%.*s\n", (int)l.n, l.text);
            continue;
        }
        bool is_field = false;
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) is_field = is_field || begins(&l, fields[i][0]);
        if (is_field && !field) buf_putc(out, '\n'), field = true;
        if (!put_field(out, look, &l) && l.n) put_sentence(out, look, &l);
    }
}

/* --- JSON ---------------------------------------------------------------------------------------- */

static void json_text(buf *out, const char *name, const char *text, size_t n) {
    buf copy;
    buf_init(&copy);
    buf_add(&copy, text, n);
    buf_printf(out, ",\"%s\":", name);
    store_json_text(out, copy.text);
    buf_free(&copy);
}

void tr_doc_json(buf *out, const tr_doc *page) {
    line        l;
    size_t      from = 0, n;
    const char *at = NULL;
    buf_puts(out, "{\"names\":[");
    for (bool first = true; tr_doc_name(page, &at, &n); first = false) buf_printf(out, "%s\"%.*s\"", first ? "" : ",", (int)n, at);
    buf_putc(out, ']');
    json_text(out, "area", page->area, (size_t)(area_end(page->area) - page->area));
    if (next_line(page, &from, &l) && next_line(page, &from, &l)) json_text(out, "signature", l.text, l.n);
    json_text(out, "text", page->text + (from < page->n ? from : page->n), from < page->n ? page->n - from : 0);
    buf_puts(out, "}\n");
}

/* --- lists ------------------------------------------------------------------------------------------ */

void tr_doc_areas(buf *out, const tr_look *look) {
    tr_doc      page;
    const char *area = NULL;
    size_t      column = 0;
    for (size_t place = 0; tr_doc_next(&place, &page);) {
        if (page.area != area) {
            if (area) buf_puts(out, "\n\n");
            buf_printf(out, "%.*s\n", (int)(area_end(page.area) - page.area), page.area);
            area = page.area, column = 0;
        }
        const char *at = NULL;
        for (size_t n; tr_doc_name(&page, &at, &n);) {
            if (column + n + 2 > (size_t)look->width - 1) buf_putc(out, '\n'), column = 0;
            buf_printf(out, "%s%.*s", column ? " " : "  ", (int)n, at);
            column += n + (column ? 1 : 2);
        }
    }
    buf_puts(out, "\n\nndrill doc NAME shows a page.\n");
}

bool tr_doc_answer(buf *out, const tr_look *look, const char *query) {
    tr_doc page;
    if (tr_doc_find(query, &page)) {
        if (look->json) tr_doc_json(out, &page);
        else tr_doc_write(out, look, &page);
        return true;
    }
    buf near;
    buf_init(&near);
    tr_doc_near(&near, query, 8);
    buf_puts(out, "there is no page for ");
    tr_clean(out, query, strlen(query));
    if (near.n) buf_puts(out, "; near it are:\n"), buf_puts(out, near.text);
    else buf_puts(out, ": ndrill doc lists all pages\n");
    buf_free(&near);
    return false;
}
