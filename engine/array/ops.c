// clang-format off
/* array/ops.c: the table of operations: name, operands, types taken, type given, how it refuses. */
#include "array/ops.h"

#include <string.h>

enum { B = ND_TAKES_BOOL, I = ND_TAKES_INT, F = ND_TAKES_FLOAT, C = ND_TAKES_COMPLEX };
enum { SAME = ND_GIVES_SAME, BOOL = ND_GIVES_BOOL, U8 = ND_GIVES_U8, REAL = ND_GIVES_REAL };
enum { UNSUPPORTED = ND_NOT_SUPPORTED, NO_DTYPE = ND_NO_LOOP_DTYPE, NO_CLASS = ND_NO_LOOP_CLASS };

/* name, inputs, outputs, takes, gives, refusal, watch, plain */
const nd_op_facts nd_ops[ND_NOPS] = {
    [ND_ADD]            = {"add",            2, 1, B|I|F|C, SAME, NO_DTYPE,    true  , true},
    [ND_SUBTRACT]       = {"subtract",       2, 1, I|F|C,   SAME, NO_DTYPE,    true  , true},
    [ND_MULTIPLY]       = {"multiply",       2, 1, B|I|F|C, SAME, NO_DTYPE,    true  , true},
    [ND_DIVIDE]         = {"divide",         2, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_FLOOR_DIVIDE]   = {"floor_divide",   2, 1, I|F,     SAME, UNSUPPORTED, true  , true},
    [ND_REMAINDER]      = {"remainder",      2, 1, I|F,     SAME, UNSUPPORTED, true  , true},
    [ND_FMOD]           = {"fmod",           2, 1, I|F,     SAME, UNSUPPORTED, true  , true},
    [ND_POWER]          = {"power",          2, 1, I|F|C,   SAME, UNSUPPORTED, true  , false},
    [ND_FLOAT_POWER]    = {"float_power",    2, 1, F|C,     SAME, UNSUPPORTED, true  , false},
    [ND_DIVMOD]         = {"divmod",         2, 2, I|F,     SAME, UNSUPPORTED, true  , false},
    [ND_MAXIMUM]        = {"maximum",        2, 1, B|I|F|C, SAME, NO_DTYPE,    false , true},
    [ND_MINIMUM]        = {"minimum",        2, 1, B|I|F|C, SAME, NO_DTYPE,    false , true},
    [ND_FMAX]           = {"fmax",           2, 1, B|I|F|C, SAME, NO_DTYPE,    false , true},
    [ND_FMIN]           = {"fmin",           2, 1, B|I|F|C, SAME, NO_DTYPE,    false , true},
    [ND_ARCTAN2]        = {"arctan2",        2, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_HYPOT]          = {"hypot",          2, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_COPYSIGN]       = {"copysign",       2, 1, F,       SAME, UNSUPPORTED, false , true},
    [ND_NEXTAFTER]      = {"nextafter",      2, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_HEAVISIDE]      = {"heaviside",      2, 1, F,       SAME, UNSUPPORTED, false , true},
    [ND_LOGADDEXP]      = {"logaddexp",      2, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_LOGADDEXP2]     = {"logaddexp2",     2, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_GCD]            = {"gcd",            2, 1, I,       SAME, NO_CLASS,    false , true},
    [ND_LCM]            = {"lcm",            2, 1, I,       SAME, NO_CLASS,    false , true},
    [ND_LDEXP]          = {"ldexp",          2, 1, F,       SAME, UNSUPPORTED, true  , false},
    [ND_BITWISE_AND]    = {"bitwise_and",    2, 1, B|I,     SAME, UNSUPPORTED, false , true},
    [ND_BITWISE_OR]     = {"bitwise_or",     2, 1, B|I,     SAME, UNSUPPORTED, false , true},
    [ND_BITWISE_XOR]    = {"bitwise_xor",    2, 1, B|I,     SAME, UNSUPPORTED, false , true},
    [ND_LEFT_SHIFT]     = {"left_shift",     2, 1, I,       SAME, UNSUPPORTED, false , true},
    [ND_RIGHT_SHIFT]    = {"right_shift",    2, 1, I,       SAME, UNSUPPORTED, false , true},
    [ND_LOGICAL_AND]    = {"logical_and",    2, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_LOGICAL_OR]     = {"logical_or",     2, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_LOGICAL_XOR]    = {"logical_xor",    2, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_LESS]           = {"less",           2, 1, B|I|F|C, BOOL, NO_CLASS,    false , true},
    [ND_LESS_EQUAL]     = {"less_equal",     2, 1, B|I|F|C, BOOL, NO_CLASS,    false , true},
    [ND_GREATER]        = {"greater",        2, 1, B|I|F|C, BOOL, NO_CLASS,    false , true},
    [ND_GREATER_EQUAL]  = {"greater_equal",  2, 1, B|I|F|C, BOOL, NO_CLASS,    false , true},
    [ND_EQUAL]          = {"equal",          2, 1, B|I|F|C, BOOL, NO_CLASS,    false , true},
    [ND_NOT_EQUAL]      = {"not_equal",      2, 1, B|I|F|C, BOOL, NO_CLASS,    false , true},
    [ND_NEGATIVE]       = {"negative",       1, 1, I|F|C,   SAME, NO_CLASS,    false , true},
    [ND_POSITIVE]       = {"positive",       1, 1, I|F|C,   SAME, NO_CLASS,    false , true},
    [ND_ABSOLUTE]       = {"absolute",       1, 1, B|I|F|C, REAL, NO_CLASS,    false , true},
    [ND_FABS]           = {"fabs",           1, 1, F,       SAME, UNSUPPORTED, false , true},
    [ND_SIGN]           = {"sign",           1, 1, I|F|C,   SAME, NO_CLASS,    false , true},
    [ND_SIGNBIT]        = {"signbit",        1, 1, F,       BOOL, UNSUPPORTED, false , true},
    [ND_INVERT]         = {"invert",         1, 1, B|I,     SAME, UNSUPPORTED, false , true},
    [ND_LOGICAL_NOT]    = {"logical_not",    1, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_SQRT]           = {"sqrt",           1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_CBRT]           = {"cbrt",           1, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_SQUARE]         = {"square",         1, 1, I|F|C,   SAME, UNSUPPORTED, true  , true},
    [ND_RECIPROCAL]     = {"reciprocal",     1, 1, I|F|C,   SAME, UNSUPPORTED, true  , true},
    [ND_EXP]            = {"exp",            1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_EXP2]           = {"exp2",           1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_EXPM1]          = {"expm1",          1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_LOG]            = {"log",            1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_LOG2]           = {"log2",           1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_LOG10]          = {"log10",          1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_LOG1P]          = {"log1p",          1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_SIN]            = {"sin",            1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_COS]            = {"cos",            1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_TAN]            = {"tan",            1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_ARCSIN]         = {"arcsin",         1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_ARCCOS]         = {"arccos",         1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_ARCTAN]         = {"arctan",         1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_SINH]           = {"sinh",           1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_COSH]           = {"cosh",           1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_TANH]           = {"tanh",           1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_ARCSINH]        = {"arcsinh",        1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_ARCCOSH]        = {"arccosh",        1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_ARCTANH]        = {"arctanh",        1, 1, F|C,     SAME, UNSUPPORTED, true  , true},
    [ND_DEG2RAD]        = {"deg2rad",        1, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_RAD2DEG]        = {"rad2deg",        1, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_DEGREES]        = {"degrees",        1, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_RADIANS]        = {"radians",        1, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_FLOOR]          = {"floor",          1, 1, B|I|F,   SAME, UNSUPPORTED, false , true},
    [ND_CEIL]           = {"ceil",           1, 1, B|I|F,   SAME, UNSUPPORTED, false , true},
    [ND_TRUNC]          = {"trunc",          1, 1, B|I|F,   SAME, UNSUPPORTED, false , true},
    [ND_RINT]           = {"rint",           1, 1, F|C,     SAME, UNSUPPORTED, false , true},
    [ND_ISNAN]          = {"isnan",          1, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_ISINF]          = {"isinf",          1, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_ISFINITE]       = {"isfinite",       1, 1, B|I|F|C, BOOL, UNSUPPORTED, false , true},
    [ND_CONJUGATE]      = {"conjugate",      1, 1, I|F|C,   SAME, UNSUPPORTED, false , true},
    [ND_SPACING]        = {"spacing",        1, 1, F,       SAME, UNSUPPORTED, true  , true},
    [ND_BITWISE_COUNT]  = {"bitwise_count",  1, 1, I,       U8,   UNSUPPORTED, false , true},
    [ND_ISNAT]          = {"isnat",          1, 1, 0,       BOOL, UNSUPPORTED, false , true},
    [ND_MODF]           = {"modf",           1, 2, F,       SAME, UNSUPPORTED, false , false},
    [ND_FREXP]          = {"frexp",          1, 2, F,       SAME, UNSUPPORTED, false , false},
};

const char *nd_op_name(nd_op op) { return nd_ops[op].name; }
int         nd_op_nin(nd_op op) { return nd_ops[op].nin; }
int         nd_op_nout(nd_op op) { return nd_ops[op].nout; }

nd_op nd_op_find(const char *name) {
    int op = 0;
    while (op < ND_NOPS && strcmp(nd_ops[op].name, name) != 0) op++;
    return (nd_op)op;
}
