/* grader/why.c: one sentence that explains every wrong case, or none.
 *
 * A relation that holds in one case and not in another is a coincidence. Cases that say nothing (one element, or
 * right values of a wrong type) neither speak for it nor against it.                                              */
#include <math.h>
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

typedef struct search {
    grader               *g;
    const store_question *q;
    const grade_seen     *seen;
    size_t                n, at;
    int                   k;          /* which array */
    buf                  *why;
} search;

static bool is_wrong_here(const search *s, size_t i) {
    const grade_seen *c = &s->seen[i];
    return c->f->verdict == GRADE_WRONG && c->f->output == s->k && (size_t)s->k < c->nexpected && (size_t)s->k < c->o->noutputs && c->o->output[s->k];
}

static bool says_something(const search *s, size_t i) {
    const nd_array *got = s->seen[i].o->output[s->k], *want = s->seen[i].expected[s->k];
    return want->size > 1 && !grade_alike(got, want);
}

/* --- a relation of what came out to what is expected -------------------------------------------------- */

/* In every wrong case that says something, and by the same amount. */
static bool holds_everywhere(const search *s, grade_relation r, double amount) {
    for (size_t i = 0; i < s->n; i++) {
        if (!is_wrong_here(s, i) || !says_something(s, i)) continue;
        const nd_array *got = s->seen[i].o->output[s->k], *want = s->seen[i].expected[s->k];
        if (!grade_relation_holds(r, got, want)) return false;
        if (grade_relation_has_amount(r) && fabs(grade_relation_amount(r, got, want) - amount) > 1e-9 * fabs(amount)) return false;
    }
    return true;
}

/* One number is related to any other. That several are, all in the same way, is no coincidence. */
static grade_relation find_of_single(const search *s) {
    grade_relation r = 0;
    size_t         times = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!is_wrong_here(s, i)) continue;
        const nd_array *got = s->seen[i].o->output[s->k], *want = s->seen[i].expected[s->k];
        if (want->size != 1) return 0;
        if (times++ == 0) r = grade_relation_find(got, want);
        if (!r || grade_relation_has_amount(r) || !grade_relation_holds(r, got, want)) return 0;
    }
    return times >= 3 ? r : 0;
}

/* Found in the reported case, else in another that says more. */
static bool find_relation(const search *s) {
    const nd_array *got = s->seen[s->at].o->output[s->k], *want = s->seen[s->at].expected[s->k];
    grade_relation  r = want->size == 1 && got->size == 1 && want->ndim == got->ndim ? find_of_single(s) : 0;
    if (r) return grade_relation_say(s->why, r, got, want), true;
    for (size_t turn = 0; turn <= s->n; turn++) {
        size_t i = turn == 0 ? s->at : turn - 1;
        if (!is_wrong_here(s, i)) continue;
        got = s->seen[i].o->output[s->k];
        want = s->seen[i].expected[s->k];
        bool alone = want->size == 1 && got->size == 1 && want->ndim == got->ndim;
        if (alone || (turn > 0 && !says_something(s, i))) continue;
        for (r = grade_relation_find(got, want); r; r = grade_relation_after(r, got, want)) {
            if (!holds_everywhere(s, r, grade_relation_amount(r, got, want))) continue;
            grade_relation_say(s->why, r, got, want);
            return true;
        }
    }
    return false;
}

/* --- a relation to another output --------------------------------------------------------------------- */

static bool same_kind_of_array(const nd_array *a, const nd_array *b) { return nd_dtype_equal(a->dtype, b->dtype) && grade_alike(a, b); }

/* Output k is what output j should be, in every wrong case that tells the two apart. */
static bool stands_for(const search *s, int k, int j) {
    bool told = false;
    for (size_t i = 0; i < s->n; i++) {
        const grade_seen *c = &s->seen[i];
        if (!is_wrong_here(s, i) || (size_t)j >= c->nexpected || (size_t)j >= c->o->noutputs || !c->o->output[j]) continue;
        if (!same_kind_of_array(c->o->output[k], c->expected[j])) return false;
        told = true;
    }
    return told;
}

static bool find_exchange(const search *s) {
    for (int j = 0; j < (int)s->seen[s->at].nexpected; j++) {
        if (j == s->k || !stands_for(s, s->k, j)) continue;
        if (stands_for(s, j, s->k)) buf_printf(s->why, "Outputs %d and %d are exchanged: each is what the other should be.", (s->k < j ? s->k : j) + 1, (s->k < j ? j : s->k) + 1);
        else buf_printf(s->why, "Output %d is what output %d should be.", s->k + 1, j + 1);
        return true;
    }
    return false;
}

/* --- a relation to the inputs ---------------------------------------------------------------------------- */

static bool find_input_itself(const search *s) {
    int input = -1;
    for (size_t i = 0; i < s->n; i++) {
        if (!is_wrong_here(s, i)) continue;
        const grade_fact *f = &s->seen[i].o->fact[s->k];
        bool untouched = f->is_input && f->shares_input >= 0 && !(s->seen[i].o->changed >> f->shares_input & 1);
        if (!untouched || (input >= 0 && f->shares_input != input)) return false;
        input = f->shares_input;
    }
    const char *name;
    size_t      n = input < 0 ? 0 : grade_word(s->q->given, (size_t)input, &name);
    if (n == 0) return false;
    buf_printf(s->why, "It is %.*s itself, as it was given.", (int)n, name);
    return true;
}

/* The same in all cases, where different things are expected. */
static bool is_the_same_always(const search *s) {
    const nd_array *first = NULL, *want = NULL;
    bool            differs = false;
    size_t          cases = 0;
    for (size_t i = 0; i < s->n; i++) {
        const grade_seen *c = &s->seen[i];
        if ((size_t)s->k >= c->o->noutputs || (size_t)s->k >= c->nexpected || !c->o->output[s->k]) return false;
        const nd_array *got = c->o->output[s->k];
        if (first && !same_kind_of_array(first, got)) return false;
        if (want && !grade_alike(want, c->expected[s->k])) differs = true;
        first = got;
        want = c->expected[s->k];
        cases++;
    }
    return differs && cases > 2;
}

static bool find_by_heart(const search *s) {
    if (!s->q->given[0] || !is_the_same_always(s)) return false;
    buf_puts(s->why, "It is the same whatever the inputs are. It must be worked out from ");
    for (const char *c = s->q->given; *c; c++) {
        if (*c == ' ') buf_puts(s->why, strchr(c + 1, ' ') ? ", " : " and ");
        else buf_putc(s->why, *c);
    }
    buf_puts(s->why, ", for inputs of any size.");
    return true;
}

void grade_why(grader *g, const store_question *q, const grade_checks *checks, const grade_seen *seen, size_t n, size_t at, buf *why) {
    search s = {.g = g, .q = q, .seen = seen, .n = n, .at = at, .k = seen[at].f->output, .why = why};
    if (seen[at].f->verdict != GRADE_WRONG || s.k < 0 || !is_wrong_here(&s, at)) return;
    if (find_by_heart(&s) || find_relation(&s)) return;
    if (!grade_has_forms(checks) && find_exchange(&s)) return;
    if (find_input_itself(&s)) return;
    grade_where(g, q, seen, n, s.k, why);
}
