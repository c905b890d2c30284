/* notation/targets.c: what gets a value: names, elements, places with several keys; =, its kin, and local.
 *
 * Every value that a local can have is noted, for plain.c, and every name that could be an answer.    */
#include "parse.h"

/* --- what an answer may end in ------------------------------------------------------ */

void notation_name_target(parser *p, uint32_t start, uint32_t end, uint32_t hash, int32_t var) {
    if (notation_room(p, (void **)&p->names, p->count.names, &p->room.names, sizeof *p->names))
        p->names[p->count.names++] = (target_name){ start, end - start, hash, var };
}

void notation_remember(parser *p, uint32_t first) {
    if (p->failed || p->functions > 0 || p->count.names == first) {
        p->count.names = first;
        return;
    }
    if (notation_room(p, (void **)&p->candidates, p->count.candidates, &p->room.candidates, sizeof *p->candidates))
        p->candidates[p->count.candidates++] = (candidate){ (int32_t)first, (int32_t)(p->count.names - first) };
}

static uint32_t hash_of(const parser *p, uint32_t start, uint32_t end) {
    uint32_t h = 2166136261u;
    for (uint32_t i = start; i < end; i++) h = (h ^ (unsigned char)p->lx.src[i]) * 16777619u;
    return h;
}

/* The name at the root of a, a[i].b, a.b[i]; nothing for f(x)[i]. */
static void remember_root(parser *p, int32_t i) {
    while (p->nodes[i].kind == N_FIELD || p->nodes[i].kind == N_INDEX) i = p->nodes[i].a;
    const node *n = &p->nodes[i];
    if (n->kind == N_NAME) notation_name_target(p, n->start, n->end, hash_of(p, n->start, n->end), n->var);
}

/* --- what is stored where ---------------------------------------------------------------- */

static bool gives_one_value(node_kind k) {
    return k == N_NIL || k == N_TRUE || k == N_FALSE || k == N_NUMBER || k == N_IMAGINARY || k == N_STRING || k == N_FUNCTION ||
           k == N_TABLE;
}

/* One value for several names, which may be a sequence. */
static bool is_unpacked(const parser *p, int32_t values, uint32_t nvalues, uint32_t targets) {
    return nvalues == 1 && targets > 1 && !gives_one_value((node_kind)p->nodes[values].kind);
}

void notation_note_store(parser *p, int32_t var, int32_t value, bool element) {
    if (var < 0 || p->failed) return;
    if (notation_room(p, (void **)&p->stores, p->count.stores, &p->room.stores, sizeof *p->stores))
        p->stores[p->count.stores++] = (store_note){ var, value, element };
}

/* A name, or an element of what a name holds. */
static void note_target(parser *p, int32_t target, int32_t value) {
    const node *t = &p->nodes[target];
    bool        element = t->kind == N_INDEX || t->kind == N_FIELD;
    const node *base = element ? &p->nodes[t->a] : t;
    if (base->kind == N_NAME) notation_note_store(p, base->var, value, element);
}

/* The k-th of n values; past the last one nil, or anything where a call or ... ends them. */
static int32_t value_at(const parser *p, int32_t values, uint32_t n, uint32_t k) {
    int32_t v = values;
    for (uint32_t i = 0; i < k && i + 1 < n; i++) v = p->nodes[v].next;
    if (k < n) return v;
    node_kind last = (node_kind)p->nodes[v].kind;
    return last == N_CALL || last == N_METHOD || last == N_VARARG || last == N_LSEL ? STORE_UNKNOWN : STORE_NIL;
}

/* --- assignments ---------------------------------------------------------------------- */

/* f(x) and, on a line of its own, (a, b) = v: Lua reads one call. Where its bracket stands, or NONE. */
static uint32_t bracket_below(const parser *p, const node *n) {
    uint32_t at = n->kind == N_CALL && n->flags & F_PAREN_CALL ? p->nodes[n->a].end : p->lx.n;
    bool     below = false;
    for (; at < p->lx.n && p->lx.src[at] != '('; at++) below = below || p->lx.src[at] == '\n';
    return below ? at : NONE;
}

static bool check_target(parser *p, int32_t i) {
    if (p->failed) return false;
    if (p->nodes[i].kind == N_LSEL) notation_as_index(p, i);
    const node *n = &p->nodes[i];
    if (n->kind == N_INDEX || n->kind == N_FIELD) return true;
    if (n->kind != N_NAME) {
        uint32_t below = bracket_below(p, n);
        if (below != NONE) notation_fail_at(p, below, below + 1, "this bracket goes on with the line before it");
        notation_fail_at(p, n->start, n->end, "cannot assign to this");
        return false;
    }
    if (n->var < 0) return true;
    local_var *v = &p->vars[n->var];
    v->assigned = true;
    if (v->fixed) notation_fail_at(p, n->start, n->end, "cannot assign to the constant '%.*s'", (int)(n->end - n->start),
                                   p->lx.src + n->start);
    return !p->failed;
}

void notation_wrap(parser *p, node_kind kind, int32_t values, uint32_t targets) {
    if (p->failed) return;
    int32_t i = notation_node(p, kind, p->nodes[values].start);
    if (i < 0) return;
    p->nodes[i].a = values;
    p->nodes[i].n = targets;
}

static void unpack_values(parser *p, int32_t values, uint32_t nvalues, uint32_t targets) {
    if (!p->failed && is_unpacked(p, values, nvalues, targets)) notation_wrap(p, N_UNPACK, values, targets);
}

/* What stands in p->words from `words` on says how the targets are nested. */
static void wrap_nested(parser *p, int32_t values, uint32_t words) {
    int32_t i = notation_node(p, N_UNPACK, p->nodes[values].start);
    if (i < 0) return;
    p->nodes[i].a = values;
    p->nodes[i].at = words;
    p->nodes[i].at2 = (uint32_t)p->words->n;
    if (buf_failed(p->words)) p->memory = true;
}

/* A byte of the source that is written as a comma (comma) or as a space. */
static void replace_byte(parser *p, uint32_t at, bool comma) {
    int32_t i = p->failed ? -1 : notation_node(p, N_COMMA, at);
    if (i < 0) return;
    p->nodes[i].end = at + 1;
    p->nodes[i].n = comma;
}

/* (a, b) = f() and [a, b] = f(): the names inside are the targets. */
static bool open_targets(parser *p, int32_t *targets, uint32_t *n) {
    node *t = &p->nodes[*targets];
    if ((t->kind != N_TUPLE && t->kind != N_LIST) || t->n == 0) return false;
    uint32_t places[3] = { t->start, t->end - 1, t->at2 };
    t->flags |= F_DONE;
    *n = t->n;
    *targets = t->a;
    for (int k = 0; k < 3; k++)
        if (places[k] != NONE) replace_byte(p, places[k], false);
    return true;
}

static bool is_nested(const parser *p, int32_t targets) {
    for (int32_t t = targets; t >= 0; t = p->nodes[t].next)
        if ((p->nodes[t].kind == N_TUPLE || p->nodes[t].kind == N_LIST) && p->nodes[t].n > 0) return true;
    return false;
}

/* fig, (a, b) = v: the names inside take their place among the targets. How they stood goes into p->words: x(xx). */
static void flatten_targets(parser *p, int32_t *targets, uint32_t *n) {
    int32_t before = -1;
    *n = 0;
    for (int32_t t = *targets; t >= 0 && !p->failed;) {
        int32_t  inner = p->nodes[t].a, next = p->nodes[t].next;
        uint32_t count = 1;
        bool     nested = (p->nodes[t].kind == N_TUPLE || p->nodes[t].kind == N_LIST) && p->nodes[t].n > 0;
        if (nested) {
            int32_t  alone = t;
            uint32_t one = 1;
            open_targets(p, &alone, &one);
            buf_putc(p->words, '(');
            flatten_targets(p, &inner, &count);
            buf_putc(p->words, ')');
            if (before < 0) *targets = inner;
            else p->nodes[before].next = inner;
            for (t = inner; p->nodes[t].next >= 0;) t = p->nodes[t].next;
            p->nodes[t].next = next;
        } else {
            buf_putc(p->words, 'x');
        }
        before = t, t = next;
        *n += count;
    }
}

/* x = y = v: what was read as a value is one more target. How many there are. */
static uint32_t chain_targets(parser *p, uint32_t equals, int32_t last, int32_t *values, uint32_t *nvalues) {
    uint32_t n = 1;
    while (!p->failed && p->tok.kind == T_ASSIGN && *nvalues == 1 && check_target(p, *values)) {
        p->extended = true;
        p->nodes[last].next = *values;
        last = *values;
        replace_byte(p, equals, true);
        equals = p->tok.start;
        notation_advance(p);
        *values = notation_expr_list(p, nvalues);
        n++;
    }
    if (n > 1 && *nvalues > 1) notation_fail_at(p, p->nodes[*values].start, p->prev_end, "a tuple stands in parentheses here");
    if (n > 1) notation_wrap(p, N_SAME, *values, n);
    return n;
}

/* tok is the first =. */
void notation_assign(parser *p, int32_t targets, uint32_t n) {
    uint32_t equals = p->tok.start, nvalues = 0, first = p->count.names, chain = 1, words = (uint32_t)p->words->n;
    bool     bracketed = n == 1 && open_targets(p, &targets, &n), nested = is_nested(p, targets);
    if (nested) flatten_targets(p, &targets, &n);
    for (int32_t t = targets; t >= 0; t = p->nodes[t].next)
        if (!check_target(p, t)) return;
    notation_advance(p);
    p->want_list = false;
    int32_t values = notation_expr_list(p, &nvalues);
    if (n == 1 && !bracketed && !nested) chain = chain_targets(p, equals, targets, &values, &nvalues);
    if (p->failed) return;
    if (nested) wrap_nested(p, values, words);
    else if (bracketed && nvalues == 1) notation_wrap(p, N_UNPACK, values, n);
    else if (chain == 1) unpack_values(p, values, nvalues, n);
    bool unpacked = nested || chain > 1 || is_unpacked(p, values, nvalues, n);
    uint32_t k = 0;
    for (int32_t t = targets; t >= 0; t = p->nodes[t].next, k++) {
        note_target(p, t, unpacked || bracketed ? STORE_UNKNOWN : value_at(p, values, nvalues, k));
        if (chain == 1 || t == targets) remember_root(p, t);
    }
    notation_remember(p, first);
    int32_t i = notation_node(p, N_ASSIGN, p->failed ? 0 : p->nodes[targets].start);
    if (i < 0) return;
    p->nodes[i].a = targets;
    p->nodes[i].b = values;
    p->nodes[i].n = nvalues;
    p->nodes[i].at = equals;
}

void notation_augment(parser *p, int32_t target) {
    token op = p->tok;
    if (!check_target(p, target)) return;
    p->extended = true;
    notation_advance(p);
    p->want_list = true;
    int32_t value = notation_expr(p);
    if (p->failed) return;
    uint32_t first = p->count.names;
    note_target(p, target, op.kind == T_IMATMUL ? STORE_UNKNOWN : value);
    remember_root(p, target);
    notation_remember(p, first);
    int32_t i = notation_node(p, N_AUG, p->failed ? 0 : p->nodes[target].start);
    if (i < 0) return;
    node *n = &p->nodes[i];
    n->a = target;
    n->b = value;
    n->op = (unsigned char)op.kind;
    n->at = op.start;
    n->at2 = op.end;
}

/* --- local ------------------------------------------------------------------------------- */

typedef struct attribute { bool fixed, close; } attribute;

static attribute take_attribute(parser *p) {
    token name;
    if (!notation_accept(p, T_LT)) return (attribute){ false, false };
    if (!notation_take_name(p, &name, false)) return (attribute){ false, false };
    bool close = notation_text_is(p, name.start, name.end - name.start, "close");
    bool constant = notation_text_is(p, name.start, name.end - name.start, "const");
    if (!close && !constant) notation_fail_at(p, name.start, name.end, "unknown attribute: <const> and <close> are known");
    notation_expect(p, T_GT, "'>' expected");
    notation_skip_hash(p);
    return (attribute){ true, close };
}

/* Names are kept beside the candidates until the values are read. */
void notation_local_names(parser *p) {
    uint32_t first = p->count.names, n = 0, nvalues = 0, closes = 0;
    uint64_t fixed[4] = { 0 };
    do {
        token name;
        if (!notation_take_name(p, &name, false)) return;
        attribute a = take_attribute(p);
        if (a.close && closes++) notation_fail_at(p, name.start, name.end, "only one <close> variable in a list");
        if (a.fixed && n < 256) fixed[n / 64] |= UINT64_C(1) << (n % 64);
        notation_name_target(p, name.start, name.end, name.hash, -1);
        n++;
    } while (!p->failed && notation_accept(p, T_COMMA));
    bool has_values = notation_accept(p, T_ASSIGN);
    int32_t values = -1;
    if (has_values) {
        uint32_t held = p->count.names;
        values = notation_expr_list(p, &nvalues);
        unpack_values(p, values, nvalues, n);
        if (!p->failed) p->count.names = held;
    }
    for (uint32_t i = 0; i < n && !p->failed; i++) {
        target_name *t = &p->names[first + i];
        t->var = notation_declare(p, &(token){ .kind = T_NAME, .start = t->start, .end = t->start + t->len, .hash = t->hash });
        if (p->failed) break;
        if (i < 256) p->vars[t->var].fixed = fixed[i / 64] >> (i % 64) & 1;
        bool unpacked = has_values && is_unpacked(p, values, nvalues, n);
        p->vars[t->var].stored = p->vars[t->var].plain = p->vars[t->var].plain_items = true;
        notation_note_store(p, t->var, !has_values ? STORE_NIL : unpacked ? STORE_UNKNOWN : value_at(p, values, nvalues, i), false);
    }
    if (has_values) notation_remember(p, first);
    else p->count.names = first;
}
