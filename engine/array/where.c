/* array/where.c: np.where(condition, x, y): one of two values for each element. */
#include <string.h>

#include "array/element.h"
#include "array/index.h"
#include "array/resolve.h"
#include "array/kernels.h"
#include "array/layout.h"

/* --- the result's type --------------------------------------------------------------------------------- */

/* A Lua number beside an array asks only for its kind. */
static nd_dtype beside(nd_dtype strong, nd_dtype weak) {
    if (weak.type == ND_BOOL) return nd_promote_types(strong, weak);
    if (nd_is_complex(weak)) return nd_is_inexact(strong) ? nd_dtype_complex(strong) : weak;
    if (nd_is_float(weak)) return nd_is_inexact(strong) ? strong : nd_dtype_of(ND_F64);
    return strong.type == ND_BOOL ? nd_dtype_of(ND_I64) : strong;
}

static err_code result_type(const nd_array *x, const nd_array *y, nd_dtype *d, err *e) {
    const nd_array *const both[2] = {x, y};
    const bool            wx = x->flags & ND_WEAK, wy = y->flags & ND_WEAK;
    if (wx != wy && nd_is_numeric(x->dtype) && nd_is_numeric(y->dtype)) {
        *d = wx ? beside(y->dtype, x->dtype) : beside(x->dtype, y->dtype);
        return ERR_OK;
    }
    return nd_promote(x->dtype, y->dtype, d, e) ? nd_refuse_common(2, both, e) : ERR_OK;
}

/* --- loops: out, condition, x, y --------------------------------------------------------------------------- */

static void choose_text(const nd_walk *w, size_t itemsize) {
    char *out = w->p[0], *q = w->p[1], *x = w->p[2], *y = w->p[3];
    for (size_t i = 0; i < w->n; i++, out += w->stride[0], q += w->stride[1], x += w->stride[2], y += w->stride[3])
        memcpy(out, *q ? x : y, itemsize);
}

static void choose(nd_array *out, const nd_array *const *in) {
    nd_view         v[3];
    nd_walk         w;
    const nd_array *ops[4] = {out};
    nd_loop        *loop = !nd_moves_words(out->dtype) ? NULL : nd_kernel_table()->choose[nd_item_log2(out->dtype)];
    for (int i = 0; i < 3; i++) {
        nd_broadcast_to_view(&v[i], in[i], out->ndim, out->shape);
        ops[i + 1] = &v[i].a;
    }
    for (nd_walk_init(&w, 4, ops, false); w.more; nd_walk_next(&w)) {
        if (loop) loop(w.p, w.stride, w.n);
        else choose_text(&w, out->dtype.itemsize);
    }
}

/* --- where -------------------------------------------------------------------------------------------------- */

/* Fortran order when every operand that has axes is laid out so. */
static char order_of(int ndim, const nd_array *const *in) {
    bool fortran = false;
    for (int i = 0; i < 3; i++) {
        if (in[i]->ndim == 0) continue;
        if (in[i]->ndim != ndim || nd_is_c_contiguous(in[i]) || !nd_is_f_contiguous(in[i])) return 'C';
        fortran = true;
    }
    return fortran ? 'F' : 'C';
}

nd_array *nd_where(nd_ctx *c, const nd_array *condition, const nd_array *x, const nd_array *y, err *e) {
    const nd_array *in[3] = {condition, x, y};
    nd_array       *made[3] = {NULL}, *out = NULL;
    ptrdiff_t       shape[ND_MAXDIMS];
    int             ndim;
    if (nd_broadcast_shapes(3, in, &ndim, shape, e)) return NULL;
    char     order = order_of(ndim, in);
    nd_dtype d;
    if (result_type(x, y, &d, e)) return NULL;
    const nd_dtype wanted[3] = {nd_dtype_of(ND_BOOL), d, d};
    for (int i = 0; i < 3; i++) {
        if (nd_dtype_equal(in[i]->dtype, wanted[i])) continue;
        in[i] = made[i] = nd_astype(c, in[i], wanted[i], 'K', e);
        if (!made[i]) goto done;
    }
    out = nd_new(c, d, ndim, shape, order, e);
    if (out) choose(out, in);
    if (out) c->bill.elements += out->size;
done:
    for (int i = 0; i < 3; i++) nd_drop(c, made[i]);
    return out;
}
