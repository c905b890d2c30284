/* pack/question_parts.c: the parts of a question file: what may stand below each heading, and where it goes. */
#include <string.h>

#include "base/mem.h"
#include "pack/question.h"

/* --- parts --------------------------------------------------------------------------------------------- */

typedef enum body_kind { BODY_CODE, BODY_LIST, BODY_STEPS, BODY_PROSE, BODY_ANY } body_kind;

typedef enum part_name {
    P_GIVEN, P_CASES, P_PROGRAM, P_STARTER, P_CHECKS, P_ANSWER, P_WRONG, P_POINTS, P_MODEL, P_HINTS, P_CONCEPT, P_EXAMPLE, P_PRACTICE, P_NUMPY,
    P_SAY, P_EXCUSED, NPART_NAMES
} part_name;

#define NO (-1)

/* A figure is asked for as code is. */
enum { FORM_CODE, FORM_PREDICT, FORM_EXPLAIN, NFORMS };

/* least: how many there must be in a question of each form; NO: there is no such part. after: how many in a follow-up,
 * which has the rest from its question. */
static const struct part_form {
    const char     *name;
    body_kind       body;
    bool            titled, many;
    signed char     least[NFORMS], after;
    store_part_kind kind;
} forms[NPART_NAMES] = {
    /*                                             code             predict          explain */
    [P_GIVEN] = {"Given", BODY_CODE, false, false, {1,               0,               NO}, 0, 0},
    [P_CASES] = {"Cases", BODY_CODE, false, false, {1,               NO,              NO}, 0, 0},
    [P_PROGRAM] = {"Program", BODY_CODE, false, false, {NO,          1,               NO}, 1, STORE_PROGRAM},
    [P_STARTER] = {"Starter", BODY_CODE, false, false, {0,           NO,              NO}, 0, 0},
    [P_CHECKS] = {"Checks", BODY_LIST, false, false, {0,             0,               NO}, 0, 0},
    [P_ANSWER] = {"Answer", BODY_CODE, true, true, {PACK_MIN_ROUTES, 1,               NO}, 1, STORE_ROUTE},
    [P_WRONG] = {"Wrong", BODY_CODE, true, true,   {PACK_MIN_WRONG,  PACK_MIN_WRONG,  1},  1, STORE_WRONG},
    [P_POINTS] = {"Points", BODY_LIST, false, false, {NO,            NO,              1},  1, STORE_POINT},
    [P_MODEL] = {"Model answer", BODY_PROSE, false, false, {NO,      NO,              1},  1, STORE_MODEL},
    [P_HINTS] = {"Hints", BODY_STEPS, false, false, {1,              1,               1},  0, STORE_HINT},
    [P_CONCEPT] = {"Concept", BODY_PROSE, false, false, {1,          1,               0},  0, STORE_CONCEPT},
    [P_EXAMPLE] = {"Example", BODY_ANY, false, false, {1,            1,               0},  0, STORE_EXAMPLE},
    [P_PRACTICE] = {"Best practice", BODY_PROSE, false, false, {1,   1,               0},  0, STORE_PRACTICE},
    [P_NUMPY] = {"NumPy", BODY_CODE, false, false, {1,               1,               NO}, 1, STORE_NUMPY},
    [P_SAY] = {"Say", BODY_LIST, true, true,       {0,               0,               0},  0, STORE_SAY},
    [P_EXCUSED] = {"Excused", BODY_LIST, false, false, {0,           0,               NO}, 0, 0},
};

static int least_of(const draft *d, const struct part_form *form) {
    static const int columns[DRAFT_NKINDS] = {[DRAFT_CODE] = FORM_CODE, [DRAFT_PREDICT] = FORM_PREDICT, [DRAFT_EXPLAIN] = FORM_EXPLAIN, [DRAFT_FIGURE] = FORM_CODE};
    return form->least[columns[d->kind]];
}

/* A heading and the blocks below it. */
typedef struct section {
    const block *heading;
    const block *body;
    size_t       n;
    char         name[24];
    const char  *title;               /* in the heading's text */
} section;

static void split_heading(const block *b, section *s) {
    const char *text = b->text.text;
    size_t      n = strcspn(text, ":");
    s->title = text[n] == ':' ? text + n + 1 : text + n;
    s->title += strspn(s->title, " ");
    while (n && text[n - 1] == ' ') n--;
    n = n < sizeof s->name ? n : sizeof s->name - 1;
    memcpy(s->name, text, n);
    s->name[n] = '\0';
}

static part_name find_form(draft *d, const section *s) {
    for (int i = 0; i < NPART_NAMES; i++) {
        if (strcmp(forms[i].name, s->name) != 0) continue;
        if (least_of(d, &forms[i]) >= 0) return (part_name)i;
        pack_fault(d->f, d->file, s->heading->line, "a question of kind %s has no part '%s': take it out", pack_kind_word(d->kind), s->name);
        return NPART_NAMES;
    }
    buf known;
    buf_init(&known);
    for (int i = 0; i < NPART_NAMES; i++)
        if (least_of(d, &forms[i]) >= 0) buf_printf(&known, "%s%s", known.n ? ", " : "", forms[i].name);
    pack_fault(d->f, d->file, s->heading->line, "there is no part '%s': the parts are %s", s->name, known.text);
    buf_free(&known);
    return NPART_NAMES;
}

/* A wrong explanation is text. */
static body_kind body_of(const draft *d, const struct part_form *form) {
    return d->kind == DRAFT_EXPLAIN && form->kind == STORE_WRONG ? BODY_PROSE : form->body;
}

static bool check_body(draft *d, const section *s, const struct part_form *form) {
    static const char *const words[] = {[BODY_CODE] = "one block of code", [BODY_LIST] = "a list, each item begun with -",
                                        [BODY_STEPS] = "a list, numbered 1. 2. 3.", [BODY_PROSE] = "text", [BODY_ANY] = "text or code"};
    body_kind body = body_of(d, form);
    bool      fine = body == BODY_CODE ? s->n == 1 : s->n > 0;
    for (size_t i = 0; i < s->n; i++) {
        const block *b = &s->body[i];
        if (body == BODY_CODE && b->kind != BLOCK_CODE) fine = false;
        if (body == BODY_LIST && (b->kind != BLOCK_ITEM || b->numbered)) fine = false;
        if (body == BODY_STEPS && (b->kind != BLOCK_ITEM || !b->numbered)) fine = false;
        size_t most = b->kind == BLOCK_CODE ? PACK_MAX_CODE : PACK_MAX_TEXT;
        if (b->text.n > most) {
            pack_fault(d->f, d->file, b->line, "this is longer than %zu KiB: shorten it", most / 1024);
            return false;
        }
    }
    if (!fine) pack_fault(d->f, d->file, s->heading->line, "'%s' holds %s and nothing else", form->name, words[body]);
    return fine;
}

/* Prose as plain text: paragraphs apart, items marked, code set in. */
static void render(const section *s, buf *out) {
    for (size_t i = 0; i < s->n; i++) {
        const block *b = &s->body[i];
        if (i) buf_puts(out, b->kind == BLOCK_ITEM && s->body[i - 1].kind == BLOCK_ITEM ? "\n" : "\n\n");
        if (b->kind == BLOCK_ITEM) buf_puts(out, "- ");
        if (b->kind != BLOCK_CODE) {
            buf_add(out, b->text.text, b->text.n);
            continue;
        }
        for (const char *line = b->text.text; *line;) {
            size_t n = strcspn(line, "\n");
            buf_puts(out, line == b->text.text ? "  " : "\n  ");
            buf_add(out, line, n);
            line += n + (line[n] == '\n');
        }
    }
}

/* Code without the newline at its end. */
static char *code_text(draft *d, const block *b) {
    size_t n = b->text.n;
    while (n && b->text.text[n - 1] == '\n') n--;
    return pack_copy(d->f, b->text.text, n);
}

static void add_part(draft *d, store_part_kind kind, int line, const char *title, char *text) {
    store_question *q = d->q;
    store_part     *more = pack_grow(d->f, q->parts, q->nparts, sizeof *more);
    if (more) q->parts = more;
    char *copy = more ? pack_copy(d->f, title, strlen(title)) : NULL;
    if (more && copy && text) more[q->nparts++] = (store_part){kind, line, copy, text};
    else {
        mem_free(copy);
        mem_free(text);
    }
}

static char *join_items(draft *d, const section *s) {
    buf out;
    buf_init(&out);
    for (size_t i = 0; i < s->n; i++) {
        if (i) buf_putc(&out, '\n');
        for (const char *c = s->body[i].text.text; *c; c++) buf_putc(&out, *c == '\n' ? ' ' : *c);
    }
    return pack_draft_take(d, &out);
}

static void take_prose(draft *d, const section *s, store_part_kind kind) {
    if (kind == STORE_EXAMPLE && s->n == 1 && s->body->kind == BLOCK_CODE) {
        add_part(d, kind, s->body->line, "", code_text(d, s->body));
        return;
    }
    buf out;
    buf_init(&out);
    render(s, &out);
    add_part(d, kind, s->body->line, s->title, pack_draft_take(d, &out));
}

/* "What is to be said. words: one | another ; a third": the sentence, and the words that tell that it was said. */
static void take_points(draft *d, const section *s) {
    static const char mark[] = "words:";
    if (s->n > PACK_MAX_POINTS) pack_fault(d->f, d->file, s->heading->line, "there are %zu points: at most %d can be asked for", s->n, PACK_MAX_POINTS);
    for (size_t i = 0; i < s->n; i++) {
        const char *text = s->body[i].text.text, *at = NULL;
        for (const char *next = strstr(text, mark); next; next = strstr(next + 1, mark)) at = next;
        size_t n = at ? (size_t)(at - text) : 0;
        while (n && (text[n - 1] == ' ' || text[n - 1] == '\n')) n--;
        const char *words = at ? at + sizeof mark - 1 : "";
        words += strspn(words, " ");
        if (n == 0 || !grade_point_test(words)) {
            pack_fault(d->f, d->file, s->body[i].line, "a point is what is to be said, and how to know it was: 'All elements are of one type. words: one type | same dtype'");
            continue;
        }
        add_part(d, STORE_POINT, s->body[i].line, words, pack_copy(d->f, text, n));
    }
}

static void take_hints(draft *d, const section *s) {
    if (d->parent ? s->n > PACK_HINTS : s->n != PACK_HINTS)
        pack_fault(d->f, d->file, s->heading->line, "there are %zu hints: a question has %d, mildest first", s->n, PACK_HINTS);
    for (size_t i = 0; i < s->n; i++)
        add_part(d, STORE_HINT, s->body[i].line, "", pack_copy(d->f, s->body[i].text.text, s->body[i].text.n));
}

static void take_checks(draft *d, const section *s) {
    store_question one = {.given = d->q->given, .outputs = d->q->outputs};
    err            why = {0};
    one.kind = d->q->kind;
    mem_free(d->q->checks);
    d->q->checks = join_items(d, s);
    for (size_t i = 0; i < s->n && one.given; i++) {
        one.checks = s->body[i].text.text;
        if (grade_checks_test(&one, &why) != ERR_OK) pack_fault(d->f, d->file, s->body[i].line, "%s", why.text);
    }
}

/* "`a changed line of the reference`: why it changes nothing", each with the line it is in. */
static void take_excuses(draft *d, const section *s) {
    buf out;
    buf_init(&out);
    for (size_t i = 0; i < s->n; i++) {
        const char *text = s->body[i].text.text, *end = text[0] == '`' ? strchr(text + 1, '`') : NULL;
        if (!end || end == text + 1 || end[1] != ':' || strspn(end + 2, " \n") == strlen(end + 2))
            pack_fault(d->f, d->file, s->body[i].line, "an excuse is '`the changed line`: why it changes nothing'");
        buf_printf(&out, "%s%d ", i ? "\n" : "", s->body[i].line);
        for (const char *c = text; *c; c++) buf_putc(&out, *c == '\n' ? ' ' : *c);
    }
    d->q->excused = pack_draft_take(d, &out);
}

static void replace(char **text, char *with) {
    mem_free(*text);
    *text = with;
}

static void take_section(draft *d, const section *s, part_name name) {
    store_question *q = d->q;
    switch (name) {
    case P_GIVEN:
        replace(&q->shown, code_text(d, s->body));
        q->shown_line = s->body->line;
        break;
    case P_CASES:
        replace(&q->hidden, code_text(d, s->body));
        q->hidden_line = s->body->line;
        break;
    case P_STARTER:
        replace(&q->starter, code_text(d, s->body));
        q->starter_line = s->body->line;
        break;
    case P_CHECKS: take_checks(d, s); break;
    case P_HINTS: take_hints(d, s); break;
    case P_EXCUSED: take_excuses(d, s); break;
    case P_SAY: add_part(d, STORE_SAY, s->heading->line, s->title, join_items(d, s)); break;
    case P_POINTS: take_points(d, s); break;
    case P_CONCEPT: case P_EXAMPLE: case P_PRACTICE: case P_MODEL: take_prose(d, s, forms[name].kind); break;
    case P_WRONG:
        if (d->kind == DRAFT_EXPLAIN) {
            take_prose(d, s, STORE_WRONG);
            break;
        }
        /* fall through */
    default: add_part(d, forms[name].kind, s->body->line, s->title, code_text(d, s->body));
    }
}

static void read_section(draft *d, const section *s, int seen[NPART_NAMES]) {
    if (s->heading->level != 2) {
        pack_fault(d->f, d->file, s->heading->line, "a part begins with '## ': use no other headings");
        return;
    }
    part_name name = find_form(d, s);
    if (name == NPART_NAMES) return;
    const struct part_form *form = &forms[name];
    if (seen[name]++ && !form->many) pack_fault(d->f, d->file, s->heading->line, "'%s' is here twice", form->name);
    else if (form->titled && !s->title[0]) pack_fault(d->f, d->file, s->heading->line, "'%s' needs a title: ## %s: title", form->name, form->name);
    else if (!form->titled && s->title[0]) pack_fault(d->f, d->file, s->heading->line, "'%s' takes no title", form->name);
    else if (pack_text_length(s->title) > 200) pack_fault(d->f, d->file, s->heading->line, "the title has more than 200 characters");
    else if (d->q->nparts >= PACK_MAX_PARTS) pack_fault(d->f, d->file, s->heading->line, "a question has at most %d parts", PACK_MAX_PARTS);
    else if (check_body(d, s, form)) take_section(d, s, name);
}

static void read_prompt(draft *d, const section *s, int line) {
    buf out;
    buf_init(&out);
    render(s, &out);
    if (s->n == 0) pack_fault(d->f, d->file, line, "there is no prompt: say what is asked between the head and the first part");
    if (out.n > PACK_MAX_TEXT) pack_fault(d->f, d->file, line, "the prompt is longer than %d KiB", PACK_MAX_TEXT / 1024);
    d->q->prompt = pack_draft_take(d, &out);
}

/* Are there enough? A follow-up has what its question has. */
static void check_number(draft *d, part_name k, int seen, int line) {
    const struct part_form *form = &forms[k];
    int                     least = least_of(d, form);
    if (d->parent && form->after < least) least = form->after;
    if ((k == P_GIVEN || k == P_CASES) && d->kind != DRAFT_EXPLAIN) {
        const char *text = k == P_GIVEN ? d->q->shown : d->q->hidden;
        bool        wanted = k == P_GIVEN ? d->q->given && d->q->given[0] : d->kind != DRAFT_PREDICT;
        least = wanted && !(text && text[0]);
        if (least) seen = 0;
    }
    if (seen >= least) return;
    if (least > 1) pack_fault(d->f, d->file, line, "there are %d parts '%s': a question has at least %d, so add another", seen, form->name, least);
    else pack_fault(d->f, d->file, line, "there is no part '%s': add it, begun with ## %s", form->name, form->name);
}

void pack_question_parts(draft *d, const blocks *b, int line) {
    int     seen[NPART_NAMES] = {0};
    size_t  i = 0;
    section s = {.body = b->block};
    while (i < b->n && b->block[i].kind != BLOCK_HEADING) i++;
    s.n = i;
    read_prompt(d, &s, line);
    while (i < b->n) {
        s.heading = &b->block[i++];
        s.body = &b->block[i];
        for (s.n = 0; i < b->n && b->block[i].kind != BLOCK_HEADING; i++) s.n++;
        split_heading(s.heading, &s);
        read_section(d, &s, seen);
    }
    for (int k = 0; k < NPART_NAMES; k++) check_number(d, (part_name)k, seen[k], line);
}
