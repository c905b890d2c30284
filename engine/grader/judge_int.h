/* grader/judge_int.h: what judging and explaining share: checks, differences, relations, findings. */
#ifndef NDRILL_GRADER_JUDGE_INT_H
#define NDRILL_GRADER_JUDGE_INT_H

#include "grader/forms.h"
#include "grader/grade_int.h"

/* --- checks (checks.c) ------------------------------------------------------------------------------ */

#define GRADE_MAX_USES  8
#define GRADE_MAX_FILES 16777216.0      /* bytes that an answer may write to files */

typedef enum grade_growth { GRADE_GROWTH_ANY, GRADE_GROWTH_CONSTANT, GRADE_GROWTH_N, GRADE_GROWTH_N_LOG_N, GRADE_GROWTH_N2 } grade_growth;

typedef struct grade_checks {
    bool     dtype_kind[GRADE_MAX_OUTPUTS];
    double   rtol, atol;
    uint32_t view[GRADE_MAX_OUTPUTS], copy[GRADE_MAX_OUTPUTS];  /* bit i: of given name i */
    int      in_place;                                           /* given name, -1: none */
    uint32_t may_change;
    bool     no_loop, repeatable;
    bool     f_order[GRADE_MAX_OUTPUTS], uniform[GRADE_MAX_OUTPUTS];
    double   low[GRADE_MAX_OUTPUTS], high[GRADE_MAX_OUTPUTS];
    uint32_t same[GRADE_MAX_OUTPUTS], other[GRADE_MAX_OUTPUTS];          /* bit i: it is given name i itself; it is not */
    unsigned char view_out[GRADE_MAX_OUTPUTS], copy_out[GRADE_MAX_OUTPUTS];  /* bit j: of output j */
    unsigned char form[GRADE_MAX_OUTPUTS];                               /* grade_form */
    grade_growth  bytes;
    uint64_t      files;                                                 /* bytes; 0: there are none */
    uint32_t      kept;                                                  /* bit i: the file at given name i is looked at */
    bool          any_names;                                             /* of a figure */
    double        peak;                                                  /* bytes; 0: any */
    buf           watched;                                               /* names of functions */
    size_t        nuses;
    uint32_t      uses[GRADE_MAX_USES], avoids;                          /* bit i: of the i-th watched; one of each uses */
} grade_checks;

#define GRADE_MAX_TOLERANCE 1e-5     /* 100 times what float32 rounds */

/* c is grade_checks_free's, also on failure. */
err_code grade_checks_read(const store_question *q, grade_checks *c, err *e) ERR_MUST_CHECK;
void     grade_checks_free(grade_checks *c);
int      grade_kept_files(const grade_checks *c);
bool     grade_has_forms(const grade_checks *c);       /* is an output more than one array? */

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
grade_relation grade_relation_after(grade_relation r, const nd_array *got, const nd_array *want);   /* the next that holds */
bool           grade_relation_holds(grade_relation r, const nd_array *got, const nd_array *want);
void           grade_relation_say(buf *out, grade_relation r, const nd_array *got, const nd_array *want);

bool           grade_relation_has_amount(grade_relation r);      /* times, plus: by how much may differ from case to case */
double         grade_relation_amount(grade_relation r, const nd_array *got, const nd_array *want);
/* Shape and values agree, closely. */
bool           grade_alike(const nd_array *a, const nd_array *b);

/* --- judging and explaining ------------------------------------------------------------------------------ */

typedef struct grade_finding {
    grade_verdict    verdict;
    char             code[24];
    int              output;          /* which array of the outcome, -1: none in particular */
    grade_place      place;           /* of that array */
    int              other;           /* another output, or a line of `uses` */
    int              input;           /* which given name, -1 */
    grade_difference difference;
    grade_uniform    uniform;
    uint64_t         small, large;    /* E-LOOP: instructions at the two sizes; E-BYTES: bytes */
    int64_t          small_n, large_n;
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
    const grade_checks   *checks;
    const char           *inputs;      /* text of the case's inputs, "" when not to be shown */
    const grade_limits   *limits;
} grade_scene;

/* --- the smallest inputs that fail in the same way (shrink.c) ---------------------------------------- */

typedef struct grade_smaller {
    store_case    c;
    grade_outcome outcome;
    size_t        nexpected;
    nd_array     *expected[GRADE_MAX_ARRAYS];
    grade_finding finding;
} grade_smaller;

/* False: nothing smaller fails so. On true the caller frees s. */
bool grade_shrink(grader *g, const store_question *q, const grade_checks *checks, const store_case *failing, const grade_finding *f,
                  const grade_outcome *o, const char *answer, size_t n, grade_smaller *s);
void grade_smaller_free(grader *g, grade_smaller *s);

/* --- why (why.c, why_where.c) ----------------------------------------------------------------------------- */

/* One case that ran, with what came of it. */
typedef struct grade_seen {
    const store_case    *c;
    const grade_outcome *o;
    const grade_finding *f;
    size_t               nexpected;
    nd_array *const     *expected;
} grade_seen;

/* Append the one sentence that explains all wrong cases: a relation of what came out to what is expected, to another output,
 * to the inputs. seen[at] is the case that is reported. Nothing when none is exact. */
void grade_why(grader *g, const store_question *q, const grade_checks *checks, const grade_seen *seen, size_t n, size_t at, buf *why);

/* "It is wrong exactly where a is negative": the same of all wrong cases; k: which output. */
void grade_where(grader *g, const store_question *q, const grade_seen *seen, size_t n, int k, buf *why);

/* --- the signature (signature.c) -------------------------------------------------------------------------- */

uint64_t grade_mix_text(uint64_t h, const char *text);
uint64_t grade_mix_outcome(uint64_t h, const grade_outcome *o, const grade_finding *f);

void grade_explain(const grade_scene *s, grade_report *r);
const char *grade_headline(const char *code);

#endif
