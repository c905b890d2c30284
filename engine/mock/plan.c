/* mock/plan.c: what was agreed before the clock started, as the text of the first event.
 *
 *     limit 2700000
 *     runs 3
 *     pause 0
 *     seed 42
 *     pack core
 *     question ID SHORT LEVEL KIND PAR DIGEST CONCEPTS TITLE        one a line, parted by tabs
 *
 * The budget of a question is not written: it is its share of the time by par.                   */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "mock/mock_int.h"

/* --- what a question is ------------------------------------------------------------------------ */

static void add_field(sha256 *h, const void *bytes, size_t n) {
    unsigned char size[8];
    for (int i = 0; i < 8; i++) size[i] = (unsigned char)((uint64_t)n >> (8 * i));
    sha256_add(h, size, sizeof size);
    sha256_add(h, bytes, n);
}

void mock_question_digest(const store_question *q, char digest[65]) {
    const char   *text[] = {q->id, q->kind, q->prompt, q->given, q->outputs, q->checks, q->shown, q->hidden};
    unsigned char sum[32];
    char          head[64];
    sha256        h;
    sha256_begin(&h);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) add_field(&h, text[i], strlen(text[i]));
    for (size_t i = 0; i < q->ncases; i++) {
        const store_case *c = &q->cases[i];
        int               n = snprintf(head, sizeof head, "%d %u %" PRId64, c->number, (unsigned)c->seed, c->n);
        add_field(&h, head, (size_t)n);
        for (size_t k = 0; k < c->nexpected; k++) add_field(&h, c->expected[k].bytes, c->expected[k].n);
    }
    for (size_t i = 0; i < q->nparts; i++) {
        const store_part *p = &q->parts[i];
        if (p->kind != STORE_PROGRAM && p->kind != STORE_POINT) continue;
        add_field(&h, p->title, strlen(p->title));
        add_field(&h, p->text, strlen(p->text));
    }
    sha256_end(&h, sum);
    for (size_t i = 0; i < sizeof sum; i++) snprintf(digest + 2 * i, 3, "%02x", sum[i]);
}

/* --- slots --------------------------------------------------------------------------------------- */

/* Without what would part a line. */
static char *plain(const char *text) {
    char *copy = mem_strdup(text, NULL);
    for (char *c = copy; c && *c; c++)
        if (*c == '\t' || *c == '\n') *c = ' ';
    return copy;
}

bool mock_plan_slot(mock *m, const char *id, const char *short_id, const char *level, const char *kind, const char *title,
                    const char *concepts, int par_seconds, const char *digest) {
    if (!m->slot && !(m->slot = mem_zalloc(MOCK_MAX_QUESTIONS, sizeof *m->slot, NULL))) return false;
    mock_slot *s = &m->slot[m->n++];
    s->id = plain(id);
    s->short_id = plain(short_id);
    s->level = plain(level);
    s->kind = plain(kind);
    s->in_words = strcmp(kind, "explain") == 0;
    s->title = plain(title);
    s->concepts = plain(concepts);
    s->par_seconds = par_seconds;
    snprintf(s->digest, sizeof s->digest, "%s", digest);
    char **empty[] = {&s->draft, &s->verdict, &s->code, &s->answer};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) *empty[i] = mem_strdup("", NULL);
    s->reading_ms = s->first_run_ms = s->pass_ms = -1;
    return s->id && s->short_id && s->level && s->kind && s->title && s->concepts && s->draft && s->verdict && s->code && s->answer;
}

/* To five seconds: it is said as "about". */
static void share_time(mock *m) {
    int64_t all = 0;
    for (size_t i = 0; i < m->n; i++) all += m->slot[i].par_seconds;
    for (size_t i = 0; i < m->n && all; i++) {
        int64_t share = m->limit_ms / 1000 * m->slot[i].par_seconds / all;
        m->slot[i].budget_ms = (share + 2) / 5 * 5000;
    }
}

/* --- text ---------------------------------------------------------------------------------------- */

void mock_plan_write(buf *out, const mock *m) {
    buf_printf(out, "limit %" PRId64 "\nruns %d\npause %d\nseed %" PRId64 "\npack %s\n", m->limit_ms, m->runs, m->may_pause, m->seed, m->pack);
    for (size_t i = 0; i < m->n; i++) {
        const mock_slot *s = &m->slot[i];
        buf_printf(out, "question\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", s->id, s->short_id, s->level, s->kind, s->par_seconds, s->digest, s->concepts, s->title);
    }
}

/* "name N\n" with N in range. */
static bool read_number(const char **s, const char *name, int64_t low, int64_t high, int64_t *value) {
    size_t n = strlen(name);
    if (strncmp(*s, name, n) != 0 || (*s)[n] != ' ') return false;
    const char *p = *s + n + 1;
    int64_t     v = 0;
    int         digits = 0;
    for (; *p >= '0' && *p <= '9' && digits < 16; digits++) v = v * 10 + (*p++ - '0');
    if (!digits || *p != '\n' || v < low || v > high) return false;
    *s = p + 1;
    *value = v;
    return true;
}

static bool is_digest(const char *text) {
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

#define FIELDS 8

static bool add_question(mock *m, char *line) {
    char *field[FIELDS];
    for (int i = 0; i < FIELDS; i++) {
        field[i] = line;
        char *tab = strchr(line, '\t');
        if ((tab != NULL) != (i < FIELDS - 1)) return false;
        if (tab) *tab = '\0', line = tab + 1;
    }
    size_t digits = strspn(field[4], "0123456789");
    int    par = 0;
    if (!digits || digits > 5 || field[4][digits] || sscanf(field[4], "%d", &par) != 1) return false;
    if (!field[0][0] || strlen(field[0]) > 40 || strlen(field[1]) > 12 || !is_digest(field[5]) || m->n == MOCK_MAX_QUESTIONS) return false;
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->slot[i].id, field[0]) == 0) return false;
    return mock_plan_slot(m, field[0], field[1], field[2], field[3], field[7], field[6], par, field[5]);
}

static bool read_head(mock *m, const char **s) {
    int64_t runs, pause;
    if (!read_number(s, "limit", 1000, 86400000, &m->limit_ms) || !read_number(s, "runs", 1, 1000, &runs) ||
        !read_number(s, "pause", 0, 1, &pause) || !read_number(s, "seed", 0, INT64_MAX, &m->seed) || strncmp(*s, "pack ", 5) != 0)
        return false;
    m->runs = (int)runs;
    m->may_pause = pause != 0;
    size_t n = strcspn(*s + 5, "\n");
    m->pack = mem_strndup(*s + 5, n, NULL);
    *s += 5 + n;
    return m->pack && n <= 40 && *(*s)++ == '\n';
}

err_code mock_plan_read(mock *m, const char *text, err *e) {
    const char *s = text;
    bool        good = read_head(m, &s);
    while (good && *s) {
        size_t n = strcspn(s, "\n");
        char  *line = mem_strndup(s, n, NULL);
        good = line && s[n] == '\n' && strncmp(line, "question\t", 9) == 0 && add_question(m, line + 9);
        mem_free(line);
        s += n + (s[n] == '\n');
    }
    if (!good || m->n == 0) return err_set(e, ERR_VALUE, "the plan is not one that ndrill makes");
    share_time(m);
    return ERR_OK;
}
