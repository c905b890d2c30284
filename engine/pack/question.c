/* pack/question.c: the parts of a question file: what may stand below each heading, and where it goes. */
#include <string.h>

#include "base/mem.h"
#include "pack/question.h"

/* --- parts --------------------------------------------------------------------------------------------- */

typedef enum body_kind { BODY_CODE, BODY_LIST, BODY_STEPS, BODY_PROSE, BODY_ANY } body_kind;

typedef enum part_name { P_GIVEN, P_CASES, P_STARTER, P_CHECKS, P_ANSWER, P_WRONG, P_HINTS, P_CONCEPT, P_EXAMPLE, P_PRACTICE, P_NUMPY, P_SAY, NPART_NAMES } part_name;

static const struct part_form {
    const char     *name;
    body_kind       body;
    bool            titled, many;
    int             least;            /* how many there must be */
    store_part_kind kind;
} forms[NPART_NAMES] = {
    [P_GIVEN] = {"Given", BODY_CODE, false, false, 1, 0},
    [P_CASES] = {"Cases", BODY_CODE, false, false, 1, 0},
    [P_STARTER] = {"Starter", BODY_CODE, false, false, 0, 0},
    [P_CHECKS] = {"Checks", BODY_LIST, false, false, 0, 0},
    [P_ANSWER] = {"Answer", BODY_CODE, true, true, PACK_MIN_ROUTES, STORE_ROUTE},
    [P_WRONG] = {"Wrong", BODY_CODE, true, true, PACK_MIN_WRONG, STORE_WRONG},
    [P_HINTS] = {"Hints", BODY_STEPS, false, false, 1, STORE_HINT},
    [P_CONCEPT] = {"Concept", BODY_PROSE, false, false, 1, STORE_CONCEPT},
    [P_EXAMPLE] = {"Example", BODY_ANY, false, false, 1, STORE_EXAMPLE},
    [P_PRACTICE] = {"Best practice", BODY_PROSE, false, false, 1, STORE_PRACTICE},
    [P_NUMPY] = {"NumPy", BODY_CODE, false, false, 1, STORE_NUMPY},
    [P_SAY] = {"Say", BODY_LIST, true, true, 0, STORE_SAY},
};

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
    for (int i = 0; i < NPART_NAMES; i++)
        if (strcmp(forms[i].name, s->name) == 0) return (part_name)i;
    buf known;
    buf_init(&known);
    for (int i = 0; i < NPART_NAMES; i++) buf_printf(&known, "%s%s", i ? ", " : "", forms[i].name);
    pack_fault(d->f, d->file, s->heading->line, "there is no part '%s': the parts are %s", s->name, known.text);
    buf_free(&known);
    return NPART_NAMES;
}

static bool check_body(draft *d, const section *s, const struct part_form *form) {
    static const char *const words[] = {[BODY_CODE] = "one block of code", [BODY_LIST] = "a list, each item begun with -",
                                        [BODY_STEPS] = "a list, numbered 1. 2. 3.", [BODY_PROSE] = "text", [BODY_ANY] = "text or code"};
    bool fine = form->body == BODY_CODE ? s->n == 1 : s->n > 0;
    for (size_t i = 0; i < s->n; i++) {
        const block *b = &s->body[i];
        if (form->body == BODY_CODE && b->kind != BLOCK_CODE) fine = false;
        if (form->body == BODY_LIST && (b->kind != BLOCK_ITEM || b->numbered)) fine = false;
        if (form->body == BODY_STEPS && (b->kind != BLOCK_ITEM || !b->numbered)) fine = false;
        size_t most = b->kind == BLOCK_CODE ? PACK_MAX_CODE : PACK_MAX_TEXT;
        if (b->text.n > most) {
            pack_fault(d->f, d->file, b->line, "this is longer than %zu KiB", most / 1024);
            return false;
        }
    }
    if (!fine) pack_fault(d->f, d->file, s->heading->line, "'%s' holds %s and nothing else", form->name, words[form->body]);
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
    add_part(d, kind, s->body->line, "", pack_draft_take(d, &out));
}

static void take_hints(draft *d, const section *s) {
    if (s->n != PACK_HINTS) pack_fault(d->f, d->file, s->heading->line, "there are %zu hints: a question has %d, mildest first", s->n, PACK_HINTS);
    for (size_t i = 0; i < s->n; i++)
        add_part(d, STORE_HINT, s->body[i].line, "", pack_copy(d->f, s->body[i].text.text, s->body[i].text.n));
}

static void take_checks(draft *d, const section *s) {
    store_question one = {.given = d->q->given, .outputs = d->q->outputs};
    err            why = {0};
    d->q->checks = join_items(d, s);
    for (size_t i = 0; i < s->n && one.given; i++) {
        one.checks = s->body[i].text.text;
        if (grade_checks_test(&one, &why) != ERR_OK) pack_fault(d->f, d->file, s->body[i].line, "%s", why.text);
    }
}

static void take_section(draft *d, const section *s, part_name name) {
    store_question *q = d->q;
    switch (name) {
    case P_GIVEN:
        q->shown = code_text(d, s->body);
        q->shown_line = s->body->line;
        break;
    case P_CASES:
        q->hidden = code_text(d, s->body);
        q->hidden_line = s->body->line;
        break;
    case P_STARTER: q->starter = code_text(d, s->body); break;
    case P_CHECKS: take_checks(d, s); break;
    case P_HINTS: take_hints(d, s); break;
    case P_SAY: add_part(d, STORE_SAY, s->heading->line, s->title, join_items(d, s)); break;
    case P_CONCEPT: case P_EXAMPLE: case P_PRACTICE: take_prose(d, s, forms[name].kind); break;
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

static void read_parts(draft *d, const blocks *b, int line) {
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
    for (int k = 0; k < NPART_NAMES; k++) {
        if (seen[k] >= forms[k].least) continue;
        if (forms[k].least > 1) pack_fault(d->f, d->file, line, "there are %d parts '%s': a question has at least %d", seen[k], forms[k].name, forms[k].least);
        else pack_fault(d->f, d->file, line, "there is no part '%s'", forms[k].name);
    }
}

static void fill_empty(draft *d) {
    char **text[] = {&d->q->starter, &d->q->checks, &d->q->pack, &d->q->version};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!*text[i]) *text[i] = pack_copy(d->f, "", 0);
}

store_question *pack_question_read(const buf *text, const char *file, faults *f) {
    draft  d = {.file = file, .f = f};
    size_t before = f->n;
    int    line;
    blocks b = {0};
    d.q = mem_zalloc(1, sizeof *d.q, NULL);
    if (!d.q) {
        pack_no_memory(f);
        return NULL;
    }
    size_t at = pack_question_head(&d, text, &line);
    if (at) pack_markdown_read(text->text + at, text->n - at, line, file, &b, f);
    if (at && !f->no_memory) read_parts(&d, &b, line);
    fill_empty(&d);
    pack_markdown_free(&b);
    pack_head_free(d.head, DRAFT_NKEYS);
    if (f->n == before && !f->no_memory) return d.q;
    store_question_free(d.q);
    return NULL;
}
