/* pack/check_draws.c: what holds for the cases must hold for other draws too.
 *
 * The same sizes are drawn from other seeds: the generator must work, the reference must run, and every other answer
 * must still agree with it; one that passes the cases by luck is found here.                                     */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "pack/check.h"

enum { ROUNDS = 2, MAX_ROUTES = 16 };

static size_t list_routes(const store_question *q, const store_part **routes, grade_sifted *sifted) {
    size_t n = 0;
    for (size_t i = 0; i < q->nparts && n < MAX_ROUTES; i++) {
        if (q->parts[i].kind != STORE_ROUTE) continue;
        routes[n] = &q->parts[i];
        sifted[n++] = (grade_sifted){.answer = q->parts[i].text, .n = strlen(q->parts[i].text)};
    }
    return n;
}

/* The first answer is what the others are held against. */
static err_code check_routes(checker *c, store_case *k, err *e) {
    const store_part *routes[MAX_ROUTES];
    grade_sifted      sifted[MAX_ROUTES];
    store_question    one = *c->q;
    size_t            n = list_routes(c->q, routes, sifted);
    one.cases = k;
    one.ncases = 1;
    err_code code = n > 1 ? grade_sift(c->g, &one, sifted + 1, n - 1, e) : ERR_OK;
    for (size_t i = 1; code == ERR_OK && i < n; i++) {
        if (!sifted[i].refused_by) continue;
        buf where;
        buf_init(&where);
        pack_describe_case(c->g, c->q, k, &where);
        pack_fault(c->f, c->file, routes[i]->line, "this answer passes the cases by luck: it is %s with %.200s; mend it, or the first answer", grade_verdict_name(sifted[i].verdict),
                   where.text);
        buf_free(&where);
    }
    return code;
}

static err_code check_draw(checker *c, store_case k, const char *how, bool routes, err *e) {
    size_t   before = c->f->n;
    err_code code = pack_expect(c, &k, how, e);
    if (code == ERR_OK && c->f->n == before && routes) code = check_routes(c, &k, e);
    pack_forget_expected(&k);
    return code;
}

err_code pack_check_large(checker *c, err *e) {
    static const int64_t sizes[] = {100, 200, 1000, 2000};
    err_code             code = ERR_OK;
    if (!c->q->checks || (!strstr(c->q->checks, "no element loop") && !strstr(c->q->checks, "bytes grow"))) return ERR_OK;
    for (size_t i = 0; code == ERR_OK && c->f->n == 0 && i < sizeof sizes / sizeof *sizes; i++)
        code = check_draw(c, (store_case){.number = 0, .seed = c->q->cases[0].seed, .n = sizes[i]}, ", for what grows", false, e);
    return code;
}

err_code pack_check_draws(checker *c, err *e) {
    err_code code = ERR_OK;
    if (grade_kind_of(c->q) == GRADE_KIND_PREDICT) return ERR_OK;
    for (uint32_t round = 1; round <= ROUNDS; round++)
        for (size_t i = 1; code == ERR_OK && c->f->n == 0 && i < c->q->ncases; i++) {
            store_case k = {.number = c->q->cases[i].number, .seed = c->q->cases[i].seed + round * 1000, .n = c->q->cases[i].n};
            char       how[40];
            snprintf(how, sizeof how, ", seed %lu", (unsigned long)k.seed);
            code = check_draw(c, k, how, true, e);
        }
    return code;
}
