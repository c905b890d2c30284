/* .npy bytes: NumPy's are read, ours are NumPy's, and damaged ones are refused. */
#include "sample.h"

static const struct { const char *want; int ours; const char *hex; } rows[] = {
#include "golden/array_npy.inc"
};

static unsigned nibble(char ch) { return (unsigned)(ch <= '9' ? ch - '0' : ch - 'a' + 10); }

static size_t unhex(const char *hex, unsigned char *bytes) {
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) bytes[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    return n;
}

static void numpys_bytes_are_read_and_written(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char bytes[4096];
        nd_ctx        c;
        err           e = {0};
        char          text[TELL_MAX];
        buf           b;
        nd_ctx_init(&c);
        size_t    n = unhex(rows[i].hex, bytes);
        nd_array *a = sample_made(nd_npy_read(&c, bytes, n, &e), &e);
        assert_string_equal(tell(a, text), rows[i].want);
        buf_init(&b);
        nd_npy_write(&b, a);
        if (rows[i].ours) {
            assert_int_equal(b.n, n);
            assert_memory_equal(b.text, bytes, n);
        }
        buf_free(&b);
        nd_drop(&c, a);
    }
}

static void views_are_written_as_the_values_they_show(void **state) {
    static const char *const bases[] = {"b[::-1, :, ::2]", "v[::-1]", "z", "e", "o", "v[1:2]", "x[:, :0]", "a.T", "s", "b.T[1:]"};
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        err       e = {0};
        char      text[TELL_MAX], want[TELL_MAX];
        buf       b;
        nd_array *a = sample(&c, bases[i]);
        buf_init(&b);
        nd_npy_write(&b, a);
        nd_array *back = sample_made(nd_npy_read(&c, b.text, b.n, &e), &e);
        assert_string_equal(tell(back, text), tell(a, want));
        assert_int_equal(nd_is_f_contiguous(back), nd_is_f_contiguous(a) || nd_is_f_contiguous(back));
        buf_free(&b);
        nd_drop(&c, back);
        nd_drop(&c, a);
    }
}

/* A whole file around this header and these data. */
static size_t file_with(const char *header, const char *data, size_t ndata, unsigned char *bytes) {
    size_t n = strlen(header);
    memcpy(bytes, "\x93NUMPY\x01\x00", 8);
    bytes[8] = (unsigned char)(n & 255);
    bytes[9] = (unsigned char)(n >> 8);
    memcpy(bytes + 10, header, n);
    memcpy(bytes + 10 + n, data, ndata);
    return 10 + n + ndata;
}

static void headers_are_read_strictly(void **state) {
    static const struct { const char *header; size_t ndata; const char *want; } cases[] = {
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }\n", 4, "(2,) <i2 25185 25699"},
        {"{'shape':(2,),'descr':\"<i2\",'fortran_order':True}", 4, "(2,) <i2 25185 25699"},
        {"{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", 3, "(3,) |b1 1 1 1"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (2,)}", 3, "ValueError: npy: 3 bytes of data, but the shape needs 4"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (2,)}", 5, "ValueError: npy: 5 bytes of data, but the shape needs 4"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (9223372036854775807, 9)}", 4, "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (9223372036854775808,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (-2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (2)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': 2}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'fortran_order': 0, 'shape': (2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'fortran_order': False}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'descr': '<i2', 'fortran_order': False, 'shape': (2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (2,), 'x': 1}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('a', '<i2'), ('b', '>i4')], 'fortran_order': False, 'shape': (1,)}", 6, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('a', '<i2'), ('a', '<i2')], 'fortran_order': False, 'shape': (1,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('a', [('b', [('c', [('d', [('e', [('f', '<i2')])])])])])], 'fortran_order': False, 'shape': (2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('a', '<i2', (2147483647, 2147483647))], 'fortran_order': False, 'shape': (2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('', '|V2147483647'), ('', '|V2147483647')], 'fortran_order': False, 'shape': (2,)}", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('a', '<i2')", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': [('a', '<U1')], 'fortran_order': False, 'shape': (1,)}", 4, "ValueError: npy: text holds a character that does not exist"},
        {"{'descr': [('a', '<i2'), ('', '|V1000000')], 'fortran_order': False, 'shape': (1,)}", 4, "ValueError: npy: 4 bytes of data, but the shape needs 1000002"},
        {"{'descr': [], 'fortran_order': False, 'shape': (1000000,)}", 0, "ValueError: npy: elements of no size"},
        {"{'descr': '<i2', 'fortran_order': False, 'shape': (2,)} + f()", 4, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<i2'", 4, "ValueError: npy: the header is not a description of an array"},
        {"", 0, "ValueError: npy: the header is not a description of an array"},
        {"{'descr': '<U1', 'fortran_order': False, 'shape': (1,)}", 4, "ValueError: npy: text holds a character that does not exist"},
        {"{'descr': '<U0', 'fortran_order': False, 'shape': (1000000,)}", 0, "ValueError: npy: elements of no size"},
    };
    (void)state;
    nd_ctx c;
    nd_ctx_init(&c);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char bytes[512];
        err           e = {0};
        char          text[TELL_MAX];
        size_t        n = file_with(cases[i].header, "abcdefgh", cases[i].ndata, bytes);
        tell_result(&c, nd_npy_read(&c, bytes, n, &e), &e, text);
        assert_string_equal(text, cases[i].want);
    }
}

static void every_cut_of_a_file_is_refused(void **state) {
    (void)state;
    unsigned char bytes[4096];
    nd_ctx        c;
    nd_ctx_init(&c);
    size_t n = unhex(rows[0].hex, bytes);
    for (size_t cut = 0; cut < n; cut++) {
        err e = {0};
        assert_null(nd_npy_read(&c, bytes, cut, &e));
        assert_int_equal(e.code, ERR_VALUE);
    }
    bytes[6] = 4;
    err e = {0};
    assert_null(nd_npy_read(&c, bytes, n, &e));
    assert_string_equal(e.text, "npy: format version 4.0 is not known");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(numpys_bytes_are_read_and_written),
        TEST(views_are_written_as_the_values_they_show),
        TEST(headers_are_read_strictly),
        TEST(every_cut_of_a_file_is_refused),
    };
    return RUN_TESTS(tests);
}
