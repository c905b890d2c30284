/* grader/words.c: the words and the lines of a text, found where they stand.
 *
 * Names, outputs and checks are short lists in one text; nothing is copied to read them.           */
#include <string.h>

#include "grader/grade_int.h"

static size_t piece(const char *text, size_t i, const char *between, const char **at) {
    for (const char *p = text ? text : "";;) {
        p += strspn(p, between);
        size_t n = strcspn(p, between);
        if (n == 0) return 0;
        if (i-- == 0) {
            *at = p;
            return n;
        }
        p += n;
    }
}

size_t grade_word(const char *text, size_t i, const char **at) { return piece(text, i, " \t\n\r,", at); }
size_t grade_line(const char *text, size_t i, const char **at) { return piece(text, i, "\n\r", at); }

grade_kind grade_kind_of(const store_question *q) {
    const char *word = q->kind ? q->kind : "";
    if (strcmp(word, "predict") == 0) return GRADE_KIND_PREDICT;
    if (strcmp(word, "figure") == 0) return GRADE_KIND_FIGURE;
    return strcmp(word, "explain") == 0 ? GRADE_KIND_EXPLAIN : GRADE_KIND_CODE;
}

size_t grade_count_outputs(const store_question *q) {
    const char *at;
    size_t      n = 0;
    while (n < GRADE_MAX_OUTPUTS && grade_line(q->outputs, n, &at) > 0) n++;
    return n ? n : 1;
}

void grade_add_indented(buf *out, const buf *text, size_t columns) {
    for (size_t i = 0; i < text->n; i++) {
        buf_putc(out, text->text[i]);
        if (text->text[i] == '\n' && i + 1 < text->n && text->text[i + 1] != '\n') buf_fill(out, ' ', columns);
    }
}
