/* array/product_int.h: the one matrix product that dot, matmul and cov share. For use inside array/. */
#ifndef NDRILL_ARRAY_PRODUCT_INT_H
#define NDRILL_ARRAY_PRODUCT_INT_H

#include "array/nd.h"

/* A matrix somewhere in an array: bytes from its start. */
typedef struct nd_matrix {
    char     *data;
    size_t    rows, columns;
    ptrdiff_t row, column;
} nd_matrix;

/* c = a b; all of type d. The columns of c are dense. room: NULL, or what nd_product_room gave. */
void nd_product_run(nd_dtype d, const nd_matrix *a, const nd_matrix *b, const nd_matrix *c, void *room);

/* Scratch for products of this size: NULL when none is needed; given back with mem_free. */
err_code nd_product_room(nd_dtype d, size_t m, size_t n, size_t k, void **room, err *e) ERR_MUST_CHECK;

/* The last two axes as a matrix. 1-d: a row. */
nd_matrix nd_matrix_of(const nd_array *a);

#endif
