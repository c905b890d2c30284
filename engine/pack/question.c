/* pack/question.c: a question and the follow-ups behind it.
 *
 * A follow-up stands below a line "# Follow-up: title" and is read as a question is, head and parts. What it
 * does not say it takes from its question. Its id is that of the question, a plus and a name of its own.  */
#include <string.h>

#include "base/mem.h"
#include "pack/question.h"

static void fill_empty(draft *d) {
    store_question *q = d->q;
    char **text[] = {&q->given, &q->outputs, &q->shown, &q->hidden, &q->starter, &q->checks, &q->concepts, &q->excused, &q->pack, &q->version};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!*text[i]) *text[i] = pack_copy(d->f, "", 0);
}

static void inherit(draft *d) {
    const store_question *from = d->parent;
    store_question       *q = d->q;
    struct { char **to; const char *text; } all[] = {
        {&q->level, from->level},   {&q->kind, from->kind},       {&q->given, from->given},   {&q->outputs, from->outputs},
        {&q->checks, from->checks}, {&q->concepts, from->concepts}, {&q->shown, from->shown}, {&q->hidden, from->hidden}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) *all[i].to = pack_copy(d->f, all[i].text, strlen(all[i].text));
    q->shown_line = from->shown_line;
    q->hidden_line = from->hidden_line;
    q->par_seconds = from->par_seconds;
}

static void take_title(draft *d, pack_piece title) {
    if (title.n == 0) pack_fault(d->f, d->file, title.line, "a follow-up has a title: # Follow-up: now without a copy");
    d->q->title = pack_copy(d->f, title.text, title.n);
    if (d->q->title && pack_text_length(d->q->title) > 60) pack_fault(d->f, d->file, title.line, "the title has more than 60 characters");
}

/* NULL when something is wrong with it. */
static store_question *read_one(draft *d, pack_piece text, pack_piece title) {
    size_t before = d->f->n;
    int    line;
    blocks b = {0};
    d->q = mem_zalloc(1, sizeof *d->q, NULL);
    if (!d->q) {
        pack_no_memory(d->f);
        return NULL;
    }
    if (d->parent) {
        inherit(d);
        take_title(d, title);
        for (; text.n && text.text[0] == '\n'; text.n--) text.text++, text.line++;
    }
    size_t at = d->f->no_memory ? 0 : pack_question_head(d, text, &line);
    if (at) pack_markdown_read(text.text + at, text.n - at, line, d->file, &b, d->f);
    if (at && !d->f->no_memory) pack_question_parts(d, &b, line);
    fill_empty(d);
    pack_markdown_free(&b);
    pack_head_free(d->head, DRAFT_NKEYS);
    if (d->f->n == before && !d->f->no_memory) return d->q;
    store_question_free(d->q);
    return NULL;
}

void pack_question_read(pack_piece text, const char *file, pack *p, faults *f) {
    if (!pack_is_filled_in(text, file, f)) return;
    static const char mark[] = "Follow-up";
    pack_piece        piece, title = {0}, next = {0};
    bool              more = pack_next_piece(&text, mark, &piece, &next);
    draft             d = {.file = file, .f = f};
    store_question   *q = read_one(&d, piece, title), *parent = q;
    if (q) pack_keep(p, q, file, f);
    for (int number = 1; more && parent && !f->no_memory; number++) {
        title = next;
        more = pack_next_piece(&text, mark, &piece, &next);
        if (number > PACK_MAX_FOLLOW_UPS) {
            pack_fault(f, file, title.line, "a question has at most %d follow-ups", PACK_MAX_FOLLOW_UPS);
            return;
        }
        draft after = {.file = file, .f = f, .parent = parent, .number = number};
        q = read_one(&after, piece, title);
        if (q) pack_keep(p, q, file, f);
    }
}
