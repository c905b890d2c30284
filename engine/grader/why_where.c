/* grader/why_where.c: wrong exactly where an input is of one kind: negative, zero, NaN, equal to another input.
 *
 * The inputs of the wrong cases are fetched from a child, as arrays. What is said must be true of every element
 * of every wrong case: wrong where it holds, right where it does not.                                            */
#include <math.h>
#include <string.h>

#include "grader/grade_int.h"
#include "grader/judge_int.h"

enum { MOST_CASES = 4, NKINDS = 4 };

static const char *const kinds[NKINDS] = {"is negative", "is 0", "is NaN", "is infinite"};

typedef struct places {
    const nd_array *got, *want;
    grade_outcome   inputs;
} places;

static double number_at(const nd_array *a, const nd_array *out, size_t i) {
    const char *p = a->data;
    for (int axis = out->ndim - 1, mine = a->ndim - 1; axis >= 0; axis--, mine--) {
        size_t n = (size_t)out->shape[axis];
        if (mine >= 0 && a->shape[mine] > 1) p += (ptrdiff_t)(i % n) * a->strides[mine];
        i /= n;
    }
    nd_scalar x = nd_load(a->dtype, p);
    return x.kind == 'f' ? x.u.f : x.kind == 'i' ? (double)x.u.i : x.kind == 'u' ? (double)x.u.u : (double)x.u.b;
}

static bool spreads_over(const nd_array *a, const nd_array *out) {
    if (!a || a->ndim > out->ndim || a->ndim == 0 || grade_is_text(a->dtype) || nd_is_complex(a->dtype)) return false;
    for (int i = 0; i < a->ndim; i++) {
        ptrdiff_t n = a->shape[a->ndim - 1 - i];
        if (n != 1 && n != out->shape[out->ndim - 1 - i]) return false;
    }
    return true;
}

static bool is_of_kind(double x, int kind) {
    switch (kind) {
    case 0: return x < 0;
    case 1: return x == 0;
    case 2: return isnan(x);
    default: return isinf(x);
    }
}

static bool is_right_at(const places *p, size_t i) {
    nd_view          x, y;
    grade_difference d;
    nd_view_init(&x, p->got->dtype, 0, NULL, NULL, (char *)(uintptr_t)grade_element(p->got, i));
    nd_view_init(&y, p->want->dtype, 0, NULL, NULL, (char *)(uintptr_t)grade_element(p->want, i));
    return grade_compare(&x.a, &y.a, 1e-9, 1e-12, &d);
}

static bool is_number(const grade_outcome *o, size_t k) {
    return k < o->noutputs && o->output[k] && o->output[k]->ndim == 0 && !grade_is_text(o->output[k]->dtype) && !nd_is_complex(o->output[k]->dtype);
}

/* other < 0: the kind; else where the input equals that one, a single number. */
static bool explains(const places *all, size_t n, int input, int kind, int other) {
    bool wrong = false, right = false;
    for (size_t c = 0; c < n; c++) {
        const places *p = &all[c];
        if ((size_t)input >= p->inputs.noutputs || !spreads_over(p->inputs.output[input], p->want)) return false;
        if (other >= 0 && !is_number(&p->inputs, (size_t)other)) return false;
        double to = other >= 0 ? number_at(p->inputs.output[other], p->inputs.output[other], 0) : 0;
        for (size_t i = 0; i < p->want->size; i++) {
            double x = number_at(p->inputs.output[input], p->want, i);
            bool   holds = other >= 0 ? x == to : is_of_kind(x, kind);
            if (holds == is_right_at(p, i)) return false;
            wrong = wrong || holds;
            right = right || !holds;
        }
    }
    return wrong && right;
}

static void say(const store_question *q, int input, const char *what, int other, buf *why) {
    const char *name, *to;
    size_t      n = grade_word(q->given, (size_t)input, &name), m = other >= 0 ? grade_word(q->given, (size_t)other, &to) : 0;
    buf_printf(why, "It is wrong exactly where %.*s ", (int)n, name);
    if (other >= 0) buf_printf(why, "equals %.*s", (int)m, to);
    else buf_puts(why, what);
    buf_puts(why, ", and right everywhere else.");
}

static bool find(const store_question *q, const places *all, size_t n, buf *why) {
    int ninputs = (int)all[0].inputs.noutputs;
    for (int input = 0; input < ninputs; input++) {
        for (int other = 0; other < ninputs; other++)
            if (other != input && explains(all, n, input, 0, other)) return say(q, input, "", other, why), true;
        for (int kind = 0; kind < NKINDS; kind++)
            if (explains(all, n, input, kind, -1)) return say(q, input, kinds[kind], -1, why), true;
    }
    return false;
}

/* The given names as an answer: the child gives their arrays. */
static bool fetch_inputs(grader *g, const store_question *q, const store_case *c, grade_outcome *o) {
    buf names;
    buf_init(&names);
    buf_puts(&names, q->given);
    for (size_t i = 0; i < names.n; i++)
        if (names.text[i] == ' ') names.text[i] = ',';
    store_question plain = *q;
    plain.checks = (char *)(uintptr_t)"";
    bool ran = grade_run(g, &plain, c, names.text, names.n, false, o, NULL) == ERR_OK;
    buf_free(&names);
    if (ran && o->verdict == GRADE_PASS && o->noutputs > 0) return true;
    if (ran) grade_outcome_free(g, o);
    return false;
}

void grade_where(grader *g, const store_question *q, const grade_seen *seen, size_t n, int k, buf *why) {
    places all[MOST_CASES];
    size_t taken = 0;
    bool   fit = q->given[0] != '\0';
    for (size_t i = 0; i < n && fit && taken < MOST_CASES; i++) {
        const grade_seen *c = &seen[i];
        if (c->f->verdict != GRADE_WRONG || c->f->output != k || (size_t)k >= c->nexpected || !c->o->output[k]) continue;
        places *p = &all[taken];
        *p = (places){.got = c->o->output[k], .want = c->expected[k]};
        fit = grade_same_shape(p->got, p->want) && p->want->size <= 100000 && grade_is_text(p->got->dtype) == grade_is_text(p->want->dtype);
        if (fit && fetch_inputs(g, q, c->c, &p->inputs)) taken++;
        else fit = false;
    }
    if (fit && taken > 0) find(q, all, taken, why);
    while (taken > 0) grade_outcome_free(g, &all[--taken].inputs);
}
