/* tests/array/number_call.h: how the calls of element-by-element operations and reductions are run.
 * A bare number in a call stands for a Lua number and promotes weakly.                            */
#ifndef NDRILL_TESTS_ARRAY_NUMBER_CALL_H
#define NDRILL_TESTS_ARRAY_NUMBER_CALL_H

#include "call.h"

static inline nd_array *number_operand(const call *k, int i, const char *name) {
    nd_array *a = call_array(k, i, name);
    const nd_type t = a ? (nd_type)a->dtype.type : ND_STR;
    if (a && a->ndim == 0 && (t == ND_I64 || t == ND_F64 || t == ND_BOOL || t == ND_C128)) a->flags |= ND_WEAK;
    return a;
}

static inline bool number_dtype(const call *k, nd_dtype *d) {
    const call_arg *a = call_get(k, 99, "dtype");
    if (!a) return false;
    assert_int_equal(nd_dtype_parse(a->text, d, NULL), ERR_OK);
    return true;
}

/* The answer, unless it is the caller's own output. */
static inline void number_answer(call *k, nd_array *r, const nd_array *out) {
    if (r && r == out) nd_repr(&k->out, r, NULL);
    else call_answer(k, r);
}

/* --- element by element ---------------------------------------------------------------------- */

static inline nd_casting number_casting(const char *name) {
    for (int rule = ND_CAST_NO; rule <= ND_CAST_UNSAFE; rule++)
        if (strcmp(nd_casting_name((nd_casting)rule), name) == 0) return (nd_casting)rule;
    fail_msg("no casting rule %s", name);
    return ND_CAST_NO;
}

static inline void do_ufunc(call *k) {
    nd_op            op = nd_op_find(k->function);
    nd_ufunc_options o = {.out = {call_array(k, 99, "out"), NULL}, .where = call_array(k, 99, "where")};
    const call_arg  *casting = call_get(k, 99, "casting");
    const nd_array  *in[2] = {number_operand(k, 0, "x"), number_operand(k, 1, "y")};
    nd_array        *out[2] = {NULL, NULL};
    o.has_dtype = number_dtype(k, &o.dtype);
    o.has_casting = casting != NULL;
    if (casting) o.casting = number_casting(casting->text);
    bool     plain = !o.out[0] && !o.where && !o.has_dtype && !casting;
    if (op == ND_POWER && plain) op = nd_power_as(in[0], in[1]);        /* the golden calls are `x ** n` */
    err_code code = nd_ufunc(k->c, op, in, plain ? NULL : &o, out, &k->e);
    if (nd_op_nout(op) == 2) call_answer_many(k, code, 2, out);
    else number_answer(k, code ? NULL : out[0], o.out[0]);
}

#define X(up, name, nin, nout) {name, do_ufunc},
#define UFUNC_ENTRIES ND_UFUNCS(X)

static inline void do_clip(call *k) {
    nd_array *out = call_array(k, 99, "out");
    number_answer(k, nd_clip(k->c, call_array(k, 0, "a"), number_operand(k, 1, "min"), number_operand(k, 2, "max"), out, &k->e), out);
}

static inline void do_round(call *k) { call_answer(k, nd_round(k->c, call_array(k, 0, "a"), (int)call_int(k, 1, "decimals", 0), NULL, &k->e)); }

static inline void do_nan_to_num(call *k) {
    double high = call_double(k, 99, "posinf", 0), low = call_double(k, 99, "neginf", 0);
    bool   has_high = call_array(k, 99, "posinf") != NULL, has_low = call_array(k, 99, "neginf") != NULL;
    call_answer(k, nd_nan_to_num(k->c, call_array(k, 0, "a"), call_double(k, 99, "nan", 0), has_high ? &high : NULL, has_low ? &low : NULL, &k->e));
}

/* --- reductions --------------------------------------------------------------------------------- */

static inline nd_reduce_options number_options(const call *k, int missing_axis) {
    ptrdiff_t         axes[16];
    nd_reduce_options o = {.keepdims = call_bool(k, "keepdims", false), .ddof = call_double(k, 99, "ddof", 0)};
    const call_arg   *axis = call_get(k, 99, "axis");
    o.naxes = axis && !axis->none ? call_numbers(k, 99, "axis", axes) : -1;
    for (int i = 0; i < o.naxes; i++) o.axes[i] = (int)axes[i];
    if (!axis && missing_axis != ND_MAXDIMS) o.naxes = 1, o.axes[0] = missing_axis;
    o.has_dtype = number_dtype(k, &o.dtype);
    o.out = call_array(k, 99, "out");
    o.where = call_array(k, 99, "where");
    o.initial = call_array(k, 99, "initial");
    return o;
}

static inline nd_reduction number_reduction(const char *name) {
    static const char *const names[ND_NREDUCTIONS] = {
        [ND_SUM] = "sum", [ND_PROD] = "prod", [ND_MIN] = "min", [ND_MAX] = "max", [ND_ANY] = "any", [ND_ALL] = "all", [ND_MEAN] = "mean",
        [ND_VAR] = "var", [ND_STD] = "std", [ND_PTP] = "ptp", [ND_COUNT_NONZERO] = "count_nonzero", [ND_NANSUM] = "nansum",
        [ND_NANPROD] = "nanprod", [ND_NANMIN] = "nanmin", [ND_NANMAX] = "nanmax", [ND_NANMEAN] = "nanmean", [ND_NANVAR] = "nanvar", [ND_NANSTD] = "nanstd"};
    int i = 0;
    while (i < ND_NREDUCTIONS && strcmp(names[i], name) != 0) i++;
    return (nd_reduction)i;
}

static inline void do_reduction(call *k) {
    nd_reduce_options o = number_options(k, ND_MAXDIMS);
    number_answer(k, nd_reduce(k->c, number_reduction(k->function), call_array(k, 0, "a"), &o, &k->e), o.out);
}

static inline void do_argreduction(call *k) {
    static const char *const names[] = {[ND_ARGMIN] = "argmin", [ND_ARGMAX] = "argmax", [ND_NANARGMIN] = "nanargmin", [ND_NANARGMAX] = "nanargmax"};
    int op = 0;
    while (strcmp(names[op], k->function) != 0) op++;
    call_answer(k, nd_argreduce(k->c, (nd_argreduction)op, call_array(k, 0, "a"), call_axis(k, 1, ND_MAXDIMS), call_bool(k, "keepdims", false), NULL, &k->e));
}

static inline nd_op number_op(const call *k) { return nd_op_find(call_get(k, 99, "op")->text); }

static inline void do_ufunc_reduce(call *k) {
    nd_reduce_options o = number_options(k, 0);
    call_answer(k, nd_ufunc_reduce(k->c, number_op(k), call_array(k, 0, "a"), &o, &k->e));
}

static inline void do_ufunc_accumulate(call *k) { call_answer(k, nd_ufunc_accumulate(k->c, number_op(k), call_array(k, 0, "a"), call_axis(k, 99, 0), &k->e)); }

static inline void do_cumulate(call *k) {
    nd_dtype     d;
    bool         has = number_dtype(k, &d), product = strstr(k->function, "prod") != NULL, nan = k->function[0] == 'n';
    nd_array    *out = call_array(k, 99, "out");
    nd_reduction op = nan ? (product ? ND_NANPROD : ND_NANSUM) : product ? ND_PROD : ND_SUM;
    number_answer(k, nd_cumulate(k->c, op, call_array(k, 0, "a"), call_axis(k, 1, ND_MAXDIMS), has ? &d : NULL, out, &k->e), out);
}

static inline void do_median(call *k) {
    nd_reduce_options o = number_options(k, ND_MAXDIMS);
    call_answer(k, nd_median(k->c, call_array(k, 0, "a"), &o, k->function[0] == 'n', &k->e));
}

static inline void do_quantile(call *k) {
    nd_reduce_options o = number_options(k, ND_MAXDIMS);
    call_answer(k, nd_quantile(k->c, call_array(k, 0, "a"), number_operand(k, 1, "q"), &o, k->function[0] == 'n', &k->e));
}

#endif
