/* array/key.h: keys between brackets, one at a time. Inside the floor only. */
#ifndef NDRILL_ARRAY_KEY_H
#define NDRILL_ARRAY_KEY_H

#include "array/index.h"
#include "array/nd.h"

#define ND_MOST_KEYS (2 * ND_MAXDIMS)

bool     nd_key_is_mask(const nd_key *k);
err_code nd_key_check_type(const nd_key *k, err *e) ERR_MUST_CHECK;
err_code nd_key_check_index(ptrdiff_t *i, int axis, ptrdiff_t n, err *e) ERR_MUST_CHECK;
err_code nd_key_too_many(const nd_array *a, int given, err *e);

/* *rest: how many axes no key takes. */
err_code nd_key_count_axes(const nd_array *a, int nkeys, const nd_key *keys, int *rest, err *e) ERR_MUST_CHECK;

/* Where the translation of keys stands: `axis` of the array comes next. */
typedef struct nd_key_cursor {
    const nd_array *a;
    nd_array       *out;
    int             axis, rest;
} nd_key_cursor;

/* v becomes a descriptor of no axes; each key that is no array then adds what it keeps. */
void     nd_key_start(nd_key_cursor *at, nd_view *v, const nd_array *a, int rest);
err_code nd_key_apply(nd_key_cursor *at, const nd_key *k, err *e) ERR_MUST_CHECK;
err_code nd_key_add_rest(nd_key_cursor *at, err *e) ERR_MUST_CHECK;

#endif
