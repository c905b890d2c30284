/* store/store_free.c: giving a question back, and the words of its parts. */
#include <string.h>

#include "base/mem.h"
#include "store/store_int.h"

static const char *const part_words[] = {
    [STORE_HINT] = "hint",       [STORE_ROUTE] = "route",       [STORE_WRONG] = "wrong", [STORE_CONCEPT] = "concept",
    [STORE_EXAMPLE] = "example", [STORE_PRACTICE] = "practice", [STORE_NUMPY] = "numpy", [STORE_SAY] = "say",
    [STORE_PROGRAM] = "program", [STORE_POINT] = "point",       [STORE_MODEL] = "model",
};
#define NPART_WORDS (sizeof part_words / sizeof *part_words)

const char *store_part_word(store_part_kind kind) {
    return (size_t)kind < NPART_WORDS ? part_words[kind] : "";
}

bool store_part_kind_of(const char *word, store_part_kind *kind) {
    for (size_t i = 0; i < NPART_WORDS; i++) {
        if (strcmp(part_words[i], word) != 0) continue;
        *kind = (store_part_kind)i;
        return true;
    }
    return false;
}

static void free_case(store_case *c) {
    for (size_t i = 0; i < c->nexpected; i++) mem_free(c->expected[i].bytes);
    mem_free(c->expected);
}

void store_question_free(store_question *q) {
    if (!q) return;
    char *text[] = {q->id, q->short_id, q->pack, q->version, q->title, q->level, q->kind, q->prompt,
                    q->given, q->outputs, q->starter, q->checks, q->concepts, q->excused, q->shown, q->hidden};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) mem_free(text[i]);
    for (size_t i = 0; i < q->nparts; i++) {
        mem_free(q->parts[i].title);
        mem_free(q->parts[i].text);
    }
    for (size_t i = 0; i < q->ncases; i++) free_case(&q->cases[i]);
    mem_free(q->parts);
    mem_free(q->cases);
    mem_free(q->outcomes);
    mem_free(q);
}
