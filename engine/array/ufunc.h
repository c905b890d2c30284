/* array/ufunc.h: element by element: promote, broadcast, walk, run a kernel.
 *
 * Kernels are chosen from a table [op][dtype], each with a contiguous, a scalar-operand and a
 * strided form, compiled for several processors (see nd_cpu_name).                          */
#ifndef NDRILL_ARRAY_UFUNC_H
#define NDRILL_ARRAY_UFUNC_H

#include "array/nd.h"

/* enum, NumPy name, inputs, outputs */
#define ND_UFUNCS(X)                                                                              \
    X(ADD, "add", 2, 1) X(SUBTRACT, "subtract", 2, 1) X(MULTIPLY, "multiply", 2, 1)               \
    X(DIVIDE, "divide", 2, 1) X(FLOOR_DIVIDE, "floor_divide", 2, 1)                               \
    X(REMAINDER, "remainder", 2, 1) X(FMOD, "fmod", 2, 1) X(POWER, "power", 2, 1)                 \
    X(FLOAT_POWER, "float_power", 2, 1) X(DIVMOD, "divmod", 2, 2)                                 \
    X(MAXIMUM, "maximum", 2, 1) X(MINIMUM, "minimum", 2, 1) X(FMAX, "fmax", 2, 1)                 \
    X(FMIN, "fmin", 2, 1) X(ARCTAN2, "arctan2", 2, 1) X(HYPOT, "hypot", 2, 1)                     \
    X(COPYSIGN, "copysign", 2, 1) X(NEXTAFTER, "nextafter", 2, 1) X(HEAVISIDE, "heaviside", 2, 1) \
    X(LOGADDEXP, "logaddexp", 2, 1) X(LOGADDEXP2, "logaddexp2", 2, 1)                             \
    X(GCD, "gcd", 2, 1) X(LCM, "lcm", 2, 1) X(LDEXP, "ldexp", 2, 1)                               \
    X(BITWISE_AND, "bitwise_and", 2, 1) X(BITWISE_OR, "bitwise_or", 2, 1)                         \
    X(BITWISE_XOR, "bitwise_xor", 2, 1) X(LEFT_SHIFT, "left_shift", 2, 1)                         \
    X(RIGHT_SHIFT, "right_shift", 2, 1)                                                           \
    X(LOGICAL_AND, "logical_and", 2, 1) X(LOGICAL_OR, "logical_or", 2, 1)                         \
    X(LOGICAL_XOR, "logical_xor", 2, 1)                                                           \
    X(LESS, "less", 2, 1) X(LESS_EQUAL, "less_equal", 2, 1) X(GREATER, "greater", 2, 1)           \
    X(GREATER_EQUAL, "greater_equal", 2, 1) X(EQUAL, "equal", 2, 1) X(NOT_EQUAL, "not_equal", 2, 1) \
    X(NEGATIVE, "negative", 1, 1) X(POSITIVE, "positive", 1, 1) X(ABSOLUTE, "absolute", 1, 1)     \
    X(FABS, "fabs", 1, 1) X(SIGN, "sign", 1, 1) X(SIGNBIT, "signbit", 1, 1)                       \
    X(INVERT, "invert", 1, 1) X(LOGICAL_NOT, "logical_not", 1, 1)                                 \
    X(SQRT, "sqrt", 1, 1) X(CBRT, "cbrt", 1, 1) X(SQUARE, "square", 1, 1)                         \
    X(RECIPROCAL, "reciprocal", 1, 1) X(EXP, "exp", 1, 1) X(EXP2, "exp2", 1, 1)                   \
    X(EXPM1, "expm1", 1, 1) X(LOG, "log", 1, 1) X(LOG2, "log2", 1, 1) X(LOG10, "log10", 1, 1)     \
    X(LOG1P, "log1p", 1, 1) X(SIN, "sin", 1, 1) X(COS, "cos", 1, 1) X(TAN, "tan", 1, 1)           \
    X(ARCSIN, "arcsin", 1, 1) X(ARCCOS, "arccos", 1, 1) X(ARCTAN, "arctan", 1, 1)                 \
    X(SINH, "sinh", 1, 1) X(COSH, "cosh", 1, 1) X(TANH, "tanh", 1, 1)                             \
    X(ARCSINH, "arcsinh", 1, 1) X(ARCCOSH, "arccosh", 1, 1) X(ARCTANH, "arctanh", 1, 1)           \
    X(DEG2RAD, "deg2rad", 1, 1) X(RAD2DEG, "rad2deg", 1, 1)                                       \
    X(DEGREES, "degrees", 1, 1) X(RADIANS, "radians", 1, 1)                                       \
    X(FLOOR, "floor", 1, 1) X(CEIL, "ceil", 1, 1) X(TRUNC, "trunc", 1, 1) X(RINT, "rint", 1, 1)   \
    X(ISNAN, "isnan", 1, 1) X(ISINF, "isinf", 1, 1) X(ISFINITE, "isfinite", 1, 1)                 \
    X(CONJUGATE, "conjugate", 1, 1) X(SPACING, "spacing", 1, 1) X(BITWISE_COUNT, "bitwise_count", 1, 1)                           \
    X(ISNAT, "isnat", 1, 1) X(MODF, "modf", 1, 2) X(FREXP, "frexp", 1, 2)

typedef enum nd_op {
#define X(up, name, nin, nout) ND_##up,
    ND_UFUNCS(X)
#undef X
    ND_NOPS
} nd_op;

const char *nd_op_name(nd_op op);
int         nd_op_nin(nd_op op);
int         nd_op_nout(nd_op op);
nd_op       nd_op_find(const char *name);          /* ND_NOPS when there is none */

typedef struct nd_ufunc_options {
    nd_array       *out[2];       /* NULL: make one */
    const nd_array *where;        /* bool, broadcasts; NULL: everywhere */
    bool            has_dtype;
    nd_dtype        dtype;        /* loop dtype when has_dtype */
    nd_casting      casting;      /* default ND_CAST_SAME_KIND; zero-initialised options mean that too (see has_casting) */
    bool            has_casting;
} nd_ufunc_options;

/* Runs op. in[nin] are borrowed; a 0-d operand flagged ND_WEAK promotes as a Python number of its kind.
 * out[nout] receives the results: options' own arrays, or new ones (0-d results are flagged ND_SCALAR).
 * options may be NULL. Overlap of out with an input behaves as if the input were copied first.
 * NumPy's texts: broadcasting, "Cannot cast ufunc 'add' output from ...", "ufunc 'bitwise_and' not supported
 * for the input types, ...", bool subtract, integer powers, Python integer out of bounds. Warnings (divide by zero
 * encountered in divide, ...) go through the context. */
err_code nd_ufunc(nd_ctx *c, nd_op op, const nd_array *const *in, const nd_ufunc_options *options,
                  nd_array **out, err *e) ERR_MUST_CHECK;

/* Shorthands: one result or NULL. */
nd_array *nd_ufunc1(nd_ctx *c, nd_op op, const nd_array *x, err *e) ERR_MUST_CHECK;
nd_array *nd_ufunc2(nd_ctx *c, nd_op op, const nd_array *x, const nd_array *y, err *e) ERR_MUST_CHECK;

/* What `x ** n` is computed as: for a few numbers n there is a better way than ND_POWER. np.power itself takes none. */
nd_op nd_power_as(const nd_array *x, const nd_array *n);

/* a op= b: the result is cast into a with casting same_kind. */
err_code nd_ufunc_inplace(nd_ctx *c, nd_op op, nd_array *a, const nd_array *b, err *e) ERR_MUST_CHECK;

/* np.result_type with weak scalars. */
err_code nd_result_type(int n, const nd_array *const *a, nd_dtype *d, err *e) ERR_MUST_CHECK;

/* np.clip; lo or hi may be NULL, not both. */
nd_array *nd_clip(nd_ctx *c, const nd_array *a, const nd_array *lo, const nd_array *hi, nd_array *out, err *e) ERR_MUST_CHECK;
/* np.round: rint(x * 10^d) / 10^d; ints keep their type. */
nd_array *nd_round(nd_ctx *c, const nd_array *a, int decimals, nd_array *out, err *e) ERR_MUST_CHECK;
/* np.nan_to_num: a copy. posinf/neginf NULL: the dtype's largest and smallest. */
nd_array *nd_nan_to_num(nd_ctx *c, const nd_array *a, double nan, const double *posinf, const double *neginf, err *e) ERR_MUST_CHECK;

#endif
