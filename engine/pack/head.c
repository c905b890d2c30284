/* pack/head.c: the lines "key: value" between two lines of "---". */
#include <string.h>

#include "base/mem.h"
#include "pack/pack_int.h"

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

const char *pack_next_word(const char **s, size_t *n) {
    while (is_blank(**s)) ++*s;
    const char *word = *s;
    while (**s && !is_blank(**s)) ++*s;
    *n = (size_t)(*s - word);
    return *n ? word : NULL;
}

typedef struct line_text {
    const char *s;
    size_t      n;
} line_text;

static line_text trim(const char *s, size_t n) {
    while (n && is_blank(*s)) s++, n--;
    while (n && is_blank(s[n - 1])) n--;
    return (line_text){s, n};
}

static bool is_fence(line_text l) { return l.n == 3 && memcmp(l.s, "---", 3) == 0; }

static void say_unknown(faults *f, const char *file, int line, line_text key, const head_field *fields, size_t n) {
    buf known;
    buf_init(&known);
    for (size_t i = 0; i < n; i++) buf_printf(&known, "%s%s", i ? " " : "", fields[i].key);
    pack_fault(f, file, line, "unknown key '%.*s': the keys are %s", key.n < 40 ? (int)key.n : 40, key.s, known.text);
    buf_free(&known);
}

static head_field *find_field(head_field *fields, size_t n, line_text key) {
    for (size_t i = 0; i < n; i++)
        if (strlen(fields[i].key) == key.n && memcmp(fields[i].key, key.s, key.n) == 0) return &fields[i];
    return NULL;
}

static void take_line(line_text l, int line, const char *file, head_field *fields, size_t n, faults *f) {
    const char *colon = memchr(l.s, ':', l.n);
    if (!colon) {
        pack_fault(f, file, line, "a line of the head is 'key: value'; the head ends with a line of ---");
        return;
    }
    line_text   key = trim(l.s, (size_t)(colon - l.s)), value = trim(colon + 1, l.n - (size_t)(colon - l.s) - 1);
    head_field *field = find_field(fields, n, key);
    if (!field) say_unknown(f, file, line, key, fields, n);
    else if (field->line) pack_fault(f, file, line, "'%s' is here twice, first in line %d", field->key, field->line);
    else if (value.n == 0) pack_fault(f, file, line, "'%s' has no value", field->key);
    else field->value = pack_copy(f, value.s, value.n);
    if (field && !field->line) field->line = line;
}

static void check_required(const char *file, int line, const head_field *fields, size_t n, faults *f) {
    for (size_t i = 0; i < n; i++)
        if (fields[i].required && !fields[i].line) pack_fault(f, file, line, "the head has no '%s'", fields[i].key);
}

size_t pack_head_read(pack_piece text, const char *file, head_field *fields, size_t n, int *line, faults *f) {
    int first = 0;                     /* the line of the first fence */
    *line = text.line - 1;
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.text + at, '\n', text.n - at);
        size_t      next = end ? (size_t)(end - text.text) + 1 : text.n;
        line_text   l = trim(text.text + at, (end ? next - 1 : next) - at);
        ++*line;
        at = next;
        if (!first && !is_fence(l)) break;
        if (first && is_fence(l)) {
            check_required(file, first, fields, n, f);
            ++*line;
            return at;
        }
        if (!first) first = *line;
        else if (l.n) take_line(l, *line, file, fields, n, f);
    }
    pack_fault(f, file, text.line, "a question begins with a head: lines of 'key: value' between two lines of ---");
    return 0;
}

void pack_head_free(head_field *fields, size_t n) {
    for (size_t i = 0; i < n; i++) mem_free(fields[i].value);
}
