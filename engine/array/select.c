/* array/select.c: quickselect. The pivot is the median of three places chosen by a small
 * generator with a fixed seed, so that no prepared input is slow and every run is the same. */
#include "array/select.h"

#include <stdint.h>

static double median3(double a, double b, double c) {
    if (a > b) {
        const double t = a;
        a = b, b = t;
    }
    return c < a ? a : c > b ? b : c;
}

static size_t draw(uint64_t *state, size_t n) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (size_t)(*state % n);
}

static void swap(double *x, size_t i, size_t j) {
    const double t = x[i];
    x[i] = x[j];
    x[j] = t;
}

/* Less, equal, greater: [0, *low), [*low, *high), [*high, n). */
static void part3(double *x, size_t n, double pivot, size_t *low, size_t *high) {
    size_t i = 0, a = 0, b = n;
    while (i < b) {
        if (x[i] < pivot) swap(x, i++, a++);
        else if (x[i] > pivot) swap(x, i, --b);
        else i++;
    }
    *low = a, *high = b;
}

double nd_select(double *x, size_t n, size_t k) {
    uint64_t state = 0x9e3779b97f4a7c15u;
    while (n > 1) {
        size_t       low, high;
        const double pivot = median3(x[draw(&state, n)], x[draw(&state, n)], x[draw(&state, n)]);
        part3(x, n, pivot, &low, &high);
        if (k < low) n = low;
        else if (k < high) return x[k];
        else x += high, n -= high, k -= high;
    }
    return x[0];
}

size_t nd_select_split_nan(double *x, size_t n) {
    size_t i = 0;
    while (i < n) {
        if (x[i] == x[i]) i++;
        else swap(x, i, --n);
    }
    return n;
}
