/* tests/grader/arrays.h: small arrays for tests, written out. */
#ifndef NDRILL_TESTS_GRADER_ARRAYS_H
#define NDRILL_TESTS_GRADER_ARRAYS_H

#include "harness.h"

#include "array/array.h"

static nd_ctx context;

static inline nd_ctx *ctx(void) {
    nd_ctx_init(&context);
    return &context;
}

/* rows 0: one-dimensional. */
static inline nd_array *floats(ptrdiff_t rows, ptrdiff_t columns, const double *x) {
    ptrdiff_t shape[2] = {rows, columns};
    nd_array *a = nd_new(ctx(), nd_dtype_of(ND_F64), rows ? 2 : 1, rows ? shape : shape + 1, 'C', NULL);
    assert_non_null(a);
    if (a->size) memcpy(a->data, x, a->size * sizeof *x);
    return a;
}

static inline nd_array *ints(ptrdiff_t rows, ptrdiff_t columns, const int64_t *x) {
    ptrdiff_t shape[2] = {rows, columns};
    nd_array *a = nd_new(ctx(), nd_dtype_of(ND_I64), rows ? 2 : 1, rows ? shape : shape + 1, 'C', NULL);
    assert_non_null(a);
    if (a->size) memcpy(a->data, x, a->size * sizeof *x);
    return a;
}

static inline nd_array *bools(ptrdiff_t n, const char *x) {
    nd_array *a = nd_new(ctx(), nd_dtype_of(ND_BOOL), 1, &n, 'C', NULL);
    assert_non_null(a);
    for (ptrdiff_t i = 0; i < n; i++) a->data[i] = x[i] == '1';
    return a;
}

/* Words separated by '|', padded to the longest. */
static inline nd_array *words(const char *text) {
    size_t    longest = 0, length = 0;
    ptrdiff_t n = 1;
    for (const char *p = text; *p; p++) {
        length = *p == '|' ? 0 : length + 1;
        if (length > longest) longest = length;
        n += *p == '|';
    }
    nd_array *a = nd_new(ctx(), nd_dtype_str(longest), 1, &n, 'C', NULL);
    assert_non_null(a);
    memset(a->data, 0, a->size * a->dtype.itemsize);
    size_t word = 0, at = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '|') word++, at = 0;
        else ((uint32_t *)(void *)a->data)[word * longest + at++] = (unsigned char)*p;
    }
    return a;
}

#define F(...) ((const double[]){__VA_ARGS__})
#define I(...) ((const int64_t[]){__VA_ARGS__})

static inline void drop(nd_array *a) { nd_drop(ctx(), a); }

#endif
