/* A built pack: the same bytes for the same pack, read back whole or not at all, installed once. */
#include "pack_test.h"

#include "base/sha256.h"
#include "pack/pack_int.h"

static grader *g;

static int build_begin(void **state) {
    (void)state;
    err          e = {0};
    grade_limits limits;
    grade_limits_default(&limits);
    g = grade_open(&limits, &e);
    return g ? 0 : -1;
}

static int build_end(void **state) {
    (void)state;
    grade_close(g);
    return 0;
}

static void build_example(buf *out) {
    char  file[128];
    heard h;
    err   e = {0};
    heard_init(&h);
    write_example("q.md", NULL, NULL);
    snprintf(file, sizeof file, "%s/built", pack_folder);
    if (pack_build(g, pack_folder, file, hear, &h, &e) != ERR_OK) fail_msg("%s\n%s", e.text, h.faults.text);
    assert_int_equal(fs_read(file, PACK_MAX_BYTES, out, &e), 0);
    heard_free(&h);
}

static void what_is_built_is_read_back_the_same(void **state) {
    (void)state;
    buf bytes, again;
    err e = {0};
    buf_init(&bytes);
    buf_init(&again);
    build_example(&bytes);
    pack *p = pack_load(bytes.text, bytes.n, &e);
    if (!p) fail_msg("%s", e.text);
    assert_string_equal(p->about.name, "test");
    assert_string_equal(p->about.version, "1.0.0");
    assert_string_equal(p->about.title, "A test");
    assert_int_equal(strlen(p->about.digest), 64);
    const store_question *q = p->question[0];
    assert_string_equal(q->id, "example-01");
    assert_string_equal(q->pack, "test");
    assert_string_equal(q->given, "arr limit");
    assert_int_equal(q->par_seconds, 45);
    assert_int_equal(q->nparts, 12);
    assert_int_equal(q->ncases, 6);
    assert_int_equal(q->cases[3].n, 12);
    assert_int_equal(q->cases[3].nexpected, 1);
    assert_memory_equal((char *)q->cases[0].expected[0].bytes + 1, "NUMPY", 5);
    assert_int_equal(q->noutcomes, 3);
    assert_int_equal(pack_write(p, &again, &e), 0);
    assert_int_equal(again.n, bytes.n);
    assert_memory_equal(again.text, bytes.text, bytes.n);
    pack_free(p);
    buf_free(&bytes);
    buf_free(&again);
}

static void building_twice_gives_the_same_bytes(void **state) {
    (void)state;
    buf a, b;
    buf_init(&a);
    buf_init(&b);
    build_example(&a);
    build_example(&b);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.text, b.text, a.n);
    buf_free(&a);
    buf_free(&b);
}

static void a_broken_pack_is_not_built(void **state) {
    (void)state;
    char file[128];
    err  e = {0};
    write_example("q.md", "arr[arr >= limit]", "arr[limit < arr]");
    snprintf(file, sizeof file, "%s/built", pack_folder);
    assert_int_equal(pack_build(g, pack_folder, file, NULL, NULL, &e), ERR_FORMAT);
    assert_int_not_equal(access(file, F_OK), 0);
}

/* Every byte counts: a flipped one anywhere, a cut anywhere, something behind the end. */
static void damaged_bytes_are_refused(void **state) {
    (void)state;
    buf bytes;
    err e = {0};
    buf_init(&bytes);
    build_example(&bytes);
    for (size_t i = 0; i < bytes.n; i += 1 + i / 40) {
        bytes.text[i] = (char)(bytes.text[i] ^ 0x20);
        assert_null(pack_load(bytes.text, bytes.n, &e));
        assert_int_equal(e.code, ERR_FORMAT);
        bytes.text[i] = (char)(bytes.text[i] ^ 0x20);
        assert_null(pack_load(bytes.text, i, &e));
    }
    buf_putc(&bytes, 'x');
    assert_null(pack_load(bytes.text, bytes.n, &e));
    buf_free(&bytes);
}

/* The digest made right again, so that the reader itself meets the damage. It must refuse or read, never fall. */
static void hostile_bytes_with_a_right_digest_do_no_harm(void **state) {
    (void)state;
    buf bytes;
    err e = {0};
    buf_init(&bytes);
    build_example(&bytes);
    uint32_t x = 1;
    for (int i = 0; i < 3000; i++) {
        buf  copy;
        char hex[65];
        buf_init(&copy);
        x = x * 1664525u + 1013904223u;
        size_t n = i % 3 == 0 ? 72 + (x >> 8) % (bytes.n - 72) : bytes.n;
        buf_add(&copy, bytes.text, n);
        for (int k = 0; k < 3 && n > 80; k++) {
            x = x * 1664525u + 1013904223u;
            copy.text[72 + (x >> 8) % (n - 72)] = (char)(i % 2 ? 0xFF : x >> 3);
        }
        sha256_hex(copy.text + 72, n - 72, hex);
        memcpy(copy.text + 8, hex, 64);
        pack *p = pack_load(copy.text, copy.n, &e);
        if (!p) assert_int_equal(e.code, ERR_FORMAT);
        pack_free(p);
        buf_free(&copy);
    }
    buf_free(&bytes);
}

static void text_that_drives_a_terminal_is_refused_in_bytes_too(void **state) {
    (void)state;
    buf  bytes;
    char hex[65];
    err  e = {0};
    buf_init(&bytes);
    build_example(&bytes);
    char *title = memmem(bytes.text, bytes.n, "Values above", 12);
    assert_non_null(title);
    title[6] = 0x1b;
    sha256_hex(bytes.text + 72, bytes.n - 72, hex);
    memcpy(bytes.text + 8, hex, 64);
    assert_null(pack_load(bytes.text, bytes.n, &e));
    assert_int_equal(e.code, ERR_FORMAT);
    title[6] = '_';
    sha256_hex(bytes.text + 72, bytes.n - 72, hex);
    memcpy(bytes.text + 8, hex, 64);
    pack *p = pack_load(bytes.text, bytes.n, &e);
    assert_non_null(p);
    pack_free(p);
    buf_free(&bytes);
}

static void loading_gives_everything_back_when_memory_runs_out(void **state) {
    (void)state;
    buf   bytes;
    pack *p = NULL;
    buf_init(&bytes);
    build_example(&bytes);
    for (uint64_t n = 1; !p && n < 500; n++) {
        err e = {0};
        mem_fail_from(n);
        p = pack_load(bytes.text, bytes.n, &e);
        mem_fail_from(0);
        if (!p) assert_int_equal(e.code, ERR_MEMORY);
        else assert_true(n > 30);
    }
    assert_non_null(p);
    pack_free(p);
    buf_free(&bytes);
}

static void it_goes_into_the_store_and_comes_out(void **state) {
    (void)state;
    char db[128];
    buf  bytes;
    err  e = {0};
    buf_init(&bytes);
    build_example(&bytes);
    snprintf(db, sizeof db, "%s/test.db", pack_folder);
    store *s = store_open(db, &e);
    assert_non_null(s);
    pack *p = pack_load(bytes.text, bytes.n, &e);
    assert_int_equal(pack_install(s, p, &e), 0);
    assert_true(store_has_pack(s, "test", p->about.digest));
    store_question *q = store_question_get(s, "x1", &e);
    assert_non_null(q);
    assert_int_equal(q->nparts, p->question[0]->nparts);
    assert_int_equal(q->outcomes[2].signature, p->question[0]->outcomes[2].signature);
    grade_report r;
    grade_report_init(&r);
    assert_int_equal(grade_answer(g, q, "arr[arr >= limit]", 17, &r, &e), 0);
    assert_int_equal(r.verdict, GRADE_WRONG);
    assert_string_equal(r.why.text, "Values equal to the limit are not above it.");
    grade_report_free(&r);
    store_question_free(q);
    pack_free(p);
    store_close(s);
    buf_free(&bytes);
}

static void a_pack_that_was_not_built_is_not_stored(void **state) {
    (void)state;
    char db[128];
    err  e = {0};
    write_example("q.md", NULL, NULL);
    snprintf(db, sizeof db, "%s/test.db", pack_folder);
    store *s = store_open(db, &e);
    pack  *p = read_ok();
    assert_int_equal(pack_install(s, p, &e), ERR_INTERNAL);
    assert_int_equal(pack_install_core(s, &e), 0);            /* this program has none */
    assert_false(pack_has_core());
    pack_free(p);
    store_close(s);
}

/* The examples of FIPS 180-4, and lengths around a block's end (from Python's hashlib). */
static void the_digest_is_sha_256(void **state) {
    (void)state;
    static const struct { const char *text; size_t times; const char *want; } rows[] = {
        {"", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {"a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {"a", 1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf  b;
        char hex[65];
        buf_init(&b);
        for (size_t k = 0; k < rows[i].times; k++) buf_puts(&b, rows[i].text);
        sha256_hex(b.text, b.n, hex);
        assert_string_equal(hex, rows[i].want);
        buf_free(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        PACK_TEST(what_is_built_is_read_back_the_same),
        PACK_TEST(building_twice_gives_the_same_bytes),
        PACK_TEST(a_broken_pack_is_not_built),
        PACK_TEST(damaged_bytes_are_refused),
        PACK_TEST(hostile_bytes_with_a_right_digest_do_no_harm),
        PACK_TEST(text_that_drives_a_terminal_is_refused_in_bytes_too),
        PACK_TEST(loading_gives_everything_back_when_memory_runs_out),
        PACK_TEST(it_goes_into_the_store_and_comes_out),
        PACK_TEST(a_pack_that_was_not_built_is_not_stored),
        PACK_TEST(the_digest_is_sha_256),
    };
    return cmocka_run_group_tests(tests, build_begin, build_end);
}
