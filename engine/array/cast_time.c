/* array/cast_time.c: cast loops that read or write dates or durations. */
#include <string.h>

#include "array/cast.h"
#include "array/datetime.h"

static int64_t load(const char *p) {
    int64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static err_code time_to_time(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    nd_dtype from = k->from;
    if (from.type != k->to.type) from.type = k->to.type;
    for (size_t i = 0; i < n; i++) {
        int64_t  x;
        err_code code = nd_time_convert(from, k->to, load(p[1] + (ptrdiff_t)i * stride[1]), &x, k->e);
        if (code) return code;
        memcpy(p[0] + (ptrdiff_t)i * stride[0], &x, sizeof x);
    }
    return ERR_OK;
}

/* The count of steps is the number. */
static err_code time_to_number(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    nd_cast  as = {nd_dtype_of(ND_I64), k->to, 0, k->e};
    err_code code = nd_cast_run(&as, p, stride, n);
    k->trouble |= as.trouble;
    return code;
}

/* NaN and what does not fit are NaT. */
static err_code number_to_time(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    nd_cast  as = {k->from, nd_dtype_of(ND_I64), 0, k->e};
    return nd_cast_run(&as, p, stride, n);
}

static err_code time_to_text(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    for (size_t i = 0; i < n; i++) {
        err_code code = nd_store(k->to, p[0] + (ptrdiff_t)i * stride[0], nd_load(k->from, p[1] + (ptrdiff_t)i * stride[1]), k->e);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code see_unit(const nd_array *a, const char *p, nd_dtype *d, err *e) {
    nd_scalar x = nd_load(a->dtype, p);
    nd_char   wide[ND_TIME_TEXT + 1];
    nd_moment m;
    nd_unit   unit;
    bool      nat;
    if (x.kind == 'S') {
        if (x.n > ND_TIME_TEXT) x.n = ND_TIME_TEXT;
        for (size_t i = 0; i < x.n; i++) wide[i] = (unsigned char)x.bytes[i];
        x.text = wide;
    }
    err_code code = nd_time_parse(x.text, x.n, &m, &unit, &nat, e);
    return code ? code : nd_time_common(*d, nd_dtype_time(ND_DATETIME, unit, 1), false, ND_DATETIME, d, e);
}

err_code nd_text_unit(const nd_array *a, nd_dtype *d, err *e) {
    nd_walk w;
    for (nd_walk_init(&w, 1, &a, true); w.more; nd_walk_next(&w))
        for (size_t i = 0; i < w.n; i++) {
            err_code code = see_unit(a, w.p[0] + (ptrdiff_t)i * w.stride[0], d, e);
            if (code) return code;
        }
    return ERR_OK;
}

nd_cast_fn *nd_cast_find_time(nd_dtype from, nd_dtype to) {
    if (nd_is_time(from) && nd_is_time(to)) return time_to_time;
    if (nd_is_time(from)) return nd_is_numeric(to) ? time_to_number : time_to_text;
    return nd_is_numeric(from) ? number_to_time : time_to_text;
}
