/* array/refuse.c: how operations say no, in NumPy's words. */
#include <stdio.h>
#include <string.h>

#include "array/resolve.h"

static const char *const class_names[] = {
    [ND_BOOL] = "BoolDType",   [ND_I8] = "Int8DType",     [ND_I16] = "Int16DType",   [ND_I32] = "Int32DType",
    [ND_I64] = "Int64DType",   [ND_U8] = "UInt8DType",    [ND_U16] = "UInt16DType",  [ND_U32] = "UInt32DType",
    [ND_U64] = "UInt64DType",  [ND_F16] = "Float16DType", [ND_F32] = "Float32DType", [ND_F64] = "Float64DType",
    [ND_C64] = "Complex64DType", [ND_C128] = "Complex128DType", [ND_STR] = "StrDType",
    [ND_BYTES] = "BytesDType", [ND_VOID] = "VoidDType", [ND_DATETIME] = "DateTime64DType", [ND_TIMEDELTA] = "TimeDelta64DType",
};
_Static_assert(sizeof class_names / sizeof *class_names == ND_NTYPES, "one class for each type");

const char *nd_dtype_class(nd_dtype d) { return class_names[d.type]; }

static const char *class_of(const nd_array *a) {
    if (!nd_is_weak(a) || a->dtype.type == ND_BOOL) return class_names[a->dtype.type];
    if (nd_is_complex(a->dtype)) return "_PyComplexDType";
    return nd_is_float(a->dtype) ? "_PyFloatDType" : "_PyLongDType";
}

static void type_text(const nd_array *a, bool by_class, char *text, size_t room) {
    char name[ND_DTYPE_TEXT];
    nd_dtype_quoted(a->dtype, name);
    if (by_class) snprintf(text, room, "<class 'numpy.dtypes.%s'>", class_of(a));
    else snprintf(text, room, "%s", name);
}

static bool has_text(int n, const nd_array *const *in) {
    for (int k = 0; k < n; k++)
        if (!nd_is_numeric(in[k]->dtype)) return true;
    return false;
}

static err_code no_loop(nd_op op, const nd_array *const *in, bool by_class, err *e) {
    char x[ND_DTYPE_TEXT], y[ND_DTYPE_TEXT];
    type_text(in[0], by_class, x, sizeof x);
    if (nd_ops[op].nin == 1)
        return err_set(e, ERR_UFUNC_TYPE, "ufunc '%s' did not contain a loop with signature matching types %s -> None",
                       nd_ops[op].name, x);
    type_text(in[1], by_class, y, sizeof y);
    return err_set(e, ERR_UFUNC_TYPE,
                   "ufunc '%s' did not contain a loop with signature matching types (%s, %s) -> None", nd_ops[op].name, x, y);
}

static bool is_text(nd_dtype d) { return d.type == ND_STR || d.type == ND_BYTES; }

static bool is_text_times_integer(nd_op op, const nd_array *const *in) {
    return op == ND_MULTIPLY && (is_text(in[0]->dtype) || is_text(in[1]->dtype)) && (nd_is_integer(in[0]->dtype) || nd_is_integer(in[1]->dtype));
}

/* Arithmetic whose types NumPy looks for by hand when a date or a duration, or text of two sorts, is among them. */
static bool is_paired(nd_op op, const nd_array *const *in) {
    const bool time = nd_is_time(in[0]->dtype) || nd_is_time(in[1]->dtype);
    if (is_text(in[0]->dtype) && is_text(in[1]->dtype) && in[0]->dtype.type != in[1]->dtype.type) return op == ND_ADD;
    return time && (op <= ND_REMAINDER || op == ND_DIVMOD);
}

static err_code refuse_pair(nd_op op, const nd_array *const *in, err *e) {
    char x[ND_DTYPE_TEXT], y[ND_DTYPE_TEXT];
    type_text(in[0], false, x, sizeof x);
    type_text(in[1], false, y, sizeof y);
    return err_set(e, ERR_UFUNC_TYPE, "ufunc '%s' cannot use operands with types %s and %s", nd_ops[op].name, x, y);
}

err_code nd_refuse_types(nd_op op, const nd_array *const *in, err *e) {
    const nd_op_facts *f = &nd_ops[op];
    const bool         text = has_text(f->nin, in);
    if (op == ND_ISNAT) return err_set(e, ERR_TYPE, "ufunc 'isnat' is only defined for np.datetime64 and np.timedelta64.");
    if (f->nin == 2 && is_paired(op, in)) return refuse_pair(op, in, e);
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
    nd_dtype_quoted(from, a);
    nd_dtype_quoted(to, b);
    return err_set(e, ERR_UFUNC_TYPE, "Cannot cast ufunc '%s' %s from %s to %s with casting rule '%s'",
                   nd_ops[op].name, role, a, b, nd_casting_name(rule));
}

/* Of two: the one whose class was asked, and the other. */
static err_code refuse_two(int n, const nd_array *const *in, int i, int j, err *e) {
    char all[ERR_TEXT_MAX];
    int  used = 0;
    for (int k = 0; k < n && used < (int)sizeof all - 80; k++)
        used += snprintf(all + used, sizeof all - (size_t)used, "%s<class 'numpy.dtypes.%s'>", k ? ", " : "", class_of(in[k]));
    return err_set(e, ERR_DTYPE_PROMOTION,
                   "The DType <class 'numpy.dtypes.%s'> could not be promoted by <class 'numpy.dtypes.%s'>. This means that no common DType exists "
                   "for the given inputs. For example they cannot be stored in a single array unless the dtype is `object`. The full list of "
                   "DTypes is: (%s)", class_of(in[i]), class_of(in[j]), all);
}

err_code nd_refuse_common(int n, const nd_array *const *in, err *e) {
    nd_dtype d;
    for (int j = 1; j < n; j++)
        for (int i = 0; i < j; i++) {
            if (!nd_promote(in[i]->dtype, in[j]->dtype, &d, e) || in[i]->dtype.type == in[j]->dtype.type) continue;
            if (nd_is_time(in[i]->dtype) && nd_is_time(in[j]->dtype)) continue;
            return refuse_two(n, in, i, j, e);
        }
    return e ? e->code : ERR_TYPE;
}
