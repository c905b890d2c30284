/* array/pick.c: mixtures of index arrays, masks and basic keys, turned into offsets of places. */
#include "array/pick.h"

#include <string.h>

#include "array/key.h"
#include "base/mem.h"

/* --- index arrays -------------------------------------------------------------------------------------------- */

/* Where the result puts the places: in front, or at `before` when all advanced keys stand together. */
typedef struct adjacency {
    enum { NONE_YET, IN_RUN, AFTER_RUN, SEPARATED } state;
    int before;
} adjacency;

static void note_key(adjacency *adj, bool advanced, int nbasic) {
    if (!advanced) {
        if (adj->state == IN_RUN) adj->state = AFTER_RUN;
    } else if (adj->state == NONE_YET) {
        *adj = (adjacency){IN_RUN, nbasic};
    } else if (adj->state == AFTER_RUN) {
        *adj = (adjacency){SEPARATED, 0};
    }
}

static err_code add_index(nd_ctx *c, nd_pick *p, nd_key_cursor *at, const nd_array *index, nd_array *made, err *e) {
    if (p->naxes == ND_MAXDIMS) {
        nd_drop(c, made);
        return err_set(e, ERR_INDEX, "too many advanced (array) indices. This probably means you are indexing with too many "
                       "booleans. (more than %d found)", ND_MAXDIMS);
    }
    nd_pick_axis *x = &p->axes[p->naxes++];
    *x = (nd_pick_axis){.index = index, .made = made, .axis = at->axis, .length = 1};
    if (at->axis < at->a->ndim) {
        x->length = at->a->shape[at->axis];
        x->stride = at->a->strides[at->axis];
    }
    at->axis++;
    return ERR_OK;
}

/* True stands for one place and False for none; neither takes an axis. */
static err_code add_truth(nd_ctx *c, nd_pick *p, nd_key_cursor *at, const nd_array *mask, err *e) {
    ptrdiff_t n = nd_load(mask->dtype, mask->data).u.b;
    nd_array *zero = nd_new(c, nd_dtype_of(ND_I64), 1, &n, 'C', e);
    if (!zero) return e ? e->code : ERR_MEMORY;
    if (n) *(int64_t *)(void *)zero->data = 0;
    err_code code = add_index(c, p, at, zero, zero, e);
    if (code) return code;
    at->axis--;
    p->axes[p->naxes - 1].length = 1;
    p->axes[p->naxes - 1].stride = 0;
    return ERR_OK;
}

/* A mask stands for the index arrays that nonzero gives. */
static err_code add_mask(nd_ctx *c, nd_pick *p, nd_key_cursor *at, const nd_array *mask, err *e) {
    nd_array *index[ND_MAXDIMS];
    if (mask->ndim == 0) return add_truth(c, p, at, mask, e);
    err_code code = nd_mask_check(at->a, at->axis, mask, e);
    if (!code) code = nd_nonzero(c, mask, index, e);
    if (code) return code;
    for (int i = 0; i < mask->ndim; i++) {
        if (code) nd_drop(c, index[i]);
        else code = add_index(c, p, at, index[i], index[i], e);
    }
    return code;
}

static err_code add_array(nd_ctx *c, nd_pick *p, nd_key_cursor *at, const nd_array *index, err *e) {
    nd_array *made = NULL;
    if (index->dtype.type == ND_BOOL) return add_mask(c, p, at, index, e);
    if (index->dtype.type != ND_I64) {
        made = nd_astype(c, index, nd_dtype_of(ND_I64), 'K', e);
        if (!made) return e ? e->code : ERR_MEMORY;
        index = made;
    }
    return add_index(c, p, at, index, made, e);
}

static err_code pick_keys(nd_ctx *c, nd_pick *p, const nd_array *a, int nkeys, const nd_key *keys, err *e) {
    nd_key_cursor    at;
    adjacency adj = {NONE_YET, 0};
    int       rest = 0;
    err_code  code = nd_key_count_axes(a, nkeys, keys, &rest, e);
    if (code) return code;
    nd_key_start(&at, &p->basic, a, rest);
    for (int i = 0; i < nkeys && !code; i++) {
        bool array = keys[i].kind == ND_KEY_ARRAY;
        note_key(&adj, array || keys[i].kind == ND_KEY_INT, p->basic.a.ndim);
        code = array ? add_array(c, p, &at, keys[i].array, e) : nd_key_apply(&at, &keys[i], e);
    }
    p->before = adj.before;
    return code ? code : nd_key_add_rest(&at, e);
}

/* --- places ------------------------------------------------------------------------------------------------------ */

static err_code refuse_shapes(const nd_pick *p, err *e) {
    char   all[ERR_TEXT_MAX] = "", one[ND_SHAPE_TEXT];
    size_t at = 0;
    for (int k = 0; k < p->naxes && at + ND_SHAPE_TEXT < sizeof all; k++) {
        const nd_array *index = p->axes[k].index;
        nd_shape_text_compact(index->ndim, index->shape, one);
        size_t n = strlen(one);
        memcpy(all + at, one, n);
        all[at + n] = ' ';
        at += n + 1;
    }
    return err_set(e, ERR_INDEX, "shape mismatch: indexing arrays could not be broadcast together with shapes %s", all);
}

static err_code join_shapes(nd_pick *p, err *e) {
    const nd_array *index[ND_MAXDIMS];
    for (int k = 0; k < p->naxes; k++) index[k] = p->axes[k].index;
    if (nd_broadcast_shapes(p->naxes, index, &p->ndim, p->shape, NULL)) return refuse_shapes(p, e);
    if (p->ndim + p->basic.a.ndim > ND_MAXDIMS)
        return err_set(e, ERR_INDEX, "number of dimensions must be within [0, %d], indexing result would have %d",
                       ND_MAXDIMS, p->ndim + p->basic.a.ndim);
    return nd_shape_size(p->ndim, p->shape, sizeof(ptrdiff_t), &p->n, e);
}

/* Every index of one array, before anything is read or written. */
static err_code check_bounds(const nd_pick_axis *x, err *e) {
    nd_walk w;
    int64_t n = x->length, bad = 0, low = 0, high = -1;
    for (nd_walk_init(&w, 1, &x->index, true); w.more; nd_walk_next(&w)) {
        const char *q = w.p[0];
        for (size_t i = 0; i < w.n; i++, q += w.stride[0]) {
            int64_t at = *(const int64_t *)(const void *)q;
            low = at < low ? at : low;
            high = at > high ? at : high;
        }
    }
    if (low >= -n && high < n) return ERR_OK;
    /* Again, for the first offender. */
    for (nd_walk_init(&w, 1, &x->index, true); w.more; nd_walk_next(&w)) {
        const char *q = w.p[0];
        for (size_t i = 0; i < w.n; i++, q += w.stride[0]) {
            bad = *(const int64_t *)(const void *)q;
            if (bad < -n || bad >= n)
                return err_set(e, ERR_INDEX, "index %lld is out of bounds for axis %d with size %lld", (long long)bad, x->axis, (long long)n);
        }
    }
    return ERR_INTERNAL;
}

/* A single packed index array: checked and turned into offsets in one pass. */
static bool find_offsets_at_once(const nd_pick *p, const nd_pick_axis *x) {
    const int64_t *index = (const int64_t *)(const void *)x->index->data;
    ptrdiff_t      length = x->length, stride = x->stride, *offsets = p->offsets;
    bool           bad = false;
    for (size_t i = 0; i < p->n; i++) {
        int64_t at = index[i];
        at += at < 0 ? length : 0;
        bad |= (uint64_t)at >= (uint64_t)length;
        offsets[i] = (ptrdiff_t)((uint64_t)at * (uint64_t)stride);
    }
    return !bad;
}

/* offsets += index * stride, in C order of the places. */
static void add_offsets(const nd_pick *p, const nd_pick_axis *x, bool first) {
    nd_view   places, index;
    nd_walk   w;
    ptrdiff_t strides[ND_MAXDIMS], step = sizeof(ptrdiff_t), length = x->length, stride = x->stride;
    for (int i = p->ndim - 1; i >= 0; i--) {
        strides[i] = step;
        step *= p->shape[i];
    }
    nd_view_init(&places, nd_dtype_of(ND_I64), p->ndim, p->shape, strides, (char *)p->offsets);
    nd_broadcast_to_view(&index, x->index, p->ndim, p->shape);
    const nd_array *ops[] = {&places.a, &index.a};
    for (nd_walk_init(&w, 2, ops, true); w.more; nd_walk_next(&w)) {
        char       *to = w.p[0];
        const char *from = w.p[1];
        for (size_t i = 0; i < w.n; i++, to += w.stride[0], from += w.stride[1]) {
            int64_t    at = *(const int64_t *)(const void *)from;
            ptrdiff_t *sum = (ptrdiff_t *)(void *)to;
            ptrdiff_t  offset = (at < 0 ? at + length : at) * stride;
            *sum = first ? offset : *sum + offset;
        }
    }
}

static err_code find_places(nd_pick *p, err *e) {
    err_code code = join_shapes(p, e);
    if (code) return code;
    p->offsets = mem_alloc(p->n, sizeof *p->offsets, e);
    if (!p->offsets) return ERR_MEMORY;
    bool single = p->naxes == 1 && nd_is_c_contiguous(p->axes[0].index);
    if (single && find_offsets_at_once(p, &p->axes[0])) return ERR_OK;
    for (int k = 0; k < p->naxes && p->n > 0; k++) {
        code = check_bounds(&p->axes[k], e);
        if (code) return code;
        add_offsets(p, &p->axes[k], k == 0);
    }
    return ERR_OK;
}

err_code nd_pick_init(nd_ctx *c, nd_pick *p, const nd_array *a, int nkeys, const nd_key *keys, err *e) {
    p->naxes = p->ndim = p->before = 0;
    p->offsets = NULL;
    err_code code = pick_keys(c, p, a, nkeys, keys, e);
    return code ? code : find_places(p, e);
}

void nd_pick_done(nd_ctx *c, nd_pick *p) {
    for (int k = 0; k < p->naxes; k++) nd_drop(c, p->axes[k].made);
    mem_free(p->offsets);
    p->naxes = 0;
    p->offsets = NULL;
}

void nd_pick_shape(const nd_pick *p, int *ndim, ptrdiff_t shape[ND_MAXDIMS]) {
    const nd_array *basic = &p->basic.a;
    int             n = 0;
    for (int i = 0; i < p->before; i++) shape[n++] = basic->shape[i];
    for (int i = 0; i < p->ndim; i++) shape[n++] = p->shape[i];
    for (int i = p->before; i < basic->ndim; i++) shape[n++] = basic->shape[i];
    *ndim = n;
}
