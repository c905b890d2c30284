/* tests/pack/pack_test.h: a pack's folder to write into, and what is said about it. */
#ifndef NDRILL_TESTS_PACK_TEST_H
#define NDRILL_TESTS_PACK_TEST_H

#include <sys/stat.h>
#include <unistd.h>

#include "harness.h"

#include "base/fs.h"
#include "base/mem.h"
#include "pack/pack.h"

static char pack_folder[64];

static const char about_text[] = "---\nname: test\nversion: 1.0.0\ntitle: A test\n---\n\nText.\n";

static inline void write_bytes(const char *name, const void *bytes, size_t n) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", pack_folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static inline void write_text(const char *name, const char *text) { write_bytes(name, text, strlen(text)); }

static inline int pack_test_begin(void **state) {
    strcpy(pack_folder, "/tmp/ndrill-pack-XXXXXX");
    if (!mkdtemp(pack_folder)) return -1;
    write_text("pack.md", about_text);
    return harness_begin(state);
}

static inline int pack_test_end(void **state) {
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", pack_folder);
    if (system(command) != 0) fprintf(stderr, "could not remove %s\n", pack_folder);
    return harness_end(state);
}

#define PACK_TEST(fn) cmocka_unit_test_setup_teardown(fn, pack_test_begin, pack_test_end)

/* The number-th text, from 0, that FORMAT.md shows between four-tick fences; NULL behind the last. The caller frees. */
static inline char *format_example(int number) {
    static const char open[] = "````markdown\n";
    buf               text;
    err               e = {0};
    buf_init(&text);
    if (fs_read("questions/FORMAT.md", 256 * 1024, &text, &e) != ERR_OK) fail_msg("%s", e.text);
    const char *begin = strstr(text.text, open);
    while (begin && number-- > 0) begin = strstr(begin + 1, open);
    const char *end = begin ? strstr(begin + 5, "\n````\n") : NULL;
    char       *copy = end ? mem_strndup(begin + sizeof open - 1, (size_t)(end + 1 - begin) - (sizeof open - 1), NULL) : NULL;
    buf_free(&text);
    return copy;
}

/* The whole question that FORMAT.md shows first. Static room. */
static inline const char *example_text(void) {
    static char text[64 * 1024];
    if (text[0]) return text;
    char *first = format_example(0);
    assert_non_null(first);
    snprintf(text, sizeof text, "%s", first);
    mem_free(first);
    return text;
}

/* The line that a text begins in. */
static inline int line_of(const char *text, const char *part) {
    const char *at = strstr(text, part);
    assert_non_null(at);
    int line = 1;
    for (const char *s = text; s < at; s++) line += *s == '\n';
    return line;
}

/* A copy of text with the first `from` made `to`; NULL `from`: as it is. The caller frees. */
static inline char *changed(const char *text, const char *from, const char *to) {
    buf out;
    buf_init(&out);
    const char *at = from ? strstr(text, from) : text;
    if (!at) fail_msg("the text has no '%s'", from);
    buf_add(&out, text, (size_t)(at - text));
    buf_puts(&out, from ? to : "");
    buf_puts(&out, at + (from ? strlen(from) : 0));
    char *all = buf_take(&out, NULL);
    assert_non_null(all);
    return all;
}

/* The example with one change, as a file. */
static inline void write_example(const char *name, const char *from, const char *to) {
    char *text = changed(example_text(), from, to);
    write_text(name, text);
    mem_free(text);
}

typedef struct heard {
    buf faults, progress;
    int nfaults;
} heard;

static inline void hear(void *user, bool problem, const char *line) {
    heard *h = user;
    buf   *b = problem ? &h->faults : &h->progress;
    h->nfaults += problem;
    buf_puts(b, line);
    buf_putc(b, '\n');
}

static inline void heard_init(heard *h) {
    buf_init(&h->faults);
    buf_init(&h->progress);
    h->nfaults = 0;
}

static inline void heard_free(heard *h) {
    buf_free(&h->faults);
    buf_free(&h->progress);
}

static inline pack *read_ok(void) {
    err   e = {0};
    pack *p = pack_read(pack_folder, NULL, NULL, &e);
    if (!p) fail_msg("%s", e.text);
    return p;
}

/* Reading must say this, and nothing else when only is set. */
static inline void expect_fault(const char *want, bool only) {
    heard h;
    err   e = {0};
    heard_init(&h);
    pack *p = pack_read(pack_folder, hear, &h, &e);
    if (p) fail_msg("read without a fault; wanted: %s", want);
    if (!strstr(h.faults.text, want)) fail_msg("wanted: %s\nsaid:\n%s", want, h.faults.text);
    if (only && h.nfaults != 1) fail_msg("wanted only: %s\nsaid:\n%s", want, h.faults.text);
    assert_int_equal(e.code, ERR_FORMAT);
    heard_free(&h);
}

#endif
