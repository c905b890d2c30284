/* array/stride.c: views made by choosing strides: broadcast_to, as_strided, sliding windows, .view(dtype).
 *
 * NumPy's as_strided trusts its caller; here every element must lie in the array's own block, on
 * an address that suits its type. Other views may lie at odd addresses, as the fields of a packed
 * record do: kernels get copies of them (nd_is_aligned).                                          */
#include "array/shape.h"

/* --- broadcast_to --------------------------------------------------------------------------------- */

static err_code check_broadcast(const nd_array *a, int ndim, const ptrdiff_t *shape, err *e) {
    size_t size;
    for (int i = 0; i < ndim; i++)
        if (shape[i] < 0) return err_set(e, ERR_VALUE, "all elements of broadcast shape must be non-negative");
    if (nd_shape_size(ndim, shape, a->dtype.itemsize, &size, e)) return e ? e->code : ERR_VALUE;
    int skip = ndim - a->ndim;
    if (skip < 0)
        return err_set(e, ERR_VALUE, "input operand has more dimensions than allowed by the axis remapping");
    for (int i = 0; i < a->ndim; i++) {
        if (a->shape[i] == 1 || a->shape[i] == shape[skip + i]) continue;
        char from[ND_SHAPE_TEXT], to[ND_SHAPE_TEXT];
        nd_shape_text_compact(a->ndim, a->shape, from);
        nd_shape_text_compact(ndim, shape, to);
        return err_set(e, ERR_VALUE, "operands could not be broadcast together with remapped shapes "
                       "[original->remapped]: %s  and requested shape %s", from, to);
    }
    return ERR_OK;
}

nd_array *nd_broadcast_to(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, err *e) {
    nd_view v;
    if (check_broadcast(a, ndim, shape, e)) return NULL;
    nd_broadcast_to_view(&v, a, ndim, shape);
    nd_array *view = nd_new_view(c, a, a->dtype, ndim, v.a.shape, v.a.strides, a->data, e);
    if (view) view->flags &= (uint8_t)~ND_WRITEABLE;
    return view;
}

/* --- as_strided --------------------------------------------------------------------------------------- */

static bool is_aligned(nd_dtype d, int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, const char *data) {
    ptrdiff_t align = (ptrdiff_t)nd_dtype_alignment(d);
    if ((uintptr_t)data % (size_t)align) return false;
    for (int i = 0; i < ndim; i++)
        if (shape[i] > 1 && strides[i] % align) return false;
    return true;
}

/* Lowest and highest offset of an element; false when they are beyond any memory. */
static bool find_offsets(int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, ptrdiff_t *low, ptrdiff_t *high) {
    *low = *high = 0;
    for (int i = 0; i < ndim; i++) {
        ptrdiff_t span, *end;
        if (__builtin_mul_overflow(strides[i], shape[i] - 1, &span)) return false;
        end = span < 0 ? low : high;
        if (__builtin_add_overflow(*end, span, end)) return false;
    }
    return true;
}

static err_code check_inside(const nd_array *a, int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, err *e) {
    const nd_array *owner = nd_owner(a);
    const char     *begin, *end;
    ptrdiff_t       low, high;
    nd_extent(owner, &begin, &end);
    ptrdiff_t before = a->data - begin, after = end - a->data - (ptrdiff_t)a->dtype.itemsize;
    if (!find_offsets(ndim, shape, strides, &low, &high))
        return err_set(e, ERR_VALUE, "as_strided: shape and strides reach beyond the array's memory");
    if (low < -before || high > after)
        return err_set(e, ERR_VALUE, "as_strided: elements would lie %td to %td bytes from the first one, but the array's "
                       "memory allows only %td to %td", low, high, -before, after);
    return ERR_OK;
}

nd_array *nd_as_strided(nd_ctx *c, nd_array *a, int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, bool writeable, err *e) {
    size_t size;
    if (nd_shape_size(ndim, shape, a->dtype.itemsize, &size, e)) return NULL;
    if (size > 0 && check_inside(a, ndim, shape, strides, e)) return NULL;
    if (size > 0 && !is_aligned(a->dtype, ndim, shape, strides, a->data))
        return err_set(e, ERR_VALUE, "as_strided: strides must be multiples of %zu bytes for this type", nd_dtype_alignment(a->dtype)), NULL;
    nd_array *view = nd_new_view(c, a, a->dtype, ndim, shape, strides, a->data, e);
    if (view && !writeable) view->flags &= (uint8_t)~ND_WRITEABLE;
    return view;
}

/* --- sliding_window_view ---------------------------------------------------------------------------------- */

static err_code check_window(const nd_array *a, int n, const ptrdiff_t *window, const int *axes, err *e) {
    for (int i = 0; i < n; i++)
        if (window[i] < 0) return err_set(e, ERR_VALUE, "`window_shape` cannot contain negative values");
    if (!axes && n != a->ndim)
        return err_set(e, ERR_VALUE, "Since axis is `None`, must provide window_shape for all dimensions of `x`; got %d "
                       "window_shape elements and `x.ndim` is %d.", n, a->ndim);
    if (a->ndim + n > ND_MAXDIMS)
        return err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %d", ND_MAXDIMS, a->ndim + n);
    return ERR_OK;
}

nd_array *nd_sliding_window_view(nd_ctx *c, nd_array *a, int n, const ptrdiff_t *window, const int *axes, err *e) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    if (check_window(a, n, window, axes, e)) return NULL;
    for (int i = 0; i < a->ndim; i++) {
        shape[i] = a->shape[i];
        strides[i] = a->strides[i];
    }
    /* An axis may be named twice: each window then takes its own bite. */
    for (int i = 0; i < n; i++) {
        int axis = axes ? axes[i] : i;
        if (nd_check_axis(&axis, a->ndim, e)) return NULL;
        shape[a->ndim + i] = window[i];
        strides[a->ndim + i] = a->strides[axis];
        if (window[i] - 1 > shape[axis])
            return err_set(e, ERR_VALUE, "window shape cannot be larger than input array shape"), NULL;
        shape[axis] -= window[i] - 1;
    }
    for (int i = 0; i < n; i++) {
        int axis = axes ? axes[i] : i;
        if (axis < 0) axis += a->ndim;
        if (window[i] > a->shape[axis])
            return err_set(e, ERR_VALUE, "window shape cannot be larger than input array shape"), NULL;
    }
    nd_array *view = nd_new_view(c, a, a->dtype, a->ndim + n, shape, strides, a->data, e);
    if (view) view->flags &= (uint8_t)~ND_WRITEABLE;
    return view;
}

/* --- view(dtype) --------------------------------------------------------------------------------------------- */

static err_code check_resize(const nd_array *a, nd_dtype d, err *e) {
    size_t old = a->dtype.itemsize, new = d.itemsize;
    if (a->ndim == 0)
        return err_set(e, ERR_VALUE, "Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
    ptrdiff_t n = a->shape[a->ndim - 1];
    if (a->strides[a->ndim - 1] != (ptrdiff_t)old && n != 1 && a->size > 0)
        return err_set(e, ERR_VALUE, "To change to a dtype of a different size, the last axis must be contiguous");
    if (new > old && (size_t)n * old % new)
        return err_set(e, ERR_VALUE, "When changing to a larger dtype, its size must be a divisor of the total size in "
                       "bytes of the last axis of the array.");
    if (new < old && (new == 0 || old % new))
        return err_set(e, ERR_VALUE, "When changing to a smaller dtype, its size must be a divisor of the size of original dtype");
    return ERR_OK;
}

nd_array *nd_view_dtype(nd_ctx *c, nd_array *a, nd_dtype d, err *e) {
    nd_view v;
    nd_view_of(&v, a);
    v.a.dtype = d;
    if (d.itemsize != a->dtype.itemsize) {
        if (check_resize(a, d, e)) return NULL;
        int last = a->ndim - 1;
        v.a.shape[last] = (ptrdiff_t)((size_t)a->shape[last] * a->dtype.itemsize / d.itemsize);
        v.a.strides[last] = (ptrdiff_t)d.itemsize;
    }
    return nd_new_view(c, a, d, a->ndim, v.a.shape, v.a.strides, a->data, e);
}
