/* grader/relation.c: what one exact relation makes of a wrong array the expected one?
 *
 * Each relation is a question about (got, want); only one that explains every element counts. Views
 * of the expected array are made on the stack, so nothing is copied but for sorting. An array with
 * one element, or with equal elements, is related to everything and so to nothing.               */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "grader/grade_int.h"
#include "grader/judge_int.h"

#define RTOL 1e-9
#define ATOL 1e-12

static bool same(const nd_array *a, const nd_array *b) {
    grade_difference d;
    return grade_same_shape(a, b) && grade_is_text(a->dtype) == grade_is_text(b->dtype) && grade_compare(a, b, RTOL, ATOL, &d);
}

static bool is_constant(const nd_array *a) {
    if (a->size < 2) return true;
    nd_view first;
    nd_view_of(&first, a);
    for (int i = 0; i < a->ndim; i++) first.a.strides[i] = 0;
    grade_difference d;
    return grade_compare(a, &first.a, 0, 0, &d);
}

/* --- other shapes ----------------------------------------------------------------------------- */

static void squeezed(nd_view *v, const nd_array *a) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    int       n = 0;
    for (int i = 0; i < a->ndim; i++) {
        if (a->shape[i] == 1) continue;
        shape[n] = a->shape[i];
        strides[n++] = a->strides[i];
    }
    nd_view_init(v, a->dtype, n, shape, strides, a->data);
}

static bool same_squeezed(const nd_array *got, const nd_array *want) {
    nd_view a, b;
    squeezed(&a, got);
    squeezed(&b, want);
    return same(&a.a, &b.a);
}

static bool is_row_for_column(const nd_array *got, const nd_array *want) {
    return got->ndim == 2 && want->ndim == 2 && got->size > 1 && !grade_same_shape(got, want) && same_squeezed(got, want);
}

static bool has_axes_more(const nd_array *got, const nd_array *want) { return got->ndim > want->ndim && same_squeezed(got, want); }
static bool has_axes_less(const nd_array *got, const nd_array *want) { return got->ndim < want->ndim && same_squeezed(got, want); }

static void transposed(nd_view *v, const nd_array *a) {
    ptrdiff_t shape[ND_MAXDIMS], strides[ND_MAXDIMS];
    for (int i = 0; i < a->ndim; i++) {
        shape[i] = a->shape[a->ndim - 1 - i];
        strides[i] = a->strides[a->ndim - 1 - i];
    }
    nd_view_init(v, a->dtype, a->ndim, shape, strides, a->data);
}

static bool is_transposed(const nd_array *got, const nd_array *want) {
    nd_view v;
    if (want->ndim < 2 || got->ndim != want->ndim) return false;
    transposed(&v, want);
    return same(got, &v.a);
}

/* got and a in C order, whatever their shapes. */
static bool same_in_order(const nd_array *got, const nd_array *a) {
    if (got->size != a->size || got->size < 2 || grade_is_text(got->dtype) != grade_is_text(a->dtype)) return false;
    for (size_t i = 0; i < got->size; i++) {
        nd_view          x, y;
        grade_difference d;
        nd_view_init(&x, got->dtype, 0, NULL, NULL, (char *)(uintptr_t)grade_element(got, i));
        nd_view_init(&y, a->dtype, 0, NULL, NULL, (char *)(uintptr_t)grade_element(a, i));
        if (!grade_compare(&x.a, &y.a, RTOL, ATOL, &d)) return false;
    }
    return true;
}

static bool is_flat(const nd_array *got, const nd_array *want) { return got->ndim == 1 && want->ndim > 1 && same_in_order(got, want); }

static bool is_reshaped(const nd_array *got, const nd_array *want) { return !grade_same_shape(got, want) && same_in_order(got, want); }

static bool is_other_order(const nd_array *got, const nd_array *want) {
    nd_view a, b;
    if (got->size != want->size || is_constant(want)) return false;
    /* Read column by column, one of them gives the other read row by row. */
    transposed(&b, want);
    if (want->ndim > 1 && same_in_order(got, &b.a)) return true;
    transposed(&a, got);
    return got->ndim > 1 && same_in_order(&a.a, want);
}

/* --- parts and turns along an axis ---------------------------------------------------------------- */

static void part(nd_view *v, const nd_array *a, int axis, ptrdiff_t start, ptrdiff_t n) {
    nd_view_of(v, a);
    v->a.data += start * a->strides[axis];
    v->a.shape[axis] = n;
    v->a.size = a->shape[axis] ? a->size / (size_t)a->shape[axis] * (size_t)n : 0;
}

static bool same_parts(const nd_array *got, ptrdiff_t from, const nd_array *want, ptrdiff_t to, int axis, ptrdiff_t n) {
    nd_view a, b;
    part(&a, got, axis, from, n);
    part(&b, want, axis, to, n);
    return same(&a.a, &b.a);
}

/* got is one longer (by = 1) or shorter (by = -1) than want along an axis, and like it in the others. */
static bool is_off_by(const nd_array *got, const nd_array *want, int axis, int by, bool at_start) {
    if (axis < 0 || axis >= want->ndim || got->ndim != want->ndim || got->shape[axis] != want->shape[axis] + by) return false;
    ptrdiff_t n = by > 0 ? want->shape[axis] : got->shape[axis], skip = at_start ? 1 : 0;
    return (n > 0 || by < 0) && same_parts(got, by > 0 ? skip : 0, want, by > 0 ? 0 : skip, axis, n);
}

static bool has_one_more_last(const nd_array *got, const nd_array *want) { return want->ndim == 1 && is_off_by(got, want, 0, 1, false); }
static bool has_one_more_first(const nd_array *got, const nd_array *want) { return want->ndim == 1 && is_off_by(got, want, 0, 1, true); }
static bool lacks_last(const nd_array *got, const nd_array *want) { return want->ndim == 1 && is_off_by(got, want, 0, -1, false); }
static bool lacks_first(const nd_array *got, const nd_array *want) { return want->ndim == 1 && is_off_by(got, want, 0, -1, true); }
static bool lacks_last_row(const nd_array *got, const nd_array *want) { return want->ndim > 1 && is_off_by(got, want, 0, -1, false); }
static bool lacks_first_row(const nd_array *got, const nd_array *want) { return want->ndim > 1 && is_off_by(got, want, 0, -1, true); }
static bool lacks_last_column(const nd_array *got, const nd_array *want) { return want->ndim > 1 && is_off_by(got, want, want->ndim - 1, -1, false); }
static bool lacks_first_column(const nd_array *got, const nd_array *want) { return want->ndim > 1 && is_off_by(got, want, want->ndim - 1, -1, true); }
static bool has_one_more_row(const nd_array *got, const nd_array *want) {
    return want->ndim > 1 && (is_off_by(got, want, 0, 1, false) || is_off_by(got, want, 0, 1, true));
}
static bool has_one_more_column(const nd_array *got, const nd_array *want) {
    return want->ndim > 1 && (is_off_by(got, want, want->ndim - 1, 1, false) || is_off_by(got, want, want->ndim - 1, 1, true));
}

static bool is_flipped(const nd_array *got, const nd_array *want, int axis) {
    nd_view v;
    if (axis < 0 || axis >= want->ndim || want->size == 0 || is_constant(want)) return false;
    part(&v, want, axis, want->shape[axis] - 1, want->shape[axis]);
    v.a.strides[axis] = -v.a.strides[axis];
    return same(got, &v.a);
}

static bool is_reversed(const nd_array *got, const nd_array *want) { return want->ndim == 1 && is_flipped(got, want, 0); }
static bool has_rows_reversed(const nd_array *got, const nd_array *want) { return want->ndim > 1 && is_flipped(got, want, 0); }
static bool has_columns_reversed(const nd_array *got, const nd_array *want) { return want->ndim > 1 && is_flipped(got, want, want->ndim - 1); }

static bool is_turned_round(const nd_array *got, const nd_array *want) {
    nd_view v;
    if (want->ndim < 2 || want->size == 0 || is_constant(want)) return false;
    nd_view_of(&v, want);
    for (int i = 0; i < want->ndim; i++) {
        v.a.data += (want->shape[i] - 1) * want->strides[i];
        v.a.strides[i] = -want->strides[i];
    }
    return same(got, &v.a);
}

static bool is_rolled(const nd_array *got, const nd_array *want, int axis) {
    if (axis < 0 || axis >= want->ndim || !grade_same_shape(got, want) || is_constant(want)) return false;
    ptrdiff_t n = want->shape[axis];
    if (n < 3) return false;
    bool later = same_parts(got, 1, want, 0, axis, n - 1) && same_parts(got, 0, want, n - 1, axis, 1);
    return later || (same_parts(got, 0, want, 1, axis, n - 1) && same_parts(got, n - 1, want, 0, axis, 1));
}

static bool is_shifted(const nd_array *got, const nd_array *want) { return is_rolled(got, want, want->ndim - 1) || is_rolled(got, want, 0); }

/* Each slice of got along the axis is one of want's that no other is: a permutation. */
static bool has_slices_of(const nd_array *got, const nd_array *want, int axis) {
    if (want->ndim < 2 || !grade_same_shape(got, want) || is_constant(want) || want->shape[axis] > 64) return false;
    uint64_t taken = 0;
    for (ptrdiff_t i = 0; i < want->shape[axis]; i++) {
        ptrdiff_t j = 0;
        while (j < want->shape[axis] && (taken >> j & 1 || !same_parts(got, i, want, j, axis, 1))) j++;
        if (j == want->shape[axis]) return false;
        taken |= (uint64_t)1 << j;
    }
    return true;
}

static bool has_rows_reordered(const nd_array *got, const nd_array *want) { return has_slices_of(got, want, 0); }
static bool has_columns_reordered(const nd_array *got, const nd_array *want) { return has_slices_of(got, want, want->ndim - 1); }

/* The index of the only slice along the axis that differs, -1: none or several. */
static ptrdiff_t only_wrong_slice(const nd_array *got, const nd_array *want, int axis) {
    ptrdiff_t wrong = -1;
    if (want->ndim < 2 || !grade_same_shape(got, want) || want->shape[axis] < 3) return -1;
    for (ptrdiff_t i = 0; i < want->shape[axis]; i++) {
        if (same_parts(got, i, want, i, axis, 1)) continue;
        if (wrong >= 0) return -1;
        wrong = i;
    }
    return wrong;
}

static bool has_wrong_first_row(const nd_array *got, const nd_array *want) { return only_wrong_slice(got, want, 0) == 0; }
static bool has_wrong_last_row(const nd_array *got, const nd_array *want) { return want->ndim > 1 && only_wrong_slice(got, want, 0) == want->shape[0] - 1; }
static bool has_wrong_second_row(const nd_array *got, const nd_array *want) { return only_wrong_slice(got, want, 0) == 1; }

/* --- the same values in another order --------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool is_real(nd_dtype d) { return nd_is_numeric(d) && !nd_is_complex(d); }

/* The elements as doubles in C order; NULL for what is no real number, NaN or no memory. */
static double *numbers(const nd_array *a) {
    double *x = !is_real(a->dtype) || a->size == 0 ? NULL : mem_alloc(a->size, sizeof *x, NULL);
    for (size_t i = 0; x && i < a->size; i++) {
        nd_scalar s = nd_load(a->dtype, grade_element(a, i));
        x[i] = s.kind == 'f' ? s.u.f : s.kind == 'i' ? (double)s.u.i : s.kind == 'u' ? (double)s.u.u : (double)s.u.b;
        if (isnan(x[i])) {
            mem_free(x);
            x = NULL;
        }
    }
    return x;
}

static bool in_order(const double *x, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (x[i] < x[i - 1]) return false;
    return true;
}

static size_t distinct(double *x, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (k == 0 || x[i] != x[k - 1]) x[k++] = x[i];
    return k;
}

typedef enum order { ORDER_UNRELATED, ORDER_SORTED, ORDER_UNSORTED, ORDER_OTHER, ORDER_REPEATED } order;

static order order_of(const nd_array *got, const nd_array *want) {
    double *x = got->ndim == 1 && want->ndim == 1 && want->size > 1 ? numbers(got) : NULL, *y = x ? numbers(want) : NULL;
    order   result = ORDER_UNRELATED;
    if (x && y) {
        size_t n = got->size, m = want->size;
        bool   got_sorted = in_order(x, n), want_sorted = in_order(y, m);
        qsort(x, n, sizeof *x, by_size);
        qsort(y, m, sizeof *y, by_size);
        if (n == m && memcmp(x, y, n * sizeof *x) == 0)
            result = got_sorted ? ORDER_SORTED : want_sorted ? ORDER_UNSORTED : ORDER_OTHER;
        else if (n > m && distinct(x, n) == m && memcmp(x, y, m * sizeof *x) == 0) result = ORDER_REPEATED;
    }
    mem_free(x);
    mem_free(y);
    return result;
}

static bool is_sorted(const nd_array *got, const nd_array *want) { return order_of(got, want) == ORDER_SORTED; }
static bool is_unsorted(const nd_array *got, const nd_array *want) { return order_of(got, want) == ORDER_UNSORTED; }
static bool is_reordered(const nd_array *got, const nd_array *want) { return order_of(got, want) == ORDER_OTHER; }
static bool has_repeats(const nd_array *got, const nd_array *want) { return order_of(got, want) == ORDER_REPEATED; }

/* --- the same places, other values --------------------------------------------------------------------- */

static bool near(double a, double b) { return a == b || fabs(a - b) <= ATOL + RTOL * fabs(b); }

/* Holds for every pair of numbers; state begins as NaN. */
typedef bool pair_holds(double got, double want, double *state);

static bool for_pairs(const nd_array *got, const nd_array *want, pair_holds *holds, double *state) {
    *state = NAN;
    if (!grade_same_shape(got, want) || !is_real(got->dtype) || !is_real(want->dtype)) return false;
    bool differ = false;
    for (size_t i = 0; i < want->size; i++) {
        nd_scalar g = nd_load(got->dtype, grade_element(got, i)), w = nd_load(want->dtype, grade_element(want, i));
        double    x = g.kind == 'f' ? g.u.f : g.kind == 'i' ? (double)g.u.i : (double)g.u.b;
        double    y = w.kind == 'f' ? w.u.f : w.kind == 'i' ? (double)w.u.i : (double)w.u.b;
        if (!holds(x, y, state)) return false;
        if (!near(x, y)) differ = true;
    }
    return differ;
}

static bool pair_negated(double g, double w, double *state) { return (void)state, near(g, -w) || (isnan(g) && isnan(w)); }
static bool pair_truncated(double g, double w, double *state) { return (void)state, g == trunc(w) || (isnan(g) && isnan(w)); }
static bool pair_whole(double g, double w, double *state) { return (void)state, (g == trunc(w) && g == rint(w)) || (isnan(g) && isnan(w)); }
static bool pair_rounded(double g, double w, double *state) { return (void)state, g == rint(w) || (isnan(g) && isnan(w)); }
static bool pair_float32(double g, double w, double *state) { return (void)state, g == (double)(float)w || (isnan(g) && isnan(w)); }
static bool pair_unsigned(double g, double w, double *state) { return (void)state, near(g, fabs(w)) || (isnan(g) && isnan(w)); }
static bool pair_squared(double g, double w, double *state) { return (void)state, near(g, w * w) || (isnan(g) && isnan(w)); }
static bool pair_root(double g, double w, double *state) { return (void)state, (w >= 0 && g >= 0 && near(g * g, w)) || (isnan(g) && isnan(w)); }
static bool pair_inverse(double g, double w, double *state) { return (void)state, (w != 0 && near(g, 1 / w)) || (isnan(g) && isnan(w)); }
static bool pair_zero_for_nan(double g, double w, double *state) { return (void)state, isnan(w) ? g == 0 : near(g, w); }
static bool pair_number_for_nan(double g, double w, double *state) { return (void)state, isnan(w) || near(g, w); }
static bool pair_nan_for_number(double g, double w, double *state) { return (void)state, isnan(g) || near(g, w); }
static bool pair_inverted(double g, double w, double *state) { return (void)state, g != w; }

static bool pair_offset(double g, double w, double *state) {
    if (!isfinite(g) || !isfinite(w)) return false;
    if (isnan(*state)) *state = g - w;
    return fabs(g - w - *state) <= 1e-9 * (fabs(w) + fabs(*state));
}

static bool pair_factor(double g, double w, double *state) {
    if (!isfinite(g) || !isfinite(w)) return false;
    if (w == 0) return g == 0;
    if (isnan(*state)) *state = g / w;
    return *state != 0 && fabs(g - w * *state) <= 1e-9 * fabs(g);
}

#define PAIRS(name, pair)                                             \
    static bool name(const nd_array *got, const nd_array *want) {     \
        double state;                                                 \
        return for_pairs(got, want, pair, &state);                    \
    }
PAIRS(is_negated, pair_negated)
PAIRS(is_whole, pair_whole)
PAIRS(is_truncated, pair_truncated)
PAIRS(is_rounded, pair_rounded)
PAIRS(is_float32, pair_float32)
PAIRS(is_unsigned, pair_unsigned)
PAIRS(is_squared, pair_squared)
PAIRS(is_root, pair_root)
PAIRS(is_inverse, pair_inverse)
PAIRS(has_zero_for_nan, pair_zero_for_nan)
PAIRS(has_number_for_nan, pair_number_for_nan)
PAIRS(has_nan_for_number, pair_nan_for_number)

static bool is_inverted(const nd_array *got, const nd_array *want) {
    double state;
    return want->dtype.type == ND_BOOL && got->dtype.type == ND_BOOL && for_pairs(got, want, pair_inverted, &state);
}

static bool is_moved(const nd_array *got, const nd_array *want) {
    double by;
    return !is_constant(want) && want->dtype.type != ND_BOOL && for_pairs(got, want, pair_offset, &by);
}

static bool is_scaled(const nd_array *got, const nd_array *want) {
    double by;
    return !is_constant(want) && want->dtype.type != ND_BOOL && for_pairs(got, want, pair_factor, &by);
}

/* --- the table ------------------------------------------------------------------------------------------- */

typedef bool relation_holds(const nd_array *got, const nd_array *want);

static const struct {
    relation_holds *holds;
    const char     *text;          /* %g: by how much */
    pair_holds     *by;
} relations[] = {
    {is_row_for_column, "The values are right, but a row and a column are exchanged: one shape is (1, n), the other (n, 1).", NULL},
    {has_axes_more, "The values are right; there is an axis of length 1 too many. keepdims, None in an index, or a range instead of a number adds one.", NULL},
    {has_axes_less, "The values are right; an axis of length 1 is missing. keepdims=True keeps it, and [:, None] or reshape adds it.", NULL},
    {is_transposed, "It is exactly the expected array transposed: rows and columns are exchanged.", NULL},
    {is_flat, "The values are right and in the right order, but flattened; reshape gives them their shape.", NULL},
    {is_reshaped, "The values are right and in the right order, but in another shape.", NULL},
    {is_reversed, "It is exactly the expected array, reversed.", NULL},
    {has_rows_reversed, "It is exactly the expected array with its first axis reversed (upside down).", NULL},
    {has_columns_reversed, "It is exactly the expected array with its last axis reversed (left and right exchanged).", NULL},
    {is_turned_round, "It is exactly the expected array, turned round: reversed along every axis.", NULL},
    {is_other_order, "The values are right, but read in the other order: column by column (order 'F') where row by row (order 'C') is meant, or the other way round.", NULL},
    {is_shifted, "It is exactly the expected array, shifted by one place.", NULL},
    {has_one_more_last, "All that is expected is there, with one element too many at the end. Is the last one meant to be left out?", NULL},
    {has_one_more_first, "All that is expected is there, with one element too many at the start.", NULL},
    {lacks_last, "Only the last element is missing: an end is not included in a slice or a range.", NULL},
    {lacks_first, "Only the first element is missing: counting starts at 0.", NULL},
    {lacks_last_row, "Only the last row (the end of the first axis) is missing: an end is not included in a slice or a range.", NULL},
    {lacks_first_row, "Only the first row (the start of the first axis) is missing: counting starts at 0.", NULL},
    {lacks_last_column, "Only the last column (the end of the last axis) is missing: an end is not included in a slice or a range.", NULL},
    {lacks_first_column, "Only the first column (the start of the last axis) is missing: counting starts at 0.", NULL},
    {has_one_more_row, "All that is expected is there, with one row (along the first axis) too many at an end.", NULL},
    {has_one_more_column, "All that is expected is there, with one column (along the last axis) too many at an end.", NULL},
    {has_rows_reordered, "The right rows, in another order along the first axis.", NULL},
    {has_columns_reordered, "The right columns, in another order along the last axis.", NULL},
    {is_sorted, "The right values, but sorted: they are asked for in their own order.", NULL},
    {is_unsorted, "The right values, but not sorted.", NULL},
    {is_reordered, "The right values, but in another order.", NULL},
    {has_repeats, "Each expected value is there, and some more than once: the repeats are not removed.", NULL},
    {is_inverted, "True and False are exchanged everywhere.", NULL},
    {is_float32, "These are the expected values rounded to float32: somewhere half of the digits were lost.", NULL},
    {is_whole, "These are the expected values as whole numbers: what comes after the point is lost.", NULL},
    {is_truncated, "These are the expected values with everything after the point cut off.", NULL},
    {is_rounded, "These are the expected values rounded to whole numbers.", NULL},
    {is_unsigned, "These are the expected values without their signs: the absolute values.", NULL},
    {is_squared, "Every value is the square of the expected one (the variance is the square of the standard deviation).", NULL},
    {is_root, "Every value is the square root of the expected one.", NULL},
    {is_inverse, "Every value is 1 divided by the expected one: is a division the wrong way round?", NULL},
    {is_negated, "Every value has the wrong sign.", NULL},
    {has_zero_for_nan, "Zero stands where NaN is expected; everything else is right.", NULL},
    {has_number_for_nan, "A number stands where NaN is expected, as if NaN had been left out; everything else is right.", NULL},
    {has_nan_for_number, "NaN stands where a number is expected; everything else is right.", NULL},
    {is_scaled, "Every value is the expected one times %.10g.", pair_factor},
    {is_moved, "Every value is the expected one plus %.10g.", pair_offset},
    {has_wrong_first_row, "Only the first row (index 0 of the first axis) is wrong; everything else is right.", NULL},
    {has_wrong_second_row, "Only the second row (index 1 of the first axis) is wrong; everything else is right.", NULL},
    {has_wrong_last_row, "Only the last row (along the first axis) is wrong; everything else is right.", NULL},
};
enum { NRELATIONS = sizeof relations / sizeof relations[0] };

bool grade_relation_holds(grade_relation r, const nd_array *got, const nd_array *want) {
    return r > 0 && r <= NRELATIONS && got && want && relations[r - 1].holds(got, want);
}

grade_relation grade_relation_find(const nd_array *got, const nd_array *want) {
    if (!got || !want || got->size == 0 || want->size == 0 || got->size > 1u << 20 || same(got, want)) return 0;
    return grade_relation_after(0, got, want);
}

grade_relation grade_relation_after(grade_relation r, const nd_array *got, const nd_array *want) {
    while (++r <= NRELATIONS)
        if (grade_relation_holds(r, got, want)) return r;
    return 0;
}

bool grade_relation_has_amount(grade_relation r) { return r > 0 && r <= NRELATIONS && relations[r - 1].by != NULL; }

double grade_relation_amount(grade_relation r, const nd_array *got, const nd_array *want) {
    double by = 0;
    if (grade_relation_has_amount(r)) for_pairs(got, want, relations[r - 1].by, &by);
    return by;
}

bool grade_alike(const nd_array *a, const nd_array *b) { return same(a, b); }

void grade_relation_say(buf *out, grade_relation r, const nd_array *got, const nd_array *want) {
    double by = 0;
    if (r <= 0 || r > NRELATIONS) return;
    const char *text = relations[r - 1].text, *at = strstr(text, "%.10g");
    if (!at) {
        buf_puts(out, text);
        return;
    }
    for_pairs(got, want, relations[r - 1].by, &by);
    buf_add(out, text, (size_t)(at - text));
    buf_printf(out, "%.10g%s", by, at + 5);
}
