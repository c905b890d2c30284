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
 * rows of scratch than it shows: ld. d of a result that leaves it empty is the job's. */
typedef struct nd_linalg_part {
    int       core;
    int       rows, columns, ld;
    nd_dtype  d;
    char     *p;
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
    char            *rwork;         /* real elements, for complex jobs */
    int             *iwork;
    int              lwork;
};

/* Fills in d, lapack and the operands' sizes; in the others' sizes step's front door has filled. */
err_code nd_linalg_begin(nd_linalg_job *k, int nin, nd_array *const *in, err *e) ERR_MUST_CHECK;
err_code nd_linalg_run(nd_ctx *c, nd_linalg_job *k, nd_array *const *in, nd_array **out, err *e) ERR_MUST_CHECK;

/* Scratch for step, when it has none yet: n elements of the job's type, and m ints. */
err_code nd_linalg_work(nd_linalg_job *k, double n, int m, err *e) ERR_MUST_CHECK;
/* n real elements more, for a complex job. */
err_code nd_linalg_rwork(nd_linalg_job *k, double n, err *e) ERR_MUST_CHECK;

static inline bool nd_linalg_is_double(nd_dtype d) { return d.type == ND_F64 || d.type == ND_C128; }

/* Copy a part's scratch into another's: columns of the shorter of both lengths. */
void nd_linalg_move(nd_linalg_part *to, const nd_linalg_part *from);

/* Every result of this matrix becomes NaN. */
void nd_linalg_fill_nan(nd_linalg_job *k);
bool nd_linalg_is_finite(const nd_linalg_part *a);

/* Element at row i, column j. */
static inline char *nd_linalg_at(const nd_linalg_part *p, int i, int j) {
    return p->p + ((size_t)j * (size_t)p->ld + (size_t)i) * p->d.itemsize;
}

/* An element's real part (1: imaginary part) read; both written. */
static inline double nd_linalg_get(nd_dtype d, const void *p, int part) {
    if (part && !nd_is_complex(d)) return 0;
    return nd_linalg_is_double(d) ? ((const double *)p)[part] : (double)((const float *)p)[part];
}
static inline void nd_linalg_put(nd_dtype d, void *p, double re, double im) {
    bool complex = nd_is_complex(d);
    if (nd_linalg_is_double(d)) {
        ((double *)p)[0] = re;
        if (complex) ((double *)p)[1] = im;
    } else {
        ((float *)p)[0] = (float)re;
        if (complex) ((float *)p)[1] = (float)im;
    }
}

/* Room for the first element of a workspace, where LAPACK writes how large it should be. */
typedef struct nd_linalg_ask { double first[2]; } nd_linalg_ask;
static inline double nd_linalg_asked(nd_dtype d, const nd_linalg_ask *a) { return nd_linalg_get(d, a->first, 0); }

#endif
