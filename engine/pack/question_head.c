/* pack/question_head.c: the head's values, checked one by one, and the cases that follow from them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pack/question.h"

enum { K_ID, K_SHORT, K_TITLE, K_LEVEL, K_KIND, K_CONCEPTS, K_PAR, K_GIVEN, K_OUTPUTS, K_SIZES, K_SEED };

/* --- the head's values ------------------------------------------------------------------------- */

static bool is_name(const char *s, size_t n, size_t most, const char *also) {
    if (n == 0 || n > most || !isalnum((unsigned char)s[0])) return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)s[i]) && !strchr(also, s[i])) return false;
    return true;
}

static const head_field *need(draft *d, int key) { return d->head[key].value ? &d->head[key] : NULL; }

/* Give *to the text, in place of what a follow-up took from its question. */
static void set_text(draft *d, char **to, const char *text) {
    mem_free(*to);
    *to = pack_copy(d->f, text, strlen(text));
}

static void read_name(draft *d, int key, size_t most, char **to) {
    const head_field *h = need(d, key);
    if (!h) return;
    if (key == K_ID) d->q->id_line = h->line;
    if (key == K_SHORT) d->q->short_line = h->line;
    if (!is_name(h->value, strlen(h->value), most, "-"))
        pack_fault(d->f, d->file, h->line, "'%s' is letters, digits and -, at most %zu", h->key, most);
    else set_text(d, to, h->value);
}

/* coding-06 and "nan" make coding-06+nan; C6 and the second follow-up make C6+2. */
static void name_follow_up(draft *d) {
    const head_field *h = need(d, K_ID);
    char             *own = NULL;
    buf               id, brief;
    read_name(d, K_ID, 20, &own);
    if (!own) return;
    buf_init(&id);
    buf_init(&brief);
    buf_printf(&id, "%s+%s", d->parent->id, own);
    buf_printf(&brief, "%s+%d", d->parent->short_id, d->number);
    if (id.n > 40) pack_fault(d->f, d->file, h->line, "the ids of the question and of its follow-up have more than 39 letters together");
    if (brief.n > 12) pack_fault(d->f, d->file, h->line, "a question with follow-ups has a short name of at most 10 letters");
    if (own[0] >= '0' && own[0] <= '9') pack_fault(d->f, d->file, h->line, "the id of a follow-up begins with a letter: its number follows from its place");
    d->q->id = pack_draft_take(d, &id);
    d->q->short_id = pack_draft_take(d, &brief);
    mem_free(own);
}

static void read_title(draft *d) {
    const head_field *h = need(d, K_TITLE);
    if (!h) return;
    if (pack_text_length(h->value) > 60) pack_fault(d->f, d->file, h->line, "the title has more than 60 characters");
    else set_text(d, &d->q->title, h->value);
}

static const char *const kinds[DRAFT_NKINDS] = {"code", "predict", "explain", "figure"};

const char *pack_kind_word(draft_kind kind) { return kinds[kind]; }

static bool read_kind(draft *d) {
    const head_field *h = need(d, K_KIND);
    const char       *word = h ? h->value : d->q->kind ? d->q->kind : kinds[DRAFT_CODE];
    for (int i = 0; i < DRAFT_NKINDS; i++) {
        if (strcmp(word, kinds[i]) != 0) continue;
        d->kind = (draft_kind)i;
        set_text(d, &d->q->kind, kinds[i]);
        return true;
    }
    pack_fault(d->f, d->file, h ? h->line : 1, "kind '%.40s' is not known: the kinds are code, predict, explain and figure", word);
    return false;
}

/* Keys that a question of its kind must have, or cannot have. */
static void check_keys(draft *d, int line) {
    static const int needed[] = {K_GIVEN, K_OUTPUTS, K_SIZES};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const head_field *h = &d->head[needed[i]];
        bool              may = d->kind == DRAFT_CODE || d->kind == DRAFT_FIGURE || (d->kind == DRAFT_PREDICT && needed[i] != K_SIZES);
        bool              must = may && !d->parent && !(d->kind == DRAFT_PREDICT && needed[i] == K_GIVEN);
        if (h->line && !may) pack_fault(d->f, d->file, h->line, "a question of kind %s has no '%s': take it out", kinds[d->kind], h->key);
        else if (!h->line && must) pack_fault(d->f, d->file, line, "the head has no '%s'", h->key);
    }
    static const int own[] = {K_SHORT, K_TITLE, K_LEVEL, K_PAR};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const head_field *h = &d->head[own[i]];
        if (!h->line && !d->parent) pack_fault(d->f, d->file, line, "the head has no '%s'", h->key);
        else if (h->line && d->parent && own[i] != K_PAR) pack_fault(d->f, d->file, h->line, "a follow-up has no '%s' of its own: take it out", h->key);
    }
}

/* m:ss */
static void read_par(draft *d) {
    const head_field *h = need(d, K_PAR);
    if (!h) return;
    char *end;
    long  m = strtol(h->value, &end, 10);
    bool  fine = isdigit((unsigned char)h->value[0]) && *end == ':' && isdigit((unsigned char)end[1]) && isdigit((unsigned char)end[2]) && !end[3] && m < 100;
    long  s = fine ? strtol(end + 1, NULL, 10) : 0;
    if (!fine || s > 59 || m * 60 + s == 0) pack_fault(d->f, d->file, h->line, "'par' is a time such as 1:30, below 100:00");
    else d->q->par_seconds = (int)(m * 60 + s);
}

static bool is_keyword(const char *s, size_t n) {
    static const char *const words[] = {"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
                                        "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while", "np", "plt"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0) return true;
    return false;
}

static bool is_variable(const char *s, size_t n) {
    if (n > 40 || isdigit((unsigned char)s[0])) return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)s[i]) && s[i] != '_') return false;
    return true;
}

static void add_word(buf *out, const char *word, size_t n) {
    if (out->n) buf_putc(out, ' ');
    buf_add(out, word, n);
}

char *pack_draft_take(draft *d, buf *b) {
    char *text = buf_failed(b) ? NULL : pack_copy(d->f, b->text, b->n);
    if (buf_failed(b)) pack_no_memory(d->f);
    buf_free(b);
    return text;
}

static bool has_word(const char *list, const char *word, size_t n) {
    size_t      length;
    const char *w;
    while ((w = pack_next_word(&list, &length)) != NULL)
        if (length == n && memcmp(w, word, n) == 0) return true;
    return false;
}

static void read_given(draft *d) {
    const head_field *h = need(d, K_GIVEN);
    if (!h) return;
    const char *s = h->value, *word;
    size_t      n, count = 0;
    buf         out;
    buf_init(&out);
    while ((word = pack_next_word(&s, &n)) != NULL) {
        if (!is_variable(word, n) || is_keyword(word, n))
            pack_fault(d->f, d->file, h->line, "'%.*s' cannot be a given name", n < 40 ? (int)n : 40, word);
        else if (has_word(out.text, word, n)) pack_fault(d->f, d->file, h->line, "'%.*s' is given twice", (int)n, word);
        else if (++count > PACK_MAX_GIVEN) pack_fault(d->f, d->file, h->line, "at most %d names can be given", PACK_MAX_GIVEN);
        else add_word(&out, word, n);
    }
    mem_free(d->q->given);
    d->q->given = pack_draft_take(d, &out);
}

static void read_words(draft *d, int key, char **to) {
    const head_field *h = need(d, key);
    const char       *s = h ? h->value : *to ? *to : "", *word;
    size_t            n;
    buf               out;
    buf_init(&out);
    while ((word = pack_next_word(&s, &n)) != NULL) {
        if (!is_name(word, n, 40, "-")) pack_fault(d->f, d->file, h->line, "'%.*s': a word is letters, digits and -", n < 40 ? (int)n : 40, word);
        else add_word(&out, word, n);
    }
    char *words = pack_draft_take(d, &out);
    mem_free(*to);
    *to = words;
}

/* "a; b" to one line each. */
static void read_outputs(draft *d) {
    const head_field *h = need(d, K_OUTPUTS);
    if (!h) return;
    size_t count = 0;
    buf    out;
    buf_init(&out);
    for (const char *s = h->value; *s;) {
        size_t n = strcspn(s, ";"), skip = strspn(s, " \t"), end = n;
        while (end > skip && (s[end - 1] == ' ' || s[end - 1] == '\t')) end--;
        if (end <= skip) pack_fault(d->f, d->file, h->line, "an output has no description");
        else if (++count > GRADE_MAX_OUTPUTS) pack_fault(d->f, d->file, h->line, "at most %d outputs", GRADE_MAX_OUTPUTS);
        else {
            if (out.n) buf_putc(&out, '\n');
            buf_add(&out, s + skip, end - skip);
        }
        s += n + (s[n] == ';');
    }
    mem_free(d->q->outputs);
    d->q->outputs = pack_draft_take(d, &out);
}

/* --- cases ------------------------------------------------------------------------------------------ */

/* FNV-1a: the streams of a question follow from its id, and stay. */
static uint32_t hash_id(const char *s) {
    uint32_t h = 2166136261u;
    for (; *s; s++) h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static bool read_count(const char *word, size_t n, uint64_t most, uint64_t *value) {
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isdigit((unsigned char)word[i])) return false;
        *value = *value * 10 + (uint64_t)(word[i] - '0');
        if (*value > most) return false;
    }
    return n > 0;
}

static uint32_t first_seed(draft *d) {
    const head_field *h = need(d, K_SEED);
    uint64_t          seed = 0;
    if (h && !read_count(h->value, strlen(h->value), UINT32_MAX, &seed))
        pack_fault(d->f, d->file, h->line, "'seed' is a whole number from 0 to %lu", (unsigned long)UINT32_MAX);
    return h ? (uint32_t)seed : hash_id(d->q->id ? d->q->id : "");
}

static void add_case(draft *d, uint32_t seed, int64_t n) {
    store_question *q = d->q;
    store_case     *more = pack_grow(d->f, q->cases, q->ncases, sizeof *more);
    if (!more) return;
    q->cases = more;
    int number = (int)q->ncases + 1;
    more[q->ncases++] = (store_case){.number = number, .seed = seed + (uint32_t)number, .n = n};
}

static void read_sizes(draft *d) {
    const head_field *h = need(d, K_SIZES);
    uint32_t          seed = first_seed(d);
    if (d->kind != DRAFT_EXPLAIN) add_case(d, seed, 0);
    if (d->kind != DRAFT_CODE && d->kind != DRAFT_FIGURE) return;
    if (!h) {
        for (size_t i = 1; d->parent && i < d->parent->ncases; i++) add_case(d, seed, d->parent->cases[i].n);
        return;
    }
    const char *s = h->value, *word;
    size_t      n;
    uint64_t    size;
    size_t faults_before = d->f->n;
    while ((word = pack_next_word(&s, &n)) != NULL) {
        if (!read_count(word, n, PACK_MAX_SIZE, &size))
            pack_fault(d->f, d->file, h->line, "'%.*s': a size is a whole number from 0 to %d", n < 40 ? (int)n : 40, word, PACK_MAX_SIZE);
        else if (d->q->ncases == PACK_MAX_CASES) {
            pack_fault(d->f, d->file, h->line, "a question has at most %d cases", PACK_MAX_CASES);
            return;
        } else add_case(d, seed, (int64_t)size);
    }
    if (d->f->n == faults_before && d->q->ncases < 1 + PACK_MIN_HIDDEN)
        pack_fault(d->f, d->file, h->line, "there are %zu sizes: a question has at least %d hidden cases", d->q->ncases - 1, PACK_MIN_HIDDEN);
}

size_t pack_question_head(draft *d, pack_piece text, int *line) {
    static const char *const keys[DRAFT_NKEYS] = {
        [K_ID] = "id",   [K_SHORT] = "short", [K_TITLE] = "title",     [K_LEVEL] = "level", [K_KIND] = "kind", [K_CONCEPTS] = "concepts",
        [K_PAR] = "par", [K_GIVEN] = "given", [K_OUTPUTS] = "outputs", [K_SIZES] = "sizes", [K_SEED] = "seed",
    };
    for (int i = 0; i < DRAFT_NKEYS; i++) d->head[i] = (head_field){.key = keys[i], .required = i == K_ID};
    size_t at = pack_head_read(text, d->file, d->head, DRAFT_NKEYS, line, d->f);
    if (at == 0) return 0;
    if (!read_kind(d)) return 0;
    check_keys(d, text.line);
    if (d->parent) name_follow_up(d);
    else read_name(d, K_ID, 40, &d->q->id);
    read_name(d, K_SHORT, 12, &d->q->short_id);
    read_name(d, K_LEVEL, 20, &d->q->level);
    read_title(d);
    read_words(d, K_CONCEPTS, &d->q->concepts);
    read_par(d);
    read_given(d);
    read_outputs(d);
    read_sizes(d);
    return at;
}
