/* array/sample.c: a whole array of draws: parameters checked, stretched over the result, one draw an element.
 *
 * Elements are drawn in C order: the order is part of what a seed promises.                              */
#include "array/dist.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- what a parameter must be ----------------------------------------------------------------- */

typedef struct param {
    const char *name;
    int         length;          /* of the name */
    nd_rule     rule;
    bool        scalar;
} param;

static err_code refuse(const param *p, const char *format, const char *nan, err *e) {
    char   text[160];
    size_t used = 0;
    for (const char *f = format; *f && used + 40 < sizeof text; f++) {
        if (*f == '@') used += (size_t)snprintf(text + used, sizeof text - used, "%.*s", p->length, p->name);
        else text[used++] = *f;
    }
    text[used] = 0;
    return err_set(e, ERR_VALUE, "%s%s%.*s%s", text, nan ? " or " : "", nan ? p->length : 0, nan ? p->name : "", nan ? nan : "");
}

static err_code check_real(const param *p, double x, err *e) {
    const char *nan = p->scalar ? " is NaN" : " contains NaNs";
    switch (p->rule) {
    case ND_RULE_NOT_NEGATIVE: return !isnan(x) && signbit(x) ? refuse(p, "@ < 0", NULL, e) : ERR_OK;
    case ND_RULE_POSITIVE_NOT_NAN:
        if (isnan(x)) return refuse(p, "@ must not be NaN", NULL, e);
        return x <= 0 ? refuse(p, "@ <= 0", NULL, e) : ERR_OK;
    case ND_RULE_POSITIVE: return x <= 0 ? refuse(p, "@ <= 0", NULL, e) : ERR_OK;
    case ND_RULE_0_TO_1: return x >= 0 && x <= 1 ? ERR_OK : refuse(p, "@ < 0, @ > 1", nan, e);
    case ND_RULE_ABOVE_0_TO_1: return x > 0 && x <= 1 ? ERR_OK : refuse(p, "@ <= 0, @ > 1", " contains NaNs", e);
    case ND_RULE_0_TO_BELOW_1: return x >= 0 && x < 1 ? ERR_OK : refuse(p, "@ < 0, @ >= 1", nan, e);
    case ND_RULE_ABOVE_1: return x > 1 ? ERR_OK : refuse(p, "@ <= 1", nan, e);
    case ND_RULE_POISSON:
        if (isnan(x) && !p->scalar) return refuse(p, "@ value too large", NULL, e);
        if (!(x >= 0)) return refuse(p, "@ < 0", nan, e);
        return x <= 9.223372006484771e18 ? ERR_OK : refuse(p, "@ value too large", NULL, e);
    default: return ERR_OK;
    }
}

static err_code check_int(const param *p, int64_t x, err *e) {
    const char *nan = p->scalar ? " is NaN" : " contains NaNs";
    if (p->rule == ND_RULE_INT_NOT_NEGATIVE && x < 0) return refuse(p, "@ < 0", NULL, e);
    return p->rule == ND_RULE_INT_AT_LEAST_1 && x < 1 ? refuse(p, "@ < 1", nan, e) : ERR_OK;
}

static bool is_int(nd_rule rule) { return rule >= ND_RULE_INT_NOT_NEGATIVE; }

/* --- parameters as arrays of their own type -------------------------------------------------------- */

typedef struct sample {
    nd_ctx         *c;
    const nd_rng   *r;
    const nd_draw  *d;
    int             n;                              /* parameters */
    bool            scalar;                         /* none of them has axes */
    nd_array       *param[ND_DIST_PARAMS];
    nd_view         given[ND_DIST_PARAMS];          /* over missing */
    double          missing[ND_DIST_PARAMS];
} sample;

/* A float where an integer is wanted loses its fraction, as int() does. */
static err_code check_truncation(const nd_array *a, err *e) {
    if (!nd_is_float(a->dtype)) return ERR_OK;
    nd_walk w;
    for (nd_walk_init(&w, 1, &a, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            double x = nd_load(a->dtype, w.p[0] + (ptrdiff_t)i * w.stride[0]).u.f;
            if (isnan(x)) return err_set(e, ERR_VALUE, "cannot convert float NaN to integer");
            if (isinf(x)) return err_set(e, ERR_OVERFLOW, "cannot convert float infinity to integer");
            if (!(fabs(x) < 0x1p63)) return err_set(e, ERR_OVERFLOW, "Python int too large to convert to C long");
        }
    return ERR_OK;
}

static err_code convert(sample *s, err *e) {
    const nd_dist *dist = s->d->dist;
    s->scalar = true;
    for (int i = 0; i < s->n; i++) {
        const nd_array *a = s->d->param[i];
        if (!a) {
            s->missing[i] = dist->missing[i];
            nd_view_scalar(&s->given[i], nd_dtype_of(ND_F64), &s->missing[i], 0);
            a = &s->given[i].a;
        }
        if (is_int(dist->rule[i]) && check_truncation(a, e)) return e ? e->code : ERR_VALUE;
        s->scalar = s->scalar && a->ndim == 0;
        s->param[i] = nd_astype(s->c, a, nd_dtype_of(is_int(dist->rule[i]) ? ND_I64 : ND_F64), 'C', e);
        if (!s->param[i]) return e ? e->code : ERR_MEMORY;
    }
    return ERR_OK;
}

static void release(sample *s) {
    for (int i = s->n - 1; i >= 0; i--)
        if (s->param[i]) nd_drop(s->c, s->param[i]);
}

static nd_param load_param(const char *p) {
    nd_param x;
    memcpy(&x, p, sizeof x);
    return x;
}

static err_code check_rules(const sample *s, err *e) {
    const char *name = s->d->dist->params;
    for (int i = 0; i < s->n; i++) {
        int             length = (int)strcspn(name, " ");
        const param     p = {name, length, s->d->dist->rule[i], s->scalar};
        const nd_array *a = s->param[i];
        for (size_t k = 0; k < a->size; k++) {
            nd_param x = load_param(a->data + 8 * k);
            err_code code = is_int(p.rule) ? check_int(&p, x.i, e) : check_real(&p, x.f, e);
            if (code) return code;
        }
        name += length + (name[length] == ' ');
    }
    return ERR_OK;
}

/* --- walking result and parameters together -------------------------------------------------------- */

typedef struct stretched {
    nd_view         view[ND_DIST_PARAMS];
    const nd_array *op[ND_DIST_PARAMS + 1];
} stretched;

/* op[0] is shaped like the result. */
static void stretch(const sample *s, const nd_array *like, stretched *t) {
    t->op[0] = like;
    for (int i = 0; i < s->n; i++) {
        nd_broadcast_to_view(&t->view[i], s->param[i], like->ndim, like->shape);
        t->op[i + 1] = &t->view[i].a;
    }
}

static void load_params(const nd_walk *w, int n, size_t k, nd_param out[ND_DIST_PARAMS]) {
    for (int i = 0; i < n; i++) out[i] = load_param(w->p[i + 1] + (ptrdiff_t)k * w->stride[i + 1]);
}

static err_code check_together(const sample *s, const nd_array *like, err *e) {
    stretched t;
    nd_walk   w;
    err_code  code = ERR_OK;
    nd_param  p[ND_DIST_PARAMS];
    if (!s->d->dist->check) return ERR_OK;
    stretch(s, like, &t);
    for (nd_walk_init(&w, s->n + 1, t.op, true); w.more; nd_walk_next(&w))
        for (size_t k = 0; !code && k < w.n; k++) {
            load_params(&w, s->n, k, p);
            code = s->d->dist->check(s->r, p, s->scalar, e);
        }
    return code;
}

static void store(const sample *s, char *to, const nd_param *p) {
    const nd_dist *dist = s->d->dist;
    if (dist->count) {
        int64_t x = dist->count(s->r, p);
        memcpy(to, &x, sizeof x);
    } else if (s->d->dtype.type == ND_F32) {
        float x = dist->real32(s->r, p);
        memcpy(to, &x, sizeof x);
    } else {
        double x = dist->real(s->r, p);
        memcpy(to, &x, sizeof x);
    }
}

static void fill_stretched(const sample *s, nd_array *out) {
    stretched t;
    nd_walk   w;
    nd_param  p[ND_DIST_PARAMS];
    stretch(s, out, &t);
    for (nd_walk_init(&w, s->n + 1, t.op, true); w.more; nd_walk_next(&w))
        for (size_t k = 0; k < w.n; k++) {
            load_params(&w, s->n, k, p);
            store(s, w.p[0] + (ptrdiff_t)k * w.stride[0], p);
        }
}

/* The same parameters for all: in the order of memory. */
static void fill_alike(const sample *s, nd_array *out) {
    nd_param p[ND_DIST_PARAMS] = {{0}};
    size_t   width = out->dtype.itemsize;
    for (int i = 0; i < s->n; i++) p[i] = load_param(s->param[i]->data);
    if (s->d->dist->real && s->d->dtype.type == ND_F64) {
        double *x = (double *)(void *)out->data;
        if (nd_draw_many(s->r, s->d->dist, p, x, out->size)) return;
        for (size_t k = 0; k < out->size; k++) x[k] = s->d->dist->real(s->r, p);
        return;
    }
    for (size_t k = 0; k < out->size; k++) store(s, out->data + k * width, p);
}

/* --- the result ------------------------------------------------------------------------------------- */

nd_array *nd_random_new(nd_ctx *c, nd_dtype d, const nd_size *size, err *e) {
    nd_array *out = nd_new(c, d, size->ndim < 0 ? 0 : size->ndim, size->shape, 'C', e);
    if (!out) return NULL;
    if (size->ndim < 0) out->flags |= ND_SCALAR;
    c->bill.elements += out->size;
    return out;
}

static err_code check_out(const sample *s, const nd_array *out, err *e) {
    char want[ND_DTYPE_TEXT], have[ND_DTYPE_TEXT];
    bool dense = nd_is_c_contiguous(out) || (s->n == 0 && nd_is_f_contiguous(out));
    nd_dtype_text(s->d->dtype, want);
    nd_dtype_text(out->dtype, have);
    if (!dense || !nd_is_writeable(out))
        return err_set(e, ERR_VALUE, "Supplied output array must be contiguous, writable, aligned, and in machine byte-order.");
    if (!nd_dtype_equal(out->dtype, s->d->dtype))
        return err_set(e, ERR_TYPE, "Supplied output array has the wrong type. Expected %s, got %s", want, have);
    if (s->d->size.ndim < 0) return ERR_OK;
    bool same = out->ndim == s->d->size.ndim;
    for (int i = 0; same && i < out->ndim; i++) same = out->shape[i] == s->d->size.shape[i];
    return same ? ERR_OK : err_set(e, ERR_VALUE, "size must match out.shape when used together");
}

/* Parameters must not make more of it than was asked for. */
static err_code mismatch(const sample *s, const nd_array *out, int i, err *e) {
    char want[ND_SHAPE_TEXT], have[ND_SHAPE_TEXT];
    nd_shape_text(out->ndim, out->shape, want);
    nd_shape_text(s->param[i]->ndim, s->param[i]->shape, have);
    return err_set(e, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape %s "
                   "and arg %d with shape %s.", want, i + 1, have);
}

static bool fits(const nd_array *a, const nd_array *out) {
    if (a->ndim > out->ndim) return false;
    for (int i = 0; i < a->ndim; i++)
        if (a->shape[i] != 1 && a->shape[i] != out->shape[out->ndim - a->ndim + i]) return false;
    return true;
}

static err_code check_fits(const sample *s, const nd_array *out, err *e) {
    for (int i = 0; i < s->n; i++)
        if (!fits(s->param[i], out)) return mismatch(s, out, i, e);
    return ERR_OK;
}

/* The joint shape of the parameters, in NumPy's words when there is none. */
static err_code joint_shape(const sample *s, nd_size *size, err *e) {
    const nd_array *a[ND_DIST_PARAMS];
    for (int i = 0; i < s->n; i++) a[i] = s->param[i];
    if (!nd_broadcast_shapes(s->n, a, &size->ndim, size->shape, NULL)) return ERR_OK;
    char one[ND_SHAPE_TEXT], two[ND_SHAPE_TEXT];
    for (int i = 1; i < s->n; i++) {
        if (!nd_broadcast_shapes(i + 1, a, &size->ndim, size->shape, NULL)) continue;
        int k = 0;
        while (k < i - 1 && !nd_broadcast_shapes(2, (const nd_array *[]){a[k], a[i]}, &size->ndim, size->shape, NULL)) k++;
        nd_shape_text(a[k]->ndim, a[k]->shape, one);
        nd_shape_text(a[i]->ndim, a[i]->shape, two);
        return err_set(e, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with shape "
                       "%s and arg %d with shape %s.", k, one, i, two);
    }
    return err_set(e, ERR_VALUE, "shape mismatch: objects cannot be broadcast to a single shape.");
}

static err_code check_all(const sample *s, const nd_array *like, err *e) {
    bool     first = s->d->dist->check_first;
    err_code code = first ? check_together(s, like, e) : check_rules(s, e);
    if (!code) code = first ? check_rules(s, e) : check_together(s, like, e);
    return code;
}

static nd_array *draw(sample *s, err *e) {
    nd_size   size = s->d->size, joint = {0};
    nd_view   like;
    ptrdiff_t strides[ND_MAXDIMS] = {0};
    nd_dtype  d = s->d->dist->count ? nd_dtype_of(ND_I64) : s->d->dtype;
    nd_array *out = s->d->out;

    if (joint_shape(s, &joint, e)) return NULL;
    nd_view_init(&like, nd_dtype_of(ND_BOOL), joint.ndim, joint.shape, strides, (char *)&joint);
    if (check_all(s, &like.a, e)) return NULL;
    if (out && check_out(s, out, e)) return NULL;
    if (!s->scalar && size.ndim < 0) size = joint;
    if (!out) out = nd_random_new(s->c, d, &size, e);
    if (!out || check_fits(s, out, e)) {
        if (out && out != s->d->out) nd_drop(s->c, out);
        return NULL;
    }
    if (s->scalar) fill_alike(s, out);
    else fill_stretched(s, out);
    return out;
}

err_code nd_random_one(const nd_rng *r, const nd_dist *dist, const nd_param *p, nd_param *out, err *e) {
    const char *name = dist->params;
    err_code    code = dist->check && dist->check_first ? dist->check(r, p, true, e) : ERR_OK;
    for (int i = 0; !code && *name; i++) {
        int         length = (int)strcspn(name, " ");
        const param q = {name, length, dist->rule[i], true};
        code = is_int(q.rule) ? check_int(&q, p[i].i, e) : check_real(&q, p[i].f, e);
        name += length + (name[length] == ' ');
    }
    if (!code && dist->check && !dist->check_first) code = dist->check(r, p, true, e);
    if (code) return code;
    if (dist->count) out->i = dist->count(r, p);
    else out->f = dist->real(r, p);
    return ERR_OK;
}

/* Parameters leave before the result does: it must be what lies on top. */
nd_array *nd_random_draw(nd_ctx *c, const nd_rng *r, const nd_draw *d, err *e) {
    sample s = {.c = c, .r = r, .d = d, .n = nd_dist_nparams(d->dist)};
    nd_array *out = convert(&s, e) ? NULL : draw(&s, e);
    release(&s);
    return out;
}
