/* pack/pack_tables.c: tables of text that a pack holds: NAME.csv in its folder, "# Data: NAME" in its one file.
 *
 * A question whose Given or Cases name one has its lines, as a Lua table of text, in a line of its own above them.  */
#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "pack/pack_int.h"

#define MAX_TABLES 8
#define CSV        ".csv"

bool pack_is_table(const char *name) {
    size_t n = strlen(name), end = strlen(CSV);
    return n > end && strcmp(name + n - end, CSV) == 0;
}

static bool is_word(const char *s, size_t n) {
    if (n == 0 || n > 40 || !(isalpha((unsigned char)s[0]) || s[0] == '_')) return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)s[i]) && s[i] != '_') return false;
    return true;
}

/* local NAME = {"one line", ...} */
static void write_lua(buf *out, const char *name, pack_piece text) {
    buf_printf(out, "local %s = {", name);
    for (size_t at = 0; at < text.n;) {
        const char *line = text.text + at, *end = memchr(line, '\n', text.n - at);
        size_t      n = end ? (size_t)(end - line) : text.n - at;
        buf_puts(out, at ? ", \"" : "\"");
        for (size_t i = 0; i < n; i++) {
            if (line[i] == '"' || line[i] == '\\') buf_putc(out, '\\');
            buf_putc(out, line[i]);
        }
        buf_putc(out, '"');
        at += n + 1;
    }
    buf_puts(out, "}\n");
}

/* Such a line would end the block that a table stands in when the pack is one file. */
static bool fence_at(pack_piece text, int *line) {
    for (size_t i = 0; i + 3 <= text.n; i++) {
        if ((i == 0 || text.text[i - 1] == '\n') && memcmp(text.text + i, "```", 3) == 0) return true;
        *line += text.text[i] == '\n';
    }
    return false;
}

void pack_table_add(pack_tables *t, const char *name, size_t nname, pack_piece text, const char *file, faults *f) {
    int line = text.line;
    if (!is_word(name, nname)) {
        pack_fault(f, file, text.line, "'%.*s' is no name that Lua takes: letters, digits and _", (int)(nname < 40 ? nname : 40), name);
    } else if (text.n > PACK_MAX_CODE) {
        pack_fault(f, file, text.line, "a table is at most %d KiB", PACK_MAX_CODE / 1024);
    } else if (fence_at(text, &line)) {
        pack_fault(f, file, line, "a table has no line that begins with ```");
    } else if (t->n == MAX_TABLES) {
        pack_fault(f, file, text.line, "a pack has at most %d tables", MAX_TABLES);
    } else {
        pack_table *more = pack_grow(f, t->table, t->n, sizeof *more);
        if (!more) return;
        t->table = more;
        char *copy = pack_copy(f, name, nname);
        if (!copy) return;
        pack_table *new = &more[t->n++];
        *new = (pack_table){.name = copy, .stamp = pack_stamp_text(text.text, text.n)};
        buf_init(&new->lua);
        write_lua(&new->lua, copy, text);
        if (buf_failed(&new->lua)) pack_no_memory(f);
    }
}

/* The block of code that the piece holds. */
void pack_table_piece(pack_tables *t, pack_piece title, pack_piece piece, const char *file, faults *f) {
    static const char fence[] = "```";
    const char       *open = strstr(piece.text, fence), *end = piece.text + piece.n;
    const char       *first = open && open < end ? memchr(open, '\n', (size_t)(end - open)) : NULL, *close = first;
    while (close && strncmp(close, "\n```", 4) != 0) close = memchr(close + 1, '\n', (size_t)(end - close - 1));
    if (!close || close >= end) {
        pack_fault(f, file, title.line, "a table stands in a block of code: ```csv, its lines, ```");
        return;
    }
    int line = piece.line;
    for (const char *s = piece.text; s <= first; s++) line += *s == '\n';
    pack_table_add(t, title.text, title.n, (pack_piece){first + 1, close > first ? (size_t)(close - first) : 0, line}, file, f);
}

static bool names(const char *text, const char *name) {
    size_t n = strlen(name);
    for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
        bool before = at > text && (isalnum((unsigned char)at[-1]) || at[-1] == '_' || at[-1] == '.');
        if (!before && !isalnum((unsigned char)at[n]) && at[n] != '_') return true;
    }
    return false;
}

static bool give(char **text, int *line, const pack_table *t, faults *f) {
    if (!*text || !names(*text, t->name)) return false;
    buf both;
    buf_init(&both);
    buf_add(&both, t->lua.text, t->lua.n);
    buf_puts(&both, *text);
    char *copy = buf_failed(&both) ? NULL : pack_copy(f, both.text, both.n);
    buf_free(&both);
    if (!copy) return false;
    mem_free(*text);
    *text = copy;
    --*line;                                        /* one line came above the first */
    return true;
}

void pack_tables_give(const pack_tables *t, pack *p, faults *f) {
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < t->n; k++) {
            store_question *q = p->question[i];
            bool            shown = give(&q->shown, &q->shown_line, &t->table[k], f), hidden = give(&q->hidden, &q->hidden_line, &t->table[k], f);
            if (shown || hidden) p->mark[i].stamp ^= t->table[k].stamp;
        }
}

void pack_tables_free(pack_tables *t) {
    for (size_t i = 0; i < t->n; i++) {
        mem_free(t->table[i].name);
        buf_free(&t->table[i].lua);
    }
    mem_free(t->table);
    *t = (pack_tables){0};
}
