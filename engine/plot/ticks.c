/* plot/ticks.c: round numbers along an axis, and their texts.
 *
 * Steps are 1, 2, 2.5 or 5 times a power of ten. All texts of one axis have the same digits
 * after the point, or the same power of ten behind them.                                    */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/plot_int.h"

static void add(plot_ticks *t, double at) {
    if (t->n == PLOT_TICKS) return;
    t->at[t->n] = at;
    t->text[t->n++][0] = 0;
}

/* The smallest round step that gives at most `wanted` intervals. */
static double round_step(double length, int wanted) {
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double rough = length / wanted, unit = pow(10, floor(log10(rough)));
    if (!(unit > 0) || !isfinite(unit)) return length;
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
        if (steps[k] * unit >= rough * (1 - 1e-10)) return steps[k] * unit;
    return 10 * unit;
}

static void linear(plot_ticks *t, double low, double high, int wanted) {
    double step = round_step(high - low, wanted), first = ceil(low / step - 1e-9);
    for (int k = 0; k < PLOT_TICKS; k++) {
        double at = (first + k) * step;
        if (at > high + step * 1e-9 || !isfinite(at)) break;
        if (t->n && at == t->at[t->n - 1]) break;
        add(t, at == 0 ? 0 : at);
    }
}

static void powers(plot_ticks *t, double low, double high, int wanted) {
    double first = ceil(log10(low) - 1e-9), last = floor(log10(high) + 1e-9);
    int    step = 1;
    if (last - first < 1) {
        linear(t, low, high, wanted);
        return;
    }
    while ((last - first) / step > wanted) step++;
    for (double k = ceil(first / step) * step; k <= last; k += step) add(t, pow(10, k));
}

/* Digits after the point that a step needs, at most 10. */
static int digits_of(double step) {
    int d = 0;
    while (d < 10 && fabs(step - round(step)) > step * 1e-6) step *= 10, d++;
    return d;
}

static void write_texts(plot_ticks *t) {
    double most = 0, step = t->n > 1 ? t->at[1] - t->at[0] : t->n ? fabs(t->at[0]) : 1;
    for (size_t i = 0; i < t->n; i++) most = fmax(most, fabs(t->at[i]));
    int power = 0;
    if (most >= 1e6 || (most > 0 && most < 1e-3)) power = (int)floor(log10(most) + 1e-9);
    double unit = power ? pow(10, power) : 1;
    /* 10^-320 is no normal number, and what it divides is not either. */
    if (!(unit > 1e-300)) unit = 1, power = 0;
    int digits = digits_of(step / unit);
    for (size_t i = 0; i < t->n; i++) {
        if (power && t->at[i] != 0) snprintf(t->text[i], PLOT_TICK_TEXT, "%.*fe%d", digits, t->at[i] / unit, power);
        else if (most > 1e300 || (most > 0 && most < 1e-300)) snprintf(t->text[i], PLOT_TICK_TEXT, "%.3g", t->at[i]);
        else snprintf(t->text[i], PLOT_TICK_TEXT, "%.*f", power ? 0 : digits, t->at[i]);
    }
}

static void write_powers(plot_ticks *t) {
    bool plain = fabs(log10(t->at[0])) < 4.5 && fabs(log10(t->at[t->n - 1])) < 4.5;
    for (size_t i = 0; i < t->n; i++) {
        double k = log10(t->at[i]);
        if (plain) snprintf(t->text[i], PLOT_TICK_TEXT, "%g", t->at[i]);
        else snprintf(t->text[i], PLOT_TICK_TEXT, "1e%.0f", k);
    }
}

static void own_ticks(plot_ticks *t, const plot_side *side, const plot_scale *s) {
    double low = fmin(s->from, s->to), high = fmax(s->from, s->to);
    size_t named = 0;
    for (size_t i = 0; i < side->nticks && t->n < PLOT_TICKS; i++) {
        double at = side->tick[i];
        if (!isfinite(at) || at < low || at > high || (s->log && at <= 0)) continue;
        add(t, at);
        if (!side->tick_name) continue;
        snprintf(t->text[t->n - 1], PLOT_TICK_TEXT, "%.*s", PLOT_TICK_TEXT - 1, side->tick_name[i]);
        named++;
    }
    if (named) return;
    for (size_t i = 0; i < t->n; i++) snprintf(t->text[i], PLOT_TICK_TEXT, "%.6g", t->at[i]);
}

void plot_ticks_of(plot_ticks *t, const plot_side *side, const plot_scale *s, int wanted) {
    double low = fmin(s->from, s->to), high = fmax(s->from, s->to);
    t->n = 0;
    if (wanted < 2) wanted = 2;
    if (wanted > PLOT_TICKS - 2) wanted = PLOT_TICKS - 2;
    if (side->own_ticks) {
        own_ticks(t, side, s);
        return;
    }
    if (s->log) powers(t, low, high, wanted);
    else linear(t, low, high, wanted);
    bool decades = s->log && t->n && floor(log10(high) + 1e-9) - ceil(log10(low) - 1e-9) >= 1;
    if (decades) write_powers(t);
    else write_texts(t);
}
