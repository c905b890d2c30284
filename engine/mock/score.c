/* mock/score.c: points: ten for a pass in the first run, two fewer for each run before it, four at least. What is said in words
 * has none: a machine elsewhere could not come to the same. */
#include "mock/mock_int.h"

enum { COST_OF_A_RUN = 2, LEAST_FOR_A_PASS = 4 };

int mock_slot_points(const mock_slot *s) {
    if (!s->passed || s->in_words) return 0;
    int points = MOCK_POINTS - COST_OF_A_RUN * (s->runs - 1);
    return points > LEAST_FOR_A_PASS ? points : LEAST_FOR_A_PASS;
}

int64_t mock_points(const mock *m) {
    int64_t points = 0;
    for (size_t i = 0; i < m->n; i++) points += mock_slot_points(&m->slot[i]);
    return points;
}

int mock_slot_most(const mock_slot *s) { return s->in_words ? 0 : MOCK_POINTS; }

int64_t mock_most(const mock *m) {
    int64_t most = 0;
    for (size_t i = 0; i < m->n; i++) most += mock_slot_most(&m->slot[i]);
    return most;
}
