/* Interviews from strangers: a whole file; lines of events whose digests and sum are made right, so that the fuzzer gets
 * past them; or events that have the right form, so that it gets at their order and numbers.                  */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "mock/mock_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char head[] = "ndrill mock interview 1\n";
static const char plan[] =
    "1 1000 plan 0 0 \"limit 60000\\nruns 3\\npause 1\\nseed 1\\npack \\n"
    "question\\x09a\\x09A\\x09b\\x09code\\x0930\\x090000000000000000000000000000000000000000000000000000000000000000\\x09c d\\x09T\\n"
    "question\\x09e\\x09E\\x09b\\x09explain\\x0930\\x090000000000000000000000000000000000000000000000000000000000000000\\x09c\\x09U\\n\"\n"
    "2 1000 start 0 0 \"\"\n3 1000 shown 1 0 \"\"\n";

/* What was taken is written as it came, and every report of it can be made. */
static void take(const buf *file) {
    err   e = {0};
    mock *m = mock_import(file->text, file->n, &e);
    if (!m) {
        if (e.code == ERR_OK) abort();
        return;
    }
    buf          out;
    mock_earlier earlier = {.n = 1};
    buf_init(&out);
    mock_export(&out, m);
    if (out.n != file->n || memcmp(out.text, file->text, out.n) != 0) abort();
    buf_clear(&out);
    mock_report_json(&out, m, &earlier);
    mock_report_md(&out, m, &earlier, "");
    mock_report_html(&out, m, &earlier, "");
    if (mock_points(m) > mock_most(m) || mock_points(m) < 0) abort();
    buf_free(&out);
    mock_free(m);
}

/* Lines of events to a file with right digests. */
static void chain(buf *file, const char *text, char digest[65]) {
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\n");
        sha256 h;
        unsigned char sum[32];
        sha256_begin(&h);
        sha256_add(&h, digest, 64);
        sha256_add(&h, "\n", 1);
        sha256_add(&h, s, n);
        sha256_end(&h, sum);
        for (size_t i = 0; i < 32; i++) snprintf(digest + 2 * i, 3, "%02x", sum[i]);
        buf_printf(file, "%s ", digest);
        buf_add(file, s, n);
        buf_putc(file, '\n');
        s += n + (s[n] == '\n');
    }
}

/* Four bytes an event: what, for which question, how much later, and its value. An event that is refused is left out. */
static void play(const uint8_t *bytes, size_t n, buf *file, char digest[65]) {
    static const char *const texts[] = {"", "x", "PASS", "WRONG E-SHAPE\\nno", "UNGRADABLE", "a 0000", "0 10", "10 10"};
    buf                      all, line;
    int64_t                  number = 4, at = 1000;
    buf_init(&all);
    buf_init(&line);
    chain(&all, plan, digest);
    for (size_t i = 0; i + 4 <= n && number < 200; i += 4) {
        char before[65], sum[65];
        int64_t later = at + bytes[i + 2] * bytes[i + 2] * 8;
        memcpy(before, digest, sizeof before);
        buf_clear(&line);
        buf_printf(&line, "%lld %lld %s %d %d \"%s\"\n", (long long)number, (long long)later, mock_kind_word((mock_kind)(bytes[i] % MOCK_NKINDS)),
                   bytes[i + 1] % 3, bytes[i + 3] < 250 ? bytes[i + 3] % 4 : bytes[i + 3], texts[bytes[i] / MOCK_NKINDS % 8]);
        buf_clear(file);
        buf_puts(file, head);
        buf_add(file, all.text, all.n);
        chain(file, line.text, digest);
        sha256_hex(file->text, file->n, sum);
        size_t kept = file->n;
        buf_printf(file, "sum %s\n", sum);
        mock *m = mock_import(file->text, file->n, NULL);
        if (m) {
            buf_clear(&all);
            buf_add(&all, file->text + sizeof head - 1, kept - (sizeof head - 1));
            number++;
            at = later;
        } else {
            memcpy(digest, before, sizeof before);
        }
        mock_free(m);
    }
    buf_free(&all);
    buf_free(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    size_t live = mem_live();
    char   digest[65] = MOCK_NO_DIGEST, sum[65];
    buf    file, text;
    if (n == 0) return 0;
    buf_init(&file);
    buf_init(&text);
    buf_add(&text, bytes + 1, n - 1);
    if (bytes[0] % 3 == 0) {
        buf_add(&file, text.text, text.n);
    } else if (bytes[0] % 3 == 2) {
        play(bytes + 1, n - 1, &file, digest);
    } else {
        buf_puts(&file, head);
        if (bytes[0] % 2) chain(&file, plan, digest);
        chain(&file, text.text, digest);
        sha256_hex(file.text, file.n, sum);
        buf_printf(&file, "sum %s\n", sum);
    }
    take(&file);
    buf_free(&file);
    buf_free(&text);
    if (mem_live() != live) abort();
    return 0;
}
