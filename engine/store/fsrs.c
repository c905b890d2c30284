/* store/fsrs.c: FSRS-6: how long something stays in memory, and when to ask for it again.
 *
 * The default 21 weights, 90 % retention, no fuzz. Whole days of 86 400 seconds since the last review; one
 * within the same day moves the stability by a rule of its own. In that rule Hard, like Good and Easy, never
 * lowers the stability.                                                                                     */
#include <math.h>

#include "store/store.h"

#define DAY          86400
#define LONGEST_DAYS 36500.0
#define RETENTION    0.9

static const double w[21] = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
                             1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

/* Minutes are for what was just met or just forgotten. */
static const int64_t learning[] = {60, 600}, relearning[] = {600};

static double clamp(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

static double forgetting_factor(void) { return pow(0.9, -1 / w[20]) - 1; }

double store_fsrs_recall(const store_memory *m, int64_t at) {
    if (m->state == STORE_NEW) return 0;
    int64_t days = at > m->last_at ? (at - m->last_at) / DAY : 0;
    return pow(1 + forgetting_factor() * (double)days / m->stability, -w[20]);
}

static int64_t interval(double stability) {
    double days = nearbyint(stability / forgetting_factor() * (pow(RETENTION, -1 / w[20]) - 1));
    return (int64_t)clamp(days, 1, LONGEST_DAYS) * DAY;
}

static double first_difficulty(int rating) { return w[4] - exp(w[5] * (rating - 1)) + 1; }

static double next_difficulty(double d, int rating) {
    double step = -w[6] * (rating - 3), moved = d + step * (10 - d) / 9;
    return clamp(w[7] * first_difficulty(4) + (1 - w[7]) * moved, 1, 10);
}

static double recalled(double s, double d, double r, int rating) {
    double bonus = (rating == 2 ? w[15] : 1) * (rating == 4 ? w[16] : 1);
    return s * (1 + exp(w[8]) * (11 - d) * pow(s, -w[9]) * (exp((1 - r) * w[10]) - 1) * bonus);
}

static double forgotten(double s, double d, double r) {
    double after = w[11] * pow(d, -w[12]) * (pow(s + 1, w[13]) - 1) * exp((1 - r) * w[14]), most = s / exp(w[17] * w[18]);
    return after < most ? after : most;
}

static double same_day(double s, int rating) {
    double k = exp(w[17] * (rating - 3 + w[18])) * pow(s, -w[19]);
    return s * (rating >= 2 && k < 1 ? 1 : k);
}

static void move_memory(store_memory *m, int rating, int64_t at) {
    double s = m->stability, d = m->difficulty;
    if (m->state == STORE_NEW) {
        m->stability = w[rating - 1];
        m->difficulty = clamp(first_difficulty(rating), 1, 10);
        return;
    }
    if (at - m->last_at < DAY) m->stability = same_day(s, rating);
    else if (rating == 1) m->stability = forgotten(s, d, store_fsrs_recall(m, at));
    else m->stability = recalled(s, d, store_fsrs_recall(m, at), rating);
    m->stability = clamp(m->stability, 0.001, LONGEST_DAYS);
    m->difficulty = next_difficulty(d, rating);
}

/* Seconds to wait among the steps; 0: they are done. */
static int64_t take_step(store_memory *m, int rating, const int64_t *steps, int n) {
    if (m->step >= n && rating >= 2) return 0;
    if (rating == 1) m->step = 0;
    if (rating == 2 && m->step == 0) return n == 1 ? steps[0] * 3 / 2 : (steps[0] + steps[1]) / 2;
    if (rating >= 3 && (rating == 4 || ++m->step >= n)) return 0;
    return steps[m->step];
}

void store_fsrs_review(store_memory *m, int rating, int64_t at) {
    bool    fresh = m->state == STORE_NEW, review = m->state == STORE_REVIEW;
    int64_t wait = 0;
    if (!fresh && at < m->last_at) at = m->last_at;         /* a clock that was set back */
    move_memory(m, rating, at);
    if (fresh) *m = (store_memory){.state = STORE_LEARNING, .stability = m->stability, .difficulty = m->difficulty};
    if (review && rating == 1) {
        m->state = STORE_RELEARNING;
        m->step = 0;
        m->lapses++;
        wait = relearning[0];
    } else if (m->state == STORE_LEARNING) wait = take_step(m, rating, learning, 2);
    else if (m->state == STORE_RELEARNING) wait = take_step(m, rating, relearning, 1);
    if (wait == 0) {
        m->state = STORE_REVIEW;
        m->step = -1;
        wait = interval(m->stability);
    }
    m->last_at = at;
    m->due = at + wait;
    m->reviews++;
}
