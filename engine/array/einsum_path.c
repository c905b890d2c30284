/* array/einsum_path.c: in which order the operands of an einsum are multiplied, and what it costs.
 *
 * Subscripts are sets of bits. The greedy search is NumPy's: the pair that frees most memory
 * first, then the cheapest; ties go to the pair found first.                                */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "array/einsum.h"

typedef struct job {
    const nd_einsum_plan *p;
    uint64_t              out;
    double                limit;
} job;

typedef struct terms {
    int      n;
    uint64_t set[ND_EINSUM_MAX];
} terms;

static double size_of(const nd_einsum_plan *p, uint64_t set) {
    double size = 1;
    for (int i = 0; i < p->nlabels; i++)
        if (set >> i & 1) size *= (double)p->length[i];
    return size;
}

static double flops(const nd_einsum_plan *p, uint64_t set, bool inner, int nterms) {
    double factor = nterms > 2 ? nterms - 1 : 1;
    return size_of(p, set) * (factor + (inner ? 1 : 0));
}

/* What the terms at places x and y have, and what must remain of it. */
typedef struct contraction {
    uint64_t all, left;
} contraction;

static contraction contract(const job *j, const terms *t, int x, int y) {
    contraction k = {0, j->out};
    for (int i = 0; i < t->n; i++) {
        if (i == x || i == y) k.all |= t->set[i];
        else k.left |= t->set[i];
    }
    k.left &= k.all;
    return k;
}

static void merge(terms *t, int x, int y, uint64_t result) {
    int n = 0;
    for (int i = 0; i < t->n; i++)
        if (i != x && i != y) t->set[n++] = t->set[i];
    t->set[n++] = result;
    t->n = n;
}

static void add_pair(nd_einsum_path *path, int x, int y) {
    path->count[path->n] = 2;
    path->at[path->n][0] = (uint8_t)x;
    path->at[path->n++][1] = (uint8_t)y;
}

static void add_all(nd_einsum_path *path, int n) {
    path->count[path->n] = n;
    for (int i = 0; i < n; i++) path->at[path->n][i] = (uint8_t)i;
    path->n++;
}

/* --- greedy ------------------------------------------------------------------------------------------- */

typedef struct candidate {
    double removed, cost;
    int    x, y;
} candidate;

typedef struct search {
    const job *j;
    terms      t;
    int        n;
    double     spent, naive;
    candidate  known[ND_EINSUM_MAX * (ND_EINSUM_MAX - 1) / 2 + ND_EINSUM_MAX];
} search;

static void consider(search *s, int x, int y) {
    const nd_einsum_plan *p = s->j->p;
    contraction           k = contract(s->j, &s->t, x, y);
    double                size = size_of(p, k.left), cost = flops(p, k.all, k.all != k.left, 2);
    if (size > s->j->limit || s->spent + cost > s->naive) return;
    s->known[s->n++] = (candidate){size_of(p, s->t.set[x]) + size_of(p, s->t.set[y]) - size, cost, x, y};
}

/* The pairs that share no term with the one that was taken, renumbered. */
static void keep_others(search *s, int bx, int by) {
    int n = 0;
    for (int i = 0; i < s->n; i++) {
        candidate k = s->known[i];
        if (k.x == bx || k.x == by || k.y == bx || k.y == by) continue;
        int x = k.x, y = k.y;
        k.x = x - (x > bx) - (x > by);
        k.y = y - (y > bx) - (y > by);
        s->known[n++] = k;
    }
    s->n = n;
}

static void consider_all(search *s, bool touching) {
    for (int x = 0; x < s->t.n; x++)
        for (int y = x + 1; y < s->t.n; y++)
            if (!touching || (s->t.set[x] & s->t.set[y])) consider(s, x, y);
}

static void find_greedy(const job *j, const terms *t, nd_einsum_path *path) {
    search   s = {.j = j, .t = *t};
    uint64_t all = 0;
    for (int i = 0; i < t->n; i++) all |= t->set[i];
    s.naive = flops(j->p, all, (all & ~j->out) != 0, t->n);
    consider_all(&s, true);
    for (int step = 0; step < t->n - 1; step++) {
        if (s.n == 0) consider_all(&s, false);
        if (s.n == 0) {
            add_all(path, s.t.n);
            return;
        }
        candidate best = s.known[0];
        for (int i = 1; i < s.n; i++)
            if (s.known[i].removed > best.removed || (s.known[i].removed == best.removed && s.known[i].cost < best.cost)) best = s.known[i];
        keep_others(&s, best.x, best.y);
        merge(&s.t, best.x, best.y, contract(j, &s.t, best.x, best.y).left);
        add_pair(path, best.x, best.y);
        s.spent += best.cost;
        for (int i = 0; i + 1 < s.t.n; i++)
            if (s.t.set[i] & s.t.set[s.t.n - 1]) consider(&s, i, s.t.n - 1);
    }
}

/* --- optimal -------------------------------------------------------------------------------------------- */

typedef struct depth_search {
    const job     *j;
    int            n;           /* operands at the start */
    nd_einsum_path now;
    double         best_cost[ND_EINSUM_MAX];    /* of the cheapest way of so many steps */
    nd_einsum_path best[ND_EINSUM_MAX];
    bool           reached[ND_EINSUM_MAX];
} depth_search;

static void descend(depth_search *s, const terms *t, double cost) {
    int depth = s->now.n, last = s->n - 1;
    if (s->reached[last] && cost >= s->best_cost[last]) return;
    if (!s->reached[depth] || cost < s->best_cost[depth]) {
        s->reached[depth] = true;
        s->best_cost[depth] = cost;
        s->best[depth] = s->now;
    }
    if (depth == last) return;
    for (int x = 0; x < t->n; x++)
        for (int y = x + 1; y < t->n; y++) {
            contraction k = contract(s->j, t, x, y);
            if (size_of(s->j->p, k.left) > s->j->limit) continue;
            terms next = *t;
            merge(&next, x, y, k.left);
            add_pair(&s->now, x, y);
            descend(s, &next, cost + flops(s->j->p, k.all, k.all != k.left, 2));
            s->now.n--;
        }
}

enum { OPTIMAL_MAX = 8 };       /* operands: the search is factorial */

static err_code find_optimal(const job *j, const terms *t, nd_einsum_path *path, err *e) {
    if (t->n > OPTIMAL_MAX)
        return err_set(e, ERR_VALUE, "einsum: optimize='optimal' is for at most %d operands: use 'greedy'", OPTIMAL_MAX);
    depth_search s = {.j = j, .n = t->n};
    descend(&s, t, 0);
    int depth = t->n - 1;
    while (!s.reached[depth]) depth--;
    *path = s.best[depth];
    if (depth < t->n - 1) add_all(path, t->n - depth);
    return ERR_OK;
}

/* --- front doors ------------------------------------------------------------------------------------------ */

static err_code check_path(const nd_einsum_path *path, int left, err *e) {
    for (int s = 0; s < path->n; s++) {
        uint64_t taken = 0;
        for (int i = 0; i < path->count[s]; i++) {
            if (path->at[s][i] >= left || (taken >> path->at[s][i] & 1)) return err_set(e, ERR_INDEX, "pop index out of range");
            taken |= (uint64_t)1 << path->at[s][i];
        }
        left -= path->count[s] - 1;
    }
    if (left == 1) return ERR_OK;
    return err_set(e, ERR_RUNTIME, "Invalid einsum_path is specified: %d more operands has to be contracted.", left - 1);
}

err_code nd_einsum_find_path(const nd_einsum_plan *p, const nd_einsum_order *order, nd_einsum_path *path, err *e) {
    job      j = {p, nd_einsum_set(&p->out), order->limit};
    terms    t = {.n = p->nops};
    uint64_t all = 0;
    double   largest = size_of(p, j.out);
    path->n = 0;
    for (int i = 0; i < p->nops; i++) {
        t.set[i] = nd_einsum_set(&p->in[i]);
        all |= t.set[i];
        largest = fmax(largest, size_of(p, t.set[i]));
    }
    if (j.limit < 0) j.limit = largest;
    if (order->how == 'p') {
        *path = order->path;
        return check_path(path, p->nops, e);
    }
    if (order->how == 'n' || p->nops <= 2 || all == j.out) add_all(path, p->nops);
    else if (order->how == 'o') return find_optimal(&j, &t, path, e);
    else find_greedy(&j, &t, path);
    return ERR_OK;
}

/* --- the table ---------------------------------------------------------------------------------------------- */

/* Terms while they are being contracted: their subscripts in order. */
typedef struct ledger {
    const nd_einsum_plan *p;
    int                   n;
    nd_einsum_term        term[ND_EINSUM_MAX];
    double                cost, largest;
    int                   scale;
    buf                   rows;
} ledger;

static void put_term(buf *out, const nd_einsum_plan *p, const nd_einsum_term *t) {
    for (int i = 0; i < t->n; i++) buf_putc(out, p->letter[t->label[i]]);
}

/* Subscripts of an intermediate: short ones first, then by letter. */
static nd_einsum_term sort_term(const nd_einsum_plan *p, uint64_t set) {
    nd_einsum_term t = {0};
    for (int i = 0; i < p->nlabels; i++) {
        if (!(set >> i & 1)) continue;
        int at = t.n++;
        for (; at > 0; at--) {
            int before = t.label[at - 1];
            if (p->length[before] < p->length[i] || (p->length[before] == p->length[i] && p->letter[before] < p->letter[i])) break;
            t.label[at] = t.label[at - 1];
        }
        t.label[at] = (uint8_t)i;
    }
    return t;
}

static void put_row(ledger *k, int scale, const buf *current) {
    buf remaining;
    buf_init(&remaining);
    for (int i = 0; i < k->n; i++) {
        if (i) buf_putc(&remaining, ',');
        put_term(&remaining, k->p, &k->term[i]);
    }
    buf_puts(&remaining, "->");
    put_term(&remaining, k->p, &k->p->out);
    buf_printf(&k->rows, "\n%4d    %24s %40s", scale, current->text, remaining.text);
    buf_free(&remaining);
}

static void take_step(ledger *k, const uint8_t *at, int count, bool last) {
    uint64_t taken = 0, all = 0, left = nd_einsum_set(&k->p->out);
    buf      current;
    int      n = 0, scale = 0;
    buf_init(&current);
    for (int i = 0; i < count; i++) taken |= (uint64_t)1 << at[i];
    for (int i = k->n - 1; i >= 0; i--) {
        if (!(taken >> i & 1)) {
            left |= nd_einsum_set(&k->term[i]);
            continue;
        }
        all |= nd_einsum_set(&k->term[i]);
        if (n++) buf_putc(&current, ',');
        put_term(&current, k->p, &k->term[i]);
    }
    left &= all;
    n = 0;
    for (int i = 0; i < k->n; i++)
        if (!(taken >> i & 1)) k->term[n++] = k->term[i];
    k->term[n++] = last ? k->p->out : sort_term(k->p, left);
    k->n = n;
    buf_puts(&current, "->");
    put_term(&current, k->p, &k->term[n - 1]);
    for (int i = 0; i < k->p->nlabels; i++) scale += (int)(all >> i & 1);
    k->cost += flops(k->p, all, all != left, count);
    k->largest = fmax(k->largest, size_of(k->p, left));
    if (scale > k->scale) k->scale = scale;
    put_row(k, scale, &current);
    buf_free(&current);
}

static void put_head(const ledger *k, buf *out) {
    const nd_einsum_plan *p = k->p;
    uint64_t              all = 0;
    int                   members = 0;
    buf_puts(out, "  Complete contraction:  ");
    for (int i = 0; i < p->nops; i++) {
        uint64_t set = nd_einsum_set(&p->in[i]);
        all |= set;
        for (int b = 0; b < p->nlabels; b++) members += (int)(set >> b & 1);
        if (i) buf_putc(out, ',');
        put_term(out, p, &p->in[i]);
    }
    double naive = flops(p, all, members - p->nlabels > 0, p->nops), cost = k->cost + 1;
    buf_puts(out, "->");
    put_term(out, p, &p->out);
    buf_printf(out, "\n         Naive scaling:  %d\n     Optimized scaling:  %d\n", p->nlabels, k->scale);
    buf_printf(out, "      Naive FLOP count:  %.3e\n  Optimized FLOP count:  %.3e\n", naive, cost);
    buf_printf(out, "   Theoretical speedup:  %3.3f\n  Largest intermediate:  %.3e elements\n", naive / cost, k->largest);
    for (int i = 0; i < 74; i++) buf_putc(out, '-');
    buf_printf(out, "\n%6s %24s %40s\n", "scaling", "current", "remaining");
    for (int i = 0; i < 74; i++) buf_putc(out, '-');
}

err_code nd_einsum_explain(const char *subscripts, int n, nd_array *const *ops, const nd_einsum_order *order,
                           nd_einsum_path *path, buf *table, err *e) {
    nd_einsum_plan p = {.nops = n};
    err_code       code = nd_einsum_parse(&p, subscripts, ops, 'p', e);
    if (!code) code = nd_einsum_measure(&p, ops, NULL, 'p', e);
    if (!code) code = nd_einsum_find_path(&p, order, path, e);
    if (code) return code;
    ledger k = {.p = &p, .n = n};
    memcpy(k.term, p.in, sizeof k.term);
    buf_init(&k.rows);
    for (int s = 0; s < path->n; s++) take_step(&k, path->at[s], path->count[s], s == path->n - 1);
    put_head(&k, table);
    buf_puts(table, k.rows.text);
    bool failed = buf_failed(&k.rows);
    buf_free(&k.rows);
    return failed || buf_failed(table) ? err_set(e, ERR_MEMORY, "not enough memory for text") : ERR_OK;
}
