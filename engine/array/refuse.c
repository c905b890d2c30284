/* array/refuse.c: how operations say no, in NumPy's words. */
#include <stdio.h>
#include <string.h>

#include "array/resolve.h"

static const char *const class_names[] = {
    [ND_BOOL] = "BoolDType",   [ND_I8] = "Int8DType",     [ND_I16] = "Int16DType",   [ND_I32] = "Int32DType",
    [ND_I64] = "Int64DType",   [ND_U8] = "UInt8DType",    [ND_U16] = "UInt16DType",  [ND_U32] = "UInt32DType",
    [ND_U64] = "UInt64DType",  [ND_F16] = "Float16DType", [ND_F32] = "Float32DType", [ND_F64] = "Float64DType",
    [ND_C64] = "Complex64DType", [ND_C128] = "Complex128DType", [ND_STR] = "StrDType",
};
_Static_assert(sizeof class_names / sizeof *class_names == ND_NTYPES, "one class for each type");

static const char *class_of(const nd_array *a) {
    if (!nd_is_weak(a) || a->dtype.type == ND_BOOL) return class_names[a->dtype.type];
    if (nd_is_complex(a->dtype)) return "_PyComplexDType";
    return nd_is_float(a->dtype) ? "_PyFloatDType" : "_PyLongDType";
}

static void type_text(const nd_array *a, bool by_class, char *text, size_t room) {
    char name[ND_DTYPE_TEXT];
    nd_dtype_text(a->dtype, name);
    if (by_class) snprintf(text, room, "<class 'numpy.dtypes.%s'>", class_of(a));
    else snprintf(text, room, "dtype('%s')", name);
}

static bool has_text(int n, const nd_array *const *in) {
    for (int k = 0; k < n; k++)
        if (in[k]->dtype.type == ND_STR) return true;
    return false;
}

static err_code no_loop(nd_op op, const nd_array *const *in, bool by_class, err *e) {
    char x[64], y[64];
    type_text(in[0], by_class, x, sizeof x);
    if (nd_ops[op].nin == 1)
        return err_set(e, ERR_UFUNC_TYPE, "ufunc '%s' did not contain a loop with signature matching types %s -> None",
                       nd_ops[op].name, x);
    type_text(in[1], by_class, y, sizeof y);
    return err_set(e, ERR_UFUNC_TYPE,
                   "ufunc '%s' did not contain a loop with signature matching types (%s, %s) -> None", nd_ops[op].name, x, y);
}

static bool is_text_times_integer(nd_op op, const nd_array *const *in) {
    return op == ND_MULTIPLY && (nd_is_integer(in[0]->dtype) || nd_is_integer(in[1]->dtype));
}

err_code nd_refuse_types(nd_op op, const nd_array *const *in, err *e) {
    const nd_op_facts *f = &nd_ops[op];
    const bool         text = has_text(f->nin, in);
    if (op == ND_SUBTRACT && !text)
        return err_set(e, ERR_TYPE, "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, "
                                    "the `^` operator, or the logical_xor function instead.");
    if (op == ND_NEGATIVE && !text)
        return err_set(e, ERR_TYPE, "The numpy boolean negative, the `-` operator, is not supported, use the `~` "
                                    "operator or the logical_not function instead.");
    if (text && is_text_times_integer(op, in))
        return err_set(e, ERR_TYPE, "The 'out' kwarg is necessary when using the string multiply ufunc directly. Use "
                                    "numpy.strings.multiply to multiply strings without specifying 'out'.");
    switch ((nd_refusal)f->refusal) {
    case ND_NO_LOOP_DTYPE: return no_loop(op, in, false, e);
    case ND_NO_LOOP_CLASS: return no_loop(op, in, !(text && (op == ND_GCD || op == ND_LCM)), e);
    case ND_NOT_SUPPORTED: break;
    }
    return err_set(e, ERR_TYPE, "ufunc '%s' not supported for the input types, and the inputs could not be safely "
                                "coerced to any supported types according to the casting rule ''safe''", f->name);
}

err_code nd_refuse_cast(nd_op op, const char *role, nd_dtype from, nd_dtype to, nd_casting rule, err *e) {
    char a[ND_DTYPE_TEXT], b[ND_DTYPE_TEXT];
    nd_dtype_text(from, a);
    nd_dtype_text(to, b);
    return err_set(e, ERR_UFUNC_TYPE, "Cannot cast ufunc '%s' %s from dtype('%s') to dtype('%s') with casting rule '%s'",
                   nd_ops[op].name, role, a, b, nd_casting_name(rule));
}
