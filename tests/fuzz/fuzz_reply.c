/* Bytes from a child that has lost control of itself, through the frame reader and back.
 *
 * The head is made right, so that the fuzzer spends its time on what comes after it; the first byte
 * says whether to leave it as it is.                                                               */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "grader/grade_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void free_outcome(nd_ctx *c, grade_outcome *o) {
    for (size_t i = 0; i < GRADE_MAX_ARRAYS; i++) nd_drop(c, o->output[i]);
    buf_free(&o->printed);
    buf_free(&o->warnings);
    grade_outcome_init(o);
}

static void read_and_write(const void *bytes, size_t n) {
    nd_ctx        c;
    grade_outcome o;
    buf           again;
    nd_ctx_init(&c);
    grade_outcome_init(&o);
    (void)grade_reply_length(bytes, n);
    if (grade_reply_read(&c, bytes, n, &o, NULL)) return;
    /* What was accepted can be written, and reads back. */
    buf_init(&again);
    grade_reply_write(&again, &o);
    free_outcome(&c, &o);
    if (grade_reply_read(&c, again.text, again.n, &o, NULL)) abort();
    free_outcome(&c, &o);
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    buf           frame;
    grade_outcome none;
    uint64_t      length = n - 1 + GRADE_FRAME_HEAD;
    if (n == 0) return 0;
    if (bytes[0] & 1) {
        read_and_write(bytes + 1, n - 1);
        return 0;
    }
    buf_init(&frame);
    grade_outcome_init(&none);
    grade_reply_write(&frame, &none);
    buf_cut(&frame, GRADE_FRAME_HEAD);
    buf_add(&frame, bytes + 1, n - 1);
    memcpy(frame.text + 8, &length, sizeof length);
    read_and_write(frame.text, frame.n);
    buf_free(&frame);
    if (mem_live() != 0) abort();
    return 0;
}
