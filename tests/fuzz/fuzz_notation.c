/* Any bytes at all: a translation ends, keeps its lines, and gives back its memory. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "notation/notation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_newlines(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += s[i] == '\n';
    return count;
}

static void check_failure(const notation_failure *f, const err *e) {
    if (f->line < 1 || f->column < 1 || f->width < 1 || e->text[0] == '\0' || strlen(f->advice.hint) >= ERR_TEXT_MAX) abort();
}

static void try_mode(const char *text, size_t n, notation_mode mode) {
    notation_out out;
    notation_failure f;
    err e = { ERR_OK, "" };
    if (notation_translate(text, n, mode, &out, &f, &e) != ERR_OK) {
        check_failure(&f, &e);
        return;
    }
    if (count_newlines(out.lua, out.n) != count_newlines(text, n) + 1) abort();
    notation_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t before = mem_live();
    char *text = malloc(size + 1);       /* its own block, so that reading past the end is seen */
    if (!text) return 0;
    if (size) memcpy(text, data, size);
    char *tight = realloc(text, size ? size : 1);
    if (tight) text = tight;
    for (int mode = NOTATION_ANSWER; mode <= NOTATION_PROMPT; mode++) try_mode(text, size, (notation_mode)mode);
    free(text);
    if (mem_live() != before) abort();
    return 0;
}
