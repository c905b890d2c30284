/* array/cast_record.c: cast loops that read or write records: field after field, each for a whole run. */
#include <string.h>

#include "array/cast.h"
#include "array/element.h"
#include "array/record.h"

static size_t elements_of(const nd_field *f) {
    size_t n = 1;
    for (int i = 0; i < f->ndim; i++) n *= (size_t)f->shape[i];
    return n;
}

static bool same_shape(const nd_field *a, const nd_field *b) { return a->ndim == b->ndim && memcmp(a->shape, b->shape, a->ndim * sizeof *a->shape) == 0; }

/* One field for all records of a run. from NULL: the whole source element. */
static err_code cast_field(nd_cast *k, const nd_field *to, const nd_field *from, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    nd_cast      part = {from ? from->dtype : k->from, to ? to->dtype : k->to, 0, k->e};
    const size_t nto = to ? elements_of(to) : 1, nfrom = from ? elements_of(from) : 1;
    if (nfrom != 1 && !(to && same_shape(to, from))) return err_set(k->e, ERR_TYPE, "cannot cast a field that is an array into one of another shape");
    for (size_t i = 0; i < nto; i++) {
        char *const at[2] = {p[0] + (to ? to->offset : 0) + i * part.to.itemsize,
                             p[1] + (from ? from->offset : 0) + (nfrom == 1 ? 0 : i) * part.from.itemsize};
        err_code    code = nd_cast_run(&part, at, stride, n);
        if (code) return code;
    }
    k->trouble |= part.trouble;
    return ERR_OK;
}

/* By position, as assignment goes. Gaps between the fields keep what they hold. */
static err_code record_to_record(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    const nd_record *from = nd_record_of(k->from), *to = nd_record_of(k->to);
    for (int i = 0; i < to->nfields; i++) {
        err_code code = cast_field(k, &to->field[i], &from->field[i], p, stride, n);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code any_to_record(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    const nd_record *to = nd_record_of(k->to);
    for (int i = 0; i < to->nfields; i++) {
        err_code code = cast_field(k, &to->field[i], NULL, p, stride, n);
        if (code) return code;
    }
    return ERR_OK;
}

static err_code record_to_any(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    return cast_field(k, NULL, &nd_record_of(k->from)->field[0], p, stride, n);
}

/* The fields of a record that has as many bytes. */
static err_code move_bytes(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    for (size_t i = 0; i < n; i++) memmove(p[0] + (ptrdiff_t)i * stride[0], p[1] + (ptrdiff_t)i * stride[1], k->to.itemsize);
    return ERR_OK;
}

static err_code refuse(nd_cast *k, char *const p[2], const ptrdiff_t stride[2], size_t n) {
    char       from[ND_DTYPE_TEXT], to[ND_DTYPE_TEXT];
    const bool text = k->to.type == ND_STR || k->to.type == ND_BYTES;
    (void)p, (void)stride, (void)n;
    nd_dtype_quoted(k->from, from);
    nd_dtype_quoted(k->to, to);
    if (text) {
        nd_dtype_text(k->from, from);
        return err_set(k->e, ERR_TYPE, "cannot cast dtype %s to <class 'numpy.dtypes.%s'>.", from, nd_dtype_class(k->to));
    }
    return err_set(k->e, ERR_TYPE, "Cannot cast array data from %s to %s according to the rule 'unsafe'", from, to);
}

nd_cast_fn *nd_cast_find_record(nd_dtype from, nd_dtype to) {
    const nd_record *f = nd_record_of(from), *t = nd_record_of(to);
    if (f && t) return f->nfields == t->nfields ? record_to_record : refuse;
    if (t) return from.type == ND_VOID ? (from.itemsize == to.itemsize ? move_bytes : refuse) : any_to_record;
    if (to.type == ND_VOID) return from.itemsize == to.itemsize ? move_bytes : refuse;
    return f->nfields == 1 && to.type != ND_STR && to.type != ND_BYTES ? record_to_any : refuse;
}

/* --- one value ------------------------------------------------------------------------------------ */

err_code nd_record_store(nd_dtype d, char *p, nd_scalar x, err *e) {
    if (x.kind == 'V') {
        const ptrdiff_t none[2] = {0, 0};
        char *const     at[2] = {p, (char *)(uintptr_t)x.bytes};
        nd_cast         k = {x.of, d, 0, e};
        return nd_cast_find(x.of, d)(&k, at, none, 1);
    }
    const nd_record *r = nd_record_of(d);
    for (int i = 0; i < r->nfields; i++) {
        const nd_field *f = &r->field[i];
        for (size_t k = 0, n = elements_of(f); k < n; k++) {
            err_code code = nd_store(f->dtype, p + f->offset + k * f->dtype.itemsize, x, e);
            if (code) return code;
        }
    }
    return ERR_OK;
}
