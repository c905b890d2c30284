/* array/field.h: the fields of an array of records. */
#ifndef NDRILL_ARRAY_FIELD_H
#define NDRILL_ARRAY_FIELD_H

#include "array/nd.h"
#include "array/record.h"

/* A view of one field of every record; of a single record's, when a is one and the field no array: a scalar. */
nd_array *nd_get_field(nd_ctx *c, nd_array *a, const nd_field *f, err *e) ERR_MUST_CHECK;

/* The type of n of d's fields, by number, where they lie; rest: the others follow. */
err_code nd_pick_fields(nd_dtype d, int n, const int *fields, bool rest, nd_dtype *out, err *e) ERR_MUST_CHECK;

/* The same memory as another type of the same size. */
nd_array *nd_view_as(nd_ctx *c, nd_array *a, nd_dtype d, err *e) ERR_MUST_CHECK;

#endif
