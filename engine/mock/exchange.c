/* mock/exchange.c: an interview as a file that another machine can check.
 *
 *     ndrill mock interview 1
 *     DIGEST NUMBER AT kind SLOT VALUE "text"        one line an event
 *     sum SHA-256 of all that is above
 *
 * Each digest covers its event and the digest before it, so that a change is found in the line where it was made. The sum
 * says that nothing is missing. What cannot be forged by computing digests anew is found by grading: mock/verify.c. */
#include <stdio.h>
#include <string.h>

#include "base/sha256.h"
#include "mock/mock_int.h"

static const char head[] = "ndrill mock interview 1\n";

void mock_export(buf *out, const mock *m) {
    char sum[65];
    buf_puts(out, head);
    for (size_t i = 0; i < m->nevents; i++) {
        buf_printf(out, "%s ", m->event[i].digest);
        mock_event_line(out, &m->event[i]);
        buf_putc(out, '\n');
    }
    sha256_hex(out->text, out->n, sum);
    buf_printf(out, "sum %s\n", sum);
}

static err_code refuse(err *e, size_t line, const char *why) {
    return err_set(e, ERR_FORMAT, "line %zu %s", line, why);
}

/* One event, whose digest is the first 64 letters. */
static err_code add_line(mock *m, const char *line, size_t n, size_t number, buf *text, err *e) {
    mock_event ev;
    if (n < 66 || line[64] != ' ' || !mock_event_read(line + 65, n - 65, &ev, text))
        return refuse(e, number, "is not one that ndrill writes: it was altered, or the file was damaged on its way");
    if (buf_failed(text)) return err_set(e, ERR_MEMORY, "no memory for an event");
    memcpy(ev.digest, line, 64);
    ev.digest[64] = '\0';
    err_code code = mock_apply(m, &ev, e);
    if (code == ERR_VALUE || code == ERR_FORMAT) {
        err_context(e, "line %zu", number);
        if (e) e->code = ERR_FORMAT;
        code = ERR_FORMAT;
    }
    return code;
}

static err_code check_sum(const char *bytes, size_t at, const char *line, size_t n, size_t number, err *e) {
    char sum[65];
    sha256_hex(bytes, at, sum);
    if (n != 68 || memcmp(line + 4, sum, 64) != 0) return refuse(e, number, "is not the sum of the file: something was added or taken away");
    return ERR_OK;
}

static err_code read_lines(mock *m, const char *bytes, size_t n, buf *text, err *e) {
    size_t at = sizeof head - 1, number = 2;
    for (; at < n; number++) {
        const char *line = bytes + at, *end = memchr(line, '\n', n - at);
        if (!end) return refuse(e, number, "does not end: the file is not whole");
        size_t length = (size_t)(end - line);
        if (length >= 4 && memcmp(line, "sum ", 4) == 0) {
            if (at + length + 1 != n) return refuse(e, number + 1, "comes after the sum");
            return check_sum(bytes, at, line, length, number, e);
        }
        err_code code = add_line(m, line, length, number, text, e);
        if (code != ERR_OK) return code;
        at += length + 1;
    }
    return refuse(e, number, "should be the sum: the file is not whole");
}

mock *mock_import(const void *bytes, size_t n, err *e) {
    buf text;
    if (n > MOCK_MAX_FILE || n < sizeof head - 1 || memcmp(bytes, head, sizeof head - 1) != 0) {
        err_set(e, ERR_FORMAT, n > MOCK_MAX_FILE ? "the file is longer than an interview can be" : "this is not an interview that ndrill exported");
        return NULL;
    }
    mock *m = mock_new(e);
    if (!m) return NULL;
    buf_init(&text);
    text.limit = MOCK_MAX_TEXT + 1;
    err_code code = read_lines(m, bytes, n, &text, e);
    if (code == ERR_OK && m->nevents == 0) code = err_set(e, ERR_FORMAT, "there is no event in this interview");
    buf_free(&text);
    if (code == ERR_OK) return m;
    mock_free(m);
    return NULL;
}
