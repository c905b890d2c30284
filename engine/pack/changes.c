/* pack/changes.c: what another version of a pack changes: for a reader, and for the answers that are stored. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "pack/pack_int.h"

/* --- one question ----------------------------------------------------------------------------------- */

static void name_change(buf *what, const char *word) {
    if (what->n) buf_puts(what, ", ");
    buf_puts(what, word);
}

static void compare_text(buf *what, const char *a, const char *b, const char *word) {
    if (strcmp(a, b) != 0) name_change(what, word);
}

static bool same_sizes(const store_question *a, const store_question *b) {
    if (a->ncases != b->ncases) return false;
    for (size_t i = 0; i < a->ncases; i++)
        if (a->cases[i].n != b->cases[i].n || a->cases[i].seed != b->cases[i].seed) return false;
    return true;
}

static bool same_expected(const store_case *a, const store_case *b) {
    if (a->nexpected != b->nexpected) return false;
    for (size_t i = 0; i < a->nexpected; i++)
        if (a->expected[i].n != b->expected[i].n || memcmp(a->expected[i].bytes, b->expected[i].bytes, a->expected[i].n) != 0) return false;
    return true;
}

/* Only where inputs are the same does it say more than they do. */
static bool same_values(const store_question *a, const store_question *b) {
    for (size_t i = 0; i < a->ncases && i < b->ncases; i++)
        if (!same_expected(&a->cases[i], &b->cases[i])) return false;
    return true;
}

/* The parts of a kind, in order. */
static bool same_parts(const store_question *a, const store_question *b, store_part_kind kind) {
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a->nparts && a->parts[i].kind != kind) i++;
        while (j < b->nparts && b->parts[j].kind != kind) j++;
        if (i == a->nparts || j == b->nparts) return i == a->nparts && j == b->nparts;
        if (strcmp(a->parts[i].title, b->parts[j].title) != 0 || strcmp(a->parts[i].text, b->parts[j].text) != 0) return false;
    }
}

static void compare_checks(const store_question *a, const store_question *b, buf *what) {
    compare_text(what, a->kind, b->kind, "kind");
    compare_text(what, a->given, b->given, "given names");
    compare_text(what, a->outputs, b->outputs, "outputs");
    compare_text(what, a->checks, b->checks, "Checks");
    compare_text(what, a->shown, b->shown, "Given");
    compare_text(what, a->hidden, b->hidden, "Cases");
    if (!same_sizes(a, b)) name_change(what, "sizes");
    if (!same_parts(a, b, STORE_PROGRAM)) name_change(what, "Program");
    if (!same_parts(a, b, STORE_POINT)) name_change(what, "Points");
    if (what->n == 0 && !same_values(a, b)) name_change(what, "what is expected");
}

static void compare_words(const store_question *a, const store_question *b, buf *what) {
    static const struct { store_part_kind kind; const char *word; } parts[] = {
        {STORE_HINT, "Hints"}, {STORE_ROUTE, "Answers"}, {STORE_WRONG, "Wrong"}, {STORE_CONCEPT, "Concept"}, {STORE_EXAMPLE, "Example"},
        {STORE_PRACTICE, "Best practice"}, {STORE_NUMPY, "NumPy"}, {STORE_SAY, "Say"}, {STORE_MODEL, "Model answer"}};
    compare_text(what, a->short_id, b->short_id, "short name");
    compare_text(what, a->title, b->title, "title");
    compare_text(what, a->level, b->level, "level");
    compare_text(what, a->concepts, b->concepts, "concepts");
    compare_text(what, a->prompt, b->prompt, "prompt");
    compare_text(what, a->starter, b->starter, "Starter");
    if (a->par_seconds != b->par_seconds) name_change(what, "par");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!same_parts(a, b, parts[i].kind)) name_change(what, parts[i].word);
}

pack_change pack_compare_question(const store_question *a, const store_question *b, buf *what) {
    compare_checks(a, b, what);
    if (what->n) return PACK_CHECKS;
    compare_words(a, b, what);
    return what->n ? PACK_WORDS : PACK_SAME;
}

/* --- two packs ------------------------------------------------------------------------------------------ */

const store_question *pack_find(const pack *p, const char *id) {
    for (size_t i = 0; p && i < p->n; i++)
        if (strcasecmp(p->question[i]->id, id) == 0) return p->question[i];
    return NULL;
}

err_code pack_compare(const pack *old, const pack *new, pack_changed each, void *user, err *e) {
    buf what;
    buf_init(&what);
    for (size_t i = 0; i < new->n && !buf_failed(&what); i++) {
        const store_question *q = new->question[i], *before = pack_find(old, q->id);
        buf_clear(&what);
        pack_change change = before ? pack_compare_question(before, q, &what) : PACK_ADDED;
        if (change != PACK_SAME) each(user, q->id, change, what.n ? what.text : "");
    }
    bool failed = buf_failed(&what);
    buf_free(&what);
    for (size_t i = 0; old && i < old->n; i++)
        if (!pack_find(new, old->question[i]->id)) each(user, old->question[i]->id, PACK_REMOVED, "");
    return failed ? err_set(e, ERR_MEMORY, "no memory to compare") : ERR_OK;
}

const char *pack_change_word(pack_change c) {
    static const char *const words[] = {[PACK_SAME] = "same", [PACK_ADDED] = "new", [PACK_REMOVED] = "gone", [PACK_CHECKS] = "checks", [PACK_WORDS] = "text"};
    return words[c];
}

/* --- what is stored ----------------------------------------------------------------------------------------- */

typedef struct collect {
    pack  *p;
    faults f;
} collect;

static bool collect_id(const char *id, void *user) {
    collect *c = user;
    char   **more = pack_grow(&c->f, c->p->file, c->p->n, sizeof *more);
    if (!more) return false;
    c->p->file = more;
    more[c->p->n] = pack_copy(&c->f, id, strlen(id));
    if (more[c->p->n]) c->p->n++;
    return !c->f.no_memory;
}

static bool collect_about(const store_pack_line *l, void *user) {
    collect *c = user;
    if (strcmp(l->name, c->p->folder) != 0) return true;
    c->p->about = (store_pack){pack_copy(&c->f, l->name, strlen(l->name)), pack_copy(&c->f, l->version, strlen(l->version)),
                               pack_copy(&c->f, l->digest, strlen(l->digest)), pack_copy(&c->f, l->title, strlen(l->title))};
    return false;
}

static err_code read_questions(store *s, pack *p, err *e) {
    size_t n = p->n;
    p->n = 0;
    p->question = mem_zalloc(n ? n : 1, sizeof *p->question, e);
    if (!p->question) return ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        p->question[i] = store_question_get(s, p->file[i], e);
        if (p->question[i]) p->n = i + 1;
        else {
            for (size_t k = i; k < n; k++) mem_free(p->file[k]);
            return e ? e->code : ERR_DATABASE;
        }
    }
    return ERR_OK;
}

pack *pack_from_store(store *s, const char *name, err *e) {
    collect c = {.p = mem_zalloc(1, sizeof *c.p, e)};
    if (!c.p) return NULL;
    c.p->folder = pack_copy(&c.f, name, strlen(name));
    err_code code = c.f.no_memory ? err_set(e, ERR_MEMORY, "no memory for a pack") : store_packs(s, collect_about, &c, e);
    if (code == ERR_OK && !c.p->about.name && !c.f.no_memory) code = err_set(e, ERR_KEY, "there is no pack %.60s: ndrill pack list shows them", name);
    if (code == ERR_OK) code = store_pack_questions(s, name, collect_id, &c, e);
    if (code == ERR_OK && c.f.no_memory) code = err_set(e, ERR_MEMORY, "no memory for a pack");
    if (code == ERR_OK) code = read_questions(s, c.p, e);
    else
        for (; c.p->n > 0; c.p->n--) mem_free(c.p->file[c.p->n - 1]);
    if (code == ERR_OK) return c.p;
    pack_free(c.p);
    return NULL;
}
