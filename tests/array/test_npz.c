/* .npz bytes: NumPy's are read, ours are NumPy's, damaged ones are refused. */
#include "sample.h"

static const struct { const char *want; int packed; const char *hex; } rows[] = {
#include "golden/array_npz.inc"
};

static unsigned nibble(char ch) { return (unsigned)(ch <= '9' ? ch - '0' : ch - 'a' + 10); }

static size_t unhex(const char *hex, unsigned char *bytes) {
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) bytes[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    return n;
}

static size_t key_length(const nd_npz_entry *t) { return t->name_n - 4; }

/* name:array;name:array; a thousand zeros are not written out. */
static void tell_members(nd_ctx *c, const nd_npz *whole, buf *out) {
    nd_npz       z = *whole;
    nd_npz_entry t;
    err          e = {0};
    while (nd_npz_next(&z, &t, &e)) {
        char      text[TELL_MAX];
        nd_array *a = sample_made(nd_npz_read(c, whole, &t, &e), &e);
        if (a->size == 1000) snprintf(text, sizeof text, "(1000,) <f8 %s", ((double *)(void *)a->data)[999] == 0 ? "zeros" : "?");
        else tell(a, text);
        buf_printf(out, "%s%.*s:%s", out->n ? ";" : "", (int)key_length(&t), t.name, text);
        nd_drop(c, a);
    }
    assert_int_equal(e.code, ERR_OK);
}

static err_code add_to_buf(void *user, const void *bytes, size_t n, err *e) {
    (void)e;
    buf_add(user, bytes, n);
    return ERR_OK;
}

/* The same members written again. */
static void write_again(nd_ctx *c, const nd_npz *whole, bool packed, buf *out) {
    nd_npz        z = *whole;
    nd_npz_entry  t;
    nd_npz_writer w;
    err           e = {0};
    nd_npz_begin(&w, add_to_buf, out, packed);
    while (nd_npz_next(&z, &t, &e)) {
        char      name[64];
        nd_array *a = sample_made(nd_npz_read(c, whole, &t, &e), &e);
        snprintf(name, sizeof name, "%.*s", (int)key_length(&t), t.name);
        assert_int_equal(nd_npz_add(&w, name, a, &e), ERR_OK);
        nd_drop(c, a);
    }
    assert_int_equal(nd_npz_end(&w, &e), ERR_OK);
    nd_npz_free(&w);
}

static void numpys_bytes_are_read_and_written(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char bytes[4096];
        nd_ctx        c;
        nd_npz        z;
        err           e = {0};
        buf           b;
        nd_ctx_init(&c);
        size_t n = unhex(rows[i].hex, bytes);
        assert_int_equal(nd_npz_open(&z, bytes, n, &e), ERR_OK);
        buf_init(&b);
        tell_members(&c, &z, &b);
        assert_string_equal(b.text, rows[i].want);
        buf_clear(&b);
        write_again(&c, &z, rows[i].packed, &b);
        assert_int_equal(b.n, n);
        assert_memory_equal(b.text, bytes, n);
        buf_free(&b);
    }
}

/* Every member of these bytes, or the first failure. */
static err_code read_all(const unsigned char *bytes, size_t n, err *e) {
    nd_ctx       c;
    nd_npz       z, walk;
    nd_npz_entry t;
    nd_ctx_init(&c);
    err_clear(e);
    if (nd_npz_open(&z, bytes, n, e)) return e->code;
    for (walk = z; nd_npz_next(&walk, &t, e);) {
        nd_array *a = nd_npz_read(&c, &z, &t, e);
        if (!a) return e->code;
        nd_drop(&c, a);
    }
    return e->code;
}

static void every_cut_of_a_file_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char bytes[4096];
        err           e = {0};
        size_t        n = unhex(rows[i].hex, bytes);
        for (size_t cut = 0; cut < n; cut++) assert_int_equal(read_all(bytes, cut, &e), ERR_VALUE);
        assert_int_equal(read_all(bytes, n, &e), ERR_OK);
    }
}

static void every_changed_byte_is_survived(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char bytes[4096];
        err           e = {0};
        size_t        n = unhex(rows[i].hex, bytes);
        for (size_t at = 0; at < n; at++) {
            bytes[at] ^= 0xff;
            err_code code = read_all(bytes, n, &e);
            assert_true(code == ERR_OK || e.text[0]);
            bytes[at] ^= 0xff;
        }
    }
}

/* Offsets in the first row, one stored member: its directory entry begins at byte 186. */
static void lies_are_named(void **state) {
    static const struct { size_t at; unsigned char byte; const char *want; } lies[] = {
        {186, 0, "npz: the directory is damaged"},
        {186 + 8, 1, "npz: a member is encrypted"},
        {186 + 10, 12, "npz: a member is packed in a way that is not known"},
        {186 + 10, 8, "npz: a member is not where the directory says"},
        {186 + 16, 1, "Bad CRC-32 for file 'a.npy'"},
        {186 + 23, 9, "npz: a member is longer than the file"},
        {186 + 24, 9, "npz: a stored member has two lengths"},
        {186 + 28, 200, "npz: the directory is cut off"},
        {186 + 42, 7, "npz: a member is not where the directory says"},
        {186 + 46, 0, "npz: a member without a proper name"},
        {237 + 12, 255, "npz: the directory lies outside the file"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        unsigned char bytes[4096];
        err           e = {0};
        size_t        n = unhex(rows[0].hex, bytes);
        bytes[lies[i].at] = lies[i].byte;
        assert_int_equal(read_all(bytes, n, &e), ERR_VALUE);
        assert_string_equal(e.text, lies[i].want);
    }
}

static void a_small_file_does_not_claim_much_memory(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char bytes[4096];
        err           e = {0};
        size_t        n = unhex(rows[i].hex, bytes);
        if (!rows[i].packed || !rows[i].want[0]) continue;
        /* The size of the first member in the directory: 3 GiB. */
        for (size_t at = 0; at + 46 < n; at++)
            if (memcmp(bytes + at, "PK\1\2", 4) == 0) {
                bytes[at + 27] = 0xc0;
                break;
            }
        size_t before = mem_live();
        mem_mark_peak();
        assert_int_equal(read_all(bytes, n, &e), ERR_VALUE);
        assert_string_equal(e.text, "npz: a member claims more bytes than it can hold");
        assert_true(mem_peak() < before + (1u << 20));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(numpys_bytes_are_read_and_written),
        TEST(every_cut_of_a_file_is_refused),
        TEST(every_changed_byte_is_survived),
        TEST(lies_are_named),
        TEST(a_small_file_does_not_claim_much_memory),
    };
    return RUN_TESTS(tests);
}
