/* pack/piece.c: a file cut where a line of its own says that something new begins. */
#include <string.h>

#include "pack/pack_int.h"

typedef struct fence {
    char   mark;                       /* '`' or '~'; 0: outside of code */
    size_t n;
} fence;

/* Does the line open a block of code, or close the one that is open? */
static void pass_line(fence *open, const char *s, size_t n) {
    size_t indent = 0, run = 0;
    while (indent < n && indent < 4 && s[indent] == ' ') indent++;
    if (indent == n || indent > 3 || (s[indent] != '`' && s[indent] != '~')) return;
    char mark = s[indent];
    while (indent + run < n && s[indent + run] == mark) run++;
    if (run < 3) return;
    bool bare = indent + run + strspn(s + indent + run, " \t") >= n;
    if (!open->mark) *open = (fence){mark, run};
    else if (open->mark == mark && run >= open->n && bare) open->mark = 0;
}

static bool is_mark(const char *s, size_t n, const char *mark, const char **title) {
    size_t length = strlen(mark);
    if (n < length + 2 || s[0] != '#' || s[1] != ' ' || memcmp(s + 2, mark, length) != 0) return false;
    const char *after = s + 2 + length, *end = s + n;
    while (after < end && *after == ' ') after++;
    if (after < end && *after != ':') return false;
    if (after < end) after++;
    while (after < end && *after == ' ') after++;
    *title = after;
    return true;
}

bool pack_next_piece(pack_piece *rest, const char *mark, pack_piece *piece, pack_piece *title) {
    fence open = {0};
    int   line = rest->line;
    *piece = *rest;
    for (size_t at = 0; at < rest->n; line++) {
        const char *s = rest->text + at, *end = memchr(s, '\n', rest->n - at), *name;
        size_t      n = end ? (size_t)(end - s) : rest->n - at, next = at + n + (end != NULL);
        if (!open.mark && is_mark(s, n, mark, &name)) {
            piece->n = at;
            *title = (pack_piece){name, n - (size_t)(name - s), line};
            while (title->n && title->text[title->n - 1] == ' ') title->n--;
            *rest = (pack_piece){rest->text + next, rest->n - next, line + 1};
            return true;
        }
        pass_line(&open, s, n);
        at = next;
    }
    *rest = (pack_piece){rest->text + rest->n, 0, line};
    return false;
}
