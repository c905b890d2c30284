/* array/nd.c: blocks, views and descriptors, and the context of C programs.
 *
 * An owner is the only kind of array that has ND_OWNDATA; base of a view is always an owner. A
 * descriptor over foreign memory has neither, so a "view" of it that must outlive the call is
 * made by copying: nothing boxed ever points into somebody's stack.                            */
#include "array/nd.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* --- a context over base/mem.h: counted references ---------------------------------------- */

/* In front of each block. Sixteen bytes, so that the block keeps its alignment. */
typedef struct block_head {
    size_t    references;
    nd_array *keep;
} block_head;

static block_head *head_of(const nd_array *a) { return (block_head *)((uintptr_t)a - sizeof(block_head)); }

static void *counted_block(nd_ctx *c, size_t nbytes, nd_array *keep, err *e) {
    (void)c;
    block_head *head = mem_alloc(1, nbytes + sizeof *head, e);
    if (!head) return NULL;
    *head = (block_head){1, keep};
    if (keep) head_of(keep)->references++;
    return head + 1;
}

static void counted_drop(nd_ctx *c, nd_array *a) {
    (void)c;
    while (a) {
        block_head *head = head_of(a);
        nd_array   *keep = head->keep;
        if (--head->references > 0) return;
        a->magic = 0;
        mem_free(head);
        a = keep;
    }
}

void nd_ctx_init(nd_ctx *c) { *c = (nd_ctx){.block = counted_block, .drop = counted_drop}; }

void nd_drop(nd_ctx *c, nd_array *a) {
    if (a) c->drop(c, a);
}

void nd_warn(nd_ctx *c, const char *category, const char *text) {
    if (c->warn) c->warn(c, category, text);
}

/* --- sizes ---------------------------------------------------------------------------------- */

err_code nd_shape_size(int ndim, const ptrdiff_t *shape, size_t itemsize, size_t *size, err *e) {
    if (ndim > ND_MAXDIMS)
        return err_set(e, ERR_VALUE, "maximum supported dimension for an ndarray is currently %d, found %d", ND_MAXDIMS, ndim);
    size_t nbytes = itemsize ? itemsize : 1, n = 1;
    bool   big = false;
    for (int i = 0; i < ndim; i++) {
        if (shape[i] < 0) return err_set(e, ERR_VALUE, "negative dimensions are not allowed");
        n *= (size_t)shape[i];
        /* An empty axis does not excuse the others: NumPy leaves it out of the product. */
        if (shape[i] == 0) continue;
        if (nbytes > (size_t)PTRDIFF_MAX / (size_t)shape[i]) big = true;
        else nbytes *= (size_t)shape[i];
    }
    if (big)
        return err_set(e, ERR_VALUE, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.");
    *size = n;
    return ERR_OK;
}

/* NumPy's way of writing a size: three digits and a binary unit. */
static void size_text(size_t nbytes, char *text, size_t room) {
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double n = (double)nbytes;
    int    unit = 0;
    while (unit < 6 && n >= 1023.5) n /= 1024, unit++;
    if (unit == 0) snprintf(text, room, "%zu bytes", nbytes);
    else if (n < 999.5) snprintf(text, room, "%#.3g %s", n, units[unit]);
    else snprintf(text, room, "%#.4g %s", n, units[unit]);
}

static void explain_no_memory(nd_dtype d, int ndim, const ptrdiff_t *shape, size_t nbytes, err *e) {
    if (!e || e->code != ERR_MEMORY) return;
    char amount[32], name[ND_DTYPE_TEXT], dims[ND_SHAPE_TEXT];
    size_text(nbytes, amount, sizeof amount);
    nd_dtype_name(d, name);
    nd_shape_text(ndim, shape, dims);
    err_set(e, ERR_MEMORY, "Unable to allocate %s for an array with shape %s and data type %s", amount, dims, name);
}

/* --- making ------------------------------------------------------------------------------------ */

static void fill_strides(nd_array *a, char order) {
    ptrdiff_t step = a->size ? (ptrdiff_t)a->dtype.itemsize : 0;
    int       n = a->ndim;
    for (int i = 0; i < n; i++) {
        int axis = order == 'F' ? i : n - 1 - i;
        a->strides[axis] = step;
        step *= a->shape[axis];
    }
}

/* Bytes before the data: the header and the two lists behind it. */
static size_t header_size(int ndim) { return sizeof(nd_array) + 2 * (size_t)ndim * sizeof(ptrdiff_t); }

static nd_array *header_init(void *block, nd_dtype d, int ndim, const ptrdiff_t *shape) {
    nd_array *a = block;
    *a = (nd_array){.magic = ND_MAGIC, .ndim = (uint8_t)ndim, .dtype = d};
    a->shape = (ptrdiff_t *)(void *)(a + 1);
    a->strides = a->shape + ndim;
    for (int i = 0; i < ndim; i++) a->shape[i] = shape[i];
    return a;
}

/* Large data begins on a cache line. */
static size_t alignment_for(size_t nbytes) { return nbytes >= 1024 ? 64 : 16; }

nd_array *nd_new(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e) {
    size_t size;
    if (nd_shape_size(ndim, shape, d.itemsize, &size, e)) return NULL;
    size_t nbytes = size * d.itemsize, align = alignment_for(nbytes), head = header_size(ndim);
    void  *block = c->block(c, head + align - 1 + nbytes, NULL, e);
    if (!block) return explain_no_memory(d, ndim, shape, nbytes, e), NULL;
    nd_array *a = header_init(block, d, ndim, shape);
    a->flags = ND_WRITEABLE | ND_OWNDATA;
    a->size = size;
    a->data = (char *)(((uintptr_t)block + head + align - 1) & ~(uintptr_t)(align - 1));
    fill_strides(a, order);
    c->bill.arrays++;
    c->bill.nbytes += nbytes;
    return a;
}

size_t nd_foreign_size(int ndim) { return header_size(ndim); }

nd_array *nd_foreign_init(void *block, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, char *data) {
    nd_array *a = header_init(block, d, ndim, shape);
    a->size = 1;
    for (int i = 0; i < ndim; i++) a->size *= (size_t)shape[i];
    a->flags = ND_OWNDATA | ND_FOREIGN;
    a->data = data;
    fill_strides(a, order);
    return a;
}

nd_array *nd_box_view(nd_ctx *c, const nd_view *v, err *e) {
    const nd_array *from = &v->a;
    if (!from->base) return nd_copy(c, from, 'K', e);
    void *block = c->block(c, header_size(from->ndim), from->base, e);
    if (!block) return NULL;
    nd_array *a = header_init(block, from->dtype, from->ndim, from->shape);
    for (int i = 0; i < from->ndim; i++) a->strides[i] = from->strides[i];
    a->flags = from->flags & (ND_WRITEABLE | ND_MEMMAP);
    a->size = from->size;
    a->data = from->data;
    a->base = from->base;
    c->bill.views++;
    return a;
}

nd_array *nd_new_view(nd_ctx *c, nd_array *of, nd_dtype d, int ndim, const ptrdiff_t *shape,
                      const ptrdiff_t *strides, char *data, err *e) {
    nd_view v;
    size_t  size;
    if (nd_shape_size(ndim, shape, 1, &size, e)) return NULL;
    nd_view_init(&v, d, ndim, shape, strides, data);
    v.a.size = size;
    v.a.flags = of->flags & (ND_WRITEABLE | ND_MEMMAP);
    v.a.base = of->flags & ND_OWNDATA ? of : of->base;
    return nd_box_view(c, &v, e);
}

/* --- descriptors ---------------------------------------------------------------------------------- */

void nd_view_init(nd_view *v, nd_dtype d, int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, char *data) {
    v->a = (nd_array){.magic = ND_MAGIC, .ndim = (uint8_t)ndim, .flags = ND_WRITEABLE, .dtype = d, .size = 1, .data = data};
    v->a.shape = v->room;
    v->a.strides = v->room + ND_MAXDIMS;
    for (int i = 0; i < ndim; i++) {
        v->a.shape[i] = shape[i];
        v->a.strides[i] = strides[i];
        v->a.size *= (size_t)shape[i];
    }
}

void nd_view_of(nd_view *v, const nd_array *a) {
    nd_view_init(v, a->dtype, a->ndim, a->shape, a->strides, a->data);
    v->a.size = a->size;
    v->a.flags = (uint8_t)(a->flags & ~(ND_OWNDATA | ND_FROZEN | ND_FOREIGN));
    v->a.base = a->flags & ND_OWNDATA ? (nd_array *)(uintptr_t)a : a->base;
}

void nd_view_scalar(nd_view *v, nd_dtype d, void *p, int flags) {
    nd_view_init(v, d, 0, NULL, NULL, p);
    v->a.flags = (uint8_t)(ND_WRITEABLE | flags);
}
