/* trainer/layout.c: wrapping, rules, tones: how text lies on the page. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "trainer/trainer.h"

static const char *const tones[] = {
    [TR_PLAIN] = "", [TR_STRONG] = "1", [TR_GOOD] = "1;32", [TR_BAD] = "1;33", [TR_DIM] = "2", [TR_NAME] = "36",
};

void tr_tint(buf *out, const tr_look *look, tr_tone tone, const char *text) {
    if (!look->colour || tone == TR_PLAIN) {
        buf_puts(out, text);
        return;
    }
    buf_printf(out, "\033[%sm%s\033[0m", tones[tone], text);
}

void tr_rule(buf *out, const tr_look *look) {
    if (look->plain) return;
    buf_fill(out, '-', (size_t)look->width);
    buf_putc(out, '\n');
}

void tr_spread(buf *out, const tr_look *look, const char *left, const char *right) {
    size_t l = tr_columns(left, strlen(left)), r = tr_columns(right, strlen(right)), width = (size_t)look->width;
    buf_puts(out, left);
    if (look->plain) buf_puts(out, ", ");
    else if (l + r + 2 <= width) buf_fill(out, ' ', width - l - r);
    else buf_puts(out, "\n ");
    buf_puts(out, right);
    buf_putc(out, '\n');
}

void tr_clock(buf *out, int64_t seconds) { buf_printf(out, "%d:%02d", (int)(seconds / 60), (int)(seconds % 60)); }

/* Words of one source line, folded at width. */
static void wrap_line(buf *out, const char *s, size_t n, int width, int indent) {
    size_t room = width > indent + 20 ? (size_t)(width - indent) : 20, column = 0;
    buf_fill(out, ' ', (size_t)indent);
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && s[i] != ' ') i++;
        size_t columns = tr_columns(s + from, i - from);
        if (column > 0 && column + 1 + columns > room) {
            buf_putc(out, '\n');
            buf_fill(out, ' ', (size_t)indent);
            column = 0;
        }
        if (column > 0) {
            buf_putc(out, ' ');
            column++;
        }
        buf_add(out, s + from, i - from);
        column += columns;
        while (i < n && s[i] == ' ') i++;
    }
    buf_putc(out, '\n');
}

/* Lines that are what they are: code, lists, tables. */
static bool stands_alone(const char *s, size_t n) {
    return n == 0 || (n > 1 && s[0] == ' ' && s[1] == ' ') || s[0] == '-' || s[0] == '|' || (n > 1 && s[0] >= '0' && s[0] <= '9' && s[1] == '.');
}

void tr_wrap(buf *out, const char *text, int width, int indent) {
    buf paragraph;
    buf_init(&paragraph);
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\n");
        bool   alone = stands_alone(s, n);
        if (alone && paragraph.n) {
            wrap_line(out, paragraph.text, paragraph.n, width, indent);
            buf_clear(&paragraph);
        }
        if (n == 0) {
            buf_putc(out, '\n');
        } else if (alone && s[0] == ' ') {
            buf_fill(out, ' ', (size_t)indent);
            buf_add(out, s, n);
            buf_putc(out, '\n');
        } else {
            if (paragraph.n) buf_putc(&paragraph, ' ');
            buf_add(&paragraph, s, n);
        }
        s += n;
        if (*s) s++;
    }
    if (paragraph.n) wrap_line(out, paragraph.text, paragraph.n, width, indent);
    buf_free(&paragraph);
}

void tr_keys_line(buf *out, const tr_look *look, const char *text) {
    buf folded;
    buf_init(&folded);
    tr_wrap(&folded, text, look->width - 1, 1);
    if (folded.n) buf_cut(&folded, folded.n - 1);
    buf_putc(&folded, ' ');
    tr_tint(out, look, TR_DIM, folded.text);
    buf_free(&folded);
}

void tr_flush(buf *b) {
    fflush(stdout);
    for (size_t at = 0; at < b->n;) {
        ssize_t n = write(STDOUT_FILENO, b->text + at, b->n - at);
        if (n <= 0) break;
        at += (size_t)n;
    }
    buf_clear(b);
}
