/* array/ufunc_run.h: a resolved operation over operands of one shape. Inside the array floor only. */
#ifndef NDRILL_ARRAY_UFUNC_RUN_H
#define NDRILL_ARRAY_UFUNC_RUN_H

#include "array/fpflags.h"
#include "array/resolve.h"

/* Inputs, outputs and the mask (NULL: none) have one shape; nothing overlaps harmfully. Values are
 * cast on the way in and out by blocks. */
err_code nd_ufunc_run(nd_ctx *c, const nd_plan *plan, const nd_array *const *in, nd_array *const *out,
                      const nd_array *where, err *e) ERR_MUST_CHECK;

/* Warnings for floating point flags: "divide by zero encountered in divide" and so on. */
void nd_warn_flags(nd_ctx *c, unsigned flags, const char *what);

/* A new array of the given shape whose axes lie in memory in the order the operands' do. */
nd_array *nd_new_like_operands(nd_ctx *c, nd_dtype d, const nd_array *shape, int n, const nd_array *const *ops, err *e) ERR_MUST_CHECK;

/* A weak scalar as an element of d, as NumPy converts a Python number: range-checked, with a warning
 * when a float overflows. */
err_code nd_convert_weak(nd_ctx *c, const nd_array *a, nd_dtype d, void *to, err *e) ERR_MUST_CHECK;

#endif
