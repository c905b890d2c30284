/* array/linalg_int.h: one LAPACK call for every matrix of a stack. For use inside array/.
 *
 * The driver lays each operand's matrix column by column into scratch, calls `step`, and
 * writes what step left in the results' scratch into new arrays in C order.                */
#ifndef NDRILL_ARRAY_LINALG_INT_H
#define NDRILL_ARRAY_LINALG_INT_H

#include "array/lapack.h"
#include "array/nd.h"

#define ND_LINALG_PARTS 3

/* An operand's or a result's matrix. core: how many axes it has in the array (0 to 2). A result may have more
 * rows of scratch than it shows: ld. */
typedef struct nd_linalg_part {
    int    core;
    int    rows, columns, ld;
    char  *p;
} nd_linalg_part;

typedef struct nd_linalg_job nd_linalg_job;
typedef err_code nd_linalg_step(nd_linalg_job *k, err *e);

struct nd_linalg_job {
    const char      *name;          /* NumPy's ufunc, for messages */
    const nd_lapack *lapack;
    nd_dtype         d;
    int              nin, nout;
    nd_linalg_part   in[2], out[ND_LINALG_PARTS];
    nd_linalg_step  *step;
    int              mode;          /* for step */
    bool             quiet;         /* failures give NaN */
    char            *work;          /* step's own, kept from one matrix to the next; freed by the driver */
    int             *iwork;
    int              lwork;
};

/* Fills in d, lapack and the operands' sizes; in the others' sizes step's front door has filled. */
err_code nd_linalg_begin(nd_linalg_job *k, int nin, nd_array *const *in, err *e) ERR_MUST_CHECK;
err_code nd_linalg_run(nd_ctx *c, nd_linalg_job *k, nd_array *const *in, nd_array **out, err *e) ERR_MUST_CHECK;

/* Scratch for step, when it has none yet: n elements of the job's type, and m ints. */
err_code nd_linalg_work(nd_linalg_job *k, double n, int m, err *e) ERR_MUST_CHECK;

/* The workspace that LAPACK asked for in the first element of p. */
static inline double nd_linalg_asked(nd_dtype d, const void *p) {
    return d.type == ND_F64 ? *(const double *)p : (double)*(const float *)p;
}

/* Copy a part's scratch into another's: columns of the shorter of both lengths. */
void nd_linalg_move(nd_dtype d, nd_linalg_part *to, const nd_linalg_part *from);

/* Every result of this matrix becomes NaN. */
void nd_linalg_fill_nan(nd_linalg_job *k);

/* Element at row i, column j. */
static inline char *nd_linalg_at(const nd_linalg_job *k, const nd_linalg_part *p, int i, int j) {
    return p->p + ((size_t)j * (size_t)p->ld + (size_t)i) * k->d.itemsize;
}

/* Double or float read and written. */
static inline double nd_linalg_get(const nd_linalg_job *k, const char *p) {
    return k->d.type == ND_F64 ? *(const double *)(const void *)p : (double)*(const float *)(const void *)p;
}
static inline void nd_linalg_put(const nd_linalg_job *k, char *p, double x) {
    if (k->d.type == ND_F64) *(double *)(void *)p = x;
    else *(float *)(void *)p = (float)x;
}

#endif
