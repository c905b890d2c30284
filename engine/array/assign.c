/* array/assign.c: dst[...] = src.
 *
 * Between arrays values are cast (and may wrap, with warnings); a Lua number is stored as Python
 * stores one of its numbers, which refuses what does not fit.                                  */
#include "array/nd.h"
#include "array/overlap.h"

static err_code refuse_shape(const nd_array *dst, const nd_array *src, err *e) {
    char from[ND_SHAPE_TEXT], into[ND_SHAPE_TEXT];
    nd_shape_text_compact(src->ndim, src->shape, from);
    nd_shape_text_compact(dst->ndim, dst->shape, into);
    return err_set(e, ERR_VALUE, "could not broadcast input array from shape %s into shape %s", from, into);
}

/* v = src stretched to dst's shape; leading axes of length 1 that dst lacks are dropped. */
static err_code stretch(nd_view *v, const nd_array *dst, const nd_array *src, err *e) {
    nd_view cut;
    int     extra = 0;
    while (src->ndim - extra > dst->ndim && src->shape[extra] == 1) extra++;
    nd_view_init(&cut, src->dtype, src->ndim - extra, src->shape + extra, src->strides + extra, src->data);
    cut.a.flags = (uint8_t)(src->flags & ~ND_OWNDATA);
    cut.a.base = src->flags & ND_OWNDATA ? (nd_array *)(uintptr_t)src : src->base;
    int skip = dst->ndim - cut.a.ndim;
    if (skip < 0) return refuse_shape(dst, &cut.a, e);
    for (int i = 0; i < cut.a.ndim; i++)
        if (cut.a.shape[i] != 1 && cut.a.shape[i] != dst->shape[skip + i]) return refuse_shape(dst, &cut.a, e);
    nd_broadcast_to_view(v, &cut.a, dst->ndim, dst->shape);
    return ERR_OK;
}

/* A weak scalar: converted once, strictly, then copied everywhere. */
static err_code assign_number(nd_ctx *c, nd_array *dst, const nd_array *src, err *e) {
    double    room[2] = {0, 0};      /* an element of any type */
    nd_view   one, all;
    nd_scalar x = nd_load(src->dtype, src->data);
    nd_view_scalar(&one, dst->dtype, room, 0);
    err_code code = nd_store(dst->dtype, one.a.data, x, e);
    if (code) return code;
    if (nd_store_overflowed(dst->dtype, one.a.data, x)) nd_warn(c, "RuntimeWarning", "overflow encountered in cast");
    nd_broadcast_to_view(&all, &one.a, dst->ndim, dst->shape);
    return nd_copy_into(c, dst, &all.a, e);
}

err_code nd_check_text(const nd_array *dst, const nd_array *src, err *e) {
    double room[2] = {0, 0};
    if (src->ndim > 0 || src->dtype.type != ND_STR || !nd_is_numeric(dst->dtype)) return ERR_OK;
    return nd_store(dst->dtype, (char *)room, nd_load(src->dtype, src->data), e);
}

err_code nd_assign(nd_ctx *c, nd_array *dst, const nd_array *src, err *e) {
    nd_view   v, again;
    nd_array *copy = NULL;
    if (!nd_is_writeable(dst)) return err_set(e, ERR_VALUE, "assignment destination is read-only");
    if (src->ndim == 0 && (src->flags & ND_WEAK) && (nd_is_numeric(dst->dtype) || nd_is_time(dst->dtype))) return assign_number(c, dst, src, e);
    err_code code = stretch(&v, dst, src, e);
    if (code) return code;
    if (!nd_overlap_needs_copy(dst, &v.a)) return nd_copy_into(c, dst, &v.a, e);

    /* Whatever is shared is read to the end first. */
    copy = nd_copy(c, src, 'K', e);
    if (!copy) return e ? e->code : ERR_MEMORY;
    code = stretch(&again, dst, copy, e);
    if (!code) code = nd_copy_into(c, dst, &again.a, e);
    nd_drop(c, copy);
    return code;
}
