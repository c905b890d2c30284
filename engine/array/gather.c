/* array/gather.c: blocks out of, and into, the places of a selection.
 *
 * The two sides step through the places differently: the array by offsets, the other side by a
 * constant. Where blocks are long they are moved one after the other; where they are short, each of
 * their elements is moved for all places.                                                      */
#include <string.h>

#include "array/cast.h"
#include "array/create.h"
#include "array/element.h"
#include "array/layout.h"
#include "array/pick.h"

/* --- one element at every place ------------------------------------------------------------------- */

/* The even side: first element and its step from place to place. */
typedef struct even {
    char     *p;
    ptrdiff_t step;
} even;

#define PLACES(T)                                                                                 \
    static void gather_##T(even to, const char *from, const ptrdiff_t *offsets, size_t n) {       \
        for (size_t i = 0; i < n; i++, to.p += to.step)                                           \
            *(T *)(void *)to.p = *(const T *)(const void *)(from + offsets[i]);                   \
    }                                                                                             \
    static void scatter_##T(even from, char *to, const ptrdiff_t *offsets, size_t n) {            \
        for (size_t i = 0; i < n; i++, from.p += from.step)                                       \
            *(T *)(void *)(to + offsets[i]) = *(const T *)(const void *)from.p;                   \
    }
PLACES(uint8_t)
PLACES(uint16_t)
PLACES(uint32_t)
PLACES(uint64_t)
typedef struct words { uint64_t w[2]; } words;
PLACES(words)

static void gather_places(nd_dtype d, even to, const char *from, const ptrdiff_t *offsets, size_t n, bool odd) {
    size_t itemsize = d.itemsize;
    if (!nd_moves_words(d) || odd) for (size_t i = 0; i < n; i++, to.p += to.step) memmove(to.p, from + offsets[i], itemsize);
    else if (itemsize == 1) gather_uint8_t(to, from, offsets, n);
    else if (itemsize == 2) gather_uint16_t(to, from, offsets, n);
    else if (itemsize == 4) gather_uint32_t(to, from, offsets, n);
    else if (itemsize == 8) gather_uint64_t(to, from, offsets, n);
    else gather_words(to, from, offsets, n);
}

static void scatter_places(nd_dtype d, even from, char *to, const ptrdiff_t *offsets, size_t n, bool odd) {
    size_t itemsize = d.itemsize;
    if (!nd_moves_words(d) || odd) for (size_t i = 0; i < n; i++, from.p += from.step) memmove(to + offsets[i], from.p, itemsize);
    else if (itemsize == 1) scatter_uint8_t(from, to, offsets, n);
    else if (itemsize == 2) scatter_uint16_t(from, to, offsets, n);
    else if (itemsize == 4) scatter_uint32_t(from, to, offsets, n);
    else if (itemsize == 8) scatter_uint64_t(from, to, offsets, n);
    else scatter_words(from, to, offsets, n);
}

/* --- blocks --------------------------------------------------------------------------------------------- */

/* even_block and p->basic describe the block at the first place of either side. */
static err_code move_blocks(const nd_pick *p, const nd_array *even_block, ptrdiff_t even_step, bool get, err *e) {
    const nd_array *ops[] = {get ? even_block : &p->basic.a, get ? &p->basic.a : even_block};
    nd_dtype        d = p->basic.a.dtype;
    nd_cast         k = {d, d, 0, e};
    nd_cast_fn     *move = nd_cast_find(d, d);
    nd_walk         w;
    int             side = get ? 0 : 1;          /* the even operand */
    bool            odd = !(nd_is_aligned(even_block) && nd_is_aligned(&p->basic.a));
    for (nd_walk_init(&w, 2, ops, false); w.more; nd_walk_next(&w)) {
        if (w.n >= 4 || w.n > p->n) {
            for (size_t i = 0; i < p->n; i++) {
                char *at[2];
                at[side] = w.p[side] + (ptrdiff_t)i * even_step;
                at[1 - side] = w.p[1 - side] + p->offsets[i];
                err_code code = move(&k, at, w.stride, w.n);
                if (code) return code;
            }
            continue;
        }
        for (size_t j = 0; j < w.n; j++) {
            even  even_side = {w.p[side] + (ptrdiff_t)j * w.stride[side], even_step};
            char *other = w.p[1 - side] + (ptrdiff_t)j * w.stride[1 - side];
            if (get) gather_places(d, even_side, other, p->offsets, p->n, odd);
            else scatter_places(d, even_side, other, p->offsets, p->n, odd);
        }
    }
    return ERR_OK;
}

/* The basic axes of an array that has the result's shape. */
static void block_of(nd_view *v, const nd_array *a, const nd_pick *p) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       n = 0;
    for (int i = 0; i < a->ndim; i++) {
        if (i >= p->before && i < p->before + p->ndim) continue;
        shape[n] = a->shape[i];
        strides[n++] = a->strides[i];
    }
    nd_view_init(v, a->dtype, n, shape, strides, a->data);
}

/* --- get ---------------------------------------------------------------------------------------------------- */

/* As NumPy lays results out: places outermost, the block's axes in the array's own order. */
static void lay_out(nd_array *out, const nd_pick *p) {
    int block[ND_MAXDIMS], axes[ND_MAXDIMS], n = 0;
    nd_order_by_stride(&p->basic.a, block);
    for (int i = 0; i < p->ndim; i++) axes[n++] = p->before + i;
    for (int i = 0; i < p->basic.a.ndim; i++) axes[n++] = block[i] < p->before ? block[i] : block[i] + p->ndim;
    nd_pack_strides(out->dtype.itemsize, out->ndim, out->shape, axes, out->strides);
}

nd_array *nd_gather(nd_ctx *c, const nd_pick *p, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    int       ndim;
    nd_view   block;
    nd_pick_shape(p, &ndim, shape);
    nd_array *out = nd_new(c, p->basic.a.dtype, ndim, shape, 'C', e);
    if (!out) return NULL;
    lay_out(out, p);
    block_of(&block, out, p);
    c->bill.elements += out->size;
    if (out->size == 0) return out;
    ptrdiff_t step = (ptrdiff_t)(p->basic.a.size * out->dtype.itemsize);
    if (move_blocks(p, &block.a, step, true, e)) {
        nd_drop(c, out);
        return NULL;
    }
    return out;
}

/* --- set ------------------------------------------------------------------------------------------------------ */

const nd_array *nd_value_for(nd_ctx *c, const nd_array *a, nd_dtype d, const nd_array *value, nd_array **made, err *e) {
    *made = NULL;
    if (nd_dtype_equal(value->dtype, d) && !(value->flags & ND_WEAK) && !nd_shares_memory(a, value)) return value;
    nd_array *copy = nd_empty_like(c, value, d, 'K', -1, NULL, e);
    if (copy && nd_assign(c, copy, value, e)) {
        nd_drop(c, copy);
        return NULL;
    }
    return *made = copy;
}

static err_code refuse_value(const nd_array *value, int ndim, const ptrdiff_t *shape, err *e) {
    char from[ND_SHAPE_TEXT], to[ND_SHAPE_TEXT];
    nd_shape_text_compact(value->ndim, value->shape, from);
    nd_shape_text_compact(ndim, shape, to);
    return err_set(e, ERR_VALUE, "shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s", from, to);
}

/* v = value stretched to the result's shape. */
static err_code stretch(nd_view *v, const nd_pick *p, const nd_array *value, err *e) {
    ptrdiff_t shape[ND_MAXDIMS];
    int       ndim, extra = 0;
    nd_view   cut;
    nd_pick_shape(p, &ndim, shape);
    while (value->ndim - extra > ndim && value->shape[extra] == 1) extra++;
    int n = value->ndim - extra;
    if (n > ndim) return refuse_value(value, ndim, shape, e);
    nd_view_init(&cut, value->dtype, n, value->shape + extra, value->strides + extra, value->data);
    for (int i = 0; i < n; i++)
        if (cut.a.shape[i] != 1 && cut.a.shape[i] != shape[ndim - n + i]) return refuse_value(value, ndim, shape, e);
    nd_broadcast_to_view(v, &cut.a, ndim, shape);
    return ERR_OK;
}

err_code nd_pick_fits(const nd_pick *p, const nd_array *value, err *e) {
    nd_view v;
    return stretch(&v, p, value, e);
}

/* One step for all places, or false when their axes do not step evenly. */
static bool find_step(const nd_array *a, const nd_pick *p, ptrdiff_t *step) {
    int last = p->before + p->ndim - 1;
    for (int i = p->before; i < last; i++)
        if (a->strides[i] != a->strides[i + 1] * a->shape[i + 1]) return false;
    *step = a->strides[last];
    return true;
}

err_code nd_scatter(nd_ctx *c, nd_pick *p, nd_array *a, const nd_array *value, err *e) {
    nd_view   v, block;
    nd_array *made = NULL, *even_copy = NULL;
    ptrdiff_t step = 0;
    err_code  code = stretch(&v, p, value, e);
    if (code) return code;
    const nd_array *ready = nd_value_for(c, a, a->dtype, value, &made, e);
    code = ready ? stretch(&v, p, ready, e) : e ? e->code : ERR_VALUE;
    if (code || v.a.size == 0) goto done;
    const nd_array *source = &v.a;
    if (!find_step(source, p, &step)) {
        source = even_copy = nd_copy(c, &v.a, 'C', e);
        code = even_copy ? ERR_OK : ERR_MEMORY;
        if (code) goto done;
        find_step(source, p, &step);
    }
    block_of(&block, source, p);
    code = move_blocks(p, &block.a, step, false, e);
    c->bill.elements += v.a.size;
done:
    nd_drop(c, made);
    nd_drop(c, even_copy);
    return code;
}
