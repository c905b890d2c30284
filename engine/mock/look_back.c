/* mock/look_back.c: sums over an interview, the ones before it, and what to practise next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mock/mock_int.h"

int64_t mock_percent(int64_t points, int64_t most) { return most > 0 ? points * 100 / most : 0; }

const char *mock_verdict_words(const mock_slot *s) {
    if (s->in_words && s->verdict[0]) return "said in words";
    if (s->passed) return "passed";
    return s->verdict[0] ? "not passed" : "not answered";
}

/* --- sums ------------------------------------------------------------------------------------------- */

static void add_to(mock_sum sum[MOCK_MAX_SUMS], size_t *n, const char *name, size_t length, const mock_slot *s) {
    size_t i = 0;
    while (i < *n && !(strlen(sum[i].name) == length && memcmp(sum[i].name, name, length) == 0)) i++;
    if (i == MOCK_MAX_SUMS || length == 0) return;
    if (i == *n) {
        memset(&sum[i], 0, sizeof sum[i]);
        if (length >= sizeof sum[i].name) return;
        memcpy(sum[i].name, name, length);
        ++*n;
    }
    sum[i].points += mock_slot_points(s);
    sum[i].most += mock_slot_most(s);
    sum[i].n++;
    sum[i].passed += s->passed;
}

size_t mock_by_level(const mock *m, mock_sum sum[MOCK_MAX_SUMS]) {
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) add_to(sum, &n, m->slot[i].level, strlen(m->slot[i].level), &m->slot[i]);
    return n;
}

static int weakest_first(const void *a, const void *b) {
    const mock_sum *x = a, *y = b;
    int64_t         px = x->points * y->most, py = y->points * x->most;
    if (px != py) return px < py ? -1 : 1;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    return strcmp(x->name, y->name);
}

size_t mock_by_concept(const mock *m, mock_sum sum[MOCK_MAX_SUMS]) {
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++)
        for (const char *s = m->slot[i].concepts; *s; s += strspn(s, " ")) {
            size_t length = strcspn(s, " ");
            add_to(sum, &n, s, length, &m->slot[i]);
            s += length;
        }
    qsort(sum, n, sizeof *sum, weakest_first);
    return n;
}

/* --- the ones before ------------------------------------------------------------------------------------- */

typedef struct looking {
    const mock   *m;
    mock_earlier *earlier;
    int64_t       sum;
} looking;

static bool look_at(const store_mock *one, void *user) {
    looking *l = user;
    if (one->id >= l->m->id || !one->ended_ms || !one->most) return true;
    int64_t percent = mock_percent(one->points, one->most);
    l->earlier->n++;
    l->earlier->last_points = one->points;
    l->earlier->last_most = one->most;
    if (percent > l->earlier->best_percent) l->earlier->best_percent = percent;
    l->sum += percent;
    return true;
}

err_code mock_look_back(store *s, const mock *m, mock_earlier *earlier, err *e) {
    looking l = {m, earlier, 0};
    memset(earlier, 0, sizeof *earlier);
    err_code code = m->id ? store_mock_list(s, look_at, &l, e) : ERR_OK;
    if (earlier->n) earlier->mean_percent = l.sum / earlier->n;
    return code;
}

/* --- next ----------------------------------------------------------------------------------------------------- */

int mock_practise_next(const mock *m) {
    int     best = 0;
    int64_t worst = 1000;          /* thousandths of par */
    for (size_t i = 0; i < m->n; i++) {
        const mock_slot *s = &m->slot[i];
        if (s->in_words) continue;
        if (!s->passed) return (int)i + 1;
        int64_t ratio = s->par_seconds > 0 ? s->pass_ms / s->par_seconds : 0;
        if (ratio > worst) worst = ratio, best = (int)i + 1;
    }
    return best;
}
