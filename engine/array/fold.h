/* array/fold.h: an operation folded over axes, in NumPy's order. Inside the array floor only. */
#ifndef NDRILL_ARRAY_FOLD_H
#define NDRILL_ARRAY_FOLD_H

#include "array/kernels.h"
#include "array/nd.h"

typedef struct nd_fold_job {
    nd_op           op;
    nd_dtype        in;         /* what the loop reads; a is cast to it */
    const nd_array *a;
    const nd_array *where;      /* bool, of a's shape, or NULL */
    nd_array       *acc;        /* a's number of axes, stride 0 along the folded ones; already holds the start */
} nd_fold_job;

/* Raises floating point flags and leaves them for the caller. */
err_code nd_fold_run(const nd_fold_job *job, err *e) ERR_MUST_CHECK;

#endif
