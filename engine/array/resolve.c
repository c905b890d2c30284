/* array/resolve.c: from operands to a loop: NEP 50 promotion, then the first type the
 * operation has a loop for.
 *
 * A weak operand (a Lua number) has a kind but no size: it widens bool to int64 and integers to
 * float64, makes floats complex, and otherwise takes the type of the arrays it meets.                               */
#include "array/record.h"
#include "array/resolve.h"
#include "array/time_ops.h"

#include <stdio.h>

/* --- promotion ---------------------------------------------------------------------------------- */

static nd_dtype add_weak(nd_dtype d, nd_dtype weak) {
    const char kind = nd_dtype_kind(d);
    if (nd_is_complex(weak)) return nd_is_inexact(d) ? nd_dtype_complex(d) : weak;
    if (nd_is_float(weak)) return nd_is_inexact(d) ? d : nd_dtype_of(ND_F64);
    if (weak.type == ND_BOOL) return d;
    return kind == 'b' ? weak : d;
}

err_code nd_result_type(int n, const nd_array *const *a, nd_dtype *d, err *e) {
    bool     any = false;
    nd_dtype r = nd_dtype_of(ND_BOOL);
    if (n == 0) return err_set(e, ERR_VALUE, "at least one array or dtype is required");
    for (int k = 0; k < n; k++) {
        if (nd_is_weak(a[k])) continue;
        if (!any) r = a[k]->dtype;
        else if (nd_promote(r, a[k]->dtype, &r, e)) return nd_refuse_common(n, a, e);
        any = true;
    }
    for (int k = 0; k < n; k++) {
        if (!nd_is_weak(a[k])) continue;
        if (any && nd_is_numeric(r)) r = add_weak(r, a[k]->dtype);
        else if (nd_promote(r, a[k]->dtype, &r, e)) return nd_refuse_common(n, a, e);
    }
    *d = r;
    return ERR_OK;
}

/* --- from a type to a loop ------------------------------------------------------------------------ */

/* The smallest float type that holds an integer type. */
static nd_type float_for(nd_dtype d) { return d.itemsize == 1 ? ND_F16 : d.itemsize == 2 ? ND_F32 : ND_F64; }

/* The type of the loop, or ND_NTYPES. */
static nd_type loop_type(nd_op op, nd_dtype common) {
    const nd_op_facts *f = &nd_ops[op];
    const char         kind = nd_dtype_kind(common);
    if (!nd_is_numeric(common)) return ND_NTYPES;
    if (op == ND_FLOAT_POWER) return kind == 'c' ? ND_C128 : ND_F64;
    if (op == ND_DIVIDE && !nd_is_inexact(common)) return ND_F64;
    if (kind == 'c') return f->takes & ND_TAKES_COMPLEX ? (nd_type)common.type : ND_NTYPES;
    if (kind == 'f') return f->takes & ND_TAKES_FLOAT ? (nd_type)common.type : ND_NTYPES;
    if (kind == 'b' && (f->takes & ND_TAKES_BOOL)) return ND_BOOL;
    if (kind == 'b' && f->refusal != ND_NOT_SUPPORTED) return ND_NTYPES;
    if (f->takes & ND_TAKES_INT) return kind == 'b' ? ND_I8 : (nd_type)common.type;
    return float_for(common);
}

static nd_dtype result_of(nd_op op, nd_dtype loop, int k) {
    if (op == ND_FREXP && k == 1) return nd_dtype_of(ND_I32);
    switch ((nd_result)nd_ops[op].gives) {
    case ND_GIVES_BOOL: return nd_dtype_of(ND_BOOL);
    case ND_GIVES_U8: return nd_dtype_of(ND_U8);
    case ND_GIVES_REAL: return nd_dtype_real(loop);
    case ND_GIVES_SAME: break;
    }
    return loop;
}

static void fill_plan(nd_op op, nd_type t, nd_plan *plan) {
    const nd_dtype d = nd_dtype_of(t);
    for (int k = 0; k < 2; k++) plan->in[k] = d, plan->out[k] = result_of(op, d, k);
    if (op == ND_LDEXP) plan->in[1] = nd_dtype_of(ND_I64);
    plan->loop = nd_kernel_table()->loop[op][t];
}

static void start_plan(nd_op op, nd_plan *plan) {
    *plan = (nd_plan){.op = op, .nin = nd_ops[op].nin, .nout = nd_ops[op].nout, .answer = -1};
}

bool nd_plan_for(nd_op op, nd_dtype common, nd_plan *plan) {
    start_plan(op, plan);
    if (nd_is_time(common)) {
        int64_t               none = 0;
        nd_view               v;
        const nd_array *const in[2] = {&v.a, &v.a};
        nd_view_scalar(&v, common, &none, 0);
        return nd_plan_time(op, in, plan, NULL) == ERR_OK && plan->loop;
    }
    const nd_type t = loop_type(op, common);
    if (t == ND_NTYPES) return false;
    fill_plan(op, t, plan);
    return plan->loop != NULL;
}

/* --- special pairs --------------------------------------------------------------------------------- */

static bool is_signed(nd_dtype d) { return nd_dtype_kind(d) == 'i'; }

/* A signed integer against uint64 has no common integer type; the mixed loops are exact. */
static bool plan_mixed(nd_op op, const nd_array *const *in, nd_plan *plan) {
    static const nd_op mirror[6] = {ND_GREATER, ND_GREATER_EQUAL, ND_LESS, ND_LESS_EQUAL, ND_EQUAL, ND_NOT_EQUAL};
    if (nd_is_weak(in[0]) || nd_is_weak(in[1])) return false;
    const nd_dtype x = in[0]->dtype, y = in[1]->dtype;
    const bool     plain = is_signed(x) && y.type == ND_U64, turned = x.type == ND_U64 && is_signed(y);
    if (!plain && !turned) return false;
    const nd_op as = turned ? mirror[op - ND_LESS] : op;
    plan->in[turned] = nd_dtype_of(ND_I64);
    plan->in[!turned] = nd_dtype_of(ND_U64);
    plan->out[0] = nd_dtype_of(ND_BOOL);
    plan->swap = turned;
    plan->loop = nd_kernel_table()->compare_mixed[as - ND_LESS];
    return true;
}

/* -1, 0, 1: below, inside, above what an integer type holds. */
static int out_of_bounds(nd_dtype d, nd_scalar x) {
    const unsigned bits = 8 * d.itemsize;
    if (x.kind == 'u') return d.type == ND_U64 ? 0 : 1;
    if (nd_dtype_kind(d) == 'u') return x.u.i < 0 ? -1 : bits < 64 && (x.u.i >> bits) != 0;
    if (bits == 64) return 0;
    return x.u.i < -((int64_t)1 << (bits - 1)) ? -1 : x.u.i >= (int64_t)1 << (bits - 1);
}

/* An integer array against a Lua integer its type cannot hold: the answer is the same everywhere. */
static bool plan_known(nd_op op, const nd_array *const *in, nd_dtype common, nd_plan *plan) {
    const int weak = nd_is_weak(in[1]) ? 1 : 0;
    if (!nd_is_integer(common) || !nd_is_weak(in[weak]) || nd_is_weak(in[!weak])) return false;
    if (!nd_is_integer(in[weak]->dtype)) return false;
    int side = out_of_bounds(common, nd_load(in[weak]->dtype, in[weak]->data));
    if (side == 0) return false;
    if (weak == 0) side = -side;           /* now: the right operand is below or above the left one */
    switch (op) {
    case ND_LESS:
    case ND_LESS_EQUAL: plan->answer = side > 0; break;
    case ND_GREATER:
    case ND_GREATER_EQUAL: plan->answer = side < 0; break;
    default: plan->answer = op == ND_NOT_EQUAL; break;
    }
    plan->out[0] = nd_dtype_of(ND_BOOL);
    plan->loop = NULL;
    return true;
}

/* --- text ---------------------------------------------------------------------------------------- */

static bool is_text(const nd_array *a) { return a->dtype.type == ND_STR || a->dtype.type == ND_BYTES; }

static bool is_void(const nd_array *a) { return a->dtype.type == ND_VOID; }

/* Records and bytes without a meaning can only be compared for equality, with their like. */
static err_code plan_void(nd_op op, const nd_array *const *in, nd_plan *plan, err *e) {
    nd_dtype d;
    if (nd_op_is_logical(op)) return nd_refuse_types(op, in, e);
    if (op != ND_EQUAL && op != ND_NOT_EQUAL) return nd_refuse_types(op, in, e);
    if (!is_void(in[0]) || !is_void(in[1])) return err_set(e, ERR_TYPE, "Cannot compare structured or void to non-void arrays.");
    if (nd_is_record(in[0]->dtype) != nd_is_record(in[1]->dtype) || nd_promote(in[0]->dtype, in[1]->dtype, &d, NULL))
        return err_set(e, ERR_TYPE, "Cannot compare structured arrays unless they have a common dtype.  I.e. `np.result_type(arr1, arr2)` must be defined.");
    plan->text = true;
    plan->in[0] = plan->in[1] = d;
    plan->out[0] = nd_dtype_of(ND_BOOL);
    return ERR_OK;
}

static err_code plan_text(nd_op op, const nd_array *const *in, nd_plan *plan, err *e) {
    const int  n = plan->nin;
    const bool both = n == 2 && is_text(in[0]) && in[0]->dtype.type == in[1]->dtype.type;
    plan->text = true;
    for (int k = 0; k < n; k++) plan->in[k] = in[k]->dtype;
    plan->out[0] = nd_dtype_of(ND_BOOL);
    if (both && op == ND_ADD) {
        plan->out[0] = plan->in[0];
        plan->out[0].itemsize += in[1]->dtype.itemsize;
        return ERR_OK;
    }
    if ((both && nd_op_is_compare(op)) || nd_op_is_logical(op)) return ERR_OK;
    if (op == ND_EQUAL || op == ND_NOT_EQUAL) {      /* text never equals a number */
        plan->text = false;
        plan->answer = op == ND_NOT_EQUAL;
        return ERR_OK;
    }
    return nd_refuse_types(op, in, e);
}

/* --- dtype= ------------------------------------------------------------------------------------- */

static err_code no_loop_for(nd_op op, err *e) {
    return err_set(e, ERR_TYPE, "No loop matching the specified signature and casting was found for ufunc %s", nd_ops[op].name);
}

static err_code plan_dtype(nd_op op, nd_dtype d, nd_plan *plan, err *e) {
    const nd_op_facts *f = &nd_ops[op];
    if (!nd_is_numeric(d)) return no_loop_for(op, e);
    if (f->gives > ND_GIVES_REAL) return d.type == result_of(op, d, 0).type ? ERR_OK : no_loop_for(op, e);
    const unsigned need = nd_is_complex(d) ? ND_TAKES_COMPLEX : nd_is_float(d) ? ND_TAKES_FLOAT : nd_is_integer(d) ? ND_TAKES_INT : ND_TAKES_BOOL;
    if (!(f->takes & need)) return no_loop_for(op, e);
    if (f->gives == ND_GIVES_REAL && nd_is_complex(d)) return no_loop_for(op, e);
    fill_plan(op, (nd_type)d.type, plan);
    return plan->loop ? ERR_OK : no_loop_for(op, e);
}

static err_code check_inputs(const nd_array *const *in, const nd_plan *plan, nd_casting rule, err *e) {
    char role[24] = "input";
    for (int k = 0; k < plan->nin; k++) {
        const nd_dtype from = in[k]->dtype;
        if (nd_is_weak(in[k]) && nd_can_cast(from, plan->in[k], ND_CAST_SAME_KIND)) continue;
        if (nd_is_weak(in[k]) && !nd_is_inexact(from) && plan->in[k].type != ND_BOOL) continue;
        if (nd_can_cast(from, plan->in[k], rule)) continue;
        if (plan->nin > 1) snprintf(role, sizeof role, "input %d", k);
        return nd_refuse_cast(plan->op, role, from, plan->in[k], rule, e);
    }
    return ERR_OK;
}

/* ldexp's second operand must be an integer; the first decides the type. */
static err_code plan_ldexp(const nd_array *const *in, nd_plan *plan, err *e) {
    if (!nd_can_cast(in[1]->dtype, nd_dtype_of(ND_I64), ND_CAST_SAFE)) return nd_refuse_types(ND_LDEXP, in, e);
    fill_plan(ND_LDEXP, nd_is_float(in[0]->dtype) ? (nd_type)in[0]->dtype.type : float_for(in[0]->dtype), plan);
    return ERR_OK;
}

/* Integers of different types need not meet in an integer type first: each goes to a float of its own. */
static bool is_float_only(nd_op op) {
    return (nd_ops[op].takes & ~(unsigned)ND_TAKES_COMPLEX) == ND_TAKES_FLOAT && op != ND_DIVIDE && op != ND_FLOAT_POWER;
}

static nd_type float_for_each(int n, const nd_array *const *in) {
    bool    weak = false, only_bools = true;
    nd_type least = ND_F16;
    for (int k = 0; k < n; k++) {
        weak |= nd_is_weak(in[k]);
        if (nd_is_weak(in[k])) continue;
        const nd_type needs = float_for(in[k]->dtype);
        least = needs > least ? needs : least;
        only_bools &= in[k]->dtype.type == ND_BOOL;
    }
    return weak && only_bools ? ND_F64 : least;
}

/* --- all together -------------------------------------------------------------------------------- */

static err_code plan_numbers(nd_op op, const nd_array *const *in, nd_plan *plan, err *e) {
    nd_dtype common;
    err_code code = nd_result_type(plan->nin, in, &common, e);
    if (code) return code;
    if (op == ND_LDEXP) return plan_ldexp(in, plan, e);
    if (nd_op_is_compare(op) && (plan_mixed(op, in, plan) || plan_known(op, in, common, plan))) return ERR_OK;
    nd_type t = loop_type(op, common);
    if (t == ND_NTYPES) return nd_refuse_types(op, in, e);
    if (is_float_only(op) && nd_is_integer(common)) t = float_for_each(plan->nin, in);
    fill_plan(op, t, plan);
    return plan->loop ? ERR_OK : nd_refuse_types(op, in, e);
}

err_code nd_resolve(nd_op op, const nd_array *const *in, const nd_ufunc_options *o, nd_plan *plan, err *e) {
    start_plan(op, plan);
    if (op == ND_ISNAT && nd_is_numeric(in[0]->dtype)) return nd_refuse_types(op, in, e);
    for (int k = 0; k < plan->nin; k++)
        if (is_void(in[k])) return plan_void(op, in, plan, e);
    for (int k = 0; k < plan->nin; k++)
        if (nd_is_time(in[k]->dtype)) return nd_plan_time(op, in, plan, e);
    for (int k = 0; k < plan->nin; k++)
        if (is_text(in[k])) return plan_text(op, in, plan, e);
    const bool     forced = o && o->has_dtype && nd_ops[op].gives <= ND_GIVES_REAL;
    err_code       code = forced ? ERR_OK : plan_numbers(op, in, plan, e);
    if (!code && o && o->has_dtype) code = plan_dtype(op, o->dtype, plan, e);
    if (code || !plan->loop) return code;
    const nd_casting rule = o && o->has_casting ? o->casting : ND_CAST_SAME_KIND;
    return forced || (o && o->has_casting) ? check_inputs(in, plan, rule, e) : ERR_OK;
}
