/* array/nd.h: the array itself, its memory, and the context every call runs in.
 *
 *   one block:  [ nd_array | shape[ndim] | strides[ndim] | padding | data ... ]
 *   a view:     [ nd_array | shape[ndim] | strides[ndim] ]  data and base point into an owner
 *
 * Strides are in bytes. size-1 and empty axes may carry any stride. base is NULL for an
 * owner and otherwise the owner itself: chains of views collapse.                        */
#ifndef NDRILL_ARRAY_ND_H
#define NDRILL_ARRAY_ND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "array/dtype.h"
#include "base/err.h"

#define ND_MAXDIMS 64
#define ND_MAGIC   0x6e645f61u

typedef enum nd_flag {
    ND_WRITEABLE = 1,
    ND_SCALAR = 2,      /* a typed 0-d scalar (np.float32(1)), not an array */
    ND_WEAK = 4,        /* 0-d, stands for a Lua number: promotes weakly (NEP 50) */
    ND_OWNDATA = 8,     /* what .flags reports; a reshape that had to copy says False */
    ND_MEMMAP = 16,     /* of the class np.memmap; its views are too */
    ND_FROZEN = 32,     /* of an owner: its memory must never be written */
    ND_FOREIGN = 64     /* of an owner: its data lie outside its block, which keeps them alive */
} nd_flag;

typedef struct nd_array {
    uint32_t         magic;
    uint8_t          ndim;
    uint8_t          flags;      /* nd_flag bits */
    nd_dtype         dtype;
    size_t           size;       /* number of elements */
    char            *data;       /* element [0, 0, ...] */
    ptrdiff_t       *shape;
    ptrdiff_t       *strides;
    struct nd_array *base;
} nd_array;

/* A descriptor on the C stack: no memory of its own, for temporaries and operands. */
typedef struct nd_view {
    nd_array  a;
    ptrdiff_t room[2 * ND_MAXDIMS];
} nd_view;

/* What a run has cost so far. */
typedef struct nd_bill {
    uint64_t arrays, views, nbytes, elements;   /* made, made, bytes of arrays made, elements touched */
} nd_bill;

struct nd_print_options;

/* Memory, warnings, bill: who a call works for. */
typedef struct nd_ctx nd_ctx;
struct nd_ctx {
    /* A block for an array. keep (may be NULL): the owner that must outlive it. */
    void *(*block)(nd_ctx *c, size_t nbytes, nd_array *keep, err *e);
    void (*drop)(nd_ctx *c, nd_array *a);
    void (*warn)(nd_ctx *c, const char *category, const char *text);   /* may be NULL */
    nd_bill bill;
    const struct nd_print_options *print;    /* NULL: NumPy's defaults */
};

/* A context over base/mem.h, where arrays are counted references: for tests and the parent. */
void nd_ctx_init(nd_ctx *c);
void nd_drop(nd_ctx *c, nd_array *a);                            /* NULL is fine */
void nd_warn(nd_ctx *c, const char *category, const char *text); /* RuntimeWarning, ... */

/* --- making -------------------------------------------------------------------------- */

/* Number of elements and bytes of a shape, refusing negative lengths ("negative dimensions are not
 * allowed"), more than ND_MAXDIMS ("maximum supported dimension for an ndarray is 64, found 65"), and
 * products beyond PTRDIFF_MAX ("array is too big; `arr.size * arr.dtype.itemsize` is larger than the
 * maximum possible size."). The one place where such a product is checked. */
err_code nd_shape_size(int ndim, const ptrdiff_t *shape, size_t itemsize, size_t *size, err *e) ERR_MUST_CHECK;

/* Uninitialised, writeable, C order or (order 'F') Fortran order. */
nd_array *nd_new(nd_ctx *c, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, err *e) ERR_MUST_CHECK;

/* A view of `of`: data anywhere inside it. Writeable when `of` is. */
nd_array *nd_new_view(nd_ctx *c, nd_array *of, nd_dtype d, int ndim, const ptrdiff_t *shape,
                      const ptrdiff_t *strides, char *data, err *e) ERR_MUST_CHECK;

/* An owner whose data are elsewhere. block has nd_foreign_size(ndim) bytes; what keeps the data alive is its
 * maker's business. Its flags are ND_OWNDATA and
 * ND_FOREIGN: the rest is added. */
size_t    nd_foreign_size(int ndim);
nd_array *nd_foreign_init(void *block, nd_dtype d, int ndim, const ptrdiff_t *shape, char order, char *data);

/* Box a descriptor as a view of its owner. */
nd_array *nd_box_view(nd_ctx *c, const nd_view *v, err *e) ERR_MUST_CHECK;

/* Descriptors. nd_view_of copies everything but the memory; the others describe given memory
 * (not checked). */
void nd_view_of(nd_view *v, const nd_array *a);
void nd_view_init(nd_view *v, nd_dtype d, int ndim, const ptrdiff_t *shape, const ptrdiff_t *strides, char *data);
void nd_view_scalar(nd_view *v, nd_dtype d, void *p, int flags);    /* 0-d over *p */

nd_array *nd_copy(nd_ctx *c, const nd_array *a, char order, err *e) ERR_MUST_CHECK;       /* order C F A K */
nd_array *nd_astype(nd_ctx *c, const nd_array *a, nd_dtype d, char order, err *e) ERR_MUST_CHECK; /* always a copy */

/* The finest unit among dates in text, for a date type that leaves it open. */
err_code nd_text_unit(const nd_array *a, nd_dtype *d, err *e) ERR_MUST_CHECK;

/* dst[...] = src with broadcasting and casting, as if src were copied first when they overlap.
 * ValueError "could not broadcast input array from shape (3,) into shape (2,)"; read-only:
 * "assignment destination is read-only". */
err_code nd_assign(nd_ctx *c, nd_array *dst, const nd_array *src, err *e) ERR_MUST_CHECK;

/* A text that is to become a number in dst: is it one? Unlike an element's its message shows it as it was written. */
err_code nd_check_text(const nd_array *dst, const nd_array *src, err *e) ERR_MUST_CHECK;

/* The same, when shapes are equal and nothing overlaps. Fails only on text that is no number
 * or NaN-to-int style value errors. */
err_code nd_copy_into(nd_ctx *c, nd_array *dst, const nd_array *src, err *e) ERR_MUST_CHECK;

/* --- facts --------------------------------------------------------------------------- */

bool   nd_is_c_contiguous(const nd_array *a);
bool   nd_is_f_contiguous(const nd_array *a);
size_t nd_nbytes(const nd_array *a);
bool   nd_is_aligned(const nd_array *a);      /* every element on an address that suits its type: fields of packed records may not be */
static inline bool nd_is_writeable(const nd_array *a) { return (a->flags & ND_WRITEABLE) != 0; }
static inline nd_array *nd_owner(const nd_array *a) { return a->base ? a->base : (nd_array *)(uintptr_t)a; }

/* Bounds of the bytes an array touches: [*low, *high). Equal when empty. */
void nd_extent(const nd_array *a, const char **low, const char **high);
bool nd_may_share_memory(const nd_array *a, const nd_array *b);     /* bounds overlap */
bool nd_shares_memory(const nd_array *a, const nd_array *b);        /* some byte is in both: exact */

/* "(3, 4)", "(3,)", "()". nd_shape_text_compact writes NumPy's error form "(3,4)", "(3,)". */
#define ND_SHAPE_TEXT 256
void nd_shape_text(int ndim, const ptrdiff_t *shape, char text[ND_SHAPE_TEXT]);
void nd_shape_text_compact(int ndim, const ptrdiff_t *shape, char text[ND_SHAPE_TEXT]);

/* Axis -1 means the last. AxisError "axis 2 is out of bounds for array of dimension 2". */
err_code nd_check_axis(int *axis, int ndim, err *e) ERR_MUST_CHECK;

/* --- walking several arrays of one shape ---------------------------------------------- */

#define ND_WALK_MAX 6

/* Loops over the outer axes of up to ND_WALK_MAX operands; the innermost axis is handed out as
 * (pointers, strides, n). Axes that can be merged are merged, and axes are ordered by stride so that
 * the inner loop is the longest contiguous run; never reverses an axis.
 *   for (nd_walk_init(&w, n, ops, keep); w.more; nd_walk_next(&w)) loop(w.p, w.stride, w.n);
 * keep_order: do not reorder axes (the elements come in C order of the operands as given). */
typedef struct nd_walk {
    int       nop, ndim;             /* outer axes left after merging */
    bool      more;
    size_t    n;                     /* elements in the inner run */
    char     *p[ND_WALK_MAX];
    ptrdiff_t stride[ND_WALK_MAX];   /* inner strides, bytes */
    ptrdiff_t shape[ND_MAXDIMS], at[ND_MAXDIMS];
    ptrdiff_t step[ND_WALK_MAX][ND_MAXDIMS];
} nd_walk;

/* Operands must have one shape (use nd_broadcast_to_view first). */
void nd_walk_init(nd_walk *w, int nop, const nd_array *const *ops, bool keep_order);
void nd_walk_next(nd_walk *w);

/* --- broadcasting ------------------------------------------------------------------------ */

/* Joint shape of n arrays. ValueError "operands could not be broadcast together with shapes (3,) (4,) ". */
err_code nd_broadcast_shapes(int n, const nd_array *const *a, int *ndim, ptrdiff_t shape[ND_MAXDIMS], err *e) ERR_MUST_CHECK;

/* v = a stretched to shape (strides 0). The shapes must fit: check with nd_broadcast_shapes. */
void nd_broadcast_to_view(nd_view *v, const nd_array *a, int ndim, const ptrdiff_t *shape);

/* --- which processor ---------------------------------------------------------------------- */

/* "x86-64", "x86-64-v3", "x86-64-v4", or "portable" where there is one path. Chosen once;
 * NDRILL_CPU=v1|v3|v4 overrides (an unusable or unknown value falls back to the best usable). */
const char *nd_cpu_name(void);

#endif
