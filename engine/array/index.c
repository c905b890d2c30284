/* array/index.c: a[keys] and a[keys] = value: which of the three ways to go.
 *
 * Integers, slices, the ellipsis and new axes make a view; one mask over the whole array makes
 * a run through both; every other mixture is a selection of places (pick.h).                  */
#include "array/index.h"

#include "array/key.h"
#include "array/pick.h"

char *nd_element(const nd_array *a, int nkeys, const ptrdiff_t *keys, err *e) {
    char *p = a->data;
    if (nkeys > a->ndim) return nd_key_too_many(a, nkeys, e), NULL;
    for (int axis = 0; axis < nkeys; axis++) {
        ptrdiff_t i = keys[axis];
        if (nd_key_check_index(&i, axis, a->shape[axis], e)) return NULL;
        p += i * a->strides[axis];
    }
    return p;
}

/* Index arrays of no dimension are integers; *plain when that leaves no array. */
static err_code settle_keys(int nkeys, const nd_key *keys, nd_key *out, bool *plain, bool *copied, err *e) {
    *plain = true;
    *copied = false;
    for (int i = 0; i < nkeys; i++) {
        const nd_array *array = keys[i].array;
        out[i] = keys[i];
        if (keys[i].kind != ND_KEY_ARRAY) continue;
        err_code code = nd_key_check_type(&keys[i], e);
        if (code) return code;
        if (array->ndim > 0 || array->dtype.type == ND_BOOL) {
            *plain = false;
            continue;
        }
        nd_scalar x = nd_load(array->dtype, array->data);
        out[i] = (nd_key){.kind = ND_KEY_INT, .i = (ptrdiff_t)x.u.u};
        *copied = true;
    }
    return ERR_OK;
}

static bool all_integers(int nkeys, const nd_key *keys) {
    for (int i = 0; i < nkeys; i++)
        if (keys[i].kind != ND_KEY_INT) return false;
    return true;
}

/* The one key is a mask over all of a. */
static bool is_whole_mask(const nd_array *a, int nkeys, const nd_key *keys) {
    return nkeys == 1 && nd_key_is_mask(&keys[0]) && a->ndim > 0 && keys[0].array->ndim == a->ndim;
}

/* The one key numbers rows of a packed array: what take does in one pass. */
static bool is_take(const nd_array *a, int nkeys, const nd_key *keys) {
    return nkeys == 1 && !nd_key_is_mask(&keys[0]) && a->ndim > 0 && a->size > 0 && nd_is_c_contiguous(a) &&
           keys[0].array->ndim + a->ndim - 1 <= ND_MAXDIMS;
}

static nd_array *get_basic(nd_ctx *c, const nd_array *a, int nkeys, const nd_key *keys, bool copied, err *e) {
    nd_view v;
    if (!nd_get_basic(&v, a, nkeys, keys, e)) return NULL;
    bool scalar = v.a.ndim == 0 && all_integers(nkeys, keys);
    if (scalar && nd_is_record(v.a.dtype)) {         /* a record stays where it is */
        nd_array *one = nd_box_view(c, &v, e);
        if (one) one->flags |= ND_SCALAR;
        return one;
    }
    if (!scalar && !copied) return nd_box_view(c, &v, e);
    nd_array *out = nd_copy(c, &v.a, 'K', e);
    if (out && scalar) out->flags |= ND_SCALAR;
    return out;
}

nd_array *nd_get(nd_ctx *c, nd_array *a, int nkeys, const nd_key *keys, err *e) {
    nd_key settled[ND_MOST_KEYS];
    bool   plain, copied;
    if (nkeys > ND_MOST_KEYS) return nd_key_too_many(a, nkeys, e), NULL;
    if (settle_keys(nkeys, keys, settled, &plain, &copied, e)) return NULL;
    if (plain) return get_basic(c, a, nkeys, settled, copied, e);
    if (is_whole_mask(a, nkeys, settled)) return nd_mask_get(c, a, settled[0].array, e);
    if (is_take(a, nkeys, settled)) return nd_take(c, a, settled[0].array, 0, 'r', e);
    nd_pick   p;
    nd_array *out = NULL;
    if (nd_pick_init(c, &p, a, nkeys, settled, e) == ERR_OK) out = nd_gather(c, &p, e);
    nd_pick_done(c, &p);
    return out;
}

/* One element takes one value. What Python's own types say to more is told apart by dtype: a bool takes the truth of
 * an array of one element. */
static err_code set_element(nd_ctx *c, nd_array *a, const nd_array *value, err *e) {
    const char kind = nd_dtype_kind(a->dtype);
    if (kind == 'c') return err_set(e, ERR_TYPE, "only 0-dimensional arrays can be converted to Python scalars");
    if (kind != 'b' || value->size != 1)
        return err_set(e, ERR_VALUE, "setting an array element with a sequence%s", kind == 'U' ? "" : ".");
    nd_view one;
    nd_view_init(&one, value->dtype, 0, NULL, NULL, value->data);
    return nd_assign(c, a, &one.a, e);
}

static err_code set_basic(nd_ctx *c, nd_array *a, int nkeys, const nd_key *keys, const nd_array *value, err *e) {
    nd_view v;
    err     mine;
    if (!e) e = &mine;
    err_clear(e);
    if (!nd_get_basic(&v, a, nkeys, keys, e)) return e->code;
    if (v.a.ndim == 0 && value->ndim > 0 && all_integers(nkeys, keys)) return set_element(c, &v.a, value, e);
    if (nd_check_text(a, value, e)) return e->code;
    return nd_assign(c, &v.a, value, e);
}

err_code nd_set(nd_ctx *c, nd_array *a, int nkeys, const nd_key *keys, const nd_array *value, err *e) {
    nd_key settled[ND_MOST_KEYS];
    bool   plain, copied;
    if (!nd_is_writeable(a)) return err_set(e, ERR_VALUE, "assignment destination is read-only");
    if (nkeys > ND_MOST_KEYS) return nd_key_too_many(a, nkeys, e);
    err_code code = settle_keys(nkeys, keys, settled, &plain, &copied, e);
    if (code) return code;
    if (plain) return set_basic(c, a, nkeys, settled, value, e);
    if (is_whole_mask(a, nkeys, settled)) return nd_mask_set(c, a, settled[0].array, value, e);
    nd_pick p;
    code = nd_pick_init(c, &p, a, nkeys, settled, e);
    /* A value that does not fit is said before a place that is not there. */
    if (code == ERR_INDEX && p.offsets && nd_pick_fits(&p, value, e)) code = ERR_VALUE;
    if (!code) code = nd_scatter(c, &p, a, value, e);
    nd_pick_done(c, &p);
    return code;
}
