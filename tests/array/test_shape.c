/* Shapes changed: values, strides, and whether memory is shared, against NumPy. */
#include "sample.h"

static const char *strides_of(const nd_array *a, char text[256]) {
    size_t at = 0;
    text[0] = '\0';
    for (int i = 0; i < a->ndim; i++) at += (size_t)snprintf(text + at, 256 - at, i ? " %td" : "%td", a->strides[i]);
    return text;
}

/* One row: the array (dropped here) or the error, its strides, 'v'iew or 'c'opy. */
static void compare(nd_ctx *c, const nd_array *from, nd_array *got, const err *e, const char *want, const char *strides, const char *kind) {
    char text[TELL_MAX], steps[256];
    if (got) {
        assert_string_equal(strides_of(got, steps), strides);
        if (got->size > 0) assert_int_equal(nd_shares_memory(got, from), kind[0] == 'v');
    }
    assert_string_equal(tell_result(c, got, e, text), want);
}

static void every_reshape_is_numpys(void **state) {
    static const struct { const char *base, *shape, *order, *want, *strides, *kind; } rows[] = {
#include "golden/array_reshape.inc"
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_ctx      c;
        err         e = {0};
        ptrdiff_t   shape[16];
        int         ndim = 0;
        const char *p = rows[i].shape;
        nd_ctx_init(&c);
        nd_array *a = sample(&c, rows[i].base);
        for (char *end; *p; p = end) shape[ndim++] = (ptrdiff_t)strtoll(p, &end, 10);
        nd_array *got = nd_reshape(&c, a, ndim, shape, rows[i].order[0], &e);
        char      text[256] = "";
        if (got && strcmp(strides_of(got, text), rows[i].strides) != 0) print_message("%s to %s %s\n", rows[i].base, rows[i].shape, rows[i].order);
        compare(&c, a, got, &e, rows[i].want, rows[i].strides, rows[i].kind);
        nd_drop(&c, a);
    }
}

static void every_ravel_and_flatten_is_numpys(void **state) {
    static const struct { const char *base, *order, *want, *strides, *kind; } rows[] = {
#include "golden/array_ravel.inc"
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_ctx c;
        err    e = {0};
        char   text[TELL_MAX];
        nd_ctx_init(&c);
        nd_array *a = sample(&c, rows[i].base), *got = nd_ravel(&c, a, rows[i].order[0], &e);
        if (got && got->size && nd_shares_memory(got, a) != (rows[i].kind[0] == 'v')) print_message("%s %s\n", rows[i].base, rows[i].order);
        compare(&c, a, got, &e, rows[i].want, rows[i].strides, rows[i].kind);
        nd_array *flat = nd_flatten(&c, a, rows[i].order[0], &e);
        assert_false(nd_shares_memory(flat, a));
        assert_string_equal(tell_result(&c, flat, &e, text), rows[i].want);
        nd_drop(&c, a);
    }
}

static void a_reshape_that_copies_does_not_own_its_data(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    ptrdiff_t six = 6;
    nd_array *t = sample(&c, "a.T"), *flat = sample_made(nd_reshape(&c, t, 1, &six, 'C', &e), &e);
    assert_false(flat->flags & ND_OWNDATA);
    assert_non_null(flat->base);
    assert_false(nd_shares_memory(flat, t));
    nd_drop(&c, flat);
    nd_drop(&c, t);
}

static void axes_are_moved_as_numpy_moves_them(void **state) {
    (void)state;
    nd_ctx    c;
    err       e;
    int       x[4] = {1, 0, 2, 5}, same[2] = {0, 0}, ends[2] = {-1, -2}, first[2] = {0, 1}, five = 5, minus = -1, zero = 0, far = -4;
    nd_ctx_init(&c);
    nd_array *a = sample(&c, "a"), *b = sample(&c, "b"), *o = sample(&c, "[[[1], [2]]]"), *v = sample(&c, "v[:3]");
    assert_tells(&c, e, nd_transpose(&c, a, 0, NULL, &e), "(3,2) <i8 0 3 1 4 2 5");
    assert_tells(&c, e, nd_transpose(&c, a, 2, x, &e), "(3,2) <i8 0 3 1 4 2 5");
    assert_tells(&c, e, nd_transpose(&c, a, 2, same, &e), "ValueError: repeated axis in transpose");
    assert_tells(&c, e, nd_transpose(&c, a, 1, same, &e), "ValueError: axes don't match array");
    assert_tells(&c, e, nd_transpose(&c, a, 2, x + 1, &e), "AxisError: axis 2 is out of bounds for array of dimension 2");
    assert_tells(&c, e, nd_swapaxes(&c, a, 0, -1, &e), "(3,2) <i8 0 3 1 4 2 5");
    assert_tells(&c, e, nd_swapaxes(&c, a, 0, 5, &e), "AxisError: axis2: axis 5 is out of bounds for array of dimension 2");
    assert_tells(&c, e, nd_moveaxis(&c, a, 1, &zero, &minus, &e), "(3,2) <i8 0 3 1 4 2 5");
    assert_tells(&c, e, nd_moveaxis(&c, b, 1, &zero, &five, &e), "AxisError: destination: axis 5 is out of bounds for array of dimension 3");
    assert_tells(&c, e, nd_moveaxis(&c, b, 1, &five, &zero, &e), "AxisError: source: axis 5 is out of bounds for array of dimension 3");
    assert_tells(&c, e, nd_moveaxis(&c, b, 2, same, first, &e), "ValueError: repeated axis in `source` argument");
    assert_tells(&c, e, nd_moveaxis(&c, b, 2, first, same, &e), "ValueError: repeated axis in `destination` argument");
    nd_array *moved = sample_made(nd_moveaxis(&c, b, 2, first, ends, &e), &e);
    assert_int_equal(moved->shape[0] * 100 + moved->shape[1] * 10 + moved->shape[2], 432);
    nd_drop(&c, moved);
    moved = sample_made(nd_rollaxis(&c, b, 2, 0, &e), &e);
    assert_int_equal(moved->shape[0] * 100 + moved->shape[1] * 10 + moved->shape[2], 423);
    nd_drop(&c, moved);
    moved = sample_made(nd_rollaxis(&c, b, 0, 3, &e), &e);
    assert_int_equal(moved->shape[0] * 100 + moved->shape[1] * 10 + moved->shape[2], 342);
    nd_drop(&c, moved);
    assert_tells(&c, e, nd_rollaxis(&c, b, 0, 5, &e), "AxisError: 'start' arg requires -3 <= start < 4, but 5 was passed in");
    assert_tells(&c, e, nd_squeeze(&c, o, -1, NULL, &e), "(2,) <i8 1 2");
    assert_tells(&c, e, nd_squeeze(&c, o, 1, &minus, &e), "(1,2) <i8 1 2");
    assert_tells(&c, e, nd_squeeze(&c, a, 1, &zero, &e), "ValueError: cannot select an axis to squeeze out which has size not equal to one");
    assert_tells(&c, e, nd_squeeze(&c, o, 2, same, &e), "ValueError: duplicate value in 'axis'");
    assert_tells(&c, e, nd_expand_dims(&c, v, 1, &minus, &e), "(3,1) <i8 0 1 2");
    assert_tells(&c, e, nd_expand_dims(&c, v, 2, ends, &e), "(3,1,1) <i8 0 1 2");
    assert_tells(&c, e, nd_expand_dims(&c, a, 1, &five, &e), "AxisError: axis 5 is out of bounds for array of dimension 3");
    assert_tells(&c, e, nd_expand_dims(&c, a, 1, &far, &e), "AxisError: axis -4 is out of bounds for array of dimension 3");
    assert_tells(&c, e, nd_expand_dims(&c, a, 2, same, &e), "ValueError: repeated axis");
    assert_tells(&c, e, nd_atleast(&c, v, 2, &e), "(1,3) <i8 0 1 2");
    assert_tells(&c, e, nd_atleast(&c, v, 3, &e), "(1,3,1) <i8 0 1 2");
    assert_tells(&c, e, nd_atleast(&c, a, 3, &e), "(2,3,1) <i8 0 1 2 3 4 5");
    assert_ptr_equal(nd_atleast(&c, a, 1, &e), a);
    assert_tells(&c, e, nd_flip(&c, a, -1, NULL, &e), "(2,3) <i8 5 4 3 2 1 0");
    assert_tells(&c, e, nd_flip(&c, a, 1, &minus, &e), "(2,3) <i8 2 1 0 5 4 3");
    assert_tells(&c, e, nd_flip(&c, a, 2, same, &e), "ValueError: repeated axis");
    assert_tells(&c, e, nd_rot90(&c, a, 1, 0, 1, &e), "(3,2) <i8 2 5 1 4 0 3");
    assert_tells(&c, e, nd_rot90(&c, a, -1, 0, 1, &e), "(3,2) <i8 3 0 4 1 5 2");
    assert_tells(&c, e, nd_rot90(&c, a, 6, 0, 1, &e), "(2,3) <i8 5 4 3 2 1 0");
    assert_tells(&c, e, nd_rot90(&c, a, 1, -1, 0, &e), "(3,2) <i8 3 0 4 1 5 2");
    assert_tells(&c, e, nd_rot90(&c, v, 1, 0, 1, &e), "ValueError: Axes must be different.");
    assert_tells(&c, e, nd_rot90(&c, a, 1, 0, 5, &e), "ValueError: Axes=(0, 5) out of range for array of ndim=2.");
    assert_tells(&c, e, nd_flip(&c, v, -1, NULL, &e), "(3,) <i8 2 1 0");
    nd_drop(&c, a);
    nd_drop(&c, b);
    nd_drop(&c, o);
    nd_drop(&c, v);
}

static void diagonals_and_triangles_are_numpys(void **state) {
    static const struct { const char *base; char what; int k; const char *want; } rows[] = {
        {"a", 'd', 1, "(2,) <i8 1 5"}, {"a", 'd', 5, "(0,) <i8"}, {"a", 'd', -1, "(1,) <i8 3"}, {"a[::-1]", 'd', 0, "(2,) <i8 3 1"}, {"v", 'd', 0, "ValueError: diag requires an array of at least two dimensions"},
        {"b", 'd', 0, "(4,2) <i8 0 16 1 17 2 18 3 19"}, {"e", 'd', 0, "(0,) <i8"}, {"z", 'd', 0, "(4,2) <i8 0 0 1 1 2 2 3 3"},
        {"[1, 2]", 'm', 1, "(3,3) <i8 0 1 0 0 0 2 0 0 0"}, {"v[::-1][:2]", 'm', -1, "(3,3) <i8 0 0 0 4 0 0 0 3 0"}, {"a", 'm', 0, "(2,) <i8 0 4"}, {"b", 'm', 0, "ValueError: Input must be 1- or 2-d."},
        {"[]", 'm', 1, "(1,1) <i8 0"}, {"s", 'm', 0, "ValueError: Input must be 1- or 2-d."},
        {"v[:3]", 'l', 0, "(3,3) <i8 0 0 0 0 1 0 0 1 2"}, {"a", 'l', -1, "(2,3) <i8 0 0 0 3 0 0"}, {"a.T", 'l', 0, "(3,2) <i8 0 0 1 4 2 5"}, {"a", 'l', -9, "(2,3) <i8 0 0 0 0 0 0"},
        {"a", 'u', 1, "(2,3) <i8 0 1 2 0 0 5"}, {"a[::-1]", 'u', 0, "(2,3) <i8 3 4 5 0 1 2"}, {"a", 'u', 9, "(2,3) <i8 0 0 0 0 0 0"}, {"e", 'u', 0, "(0,3) <i8"}, {"s", 'u', 0, "TypeError: tri() missing 1 required positional argument: 'N'"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        char      text[TELL_MAX];
        nd_array *a = sample(&c, rows[i].base), *got;
        if (rows[i].what == 'd') got = nd_diagonal(&c, a, rows[i].k, 0, 1, &e);
        else if (rows[i].what == 'm') got = nd_diag(&c, a, rows[i].k, &e);
        else got = nd_tri(&c, a, rows[i].k, rows[i].what == 'u', &e);
        if (got && rows[i].what == 'd') assert_false(nd_is_writeable(got));
        assert_string_equal(tell_result(&c, got, &e, text), rows[i].want);
        nd_drop(&c, a);
    }
}

static void stretched_arrays_are_read_only(void **state) {
    (void)state;
    nd_ctx    c;
    err       e;
    ptrdiff_t good[3] = {2, 2, 3}, bad[2] = {2, 2}, less = 3, minus[2] = {-1, 3}, none = 0;
    nd_ctx_init(&c);
    nd_array *a = sample(&c, "a"), *s = sample(&c, "s");
    nd_array *view = nd_broadcast_to(&c, a, 3, good, &e);
    assert_false(nd_is_writeable(view));
    assert_int_equal(view->strides[0], 0);
    nd_drop(&c, view);
    assert_tells(&c, e, nd_broadcast_to(&c, s, 1, &none, &e), "(0,) <i8");
    assert_tells(&c, e, nd_broadcast_to(&c, a, 2, bad, &e), "ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: (2,3)  and requested shape (2,2)");
    assert_tells(&c, e, nd_broadcast_to(&c, a, 1, &less, &e), "ValueError: input operand has more dimensions than allowed by the axis remapping");
    assert_tells(&c, e, nd_broadcast_to(&c, a, 2, minus, &e), "ValueError: all elements of broadcast shape must be non-negative");
    nd_drop(&c, a);
    nd_drop(&c, s);
}

static void as_strided_stays_inside_the_block(void **state) {
    static const struct { const char *base; int ndim; ptrdiff_t shape[2], strides[2]; const char *want; } rows[] = {
        {"v", 2, {3, 3}, {8, 8}, "(3,3) <i8 0 1 2 1 2 3 2 3 4"}, {"v", 2, {3, 3}, {8, 16}, NULL}, {"v", 1, {5}, {-8}, NULL}, {"v[::-1]", 1, {5}, {-8}, "(5,) <i8 4 3 2 1 0"},
        {"v[1:3]", 1, {4}, {8}, "(4,) <i8 1 2 3 4"}, {"v", 1, {4}, {0}, "(4,) <i8 0 0 0 0"}, {"v", 1, {6}, {8}, NULL}, {"v", 1, {2}, {4}, NULL}, {"v", 1, {0}, {4000}, "(0,) <i8"},
        {"v", 1, {1}, {4000}, "(1,) <i8 0"}, {"v", 2, {2, 2}, {PTRDIFF_MAX, PTRDIFF_MAX}, NULL}, {"v", 2, {1000000, 1000000}, {0, 0}, NULL}, {"v", 1, {-1}, {8}, NULL}, {"e", 1, {1}, {8}, NULL},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        char      text[TELL_MAX];
        nd_array *a = sample(&c, rows[i].base), *got = nd_as_strided(&c, a, rows[i].ndim, rows[i].shape, rows[i].strides, true, &e);
        if (rows[i].want) assert_string_equal(tell_result(&c, got, &e, text), rows[i].want);
        else if (i == 11) assert_non_null(got), nd_drop(&c, got);      /* many elements, one place */
        else assert_null(got), assert_int_equal(e.code, ERR_VALUE);
        nd_drop(&c, a);
    }
}

static void windows_slide_along_the_named_axes(void **state) {
    (void)state;
    nd_ctx    c;
    err       e;
    ptrdiff_t three = 3, two[2] = {2, 2}, four[2] = {2, 4}, minus[2] = {-1, 2}, none = 0;
    int       last = -1, far = 5, same[2] = {1, 1};
    nd_ctx_init(&c);
    nd_array *v = sample(&c, "v"), *a = sample(&c, "a"), *back = sample(&c, "v[::-1]");
    assert_tells(&c, e, nd_sliding_window_view(&c, v, 1, &three, NULL, &e), "(3,3) <i8 0 1 2 1 2 3 2 3 4");
    assert_tells(&c, e, nd_sliding_window_view(&c, back, 1, &three, NULL, &e), "(3,3) <i8 4 3 2 3 2 1 2 1 0");
    assert_tells(&c, e, nd_sliding_window_view(&c, v, 1, &none, NULL, &e), "(6,0) <i8");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 2, two, NULL, &e), "(1,2,2,2) <i8 0 1 3 4 1 2 4 5");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 1, two, &last, &e), "(2,2,2) <i8 0 1 1 2 3 4 4 5");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 2, two, same, &e), "(2,1,2,2) <i8 0 1 1 2 3 4 4 5");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 2, four, NULL, &e), "ValueError: window shape cannot be larger than input array shape");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 2, minus, NULL, &e), "ValueError: `window_shape` cannot contain negative values");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 1, two, &far, &e), "AxisError: axis 5 is out of bounds for array of dimension 2");
    assert_tells(&c, e, nd_sliding_window_view(&c, a, 1, two, NULL, &e), "ValueError: Since axis is `None`, must provide window_shape for all dimensions of `x`; got 1 window_shape elements and `x.ndim` is 2.");
    nd_drop(&c, v);
    nd_drop(&c, a);
    nd_drop(&c, back);
}

static void bytes_are_read_as_another_type(void **state) {
    static const struct { const char *base, *type, *want; } rows[] = {
        {"a", "i4", "(2,6) <i4 0 0 1 0 2 0 3 0 4 0 5 0"}, {"a[:, ::2]", "i4", "ValueError: To change to a dtype of a different size, the last axis must be contiguous"},
        {"a.T", "i4", "ValueError: To change to a dtype of a different size, the last axis must be contiguous"}, {"s", "i4", "ValueError: Changing the dtype of a 0d array is only supported if the itemsize is unchanged"},
        {"v[::-1]", "u8", "(5,) <u8 4 3 2 1 0"}, {"a", "U1", "(2,6) <U1 '' '' '\\x01' '' '\\x02' '' '\\x03' '' '\\x04' '' '\\x05' ''"}, {"e", "i4", "(0,6) <i4"}, {"a[::-1]", "i4", "(2,6) <i4 3 0 4 0 5 0 0 0 1 0 2 0"},
        {"a", "U5", "ValueError: When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array."}, {"x[:, :0]", "i1", "(2,0,4,40) |i1"},
        {"v", "U0", "ValueError: When changing to a smaller dtype, its size must be a divisor of the size of original dtype"}, {"v[:0]", "i4", "(0,) <i4"}, {"a[:, :1]", "i4", "(2,2) <i4 0 0 3 0"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        nd_dtype  d;
        char      text[TELL_MAX];
        nd_array *a = sample(&c, rows[i].base);
        assert_int_equal(nd_dtype_parse(rows[i].type, &d, &e), ERR_OK);
        assert_string_equal(tell_result(&c, nd_view_dtype(&c, a, d, &e), &e, text), rows[i].want);
        nd_drop(&c, a);
    }
}

static void a_view_on_an_odd_address_computes_as_any_other(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    ptrdiff_t n = 8, two = 2, stride = 1;
    nd_array *bytes = sample_made(nd_new(&c, nd_dtype_of(ND_I8), 1, &n, 'C', &e), &e);
    nd_array *odd = sample_made(nd_new_view(&c, bytes, bytes->dtype, 1, &two, &stride, bytes->data + 1, &e), &e);
    for (int i = 0; i < 8; i++) bytes->data[i] = (char)i;
    nd_array *words = sample_made(nd_view_dtype(&c, odd, nd_dtype_of(ND_I16), &e), &e);
    assert_false(nd_is_aligned(words));
    nd_array *sum = sample_made(nd_ufunc2(&c, ND_ADD, words, words, &e), &e);
    assert_int_equal(nd_load(sum->dtype, sum->data).u.i, 2 * 0x0201);
    nd_drop(&c, sum);
    nd_drop(&c, words);
    nd_drop(&c, odd);
    nd_drop(&c, bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_reshape_is_numpys),
        TEST(every_ravel_and_flatten_is_numpys),
        TEST(a_reshape_that_copies_does_not_own_its_data),
        TEST(axes_are_moved_as_numpy_moves_them),
        TEST(diagonals_and_triangles_are_numpys),
        TEST(stretched_arrays_are_read_only),
        TEST(as_strided_stays_inside_the_block),
        TEST(windows_slide_along_the_named_axes),
        TEST(bytes_are_read_as_another_type),
        TEST(a_view_on_an_odd_address_computes_as_any_other),
    };
    return RUN_TESTS(tests);
}
