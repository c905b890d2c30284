/* grader/grader.h: front door of the grader: run an answer in a child process, judge
 * what comes back, explain the verdict.
 *
 * The child never sees an expectation; the parent compares bytes and treats every reply
 * as hostile. Nothing here prints or writes to the store.                               */
#ifndef NDRILL_GRADER_GRADER_H
#define NDRILL_GRADER_GRADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "array/array.h"
#include "base/buf.h"
#include "base/err.h"
#include "bind/bind.h"
#include "store/store.h"

/* In order of precedence, the weightiest last. */
#define GRADE_VERDICTS(X) X(PASS) X(WRONG) X(ERROR) X(CRASH) X(OUTPUT) X(MEM) X(TIME) X(INTERNAL) X(UNGRADABLE)

typedef enum grade_verdict {
#define X(name) GRADE_##name,
    GRADE_VERDICTS(X)
#undef X
    GRADE_NVERDICTS
} grade_verdict;              /* UNGRADABLE: a syntax error; no attempt is stored, exit code 3 */

const char *grade_verdict_name(grade_verdict v);
int         grade_exit_code(grade_verdict v);      /* PASS 0; UNGRADABLE, INTERNAL 3; else 1. TIME, MEM ... are 1 */

typedef struct grade_limits {
    int    cpu_ms;            /* per case, default 1000 */
    int    wall_ms;           /* default 10 * cpu_ms and at least 5000 */
    size_t memory;            /* bytes, default 128 MiB */
    size_t printed, result;   /* bytes, default 64 KiB and 8 MiB */
} grade_limits;

void grade_limits_default(grade_limits *l);

typedef struct grader grader;

/* Fork the helper process that forks one child a case. Call it first thing in main, before a database or a terminal
 * is opened. */
grader     *grade_open(const grade_limits *l, err *e) ERR_MUST_CHECK;
void        grade_close(grader *g);
/* An answer will come: make the first children now, while the caller does something else. */
void        grade_prepare(grader *g);
const char *grade_isolation(const grader *g);       /* "full", "no-seccomp", "process-only" */

/* --- one run: what an answer gives for one case ------------------------------------------------ */

#define GRADE_MAX_OUTPUTS 8
#define GRADE_MAX_ARRAYS  64      /* an output that is a list is several */

/* What is known of one output besides its values. */
typedef struct grade_fact {
    bool is_array;             /* false: a plain number, text or boolean */
    bool writeable, c_order, f_order;
    int  shares_input;         /* index of the first given name whose memory it shares, -1: none */
    bool is_input;             /* it is that very array (same place, shape and strides) */
    bool is_itself;            /* it is that very object: not a view of the whole */
    uint64_t shares;           /* bit i: the memory of array i of this outcome; looked for when a check asks */
} grade_fact;

typedef struct grade_cost {
    uint64_t arrays, views, nbytes, peak, elements, instructions;
} grade_cost;

typedef struct grade_outcome {
    grade_verdict verdict;                      /* PASS: it ran; judge has not spoken. Or ERROR TIME MEM OUTPUT CRASH INTERNAL UNGRADABLE */
    bind_problem  problem;                      /* ERROR, UNGRADABLE: what and where; TIME: the line when known */
    bool          has_value;
    char          value_kind[24];               /* when an output is no array-like: "table", "function", ... */
    size_t        nvalues;                      /* outputs as the answer gave them */
    size_t        noutputs;                     /* arrays: one an output, or several where a check says so */
    nd_array     *output[GRADE_MAX_ARRAYS];     /* memory: the grader's context */
    grade_fact    fact[GRADE_MAX_ARRAYS];
    uint32_t      changed;                      /* bit i: given name i was changed */
    uint32_t      called;                       /* bit i: function i of those the checks name was called */
    grade_cost    cost;
    buf           printed, warnings;            /* what print wrote; warnings, one a line */
    int           cpu_ms;
} grade_outcome;

void grade_outcome_free(grader *g, grade_outcome *o);

/* Run answer on one case: setup text, seed and n as in q and c. count: count Lua instructions (twice as slow).
 * Used by the judge and by pack building. An error is a fault of ours; the answer's own go into o. */
err_code grade_run(grader *g, const store_question *q, const store_case *c, const char *answer, size_t n, bool count,
                   grade_outcome *o, err *e) ERR_MUST_CHECK;

/* The case to show: q->first_case, else the first. */
const store_case *grade_first_case(const store_question *q);

/* Draw the hidden cases anew: other inputs of the same sizes, expectations by the reference. A case that the reference does not
 * pass with its new inputs stays as it was. seed 0 changes nothing. The first case to show becomes a small hidden one. */
err_code grade_variant(grader *g, store_question *q, uint32_t seed, err *e) ERR_MUST_CHECK;

/* The same for every case of q, side by side: o has room for ncases. When it fails o holds nothing, and *failed is the case
 * whose inputs do not run (ncases when it is no case's fault). */
err_code grade_run_cases(grader *g, const store_question *q, const char *answer, size_t n, grade_outcome *o, size_t *failed, err *e) ERR_MUST_CHECK;

/* Run only the setup and give the inputs' text for showing: "arr = int64 (5,) [1 2 3 4 5]" one a line. */
err_code grade_inputs(grader *g, const store_question *q, const store_case *c, buf *text, err *e) ERR_MUST_CHECK;

/* --- kinds -------------------------------------------------------------------------------------- */

typedef enum grade_kind { GRADE_KIND_CODE, GRADE_KIND_PREDICT, GRADE_KIND_EXPLAIN, GRADE_KIND_FIGURE } grade_kind;

grade_kind grade_kind_of(const store_question *q);      /* by its word; code when there is none */

/* --- growth (growth.c) ------------------------------------------------------------------------------ */

#define GRADE_SIZES 4

/* What an answer costs at doubling sizes of its inputs; count < GRADE_SIZES: it did not get further. */
typedef struct grade_sizes {
    size_t     count;
    int64_t    n[GRADE_SIZES];
    grade_cost cost[GRADE_SIZES];
} grade_sizes;

err_code    grade_grow(grader *g, const store_question *q, const char *answer, size_t n, grade_sizes *s, err *e) ERR_MUST_CHECK;
const char *grade_growth_name(const uint64_t count[GRADE_SIZES]);       /* "constant", "n", "n log n", "n^2" ... */

/* --- checks -------------------------------------------------------------------------------------- */

/* Words of store_question.checks, one a line; `output` and numbers from 1, INPUT is a given name:
 *   dtype kind                   only the kind of dtype must agree (default: exact), for all outputs; `dtype kind 2`: for one
 *   tolerance RTOL ATOL          for floats; default 1e-9 1e-12, at most 1e-5 each
 *   view K of INPUT              output K shares memory with INPUT
 *   copy K of INPUT              output K does not
 *   in place INPUT               output 1 is INPUT itself, and INPUT was changed by right
 *   unchanged INPUT              INPUT is as it was (default for every input, unless `in place` or `may change INPUT`)
 *   may change INPUT
 *   no element loop              Lua instructions must not grow with n (run at two sizes: 200 and 2000)
 *   order F K                    output K is in F order
 *   uniform K LOW HIGH           output K is judged by shape, dtype, range and Kolmogorov-Smirnov, not by values
 *   repeatable                   the answer, run twice, gives the same bytes; in two cases it does not
 *   view K of output J           output K shares memory with output J; `copy K of output J`: it does not
 *   same K as INPUT              output K is INPUT itself; `not same K as INPUT`: it is another array, a view or a copy
 *   list K                       output K is a list of arrays
 *   masked K                     output K is judged as a masked array: where it is masked, and the values elsewhere
 *   uses F ...                   one of these functions is called: `uses np.einsum`; `avoids F ...`: none of them is
 *   bytes grow CLASS             the bytes of all arrays made grow with n at most like CLASS: constant, n, n log n, n^2
 *   files up to X                the case has a folder of its own for files of X bytes in all
 *   file INPUT                   afterwards the file at the path INPUT holds what it holds after the reference
 *   any names                    figures: labels and names of axes must be there, whatever they are
 *   peak at most X               no more than X bytes are held at once, beside 32 KiB that Lua may need
 *   scalar K                     output K may be a plain number or a 0-d array; without it both are accepted anyway for 0-d
 */
err_code grade_checks_test(const store_question *q, err *e) ERR_MUST_CHECK;   /* are all lines understood? */

/* --- explanations in words ------------------------------------------------------------------------- */

/* The words of a point: "one type | same dtype ; block": every part between semicolons must be said, in one of the ways
 * between bars. Are they of that form? */
bool grade_point_test(const char *words);
bool grade_point_covered(const char *words, const char *text, size_t n);

/* --- judging --------------------------------------------------------------------------------------- */

typedef struct grade_report {
    grade_verdict verdict;
    char          code[24];          /* "E-SHAPE", "" for PASS */
    int           failed_case;       /* number, 0 for none */
    bool          failed_shown;      /* the failing case is the shown one */
    size_t        cases, passed;
    buf           headline;          /* one line: "shape", "values", "took too long" ... */
    buf           text;              /* the explanation, several lines, plain */
    buf           why;               /* the pack's sentence or an exact relation; "" when none */
    buf           printed, warnings;
    bind_problem  problem;
    grade_cost    cost;              /* of the shown case */
    buf           value;             /* repr of the outputs on the shown case: "float64 (3,) [0.25 0.4 0.5]" */
    int           wrong_part;        /* index of the matching STORE_WRONG part, -1 */
    uint64_t      signature;
    size_t        npoints;           /* explain: points, and bit i: the i-th was found in the answer */
    uint64_t      covered;
} grade_report;

void grade_report_init(grade_report *r);
void grade_report_free(grade_report *r);

/* Grade an answer on every case. Stops at the first failing case, except that the signature runs them all. A question of
 * kind predict takes a value, as a person writes it; one of kind explain takes words and is judged by its points. */
err_code grade_answer(grader *g, const store_question *q, const char *answer, size_t n, grade_report *r, err *e) ERR_MUST_CHECK;

/* One of many answers, and the number of the first case that refuses it: 0 when it passes. */
typedef struct grade_sifted {
    const char   *answer;
    size_t        n;
    int           refused_by;
    grade_verdict verdict;
} grade_sifted;

#define GRADE_REFUSED_AS_A_WHOLE (-1)     /* every case passes, but its steps grow or its numbers do not repeat */

/* Find out which of n answers pass. Much faster than grading each: nothing is explained. */
err_code grade_sift(grader *g, const store_question *q, grade_sifted *answers, size_t n, err *e) ERR_MUST_CHECK;

/* The whole report as plain text, as `ndrill grade` prints it; or as one JSON object. */
void grade_report_show(buf *out, const grade_report *r, const char *answer, size_t n);
void grade_report_json(buf *out, const grade_report *r, const char *question_id);

#endif
