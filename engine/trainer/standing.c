/* trainer/standing.c: the facts behind due and stats, from sums that the store keeps: no attempt is read. */
#include "trainer/standing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/mem.h"

typedef struct reading {
    tr_standing *t;
    err         *e;
    bool         failed;
    int64_t      before, run;        /* the day before the one that comes, and how many are in a row up to it */
} reading;

/* Room for one more of items that are count in number; NULL without memory. */
static void *grow(reading *r, void *items, size_t count, size_t size) {
    if (count & (count - 1)) return items;
    void *more = mem_resize(items, count ? 2 * count : 1, size, r->e);
    if (!more) r->failed = true;
    return more;
}

/* --- questions -------------------------------------------------------------------------------------- */

static tr_level_sum *level_of(reading *r, const char *name) {
    tr_standing *t = r->t;
    for (size_t i = 0; i < t->nlevels; i++)
        if (strcasecmp(t->level[i].name, name) == 0) return &t->level[i];
    void *more = grow(r, t->level, t->nlevels, sizeof *t->level);
    if (!more) return NULL;
    t->level = more;
    t->level[t->nlevels] = (tr_level_sum){0};
    snprintf(t->level[t->nlevels].name, sizeof t->level->name, "%s", name);
    return &t->level[t->nlevels++];
}

static tr_concept *concept_of(reading *r, const char *name, size_t n) {
    tr_standing *t = r->t;
    for (size_t i = 0; i < t->nconcepts; i++)
        if (strlen(t->concept[i].name) == n && strncasecmp(t->concept[i].name, name, n) == 0) return &t->concept[i];
    void *more = grow(r, t->concept, t->nconcepts, sizeof *t->concept);
    if (!more) return NULL;
    t->concept = more;
    t->concept[t->nconcepts] = (tr_concept){0};
    snprintf(t->concept[t->nconcepts].name, sizeof t->concept->name, "%.*s", (int)n, name);
    return &t->concept[t->nconcepts++];
}

static void note_concepts(reading *r, const store_line *l) {
    for (const char *at = l->concepts; *at && !r->failed; at += strspn(at, " ")) {
        size_t      n = strcspn(at, " ");
        tr_concept *c = concept_of(r, at, n);
        if (c) c->questions++, c->passed += l->passes > 0;
        at += n;
    }
}

static bool note_due(reading *r, const store_line *l) {
    tr_standing *t = r->t;
    void        *more = grow(r, t->due, t->ndue, sizeof *t->due);
    if (!more) return false;
    t->due = more;
    tr_due *d = &t->due[t->ndue++];
    *d = (tr_due){.memory = l->memory};
    memcpy(d->id, l->id, sizeof d->id);
    memcpy(d->short_id, l->short_id, sizeof d->short_id);
    memcpy(d->title, l->title, sizeof d->title);
    return true;
}

static bool note_question(const store_line *l, void *user) {
    reading      *r = user;
    tr_standing  *t = r->t;
    tr_level_sum *level = level_of(r, l->level);
    if (!level) return false;
    bool due = l->memory.state != STORE_NEW && l->memory.due <= t->now;
    if (!l->follows[0]) {
        level->questions++;
        level->tried += l->attempts > 0;
        level->passed += l->passes > 0;
    }
    level->due += due;
    level->timed += l->timed;
    level->pass_ms += l->pass_ms;
    level->par_ms += l->timed * l->par_seconds * 1000;
    t->attempts += l->attempts;
    t->passes += l->passes;
    t->fresh += l->attempts == 0 && !l->follows[0];
    if (l->memory.state != STORE_NEW && !due && (t->next_due == 0 || l->memory.due < t->next_due)) t->next_due = l->memory.due;
    if (l->memory.state != STORE_NEW && !due && store_day_of(l->memory.due) <= t->today + 1) t->due_tomorrow++;
    if (due && !note_due(r, l)) return false;
    note_concepts(r, l);
    return !r->failed;
}

static int longest_due_first(const void *a, const void *b) {
    int64_t x = ((const tr_due *)a)->memory.due, y = ((const tr_due *)b)->memory.due;
    return (x > y) - (x < y);
}

/* --- concepts ----------------------------------------------------------------------------------------- */

static bool note_known(const store_known *k, void *user) {
    reading     *r = user;
    tr_standing *t = r->t;
    for (size_t i = 0; i < t->nconcepts; i++) {
        if (strcasecmp(t->concept[i].name, k->name) != 0) continue;
        tr_concept *c = &t->concept[i];
        c->memory = k->memory;
        c->recall = store_fsrs_recall(&c->memory, t->now);
        c->in_a_week = store_fsrs_recall(&c->memory, t->now + 7 * 86400);
        t->concepts_due += c->memory.due <= t->now;
    }
    return true;
}

static int weakest_first(const void *a, const void *b) {
    const tr_concept *x = a, *y = b;
    if ((x->memory.state == STORE_NEW) != (y->memory.state == STORE_NEW)) return x->memory.state == STORE_NEW ? 1 : -1;
    if (x->in_a_week != y->in_a_week) return x->in_a_week < y->in_a_week ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* --- days ------------------------------------------------------------------------------------------------ */

static bool note_day(int64_t day, int64_t attempts, int64_t passes, void *user) {
    (void)passes;
    reading     *r = user;
    tr_standing *t = r->t;
    int64_t      place = day - (t->today - (TR_WEEKS * 7 - 1));
    if (place >= 0 && place < TR_WEEKS * 7) {
        t->day[place] = attempts < 1000000000 ? (int)attempts : 1000000000;
        t->active++;
    }
    r->run = day == r->before + 1 ? r->run + 1 : 1;
    r->before = day;
    if (r->run > t->longest) t->longest = (int)r->run;
    return true;
}

bool tr_standing_read(tr_standing *t, store *s, err *e) {
    reading r = {.t = t, .e = e, .before = INT64_MIN / 2};
    *t = (tr_standing){.now = clock_seconds()};
    t->today = store_day_of(t->now);
    if (store_list(s, "", note_question, &r, e) != ERR_OK || r.failed) return false;
    if (store_known_concepts(s, note_known, &r, e) != ERR_OK || store_days(s, 0, note_day, &r, e) != ERR_OK) return false;
    if (t->today - r.before <= 1) t->streak = (int)r.run;
    if (t->ndue) qsort(t->due, t->ndue, sizeof *t->due, longest_due_first);
    if (t->nconcepts) qsort(t->concept, t->nconcepts, sizeof *t->concept, weakest_first);
    return true;
}

void tr_standing_free(tr_standing *t) {
    mem_free(t->level);
    mem_free(t->concept);
    mem_free(t->due);
    *t = (tr_standing){0};
}
