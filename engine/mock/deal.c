/* mock/deal.c: "2b,2i,1a" to questions: by chance from those that were dealt longest ago.
 *
 * Of a level, questions that were never dealt nor tried come first, in an order that the seed shuffles; then
 * the ones of the longest-gone interview, and so on. The same seed on the same history deals the same.       */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "mock/mock_int.h"

typedef struct card {
    char    *id, *level;
    int64_t  mock, at;
    uint64_t chance;
    bool     taken;
} card;

typedef struct deck {
    card    *card;
    size_t   n, room;
    uint64_t seed;
    bool     no_memory;
} deck;

/* A number for each seed and id, on every machine the same: FNV-1a, then the end of splitmix64. A question that joins the pack
 * does not shuffle the others anew. */
static uint64_t chance_of(uint64_t seed, const char *id) {
    uint64_t z = 0xCBF29CE484222325u ^ seed * 0x9E3779B97F4A7C15u;
    for (const unsigned char *s = (const unsigned char *)id; *s; s++) z = (z ^ *s) * 0x100000001B3u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static bool add_card(const store_dealt *d, void *user) {
    deck *k = user;
    if (k->n == k->room) {
        card *more = mem_resize(k->card, k->room ? k->room * 2 : 64, sizeof *more, NULL);
        if (!more) return !(k->no_memory = true);
        k->card = more;
        k->room = k->room ? k->room * 2 : 64;
    }
    card *c = &k->card[k->n++];
    *c = (card){mem_strdup(d->id, NULL), mem_strdup(d->level, NULL), d->mock, d->at, chance_of(k->seed, d->id), false};
    k->no_memory = !c->id || !c->level;
    return !k->no_memory;
}

static bool comes_before(const card *a, const card *b) {
    if (a->mock != b->mock) return a->mock < b->mock;
    if ((a->at == 0) != (b->at == 0)) return a->at == 0;
    return a->chance < b->chance;
}

static card *draw(deck *k, const char *level) {
    card *best = NULL;
    for (size_t i = 0; i < k->n; i++) {
        card *c = &k->card[i];
        if (!c->taken && strcasecmp(c->level, level) == 0 && (!best || comes_before(c, best))) best = c;
    }
    if (best) best->taken = true;
    return best;
}

/* --- the mix ------------------------------------------------------------------------------------ */

static size_t count_level(const deck *k, const char *level) {
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++) n += strcasecmp(k->card[i].level, level) == 0;
    return n;
}

static void list_levels(const deck *k, buf *out) {
    for (size_t i = 0; i < k->n; i++) {
        bool first = true;
        for (size_t j = 0; j < i && first; j++) first = strcasecmp(k->card[j].level, k->card[i].level) != 0;
        if (first) buf_printf(out, "%s%s (%zu)", out->n ? ", " : "", k->card[i].level, count_level(k, k->card[i].level));
    }
}

/* The one level that begins with word, NULL when there is none or more than one. */
static const char *find_level(const deck *k, const char *word, size_t n) {
    const char *found = NULL;
    for (size_t i = 0; i < k->n; i++) {
        const char *level = k->card[i].level;
        if (strncasecmp(level, word, n) != 0) continue;
        if (found && strcasecmp(found, level) != 0 && strlen(found) != n && strlen(level) != n) return NULL;
        if (!found || strlen(level) == n) found = level;
    }
    return found;
}

/* "2b" to two cards. */
static err_code deal_one(deck *k, const char **s, size_t *n, char **id, err *e) {
    size_t count = 0;
    for (; isdigit((unsigned char)**s) && count < 1000; ++*s) count = count * 10 + (size_t)(**s - '0');
    size_t letters = strcspn(*s, ", ");
    buf    levels;
    buf_init(&levels);
    list_levels(k, &levels);
    const char *level = letters ? find_level(k, *s, letters) : NULL;
    err_code    code = ERR_OK;
    if (!count || !level)
        code = err_set(e, ERR_VALUE, "the mix is numbers with the first letters of a level, like " MOCK_MIX "; not '%.20s'; there are %s", *s,
                       levels.n ? levels.text : "no questions");
    else if (count > count_level(k, level))
        code = err_set(e, ERR_VALUE, "there are not %zu questions of level %s: there are %s", count, level, levels.text);
    else if (*n + count > MOCK_MAX_QUESTIONS)
        code = err_set(e, ERR_VALUE, "an interview has at most %d questions", MOCK_MAX_QUESTIONS);
    for (; code == ERR_OK && count > 0; count--) {
        card *c = draw(k, level);
        if (!c) code = err_set(e, ERR_VALUE, "there are not so many questions of level %s: there are %s", level, levels.text);
        else id[(*n)++] = mem_strdup(c->id, NULL);
    }
    buf_free(&levels);
    *s += letters;
    return code;
}

static err_code deal_mix(deck *k, const char *mix, size_t *n, char **id, err *e) {
    err_code code = ERR_OK;
    for (const char *s = mix; code == ERR_OK;) {
        s += strspn(s, ", ");
        if (!*s) break;
        code = deal_one(k, &s, n, id, e);
    }
    for (size_t i = 0; code == ERR_OK && i < *n; i++)
        if (!id[i]) code = err_set(e, ERR_MEMORY, "no memory for the questions");
    if (code == ERR_OK && *n == 0) code = err_set(e, ERR_VALUE, "the mix is empty: name levels, like " MOCK_MIX);
    return code;
}

void mock_deal_free(size_t n, char **id) {
    for (size_t i = 0; i < n && id; i++) mem_free(id[i]);
    mem_free(id);
}

err_code mock_deal(store *s, const mock_wish *w, size_t *n, char ***id, err *e) {
    deck k = {.seed = (uint64_t)w->seed};
    *n = 0;
    *id = mem_zalloc(MOCK_MAX_QUESTIONS, sizeof **id, e);
    err_code code = *id ? store_mock_dealt(s, w->pack, add_card, &k, e) : ERR_MEMORY;
    if (code == ERR_OK && k.no_memory) code = err_set(e, ERR_MEMORY, "no memory for the questions");
    if (code == ERR_OK && k.n == 0 && w->pack[0])
        code = err_set(e, ERR_VALUE, "there is no pack '%.40s' with questions: ndrill list shows what there is", w->pack);
    if (code == ERR_OK) code = deal_mix(&k, w->mix, n, *id, e);
    for (size_t i = 0; i < k.n; i++) {
        mem_free(k.card[i].id);
        mem_free(k.card[i].level);
    }
    mem_free(k.card);
    if (code != ERR_OK) {
        mock_deal_free(*n, *id);
        *id = NULL;
        *n = 0;
    }
    return code;
}
