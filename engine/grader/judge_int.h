/* grader/judge_int.h: what judging and explaining share: checks, differences, relations, findings. */
#ifndef NDRILL_GRADER_JUDGE_INT_H
#define NDRILL_GRADER_JUDGE_INT_H

#include "grader/grader.h"

/* --- checks (checks.c) ------------------------------------------------------------------------------ */

typedef struct grade_checks {
    bool     dtype_kind[GRADE_MAX_OUTPUTS];
    double   rtol, atol;
    uint32_t view[GRADE_MAX_OUTPUTS], copy[GRADE_MAX_OUTPUTS];  /* bit i: of given name i */
    int      in_place;                                           /* given name, -1: none */
    uint32_t may_change;
    bool     no_loop, repeatable;
    bool     f_order[GRADE_MAX_OUTPUTS], uniform[GRADE_MAX_OUTPUTS];
    double   low[GRADE_MAX_OUTPUTS], high[GRADE_MAX_OUTPUTS];
} grade_checks;

err_code grade_checks_read(const store_question *q, grade_checks *c, err *e) ERR_MUST_CHECK;

/* --- comparing (compare.c, uniform.c, relation.c) ----------------------------------------------------- */

typedef struct grade_difference {
    size_t count, total;        /* elements that differ, elements */
    size_t nfirst, first[5];    /* their places in C order */
    double largest, relative;   /* absolute and relative, of numbers that are finite on both sides */
    bool   nonfinite;           /* NaN or infinity is not in the same places; counts those then */
} grade_difference;

/* Shapes are equal. True: no difference. */
bool grade_compare(const nd_array *got, const nd_array *want, double rtol, double atol, grade_difference *d);
/* Address of element i in C order. */
const char *grade_element(const nd_array *a, size_t i);
bool grade_same_shape(const nd_array *a, const nd_array *b);
bool grade_is_text(nd_dtype d);

typedef enum grade_uniform { GRADE_UNIFORM_FINE, GRADE_UNIFORM_RANGE, GRADE_UNIFORM_REPEATED, GRADE_UNIFORM_SORTED,
    GRADE_UNIFORM_SHAPE, GRADE_UNIFORM_REGULAR, GRADE_UNIFORM_FIXED } grade_uniform;

grade_uniform grade_uniform_test(const nd_array *a, double low, double high, double *statistic, err *e);

/* Appends the sentence of the one relation that explains all of got; false when there is none. */
typedef int grade_relation;      /* 0: none */
grade_relation grade_relation_find(const nd_array *got, const nd_array *want);
bool           grade_relation_holds(grade_relation r, const nd_array *got, const nd_array *want);
void           grade_relation_say(buf *out, grade_relation r, const nd_array *got, const nd_array *want);

/* --- judging and explaining ------------------------------------------------------------------------------ */

typedef struct grade_finding {
    grade_verdict    verdict;
    char             code[24];
    int              output;          /* which, -1: none in particular */
    int              input;           /* which given name, -1 */
    grade_difference difference;
    grade_uniform    uniform;
    uint64_t         small, large;    /* E-LOOP: instructions at the two sizes */
} grade_finding;

/* The ladder, for one case that ran. expected has nexpected arrays. */
void grade_judge(const store_question *q, const grade_checks *c, size_t nexpected, nd_array *const *expected,
                 const grade_outcome *o, grade_finding *f);

/* What explain needs to know of the failing case. */
typedef struct grade_scene {
    const store_question *q;
    const grade_finding  *f;
    const grade_outcome  *o;
    nd_array *const      *expected;
    size_t                nexpected;
    const char           *inputs;      /* text of the case's inputs, "" when not to be shown */
    const grade_limits   *limits;
} grade_scene;

void grade_explain(const grade_scene *s, grade_report *r);
const char *grade_headline(const char *code);

#endif
