/* trainer/complete.c: completion of names from the module itself. */
#include "trainer/complete.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "bind/bind.h"

struct tr_names {
    bind_state *state;
};

void tr_names_free(tr_names *n) {
    if (!n) return;
    bind_close(n->state);
    mem_free(n);
}

static bool open_names(tr_names **names) {
    if (*names) return true;
    tr_names    *n = mem_zalloc(1, sizeof *n, NULL);
    bind_options o = {.sandbox = true};
    if (n && !(n->state = bind_open(&o, NULL))) {
        mem_free(n);
        n = NULL;
    }
    *names = n;
    return n != NULL;
}

static bool is_name(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* Where the dotted word before the cursor starts, and where its last part does. */
static void find_word(const char *line, size_t n, size_t *word, size_t *last) {
    size_t i = n;
    while (i > 0 && is_name(line[i - 1])) i--;
    *last = i;
    while (i > 0 && (is_name(line[i - 1]) || line[i - 1] == '.')) i--;
    *word = i;
}

typedef struct offer {
    buf    shared, all;
    size_t count, column;
} offer;

static void add_name(const char *name, void *user) {
    offer *o = user;
    if (o->count++ == 0) {
        buf_puts(&o->shared, name);
    } else {
        size_t k = 0;
        while (k < o->shared.n && name[k] == o->shared.text[k]) k++;
        buf_cut(&o->shared, k);
    }
    size_t len = strlen(name), width = (len / 16 + 1) * 16;
    if (o->column && o->column + width > 78) {
        buf_putc(&o->all, '\n');
        o->column = 0;
    }
    buf_puts(&o->all, name);
    buf_fill(&o->all, ' ', width - len);
    o->column += width;
}

void tr_complete(tr_names **names, const char *line, size_t n, buf *insert, buf *show) {
    size_t word, last;
    find_word(line, n, &word, &last);
    if (word == n || !open_names(names)) return;
    char path[64], prefix[64];
    bool dotted = last > word;
    size_t np = dotted ? last - 1 - word : 0;
    if (np >= sizeof path || n - last >= sizeof prefix) return;
    memcpy(path, line + word, np);
    path[np] = '\0';
    memcpy(prefix, line + last, n - last);
    prefix[n - last] = '\0';
    /* After a dot that does not follow np or one of its modules stands an array. */
    bool module = strcmp(path, "np") == 0 || strncmp(path, "np.", 3) == 0 || strcmp(path, "math") == 0 || strcmp(path, "string") == 0;
    if (dotted && !module) strcpy(path, ".");
    offer o = {.count = 0};
    buf_init(&o.shared);
    buf_init(&o.all);
    bind_names((*names)->state, path, prefix, add_name, &o);
    if (o.count && o.shared.n > n - last) {
        buf_puts(insert, o.shared.text + (n - last));
    } else if (o.count > 1) {
        buf_add(show, o.all.text, o.all.n);
        buf_putc(show, '\n');
    }
    buf_free(&o.shared);
    buf_free(&o.all);
}
