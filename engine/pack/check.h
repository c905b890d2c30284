/* pack/check.h: one question while it is checked. */
#ifndef NDRILL_PACK_CHECK_H
#define NDRILL_PACK_CHECK_H

#include "pack/pack_int.h"

typedef struct checker {
    grader           *g;
    store_question   *q;
    const char       *file;
    faults           *f;
    const store_part *reference;       /* the first answer; NULL when there is none */
    const pack_attested *attested;     /* NULL: not known */
    bool              brief;           /* pack_prepare */
    size_t            routes, wrong, killed;
} checker;

/* Functions below say the pack's faults to f and return an error only for what is not the pack's fault. */

/* Setup text of a case that failed, as grade_run says it: the pack's fault, in its line. how: "", or what is special
 * about the case. Returns why when it is ours. */
err_code pack_setup_fault(checker *c, const store_case *k, const char *how, const err *why, err *e) ERR_MUST_CHECK;

/* check_inputs.c: Given and Cases run, set every name, and set the same again. */
err_code pack_check_inputs(checker *c, err *e) ERR_MUST_CHECK;

/* check_reference.c: what the reference yields becomes what is expected. */
err_code pack_check_reference(checker *c, err *e) ERR_MUST_CHECK;
/* The same for one case that is none of the question's. how: as above. What is yielded is in k until it is forgotten. */
err_code pack_expect(checker *c, store_case *k, const char *how, err *e) ERR_MUST_CHECK;
void     pack_forget_expected(store_case *k);

/* check_draws.c: the generator and the answers, on other draws than the cases'. */
err_code pack_check_draws(checker *c, err *e) ERR_MUST_CHECK;
/* The sizes that `no element loop` and `bytes grow` run, with k = 0. */
err_code pack_check_large(checker *c, err *e) ERR_MUST_CHECK;

/* mutate_check.c: the reference changed in one place at a time. */
err_code pack_check_mutants(checker *c, err *e) ERR_MUST_CHECK;

/* The inputs of a case in one line, not all of what is long. */
void pack_describe_case(grader *g, const store_question *q, const store_case *k, buf *out);

#endif
