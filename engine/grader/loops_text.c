/* grader/loops_text.c: can this text run more steps for more elements at all?
 *
 * A text without a word that repeats, defines or fetches code runs each of its instructions once, so
 * counting them at two sizes can be left out. Wrong guesses cost two runs, never a verdict.       */
#include <string.h>

#include "grader/grade_int.h"

bool grade_may_loop(const char *text, size_t n) {
    /* Words as they stand, also inside strings and longer names. */
    static const char *const words[] = {"for", "while", "repeat", "until", "goto", "func", "load", "_G", "_E", "meta", "string",
                                        "table", "next", "pairs", "select", "coroutine", "call", "require", "apply", "vectorize",
                                        "map", "range", "zip", "enumerate"};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            size_t len = strlen(words[k]);
            if (len <= n - i && memcmp(text + i, words[k], len) == 0) return true;
        }
    return false;
}
