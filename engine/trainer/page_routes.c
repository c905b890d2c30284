/* trainer/page_routes.c: what an answer that passed cost beside what the pack's own routes cost.
 *
 * The other routes are run on the same shown case, so that the bills are counts of the same work.   */
#include <string.h>

#include "trainer/practice.h"

#define MOST_ROUTES 4

typedef struct route {
    const store_part *part;
    grade_cost        cost;
    bool              ran;
} route;

static void add_bytes(buf *out, uint64_t n) {
    if (n < 10000) buf_printf(out, "%llu byte%s", (unsigned long long)n, n == 1 ? "" : "s");
    else if (n < 10000000) buf_printf(out, "%llu KB", (unsigned long long)(n / 1000));
    else buf_printf(out, "%llu MB", (unsigned long long)(n / 1000000));
}

void tr_bill(buf *out, const grade_cost *c) {
    buf_printf(out, "%llu array%s, ", (unsigned long long)c->arrays, c->arrays == 1 ? "" : "s");
    add_bytes(out, c->nbytes);
    if (c->views) buf_printf(out, ", %llu view%s", (unsigned long long)c->views, c->views == 1 ? "" : "s");
}

static void run_route(tr_app *app, const store_question *q, route *r) {
    grade_outcome o;
    err           e = {0};
    if (grade_run(app->grader, q, grade_first_case(q), r->part->text, strlen(r->part->text), false, &o, &e) != ERR_OK) return;
    r->ran = o.verdict == GRADE_PASS;
    r->cost = o.cost;
    grade_outcome_free(app->grader, &o);
}

static bool same_words(const char *a, const char *b) {
    for (;; a++, b++) {
        a += strspn(a, " \n");
        b += strspn(b, " \n");
        if (*a != *b) return false;
        if (!*a) return true;
    }
}

/* What it cost beside the least that the pack knows. Less is fewer bytes, then fewer arrays. */
static void compare_bills(buf *out, const tr_look *look, const grade_cost *yours, const route *r, size_t n) {
    const grade_cost *least = NULL;
    buf               text;
    for (size_t i = 0; i < n; i++)
        if (r[i].ran && (!least || r[i].cost.nbytes < least->nbytes || (r[i].cost.nbytes == least->nbytes && r[i].cost.arrays < least->arrays))) least = &r[i].cost;
    if (!least || least->nbytes > yours->nbytes || (least->nbytes == yours->nbytes && least->arrays >= yours->arrays)) return;
    buf_init(&text);
    buf_printf(&text, "Yours makes %llu array%s and ", (unsigned long long)yours->arrays, yours->arrays == 1 ? "" : "s");
    add_bytes(&text, yours->nbytes);
    buf_printf(&text, "; %llu array%s and ", (unsigned long long)least->arrays, least->arrays == 1 ? "" : "s");
    add_bytes(&text, least->nbytes);
    buf_puts(&text, " would do.");
    tr_wrap(out, text.text, look->width, 8);
    buf_free(&text);
}

/* "np.compress(arr > limit, arr)   2 arrays, 30 bytes", the code cut where there is no room for it. */
static void route_line(buf *out, const tr_look *look, const route *r) {
    buf code, bill;
    buf_init(&code);
    buf_init(&bill);
    buf_puts(&code, "          ");
    tr_clean(&code, r->part->text, strcspn(r->part->text, "\n"));
    if (strchr(r->part->text, '\n')) buf_puts(&code, " ...");
    if (r->ran) tr_bill(&bill, &r->cost);
    size_t most = (size_t)look->width > bill.n + 3 ? (size_t)look->width - bill.n - 3 : 20;
    if (tr_columns(code.text, code.n) > most && most > 14 && !look->plain) {
        while (tr_columns(code.text, code.n) > most - 4) buf_cut(&code, code.n - 1);
        while (code.n && ((unsigned char)code.text[code.n - 1] & 0xC0) == 0x80) buf_cut(&code, code.n - 1);
        buf_puts(&code, " ...");
    }
    tr_spread(out, look, code.text, bill.text);
    buf_free(&code);
    buf_free(&bill);
}

static void numpy_line(buf *out, const tr_look *look, const store_question *q) {
    const store_part *numpy = tr_part(q, STORE_NUMPY, 0);
    buf               text;
    if (!numpy || strchr(numpy->text, '\n')) return;
    buf_init(&text);
    buf_puts(&text, "In NumPy: ");
    tr_clean(&text, numpy->text, strlen(numpy->text));
    tr_wrap(out, text.text, look->width, 8);
    buf_free(&text);
}

void tr_page_routes(buf *out, tr_app *app, const store_question *q, const grade_report *r, const char *answer) {
    route  routes[MOST_ROUTES];
    size_t n = 0, others = 0;
    if (grade_kind_of(q) != GRADE_KIND_CODE) return;
    for (; n < MOST_ROUTES && tr_part(q, STORE_ROUTE, (int)n); n++) {
        routes[n] = (route){.part = tr_part(q, STORE_ROUTE, (int)n)};
        run_route(app, q, &routes[n]);
        others += !same_words(routes[n].part->text, answer);
    }
    compare_bills(out, &app->look, &r->cost, routes, n);
    if (others) buf_puts(out, others == 1 ? "        Another route:\n" : "        Other routes:\n");
    for (size_t i = 0; i < n; i++)
        if (!same_words(routes[i].part->text, answer)) route_line(out, &app->look, &routes[i]);
    numpy_line(out, &app->look, q);
}
