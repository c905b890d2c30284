/* base/clock.c: the wall clock and the one that never goes back. */
#include "base/clock.h"

#include <stddef.h>
#include <time.h>

static const volatile int64_t *injected;

void clock_inject(const volatile int64_t *ms) { injected = ms; }

int64_t clock_seconds(void) { return injected ? *injected / 1000 : (int64_t)time(NULL); }

int64_t clock_wall_ms(void) {
    struct timespec t;
    if (injected) return *injected;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_ms(void) {
    struct timespec t;
    if (injected) return *injected;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
