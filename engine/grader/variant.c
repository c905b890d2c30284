/* grader/variant.c: which case is shown. */
#include "grader/grade_int.h"

const store_case *grade_first_case(const store_question *q) {
    for (size_t i = 0; i < q->ncases; i++)
        if (q->cases[i].number == q->first_case) return &q->cases[i];
    return &q->cases[0];
}
