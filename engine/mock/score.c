/* mock/score.c: points: ten for a pass in the first run, two fewer for each run before it, four at least. */
#include "mock/mock_int.h"

enum { COST_OF_A_RUN = 2, LEAST_FOR_A_PASS = 4 };

int mock_slot_points(const mock_slot *s) {
    if (!s->passed) return 0;
    int points = MOCK_POINTS - COST_OF_A_RUN * (s->runs - 1);
    return points > LEAST_FOR_A_PASS ? points : LEAST_FOR_A_PASS;
}

int64_t mock_points(const mock *m) {
    int64_t points = 0;
    for (size_t i = 0; i < m->n; i++) points += mock_slot_points(&m->slot[i]);
    return points;
}

int64_t mock_most(const mock *m) { return (int64_t)m->n * MOCK_POINTS; }
