/* mock/event.c: an event as one line of ASCII, and the chain of digests over those lines. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "mock/mock_int.h"

static const char *const words[MOCK_NKINDS] = {
#define X(name, word) [MOCK_##name] = word,
    MOCK_KINDS(X)
#undef X
};

const char *mock_kind_word(mock_kind k) { return words[k]; }

bool mock_kind_of(const char *word, size_t n, mock_kind *k) {
    for (size_t i = 0; i < MOCK_NKINDS; i++) {
        if (strlen(words[i]) != n || memcmp(words[i], word, n) != 0) continue;
        *k = (mock_kind)i;
        return true;
    }
    return false;
}

/* --- writing ------------------------------------------------------------------------------- */

/* Printable ASCII stays; everything else can be mailed and pasted without harm. */
static void add_quoted(buf *out, const char *text) {
    buf_putc(out, '"');
    for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
        if (*s == '"' || *s == '\\') buf_printf(out, "\\%c", *s);
        else if (*s == '\n') buf_puts(out, "\\n");
        else if (*s < 0x20 || *s >= 0x7F) buf_printf(out, "\\x%02x", *s);
        else buf_putc(out, (char)*s);
    }
    buf_putc(out, '"');
}

void mock_event_line(buf *out, const mock_event *ev) {
    buf_printf(out, "%lld %lld %s %d %lld ", (long long)ev->number, (long long)ev->at_ms, words[ev->kind], ev->slot, (long long)ev->value);
    add_quoted(out, ev->text);
}

err_code mock_event_digest(const mock_event *ev, const char *before, char digest[65], err *e) {
    buf line;
    buf_init(&line);
    buf_puts(&line, before);
    buf_putc(&line, '\n');
    mock_event_line(&line, ev);
    err_code code = buf_failed(&line) ? err_set(e, ERR_MEMORY, "no memory for an event") : ERR_OK;
    if (code == ERR_OK) sha256_hex(line.text, line.n, digest);
    buf_free(&line);
    return code;
}

/* --- reading ------------------------------------------------------------------------------------ */

/* A number without a sign or a zero in front, and the space behind it. */
static bool read_number(const char **s, const char *end, int64_t *value) {
    int64_t     v = 0;
    const char *p = *s;
    while (p < end && *p >= '0' && *p <= '9' && p - *s < 16) v = v * 10 + (*p++ - '0');
    if (p == *s || p == end || *p != ' ' || (**s == '0' && p - *s > 1)) return false;
    *s = p + 1;
    *value = v;
    return true;
}

static int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

static bool read_escape(const char **s, const char *end, char *c) {
    if (*s == end) return false;
    char what = *(*s)++;
    if (what == '"' || what == '\\') *c = what;
    else if (what == 'n') *c = '\n';
    else if (what != 'x' || end - *s < 2) return false;
    else {
        int high = hex_digit((*s)[0]), low = hex_digit((*s)[1]);
        if (high < 0 || low < 0 || high + low == 0) return false;
        *c = (char)(high * 16 + low);
        *s += 2;
    }
    return true;
}

static bool read_quoted(const char *s, const char *end, buf *text) {
    if (s == end || *s++ != '"') return false;
    while (s < end && *s != '"') {
        char c = *s++;
        if (c < 0x20 || c > 0x7E || (c == '\\' && !read_escape(&s, end, &c))) return false;
        buf_putc(text, c);
    }
    return s < end && s + 1 == end;
}

bool mock_event_read(const char *line, size_t n, mock_event *ev, buf *text) {
    const char *s = line, *end = line + n;
    int64_t     slot = 0;
    memset(ev, 0, sizeof *ev);
    buf_clear(text);
    if (!read_number(&s, end, &ev->number) || !read_number(&s, end, &ev->at_ms)) return false;
    const char *space = memchr(s, ' ', (size_t)(end - s));
    if (!space || !mock_kind_of(s, (size_t)(space - s), &ev->kind)) return false;
    s = space + 1;
    if (!read_number(&s, end, &slot) || slot > MOCK_MAX_QUESTIONS || !read_number(&s, end, &ev->value)) return false;
    ev->slot = (int)slot;
    if (!read_quoted(s, end, text)) return false;
    ev->text = text->text;
    return true;
}
