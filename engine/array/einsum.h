/* array/einsum.h: sums of products told by letters: np.einsum and the order of its contractions.
 *
 * Sublists of numbers are spelt as letters by the caller: 0 is 'A', 26 is 'a'.              */
#ifndef NDRILL_ARRAY_EINSUM_H
#define NDRILL_ARRAY_EINSUM_H

#include "array/nd.h"
#include "base/buf.h"

#define ND_EINSUM_MAX 32        /* operands */
#define ND_EINSUM_LABELS 64     /* different subscripts */

/* The axes of an operand, or of the result, by number of their subscript. */
typedef struct nd_einsum_term {
    int     n;
    uint8_t label[ND_MAXDIMS];
} nd_einsum_term;

/* A subscripts string that has been read and checked against its operands. */
typedef struct nd_einsum_plan {
    int            nops, nlabels;
    nd_einsum_term in[ND_EINSUM_MAX], out;
    char           letter[ND_EINSUM_LABELS];    /* how a subscript is shown */
    ptrdiff_t      length[ND_EINSUM_LABELS];    /* 1 only where every operand has 1 */
} nd_einsum_plan;

/* Which operands are multiplied together, step by step; a step's result goes to the end of the list. */
typedef struct nd_einsum_path {
    int     n;
    int     count[ND_EINSUM_MAX];
    uint8_t at[ND_EINSUM_MAX][ND_EINSUM_MAX];
} nd_einsum_path;

/* How the order is chosen: 'n' all at once, 'g' greedy, 'o' optimal, 'p' as given. */
typedef struct nd_einsum_order {
    char           how;
    double         limit;       /* elements of the largest intermediate; < 0: those of the largest operand or result */
    nd_einsum_path path;        /* 'p' */
} nd_einsum_order;

typedef struct nd_einsum_options {
    nd_array       *out;
    bool            has_dtype;
    nd_dtype        dtype;
    nd_casting      casting;    /* NumPy's default is ND_CAST_SAFE */
    char            layout;     /* 'C' 'F' 'A' 'K' */
    nd_einsum_order order;      /* how 'n' is np.einsum's default, with its own error texts */
} nd_einsum_options;

/* One operand whose subscripts all stay: a view, writeable when the operand is. Element types are not widened.
 * Contractions of two operands go to matmul. */
nd_array *nd_einsum(nd_ctx *c, const char *subscripts, int n, nd_array *const *ops, const nd_einsum_options *o, err *e) ERR_MUST_CHECK;

/* The path that `order` asks for, and the table that np.einsum_path prints. */
err_code nd_einsum_explain(const char *subscripts, int n, nd_array *const *ops, const nd_einsum_order *order,
                           nd_einsum_path *path, buf *table, err *e);

/* --- for use inside array/ ------------------------------------------------------------------ */

/* wording 'n': errors as without optimize; others: as with it. */
err_code nd_einsum_parse(nd_einsum_plan *p, const char *subscripts, nd_array *const *ops, char wording, err *e) ERR_MUST_CHECK;
err_code nd_einsum_measure(nd_einsum_plan *p, nd_array *const *ops, const nd_array *out, char wording, err *e) ERR_MUST_CHECK;
err_code nd_einsum_find_path(const nd_einsum_plan *p, const nd_einsum_order *order, nd_einsum_path *path, err *e) ERR_MUST_CHECK;

static inline uint64_t nd_einsum_set(const nd_einsum_term *t) {
    uint64_t set = 0;
    for (int i = 0; i < t->n; i++) set |= (uint64_t)1 << t->label[i];
    return set;
}

#endif
