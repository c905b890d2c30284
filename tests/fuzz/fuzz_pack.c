/* Question files and built packs from strangers.
 *
 * The first byte says what the rest is: a whole file, what comes after a good head or
 * after a good question (its follow-ups), or a built pack whose
 * digest is made right, so that the fuzzer gets past it.                                                 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha256.h"
#include "pack/pack_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char head[] = "---\nid: a\nshort: a\ntitle: a\nlevel: a\npar: 1:00\ngiven: a\noutputs: a\nsizes: 1 2 3 4 5\n---\n";
static const char words[] = "---\nid: a\nshort: a\ntitle: a\nlevel: a\nkind: explain\npar: 1:00\n---\na\n## Points\n- a words: a\n## Model answer\na\n## Wrong: a\na\n## Hints\n1. a\n2. a\n3. a\n";

static void read_question(const uint8_t *bytes, size_t n, const char *begin) {
    faults f = {0};
    buf    text;
    buf_init(&text);
    buf_puts(&text, begin);
    buf_add(&text, bytes, n);
    pack *p = mem_zalloc(1, sizeof *p, NULL);
    if (pack_text_clean(&text, "q.md", &f)) pack_question_read((pack_piece){text.text, text.n, 1}, "q.md", p, &f);
    if (p->n == 0 && f.n == 0) abort();
    for (size_t i = 0; i < p->n; i++) {
        const store_question *q = p->question[i];
        if (!q->prompt || !q->given || !q->shown || !q->hidden || !q->checks || !q->kind || !q->id || !q->short_id || !q->level) abort();
        if (i && !strchr(q->id, '+')) abort();
    }
    pack_free(p);
    buf_free(&text);
}

static void load_built(const uint8_t *bytes, size_t n) {
    char hex[65];
    buf  all, again;
    buf_init(&all);
    buf_init(&again);
    sha256_hex(bytes, n, hex);
    buf_puts(&all, "ndrillp1");
    buf_puts(&all, hex);
    buf_add(&all, bytes, n);
    pack *p = pack_load(all.text, all.n, NULL);
    /* What was accepted is written as it came. */
    if (p && (pack_write(p, &again, NULL) != ERR_OK || again.n != all.n || memcmp(again.text, all.text, all.n) != 0)) abort();
    pack_free(p);
    buf_free(&all);
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    size_t live = mem_live();
    if (n == 0) return 0;
    if (bytes[0] % 4 == 0) read_question(bytes + 1, n - 1, "");
    else if (bytes[0] % 4 == 1) read_question(bytes + 1, n - 1, head);
    else if (bytes[0] % 4 == 2) read_question(bytes + 1, n - 1, words);
    else load_built(bytes + 1, n - 1);
    if (mem_live() != live) abort();
    return 0;
}
