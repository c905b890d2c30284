/* Blocks, views, layouts, facts, assignment. */
#include "sample.h"

static void a_shape_that_cannot_be_is_refused(void **state) {
    static const struct { int ndim; ptrdiff_t shape[3]; size_t itemsize; const char *text; } rows[] = {
        {1, {-1}, 8, "negative dimensions are not allowed"},
        {2, {(ptrdiff_t)1 << 40, (ptrdiff_t)1 << 40}, 8, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."},
        {3, {(ptrdiff_t)1 << 40, (ptrdiff_t)1 << 40, 0}, 8, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."},
        {2, {(ptrdiff_t)1 << 62, 2}, 1, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."},
        {65, {0}, 8, "maximum supported dimension for an ndarray is currently 64, found 65"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size;
        err    e = {0};
        assert_int_equal(nd_shape_size(rows[i].ndim, rows[i].shape, rows[i].itemsize, &size, &e), ERR_VALUE);
        assert_string_equal(e.text, rows[i].text);
    }
}

static void memory_that_is_not_there_is_an_error_with_the_size(void **state) {
    static const struct { nd_type t; ptrdiff_t n; const char *text; } rows[] = {
        {ND_F64, (ptrdiff_t)1 << 45, "Unable to allocate 256. TiB for an array with shape (35184372088832,) and data type float64"},
        {ND_I8, PTRDIFF_MAX, "Unable to allocate 8.00 EiB for an array with shape (9223372036854775807,) and data type int8"},
        {ND_F64, 250000, "Unable to allocate 1.91 MiB for an array with shape (250000,) and data type float64"},
        {ND_F64, 100, "Unable to allocate 800 bytes for an array with shape (100,) and data type float64"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    mem_set_cap(mem_live() + 500);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err e = {0};
        assert_null(nd_new(&c, nd_dtype_of(rows[i].t), 1, &rows[i].n, 'C', &e));
        assert_int_equal(e.code, ERR_MEMORY);
        assert_string_equal(e.text, rows[i].text);
    }
}

static void strides_of_new_arrays_are_numpys(void **state) {
    static const struct { int ndim; ptrdiff_t shape[3]; char order; ptrdiff_t strides[3]; } rows[] = {
        {2, {2, 3}, 'C', {24, 8}}, {2, {2, 3}, 'F', {8, 16}}, {3, {1, 3, 1}, 'C', {24, 8, 8}}, {3, {5, 1, 3}, 'F', {8, 40, 40}},
        {2, {0, 3}, 'C', {0, 0}},  {3, {2, 0, 3}, 'F', {0, 0, 0}},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        nd_array *a = sample_made(nd_new(&c, nd_dtype_of(ND_F64), rows[i].ndim, rows[i].shape, rows[i].order, &e), &e);
        for (int j = 0; j < a->ndim; j++) assert_int_equal(a->strides[j], rows[i].strides[j]);
        nd_drop(&c, a);
    }
}

static void data_is_aligned_and_large_data_to_a_cache_line(void **state) {
    (void)state;
    nd_ctx c;
    err    e;
    nd_ctx_init(&c);
    for (ptrdiff_t n = 0; n < 300; n += 7) {
        nd_array *a = nd_new(&c, nd_dtype_of(ND_F64), 1, &n, 'C', &e);
        assert_int_equal((uintptr_t)a->data % (n >= 128 ? 64 : 16), 0);
        nd_drop(&c, a);
    }
}

static void the_bill_counts_arrays_views_bytes_and_elements(void **state) {
    (void)state;
    nd_ctx c;
    err    e = {0};
    nd_ctx_init(&c);
    ptrdiff_t shape[2] = {2, 3};
    nd_array *a = sample_made(nd_new(&c, nd_dtype_of(ND_F64), 2, shape, 'C', &e), &e);
    nd_array *t = sample_made(nd_transpose(&c, a, 0, NULL, &e), &e);
    assert_int_equal(nd_assign(&c, a, t->shape[0] == 3 ? a : t, &e), ERR_OK);
    assert_int_equal(c.bill.arrays, 1);
    assert_int_equal(c.bill.views, 1);
    assert_int_equal(c.bill.nbytes, 48);
    assert_int_equal(c.bill.elements, 6);
    nd_drop(&c, t);
    nd_drop(&c, a);
}

static void contiguity_ignores_axes_of_one_and_empty_arrays(void **state) {
    static const struct { const char *base; bool c, f; } rows[] = {
        {"a", true, false}, {"a.T", false, true}, {"v", true, true}, {"v[::-1]", false, false}, {"v[::2]", false, false}, {"v[2:3]", true, true},
        {"a[:, 1:2]", false, false}, {"a[:1]", true, true}, {"a[:1, ::2]", false, false}, {"e", true, true}, {"x[:, :0].T", true, true}, {"s", true, true},
        {"z", false, false}, {"z[:1, :1]", true, true}, {"b[:, :1, :1]", false, false}, {"o.T", true, true}, {"v[::-1][:1]", true, true},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        nd_array *a = sample(&c, rows[i].base);
        if (nd_is_c_contiguous(a) != rows[i].c || nd_is_f_contiguous(a) != rows[i].f) fail_msg("%s", rows[i].base);
        nd_drop(&c, a);
    }
}

static void a_chain_of_views_leads_to_the_owner(void **state) {
    (void)state;
    nd_ctx  c;
    err     e = {0};
    nd_view v;
    nd_ctx_init(&c);
    ptrdiff_t n = 6;
    nd_array *a = sample_made(nd_new(&c, nd_dtype_of(ND_I8), 1, &n, 'C', &e), &e);
    nd_array *one = sample_made(nd_flip(&c, a, -1, NULL, &e), &e), *two = sample_made(nd_flip(&c, one, -1, NULL, &e), &e);
    assert_ptr_equal(one->base, a);
    assert_ptr_equal(two->base, a);
    assert_null(a->base);
    assert_true(a->flags & ND_OWNDATA);
    assert_false(two->flags & ND_OWNDATA);
    nd_view_of(&v, a);
    nd_array *boxed = sample_made(nd_box_view(&c, &v, &e), &e);
    assert_ptr_equal(boxed->base, a);
    assert_ptr_equal(boxed->data, a->data);
    nd_drop(&c, boxed);
    nd_drop(&c, a);
    nd_drop(&c, one);
    two->data[0] = 5;
    nd_drop(&c, two);
}

static void a_view_of_foreign_memory_is_a_copy(void **state) {
    (void)state;
    nd_ctx    c;
    err       e = {0};
    int64_t   room[6] = {0, 1, 2, 3, 4, 5};
    ptrdiff_t shape[2] = {2, 3}, strides[2] = {24, 8};
    nd_view   v;
    nd_ctx_init(&c);
    nd_view_init(&v, nd_dtype_of(ND_I64), 2, shape, strides, (char *)room);
    nd_array *t = sample_made(nd_transpose(&c, &v.a, 0, NULL, &e), &e);
    room[1] = 99;
    assert_tells(&c, e, t, "(3,2) <i8 0 3 1 4 2 5");
}

static void copies_keep_the_layout_that_was_asked_for(void **state) {
    static const struct { const char *base; char order; int ndim; ptrdiff_t strides[3]; } rows[] = {
        {"a", 'K', 2, {24, 8}}, {"a.T", 'K', 2, {8, 24}}, {"a.T", 'C', 2, {16, 8}}, {"a.T", 'A', 2, {8, 24}}, {"a", 'F', 2, {8, 16}},
        {"b[:, ::-1]", 'K', 3, {96, 32, 8}}, {"b.T[::2]", 'K', 3, {8, 16, 48}}, {"b.T[::2]", 'A', 3, {48, 16, 8}}, {"z", 'K', 3, {24, 8, 48}}, {"z", 'C', 3, {96, 32, 8}},
        {"e", 'K', 2, {0, 0}}, {"v[::-1]", 'K', 1, {8}},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        char      want[TELL_MAX], text[TELL_MAX];
        nd_array *a = sample(&c, rows[i].base), *copy = sample_made(nd_copy(&c, a, rows[i].order, &e), &e);
        assert_string_equal(tell(copy, text), tell(a, want));
        for (int j = 0; j < copy->ndim; j++)
            if (copy->strides[j] != rows[i].strides[j]) fail_msg("%s %c axis %d: %td", rows[i].base, rows[i].order, j, copy->strides[j]);
        assert_false(nd_shares_memory(a, copy));
        nd_drop(&c, copy);
        nd_drop(&c, a);
    }
}

static void shapes_are_told_as_numpy_tells_them(void **state) {
    ptrdiff_t shape[64];
    char      text[ND_SHAPE_TEXT];
    (void)state;
    for (int i = 0; i < 64; i++) shape[i] = PTRDIFF_MAX;
    nd_shape_text(64, shape, text);
    assert_true(strlen(text) < ND_SHAPE_TEXT);
    shape[0] = 3;
    shape[1] = 4;
    nd_shape_text(0, shape, text);
    assert_string_equal(text, "()");
    nd_shape_text(1, shape, text);
    assert_string_equal(text, "(3,)");
    nd_shape_text(2, shape, text);
    assert_string_equal(text, "(3, 4)");
    nd_shape_text_compact(2, shape, text);
    assert_string_equal(text, "(3,4)");
}

static void an_axis_counts_from_the_end_when_negative(void **state) {
    int axis = -1;
    err e = {0};
    (void)state;
    assert_int_equal(nd_check_axis(&axis, 3, &e), ERR_OK);
    assert_int_equal(axis, 2);
    assert_int_equal(nd_check_axis(&axis, 2, &e), ERR_AXIS);
    assert_string_equal(e.text, "axis 2 is out of bounds for array of dimension 2");
}

static void assignment_broadcasts_casts_and_refuses(void **state) {
    static const struct { const char *into, *value, *want; } rows[] = {
        {"a", "[7, 8, 9]", "(2,3) <i8 7 8 9 7 8 9"}, {"a", "[[1], [2]]", "(2,3) <i8 1 1 1 2 2 2"}, {"a", "[[[1, 2, 3]]]", "(2,3) <i8 1 2 3 1 2 3"},
        {"v", "[1.9]", "(5,) <i8 1 1 1 1 1"}, {"v", "[1, 2]", "ValueError: could not broadcast input array from shape (2,) into shape (5,)"},
        {"v", "[[1], [2]]", "ValueError: could not broadcast input array from shape (2,1) into shape (5,)"}, {"e", "[1, 2, 3]", "(0,3) <i8"},
        {"e", "[[1], [2]]", "ValueError: could not broadcast input array from shape (2,1) into shape (0,3)"}, {"s", "[[3]]", "() <i8 3"},
        {"z", "[1]", "ValueError: assignment destination is read-only"}, {"v", "[]", "ValueError: could not broadcast input array from shape (0,) into shape (5,)"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        err       e = {0};
        char      text[TELL_MAX];
        nd_array *a = sample(&c, rows[i].into), *value = sample(&c, rows[i].value);
        if (nd_assign(&c, a, value, &e)) snprintf(text, sizeof text, "%s: %s", err_name(e.code), e.text);
        else tell(a, text);
        assert_string_equal(text, rows[i].want);
        nd_drop(&c, value);
        nd_drop(&c, a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_shape_that_cannot_be_is_refused),
        TEST(memory_that_is_not_there_is_an_error_with_the_size),
        TEST(strides_of_new_arrays_are_numpys),
        TEST(data_is_aligned_and_large_data_to_a_cache_line),
        TEST(the_bill_counts_arrays_views_bytes_and_elements),
        TEST(contiguity_ignores_axes_of_one_and_empty_arrays),
        TEST(a_chain_of_views_leads_to_the_owner),
        TEST(a_view_of_foreign_memory_is_a_copy),
        TEST(copies_keep_the_layout_that_was_asked_for),
        TEST(shapes_are_told_as_numpy_tells_them),
        TEST(an_axis_counts_from_the_end_when_negative),
        TEST(assignment_broadcasts_casts_and_refuses),
    };
    return RUN_TESTS(tests);
}
