/* grader/judge.c: the ladder: the first rung that fails is the verdict.
 *
 *   it ran; it has a value; every output is an array or a single value; there are as many as asked, and in a list too;
 *   then output by output: dimensions, shape, dtype, NaN and infinity, values (or their distribution);
 *   then what the question asks besides: in place, view, copy, order, inputs left alone.
 *
 * Nothing is ever broadcast.                                                                      */
#include <stdio.h>
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define LUA_ROOM 32768.0       /* bytes that `peak` leaves to Lua */

typedef struct ladder {
    const grade_checks  *c;
    const grade_outcome *o;
    grade_finding       *f;
    size_t               n;        /* arrays that are expected, and what each is */
    grade_place          place[GRADE_MAX_ARRAYS];
} ladder;

static bool fail(const ladder *l, const char *code, int output, int input) {
    l->f->verdict = GRADE_WRONG;
    l->f->output = output;
    l->f->input = input;
    if (output >= 0 && (size_t)output < l->n) l->f->place = l->place[output];
    else if (output >= 0) l->f->place = (grade_place){.output = output};
    snprintf(l->f->code, sizeof l->f->code, "%s", code);
    return false;
}

/* --- one output against its expectation --------------------------------------------------------- */

static bool same_kind(nd_dtype a, nd_dtype b) {
    if (nd_is_integer(a) && nd_is_integer(b)) return true;
    return nd_dtype_kind(a) == nd_dtype_kind(b);
}

static bool is_dtype_right(const ladder *l, int k, const nd_array *got, const nd_array *want) {
    grade_difference d;
    if (nd_dtype_equal(got->dtype, want->dtype)) return true;
    if (l->c->dtype_kind[l->place[k].output] && same_kind(got->dtype, want->dtype)) return true;
    if (!grade_is_text(got->dtype) || got->dtype.type != want->dtype.type) return false;
    /* The width of text follows from the values: when these are wrong too, they are the news. */
    return got->ndim == 0 || !grade_compare(got, want, 0, 0, &d);
}

static bool has_right_values(const ladder *l, int k, const nd_array *got, const nd_array *want) {
    grade_finding *f = l->f;
    double         statistic;
    int            output = l->place[k].output;
    if (l->c->uniform[output]) {
        f->uniform = grade_uniform_test(got, l->c->low[output], l->c->high[output], &statistic, NULL);
        return f->uniform == GRADE_UNIFORM_FINE || fail(l, "E-RANDOM", k, -1);
    }
    if (grade_compare(got, want, l->c->rtol, l->c->atol, &f->difference)) return true;
    if (l->place[k].role == GRADE_ROLE_COUNT) return fail(l, "E-PIECES", k, -1);
    if (l->place[k].role == GRADE_ROLE_FILE) return fail(l, "E-FILE", k, -1);
    if (l->place[k].role == GRADE_ROLE_MASK) return fail(l, "E-MASK", k, -1);
    return fail(l, f->difference.nonfinite ? "E-NAN" : "E-VALUE", k, -1);
}

static bool judge_output(const ladder *l, int k, const nd_array *got, const nd_array *want) {
    grade_role role = l->place[k].role;
    if (role >= GRADE_ROLE_AXES && role != GRADE_ROLE_X && role != GRADE_ROLE_Y)
        return grade_figure_agrees(role, l->c->any_names, got, want) || fail(l, "E-FIGURE", k, -1);
    if (got->ndim != want->ndim) return fail(l, "E-NDIM", k, -1);
    if (!grade_same_shape(got, want)) return fail(l, "E-SHAPE", k, -1);
    if (!is_dtype_right(l, k, got, want)) return fail(l, "E-DTYPE", k, -1);
    return has_right_values(l, k, got, want);
}

/* --- properties ------------------------------------------------------------------------------------ */

static int first_bit(uint32_t bits) {
    for (int i = 0; i < 32; i++)
        if (bits >> i & 1) return i;
    return -1;
}

/* An empty array has no memory to share. */
static bool judge_sharing(const ladder *l, int k) {
    const grade_fact *f = &l->o->fact[k];
    int               output = l->place[k].output;
    uint32_t          shared = f->shares_input >= 0 ? 1u << f->shares_input : 0, itself = f->is_itself ? shared : 0;
    if (l->c->same[output] & ~itself) return fail(l, "E-SAME", k, first_bit(l->c->same[output] & ~itself));
    if (l->c->other[output] & itself) return fail(l, "E-OTHER", k, f->shares_input);
    if (l->o->output[k]->size == 0) return true;
    if (l->c->view[output] & ~shared) return fail(l, "E-VIEW", k, first_bit(l->c->view[output] & ~shared));
    if (l->c->copy[output] & shared) return fail(l, "E-COPY", k, f->shares_input);
    return true;
}

/* Does array k share memory with an array of that output? */
static bool shares_output(const ladder *l, int k, int output) {
    for (size_t i = 0; i < l->n; i++)
        if (l->place[i].output == output && l->place[i].role == GRADE_ROLE_VALUES && l->o->fact[k].shares >> i & 1) return true;
    return false;
}

static bool judge_outputs_apart(const ladder *l, int k) {
    int output = l->place[k].output;
    if (l->o->output[k]->size == 0) return true;
    for (int j = 0; j < GRADE_MAX_OUTPUTS; j++) {
        bool view = l->c->view_out[output] >> j & 1, copy = l->c->copy_out[output] >> j & 1;
        if (!view && !copy) continue;
        l->f->other = j;
        if (view && !shares_output(l, k, j)) return fail(l, "E-VIEW", k, -1);
        if (copy && shares_output(l, k, j)) return fail(l, "E-COPY", k, -1);
    }
    return true;
}

/* What was called, and how much was held at once. */
static bool judge_means(const ladder *l) {
    for (size_t i = 0; i < l->c->nuses; i++) {
        if (l->o->called & l->c->uses[i]) continue;
        l->f->other = (int)i;
        return fail(l, "E-USES", -1, -1);
    }
    l->f->other = first_bit(l->o->called & l->c->avoids);
    if (l->f->other >= 0) return fail(l, "E-AVOIDS", -1, -1);
    l->f->large = l->o->cost.peak;
    return l->c->peak <= 0 || (double)l->o->cost.peak <= l->c->peak + LUA_ROOM || fail(l, "E-PEAK", -1, -1);
}

static bool judge_properties(const ladder *l) {
    const grade_checks *c = l->c;
    int                 place = c->in_place;
    if (place >= 0 && (!l->o->fact[0].is_input || l->o->fact[0].shares_input != place)) return fail(l, "E-PLACE", 0, place);
    for (int k = 0; k < (int)l->o->noutputs; k++) {
        if (l->place[k].role != GRADE_ROLE_VALUES) continue;
        if (!judge_sharing(l, k) || !judge_outputs_apart(l, k)) return false;
        if (c->f_order[l->place[k].output] && !l->o->fact[k].f_order) return fail(l, "E-ORDER", k, -1);
    }
    if (!judge_means(l)) return false;
    uint32_t wrong = l->o->changed & ~c->may_change;
    if (place >= 0) wrong &= ~(1u << place);
    return wrong == 0 || fail(l, "E-INPUT", -1, first_bit(wrong));
}

/* --- the whole --------------------------------------------------------------------------------------- */

static const char *code_of_verdict(grade_verdict v) {
    switch (v) {
    case GRADE_ERROR: return "E-ERROR";
    case GRADE_CRASH: return "E-CRASH";
    case GRADE_OUTPUT: return "E-OUTPUT";
    case GRADE_MEM: return "E-MEM";
    case GRADE_TIME: return "E-TIME";
    case GRADE_UNGRADABLE: return "E-SYNTAX";
    default: return "E-INTERNAL";
    }
}

void grade_judge(const store_question *q, const grade_checks *c, size_t nexpected, nd_array *const *expected,
                 const grade_outcome *o, grade_finding *f) {
    ladder l = {.c = c, .o = o, .f = f, .n = nexpected < GRADE_MAX_ARRAYS ? nexpected : GRADE_MAX_ARRAYS};
    *f = (grade_finding){.verdict = GRADE_PASS, .output = -1, .input = -1, .other = -1};
    grade_layout(c->form, grade_kept_files(c), l.n, expected, l.place);
    if (o->verdict != GRADE_PASS) {
        fail(&l, code_of_verdict(o->verdict), -1, -1);
        f->verdict = o->verdict;
        return;
    }
    if (!o->has_value) {
        fail(&l, "E-NONE", -1, -1);
        return;
    }
    for (size_t k = 0; k < o->noutputs; k++)
        if (!o->output[k]) {
            fail(&l, "E-KIND", (int)k, -1);
            return;
        }
    if (grade_has_forms(c) ? o->nvalues != grade_count_outputs(q) : o->noutputs != nexpected) {
        fail(&l, "E-COUNT", -1, -1);
        return;
    }
    /* The number of pieces comes before the pieces: while it is right, the two rows go side by side. */
    for (size_t k = 0; k < l.n; k++) {
        if (k >= o->noutputs) {
            fail(&l, "E-COUNT", -1, -1);
            return;
        }
        if (!judge_output(&l, (int)k, o->output[k], expected[k])) return;
    }
    if (o->noutputs != nexpected) {
        fail(&l, "E-COUNT", -1, -1);
        return;
    }
    judge_properties(&l);
}
