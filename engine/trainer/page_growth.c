/* trainer/page_growth.c: a table of counts at doubling sizes, each row named by how it grows. */
#include <string.h>

#include "trainer/trainer.h"

typedef uint64_t counted(const grade_cost *c);

static uint64_t elements(const grade_cost *c) { return c->elements; }
static uint64_t nbytes(const grade_cost *c) { return c->nbytes; }
static uint64_t steps(const grade_cost *c) { return c->instructions; }

static const struct { const char *what; counted *of; } rows[] = {{"elements", elements}, {"bytes", nbytes}, {"Lua steps", steps}};

static void row(buf *out, const tr_look *look, const grade_sizes *s, size_t i) {
    uint64_t count[GRADE_SIZES] = {0};
    buf_printf(out, "        %-10s", rows[i].what);
    for (size_t k = 0; k < s->count; k++) {
        count[k] = rows[i].of(&s->cost[k]);
        if (look->width >= 60) buf_printf(out, "%9llu", (unsigned long long)count[k]);
    }
    if (s->count == GRADE_SIZES) buf_printf(out, "   %s", grade_growth_name(count));
    buf_putc(out, '\n');
}

bool tr_page_growth(buf *out, tr_app *app, const store_question *q, const char *answer, size_t n, err *e) {
    grade_sizes s;
    if (grade_kind_of(q) != GRADE_KIND_CODE || !q->hidden[0]) {
        buf_puts(out, " There is nothing to count here: the inputs have no size.\n");
        return true;
    }
    if (grade_grow(app->grader, q, answer, n, &s, e) != ERR_OK) return false;
    if (s.count == 0) {
        buf_puts(out, " It does not run on larger inputs, so there is nothing to count.\n");
        return true;
    }
    buf_puts(out, "        growth    ");
    for (size_t k = 0; app->look.width >= 60 && k < s.count; k++) buf_printf(out, "%5s%4lld", "n =", (long long)s.n[k]);
    buf_putc(out, '\n');
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) row(out, &app->look, &s, i);
    if (s.count < GRADE_SIZES) buf_puts(out, "        Larger inputs take too much time or memory.\n");
    return true;
}
