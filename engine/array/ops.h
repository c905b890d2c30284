/* array/ops.h: what each operation takes and gives. Inside the array floor only. */
#ifndef NDRILL_ARRAY_OPS_H
#define NDRILL_ARRAY_OPS_H

#include "array/ufunc.h"

/* Kinds of numbers an operation has loops for. */
enum { ND_TAKES_BOOL = 1, ND_TAKES_INT = 2, ND_TAKES_FLOAT = 4, ND_TAKES_COMPLEX = 8 };

/* How NumPy words a refusal: not supported / no loop, naming dtypes / no loop, naming classes. */
typedef enum nd_refusal { ND_NOT_SUPPORTED, ND_NO_LOOP_DTYPE, ND_NO_LOOP_CLASS } nd_refusal;

/* REAL: the type of a complex operand's parts, else the same. */
typedef enum nd_result { ND_GIVES_SAME, ND_GIVES_REAL, ND_GIVES_BOOL, ND_GIVES_U8 } nd_result;

typedef struct nd_op_facts {
    const char *name;
    uint8_t     nin, nout;
    uint8_t     takes;
    uint8_t     gives;      /* nd_result */
    uint8_t     refusal;    /* nd_refusal */
    bool        watch;      /* floating point flags become warnings */
    bool        plain;      /* two equal types in, the loop of that type, nothing to decide */
} nd_op_facts;

extern const nd_op_facts nd_ops[ND_NOPS];

static inline bool nd_op_is_compare(nd_op op) { return op >= ND_LESS && op <= ND_NOT_EQUAL; }
/* Do floating point flags become warnings? The order of complex numbers tells of NaN. */
static inline bool nd_op_watches(nd_op op, nd_dtype d) {
    return nd_ops[op].watch || (op >= ND_LESS && op <= ND_GREATER_EQUAL && nd_is_complex(d));
}
static inline bool nd_op_is_logical(nd_op op) { return op >= ND_LOGICAL_AND && op <= ND_LOGICAL_XOR; }

#endif
