/* array/kernels.h: the table of inner loops, one row an operation, one column a type.
 *
 * A loop sees pointers, byte strides and a count: no shapes, no errors, no memory. p holds
 * the inputs, then the outputs. Stride 0 is a broadcast operand. An output is either apart
 * from every input or at the same address with the same stride; loops rely on that.
 * Inside the array floor only.                                                            */
#ifndef NDRILL_ARRAY_KERNELS_H
#define NDRILL_ARRAY_KERNELS_H

#include "array/cast.h"
#include "array/dtype.h"
#include "array/gemm.h"
#include "array/mask.h"
#include "array/ufunc.h"

typedef void   nd_loop(char *const *p, const ptrdiff_t *stride, size_t n);
typedef size_t nd_find_loop(const char *p, ptrdiff_t stride, size_t n);
typedef double nd_spread_loop(const char *p, size_t n, double mean);

typedef struct nd_kernels {
    nd_loop *loop[ND_NOPS][ND_NNUMERIC];     /* by input type; NULL: none */

    /* p = {accumulator, input}; the accumulator takes in n elements. NULL: fold with loop. */
    nd_loop *fold[ND_NOPS][ND_NNUMERIC];

    /* p = {input, output}: running sum and product. */
    nd_loop *cumsum[ND_NNUMERIC], *cumprod[ND_NNUMERIC];

    /* Index of the first extreme element; the first NaN wins. n > 0. */
    nd_find_loop *argmin[ND_NNUMERIC], *argmax[ND_NNUMERIC];

    /* p = {x, lowest, highest, out} */
    nd_loop *clip[ND_NNUMERIC];

    /* Sum of (x - mean)^2 over a dense run, in pairwise order; floats only. */
    nd_spread_loop *spread[ND_NNUMERIC];

    /* Matrix products; dot of dense rows, floats only. */
    nd_gemm_fn *gemm[ND_NNUMERIC];
    nd_dot_fn  *dot[ND_NNUMERIC];

    /* The six comparisons of int64 with uint64, by op - ND_LESS. */
    nd_loop *compare_mixed[6];

    /* From one numeric type into another (the diagonal is not used). */
    nd_cast_fn *cast[ND_NNUMERIC][ND_NNUMERIC];

    /* By log2 of the item size: p = {out, condition, x, y}; and runs under a mask. */
    nd_loop      *choose[5];
    nd_mask_loop *mask_take[5], *mask_fill[5], *mask_put[5];
    nd_mask_positions_fn *mask_positions;
} nd_kernels;

/* The kernels of this processor. */
const nd_kernels *nd_kernel_table(void);

/* Each file's filler, once a processor: nd_k_arith_v3(t). */
#define ND_KERNEL_FILES(X) \
    X(arith) X(bits) X(cast) X(compare) X(complex) X(complex_math) X(extreme) X(intdiv) X(floatdiv) X(gemm) X(logic) X(math) X(mask) X(parts) X(sum) X(half) X(exp)

#endif
