/* mock/say.c: what an interviewer says to a run: what a person across the table would notice, and not why. */
#include <string.h>

#include "mock/mock_int.h"

static void say_problem(buf *out, const bind_problem *p) {
    size_t n = strcspn(p->text, "\n");
    if (p->type[0] && strcmp(p->type, "error") != 0) buf_printf(out, "%s: ", p->type);       /* the last: Lua's own */
    buf_add(out, p->text, n < 200 ? n : 200);
    if (p->line > 1) buf_printf(out, ", in line %d", p->line);
}

/* The last are of values that are right. */
static const char *what_is_off(const char *code) {
    static const struct { const char *code, *said; } seen[] = {
        {"E-NONE", "I do not see a value"}, {"E-KIND", "That is not an array"}, {"E-COUNT", "I asked for another number of results"},
        {"E-NDIM", "That does not have the number of dimensions I asked for"}, {"E-SHAPE", "The shape is not the one I asked for"},
        {"E-DTYPE", "The values are of another type than I asked for"}, {"E-NAN", "Look at the missing values"}, {"E-VALUE", "The values are not right"},
        {"E-RANDOM", "Those are not the random numbers I asked for"},
        {"E-COPY", "The values are right, but I asked for a copy"}, {"E-VIEW", "The values are right, but I asked for a view"},
        {"E-INPUT", "You changed what you were given"}, {"E-PLACE", "The values are right, but I asked for it in place"},
        {"E-LOOP", "The values are right, but I asked for no loop over the elements"}, {"E-ORDER", "The values are right, but I asked for another order in memory"},
    };
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        if (strcmp(code, seen[i].code) == 0) return seen[i].said;
    return "It does not do what I asked for";
}

/* A property is named whichever case shows it; of values that are wrong elsewhere, only that they are. */
static bool is_property(const char *code) {
    static const char *const codes[] = {"E-COPY", "E-VIEW", "E-INPUT", "E-PLACE", "E-LOOP", "E-ORDER"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(code, codes[i]) == 0) return true;
    return false;
}

static void say_wrong(buf *out, const grade_report *r) {
    if (r->failed_shown || is_property(r->code)) buf_printf(out, "Not yet. %s.", what_is_off(r->code));
    else buf_puts(out, "It does what I asked for on the example, but not on every input. Which one did you not think of?");
}

void mock_say(buf *out, const mock *m, const mock_slot *s, const grade_report *r) {
    if (s->in_words && (r->verdict == GRADE_PASS || r->verdict == GRADE_WRONG)) {
        buf_puts(out, "Thank you.");
        return;
    }
    switch (r->verdict) {
    case GRADE_PASS: buf_puts(out, "Yes, that works."); return;
    case GRADE_WRONG: say_wrong(out, r); break;
    case GRADE_ERROR:
        buf_puts(out, r->failed_shown ? "It stops with an error: " : "It does what I asked for on the example; on another input it stops with an error: ");
        say_problem(out, &r->problem);
        buf_putc(out, '.');
        break;
    case GRADE_TIME: buf_puts(out, "It takes too long."); break;
    case GRADE_MEM: buf_puts(out, "It needs too much memory."); break;
    case GRADE_UNGRADABLE:
        buf_puts(out, "That does not run: ");
        say_problem(out, &r->problem);
        buf_puts(out, ". This is not counted.");
        return;
    case GRADE_INTERNAL: buf_puts(out, "The program failed, not you: run it again. This is not counted."); return;
    default: buf_puts(out, "It does not run to its end."); break;
    }
    int left = m->runs - (s->in_follow ? s->follow_runs : s->runs) - 1;
    if (left > 0) buf_printf(out, " You have %d run%s left.", left, left == 1 ? "" : "s");
    else buf_puts(out, " Let us leave it there.");
}
