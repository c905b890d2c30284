/* array/resolve.h: which loop an operation runs on its operands. Inside the array floor only. */
#ifndef NDRILL_ARRAY_RESOLVE_H
#define NDRILL_ARRAY_RESOLVE_H

#include "array/kernels.h"
#include "array/ops.h"

typedef struct nd_plan {
    nd_op    op;
    int      nin, nout;
    nd_dtype in[2], out[2];     /* what the loop reads and writes */
    nd_loop *loop;              /* NULL: text, or `answer` */
    bool     swap;              /* the loop wants the operands the other way round */
    bool     text;              /* text, bytes or records: run by nd_text_run */
    int      answer;            /* 0, 1: a comparison whose result is known; else -1 */
} nd_plan;

err_code nd_resolve(nd_op op, const nd_array *const *in, const nd_ufunc_options *o, nd_plan *plan, err *e) ERR_MUST_CHECK;

/* The loop for operands whose common type is `common`: false when the operation has none. */
bool nd_plan_for(nd_op op, nd_dtype common, nd_plan *plan);

static inline bool nd_is_weak(const nd_array *a) { return (a->flags & ND_WEAK) != 0 && nd_is_numeric(a->dtype); }

/* The refusals, worded as NumPy words them. */
err_code nd_refuse_types(nd_op op, const nd_array *const *in, err *e);
err_code nd_refuse_cast(nd_op op, const char *role, nd_dtype from, nd_dtype to, nd_casting rule, err *e);

/* "The DType <class ...> could not be promoted by ..." for the first two that do not meet. */
err_code nd_refuse_common(int n, const nd_array *const *in, err *e);

/* Text, bytes, records: concatenation, comparison, truth. Operands and outputs have one shape. */
void nd_text_run(const nd_plan *plan, const nd_array *const *in, nd_array *out);

#endif
