/* array/einsum.c: np.einsum: operands are made plain (diagonals, sums over what is their own) and then
 * multiplied two at a time, by matmul where something is summed and by multiply where nothing is.    */
#include "array/einsum.h"

#include <string.h>

#include "array/product.h"
#include "array/reduce.h"
#include "array/shape.h"
#include "array/ufunc.h"

/* An operand on its way: its axes' subscripts are all different. */
typedef struct factor {
    nd_array      *a;
    bool           borrowed;        /* the caller's own operand */
    nd_einsum_term t;
} factor;

typedef struct job {
    nd_ctx               *c;
    const nd_einsum_plan *p;
    nd_dtype              d;
    int                   n;
    bool                  bare;         /* the last product had nothing to sum */
    factor                f[ND_EINSUM_MAX];
    err                  *e;
} job;

static int find_label(const nd_einsum_term *t, int label) {
    for (int i = 0; i < t->n; i++)
        if (t->label[i] == label) return i;
    return -1;
}

static void drop(const job *j, factor *f) {
    if (!f->borrowed) nd_drop(j->c, f->a);
    f->a = NULL;
}

static void replace(job *j, factor *f, nd_array *a) {
    drop(j, f);
    f->a = a;
    f->borrowed = false;
}

/* --- views ------------------------------------------------------------------------------------------- */

/* a's axes in the order of `to`; those that a lacks have length 1. The owner is a's. */
static void arrange(nd_view *v, const factor *f, const nd_einsum_term *to) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    for (int i = 0; i < to->n; i++) {
        int at = find_label(&f->t, to->label[i]);
        shape[i] = at < 0 ? 1 : f->a->shape[at];
        strides[i] = at < 0 ? 0 : f->a->strides[at];
    }
    nd_view_init(v, f->a->dtype, to->n, shape, strides, f->a->data);
    v->a.flags = (uint8_t)(f->a->flags & ND_WRITEABLE);
    v->a.base = nd_owner(f->a);
}

/* Axes that share a subscript become their diagonal; an axis of length 1 that others stretch is left out. */
static nd_array *take_diagonal(const job *j, nd_array *a, const nd_einsum_term *t, bool stretch, nd_einsum_term *out) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    out->n = 0;
    for (int i = 0; i < t->n; i++) {
        int       at = find_label(out, t->label[i]);
        ptrdiff_t stride = a->shape[i] == 1 ? 0 : a->strides[i];
        if (at < 0) {
            out->label[at = out->n++] = t->label[i];
            shape[at] = 1;
            strides[at] = 0;
        }
        if (a->shape[i] != 1) shape[at] = a->shape[i];
        strides[at] += stride;
    }
    int n = 0;
    for (int i = 0; i < out->n; i++) {
        if (stretch && shape[i] == 1 && j->p->length[out->label[i]] != 1) continue;
        shape[n] = shape[i];
        strides[n] = strides[i];
        out->label[n++] = out->label[i];
    }
    out->n = n;
    return nd_new_view(j->c, a, a->dtype, n, shape, strides, a->data, j->e);
}

/* The only operand, when nothing is summed: NumPy gives a view of it. */
static nd_array *view_of_single(const job *j, nd_array *a, const nd_einsum_term *t) {
    factor  f;
    nd_view v;
    f.a = take_diagonal(j, a, t, false, &f.t);
    if (!f.a) return NULL;
    arrange(&v, &f, &j->p->out);
    nd_array *view = nd_box_view(j->c, &v, j->e);
    nd_drop(j->c, f.a);
    if (view && !nd_is_writeable(a)) view->flags &= (uint8_t)~ND_WRITEABLE;
    if (view && view->ndim == 0) view->flags |= ND_SCALAR;
    return view;
}

/* --- one factor made plain -------------------------------------------------------------------------------- */

/* Sum over the axes whose subscripts are not in keep. */
static err_code sum_out(job *j, factor *f, uint64_t keep) {
    nd_reduce_options o = {.has_dtype = true, .dtype = j->d};
    nd_einsum_term    left = {0};
    for (int i = 0; i < f->t.n; i++) {
        if (keep >> f->t.label[i] & 1) left.label[left.n++] = f->t.label[i];
        else o.axes[o.naxes++] = i;
    }
    if (o.naxes == 0) return ERR_OK;
    nd_array *sum = nd_reduce(j->c, ND_SUM, f->a, &o, j->e);
    if (!sum) return ERR_MEMORY;
    replace(j, f, sum);
    f->t = left;
    return ERR_OK;
}

/* No repeated subscript, no axis that others stretch. */
static bool is_plain(const job *j, const nd_array *a, const nd_einsum_term *t) {
    uint64_t seen = 0;
    for (int i = 0; i < t->n; i++) {
        if ((seen >> t->label[i] & 1) || a->shape[i] != j->p->length[t->label[i]]) return false;
        seen |= (uint64_t)1 << t->label[i];
    }
    return true;
}

/* Operand i, of the type that is computed in. */
static err_code take_operand(job *j, nd_array *a, const nd_einsum_term *t) {
    factor *f = &j->f[j->n];
    f->borrowed = false;
    if (nd_dtype_equal(a->dtype, j->d) && is_plain(j, a, t)) {
        f->a = a;
        f->borrowed = true;
        f->t.n = t->n;
        memcpy(f->t.label, t->label, (size_t)t->n);
        j->n++;
        return ERR_OK;
    }
    nd_array *typed = nd_dtype_equal(a->dtype, j->d) ? a : nd_astype(j->c, a, j->d, 'K', j->e);
    if (!typed) return ERR_MEMORY;
    f->a = take_diagonal(j, typed, t, true, &f->t);
    if (typed != a) nd_drop(j->c, typed);
    if (!f->a) return ERR_MEMORY;
    j->n++;
    return ERR_OK;
}

/* --- two factors -------------------------------------------------------------------------------------------- */

/* The axes of a product by role: in both and kept, in one, in both and summed. */
typedef struct roles {
    nd_einsum_term batch, left, right, sum;
} roles;

static void add_role(roles *r, int label, const uint64_t sets[3]) {
    bool            a = sets[0] >> label & 1, b = sets[1] >> label & 1, kept = sets[2] >> label & 1;
    nd_einsum_term *to = a && b ? (kept ? &r->batch : &r->sum) : a ? &r->left : b ? &r->right : NULL;
    if (to && find_label(to, label) < 0) to->label[to->n++] = (uint8_t)label;
}

/* Labels in the result's order as far as it has them. */
static void find_roles(const job *j, const factor *a, const factor *b, uint64_t keep, roles *r) {
    const uint64_t sets[3] = {nd_einsum_set(&a->t), nd_einsum_set(&b->t), keep};
    r->batch.n = r->left.n = r->right.n = r->sum.n = 0;
    for (int i = 0; i < j->p->out.n; i++) add_role(r, j->p->out.label[i], sets);
    for (int i = 0; i < a->t.n; i++) add_role(r, a->t.label[i], sets);
    for (int i = 0; i < b->t.n; i++) add_role(r, b->t.label[i], sets);
}

static void append(nd_einsum_term *t, const nd_einsum_term *more) {
    memcpy(t->label + t->n, more->label, (size_t)more->n);
    t->n += more->n;
}

static ptrdiff_t extent(const job *j, const nd_einsum_term *t) {
    ptrdiff_t n = 1;
    for (int i = 0; i < t->n; i++) n *= j->p->length[t->label[i]];
    return n;
}

static nd_array *multiply(job *j, const factor *a, const factor *b, const nd_einsum_term *to) {
    nd_view left, right;
    arrange(&left, a, to);
    arrange(&right, b, to);
    return nd_ufunc2(j->c, ND_MULTIPLY, &left.a, &right.a, j->e);
}

/* f as a stack of matrices: batch, rows and columns each one axis. v itself when that needs no reshaping. */
static nd_array *as_matrices(job *j, const factor *f, nd_view *v, const nd_einsum_term *const parts[3]) {
    nd_einsum_term order = {.n = 0};
    ptrdiff_t      shape[3];
    int            skip = parts[0]->n == 0;
    bool           single = parts[0]->n <= 1;
    for (int i = 0; i < 3; i++) {
        append(&order, parts[i]);
        shape[i] = extent(j, parts[i]);
        if (i > 0) single = single && parts[i]->n == 1;
    }
    arrange(v, f, &order);
    return single ? &v->a : nd_reshape(j->c, &v->a, 3 - skip, shape + skip, 'C', j->e);
}

static nd_array *matrix_product(job *j, const factor *a, const factor *b, const roles *r, const nd_einsum_term *to) {
    const nd_einsum_term *const rows[3] = {&r->batch, &r->left, &r->sum}, *const columns[3] = {&r->batch, &r->sum, &r->right};
    ptrdiff_t shape[ND_MAXDIMS];
    nd_view   v, w;
    nd_array *left = as_matrices(j, a, &v, rows), *right = left ? as_matrices(j, b, &w, columns) : NULL;
    nd_array *product = right ? nd_matmul(j->c, left, right, NULL, j->e) : NULL, *out = product;
    if (product && (r->left.n != 1 || r->right.n != 1 || r->batch.n > 1)) {
        for (int i = 0; i < to->n; i++) shape[i] = j->p->length[to->label[i]];
        out = nd_reshape(j->c, product, to->n, shape, 'C', j->e);
        nd_drop(j->c, product);
    }
    if (right != &w.a) nd_drop(j->c, right);
    if (left != &v.a) nd_drop(j->c, left);
    return out;
}

/* The last factor but one takes in the last. */
static err_code contract_last(job *j, uint64_t keep) {
    factor        *a = &j->f[j->n - 2], *b = &j->f[j->n - 1];
    roles          r;
    nd_einsum_term to;
    uint64_t       in_a = nd_einsum_set(&a->t), in_b = nd_einsum_set(&b->t);
    if (sum_out(j, a, keep | in_b) || sum_out(j, b, keep | in_a)) return ERR_MEMORY;
    find_roles(j, a, b, keep, &r);
    int first = j->p->out.n > r.batch.n ? j->p->out.label[r.batch.n] : -1;
    if (r.sum.n > 0 && first >= 0 && find_label(&r.right, first) >= 0) {
        factor swap = *a;
        *a = *b;
        *b = swap;
        find_roles(j, a, b, keep, &r);
    }
    to = r.batch;
    if (to.n + r.left.n + r.right.n > ND_MAXDIMS)
        return err_set(j->e, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %d", ND_MAXDIMS,
                       to.n + r.left.n + r.right.n);
    append(&to, &r.left);
    append(&to, &r.right);
    nd_array *product = r.sum.n ? matrix_product(j, a, b, &r, &to) : multiply(j, a, b, &to);
    if (!product) return ERR_MEMORY;
    j->bare = extent(j, &r.sum) == 1;
    drop(j, b);
    j->n--;
    replace(j, a, product);
    a->t = to;
    return ERR_OK;
}

/* --- the whole ------------------------------------------------------------------------------------------------- */

/* Move the factors of one step to the end of the list, the last named one last. */
static void bring_to_end(job *j, const uint8_t *at, int count) {
    factor   moved[ND_EINSUM_MAX];
    uint64_t taken = 0;
    int      n = 0, m = 0;
    for (int i = 0; i < count; i++) taken |= (uint64_t)1 << at[i];
    for (int i = 0; i < j->n; i++) {
        if (taken >> i & 1) moved[m++] = j->f[i];
        else j->f[n++] = j->f[i];
    }
    memcpy(j->f + n, moved, (size_t)m * sizeof *moved);
}

static err_code run_step(job *j, const uint8_t *at, int count) {
    bring_to_end(j, at, count);
    for (int left = count; left > 1; left--) {
        uint64_t keep = nd_einsum_set(&j->p->out);
        for (int i = 0; i < j->n - 2; i++) keep |= nd_einsum_set(&j->f[i].t);
        err_code code = contract_last(j, keep);
        if (code) return code;
    }
    return ERR_OK;
}

/* Three and more at once are still multiplied in pairs, in the greedy order. */
static err_code run_path(job *j, const nd_einsum_order *order) {
    static const nd_einsum_order greedy = {.how = 'g', .limit = -1};
    static const uint8_t         both[2] = {0, 1};
    nd_einsum_path               path;
    if (j->n <= 2 && order->how != 'p') return run_step(j, both, j->n);
    err_code        code = nd_einsum_find_path(j->p, order->how == 'n' ? &greedy : order, &path, j->e);
    for (int s = 0; s < path.n && !code; s++) code = run_step(j, path.at[s], path.count[s]);
    return code;
}

/* A sum begins at 0, even one of a single product: so no -0 is left. */
static err_code add_zero(job *j, nd_array *a) {
    double  nothing = 0;
    nd_view zero;
    if (!j->bare || !nd_is_float(a->dtype)) return ERR_OK;
    nd_view_scalar(&zero, nd_dtype_of(ND_F64), &nothing, ND_WEAK);
    return nd_ufunc_inplace(j->c, ND_ADD, a, &zero.a, j->e);
}

/* The one factor that is left, in the order that is asked for; its own memory. */
static nd_array *finish(job *j, const nd_einsum_options *o) {
    factor *f = &j->f[0];
    nd_view v;
    if (sum_out(j, f, nd_einsum_set(&j->p->out))) return NULL;
    if (o->order.how == 'n' && add_zero(j, f->a)) return NULL;
    arrange(&v, f, &j->p->out);
    if (o->out) return nd_assign(j->c, o->out, &v.a, j->e) ? NULL : o->out;
    bool      fortran = o->layout == 'F', packed = fortran ? nd_is_f_contiguous(&v.a) : nd_is_c_contiguous(&v.a);
    nd_array *out;
    if (packed && !f->borrowed && !f->a->base && f->a->ndim == v.a.ndim) {
        out = f->a;         /* new and nobody else's: its axes are put in order where they lie */
        f->a = NULL;
        memcpy(out->shape, v.a.shape, (size_t)out->ndim * sizeof *out->shape);
        memcpy(out->strides, v.a.strides, (size_t)out->ndim * sizeof *out->strides);
    } else {
        out = nd_copy(j->c, &v.a, fortran ? 'F' : 'C', j->e);
    }
    /* With optimize=, a last step that sums over two operands leaves NumPy with an array of no axes. */
    bool scalar = o->order.how == 'n' || j->p->nops == 1 || j->bare;
    if (out && out->ndim == 0 && scalar) out->flags |= ND_SCALAR;
    return out;
}

static err_code check_casts(const job *j, nd_array *const *ops, const nd_einsum_options *o) {
    char from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
    nd_dtype_text(j->d, to);
    if (!nd_is_numeric(j->d)) return err_set(j->e, ERR_TYPE, "invalid data type for einsum");
    for (int i = 0; i < j->p->nops; i++) {
        nd_dtype_text(ops[i]->dtype, from);
        if (!nd_can_cast(ops[i]->dtype, j->d, o->casting))
            return err_set(j->e, ERR_TYPE, "Iterator operand %d dtype could not be cast from dtype('%s') to dtype('%s') according to the rule '%s'",
                           i, from, to, nd_casting_name(o->casting));
    }
    if (!o->out || nd_can_cast(j->d, o->out->dtype, o->casting)) return ERR_OK;
    nd_dtype_text(o->out->dtype, from);
    return err_set(j->e, ERR_TYPE,
                   "Iterator requested dtype could not be cast from dtype('%s') to dtype('%s'), the operand %d dtype, according to the rule '%s'",
                   to, from, j->p->nops, nd_casting_name(o->casting));
}

static nd_array *compute(job *j, nd_array *const *ops, const nd_einsum_options *o) {
    nd_array *out = NULL;
    if (check_casts(j, ops, o)) return NULL;
    for (int i = 0; i < j->p->nops; i++) {
        if (take_operand(j, ops[i], &j->p->in[i])) goto done;
        j->c->bill.elements += ops[i]->size;
    }
    if (!run_path(j, &o->order)) out = finish(j, o);
done:
    for (int i = j->n - 1; i >= 0; i--) drop(j, &j->f[i]);
    return out;
}

nd_array *nd_einsum(nd_ctx *c, const char *subscripts, int n, nd_array *const *ops, const nd_einsum_options *o, err *e) {
    const nd_array *typed[ND_EINSUM_MAX];
    nd_einsum_plan  p;
    job             j;      /* both are large: only what is used is filled in */
    char            wording = o->order.how;

    if (n < 1 || n > ND_EINSUM_MAX) {
        err_set(e, ERR_VALUE, n < 1 ? "must specify the einstein sum subscripts string and at least one operand" : "too many operands");
        return NULL;
    }
    p.nops = n;
    j.c = c;
    j.p = &p;
    j.e = e;
    j.n = 0;
    j.bare = false;
    if (nd_einsum_parse(&p, subscripts, ops, wording, e) || nd_einsum_measure(&p, ops, o->out, wording, e)) return NULL;
    for (int i = 0; i < n; i++) typed[i] = ops[i];
    if (n == 1 && !o->out && p.nlabels == p.out.n) return view_of_single(&j, ops[0], &p.in[0]);
    if (o->has_dtype) j.d = o->dtype;
    else if (nd_result_type(n, typed, &j.d, e)) return NULL;
    if (o->out && !nd_is_writeable(o->out)) {
        err_set(e, ERR_VALUE, "output array is read-only");
        return NULL;
    }
    return compute(&j, ops, o);
}
