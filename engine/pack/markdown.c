/* pack/markdown.c: Markdown to a flat list of blocks, each with the line it begins in.
 *
 * The parser tells of text by pointers into the source; a line is counted from the last pointer
 * seen. Inline code keeps its marks and emphasis becomes asterisks: the text is shown as it is.   */
#include <md4c.h>
#include <string.h>

#include "base/mem.h"
#include "pack/pack_int.h"

#define MAX_DEPTH  8
#define MAX_BLOCKS 1000

typedef struct parse {
    const char *source;
    size_t      n;
    const char *file;
    blocks     *out;
    faults     *f;
    size_t      at;                /* offset the line below belongs to */
    int         line;
    int         depth;
    bool        numbered[MAX_DEPTH];
    bool        open;              /* the last block takes text */
    bool        placed;            /* and knows its line */
    bool        stopped;
} parse;

static int stop(parse *p, const char *why) {
    if (!p->stopped) pack_fault(p->f, p->file, p->line, "%s", why);
    p->stopped = true;
    return 1;
}

/* Move to where text points, when it points into the source. */
static bool move_to(parse *p, const char *text) {
    uintptr_t begin = (uintptr_t)p->source, to = (uintptr_t)text;
    if (to < begin || to > begin + p->n) return false;
    size_t at = (size_t)(to - begin);
    for (; p->at < at; p->at++) p->line += p->source[p->at] == '\n';
    for (; p->at > at; p->at--) p->line -= p->source[p->at - 1] == '\n';
    return true;
}

static int begin_block(parse *p, block_kind kind) {
    if (p->out->n >= MAX_BLOCKS) return stop(p, "there are too many headings, paragraphs and items from here on");
    block *more = pack_grow(p->f, p->out->block, p->out->n, sizeof *more);
    if (!more) return p->stopped = true;
    p->out->block = more;
    block *b = &more[p->out->n++];
    *b = (block){.kind = kind, .line = p->line};
    buf_init(&b->text);
    p->open = true;
    p->placed = false;
    return 0;
}

static block *last_block(parse *p) { return &p->out->block[p->out->n - 1]; }

/* --- what the parser tells ------------------------------------------------------------------------ */

static int enter_item(parse *p) {
    int status = begin_block(p, BLOCK_ITEM);
    if (status == 0) last_block(p)->numbered = p->numbered[p->depth - 1];
    return status;
}

/* The paragraph of an item is the item. */
static int enter_paragraph(parse *p) {
    if (p->depth == 0 || !p->open) return begin_block(p, BLOCK_TEXT);
    if (last_block(p)->kind == BLOCK_ITEM && last_block(p)->text.n) buf_putc(&last_block(p)->text, '\n');
    return 0;
}

static int enter_list(parse *p, bool numbered) {
    if (p->depth == MAX_DEPTH) return stop(p, "lists are nested too deep");
    p->numbered[p->depth++] = numbered;
    return 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
    parse *p = user;
    int    status = 0;
    switch (type) {
    case MD_BLOCK_H:
        status = begin_block(p, BLOCK_HEADING);
        if (status == 0) last_block(p)->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
        return status;
    case MD_BLOCK_UL: return enter_list(p, false);
    case MD_BLOCK_OL: return enter_list(p, true);
    case MD_BLOCK_LI: return enter_item(p);
    case MD_BLOCK_CODE: return begin_block(p, BLOCK_CODE);
    case MD_BLOCK_P: return enter_paragraph(p);
    case MD_BLOCK_QUOTE: return stop(p, "a quote (>) is not used in question files, from here on");
    case MD_BLOCK_HR: return stop(p, "a rule (---) is not used after the head, from here on");
    default: return 0;
    }
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
    parse *p = user;
    (void)detail;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) p->depth--;
    if (type != MD_BLOCK_P || p->depth == 0) p->open = false;
    return 0;
}

static const char *span_mark(MD_SPANTYPE type) {
    return type == MD_SPAN_CODE ? "`" : type == MD_SPAN_EM || type == MD_SPAN_STRONG ? "*" : "";
}

static int mark_span(MD_SPANTYPE type, void *detail, void *user) {
    parse *p = user;
    (void)detail;
    if (p->out->n) buf_puts(&last_block(p)->text, span_mark(type));
    return 0;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *user) {
    parse *p = user;
    if (!p->out->n) return 0;
    block *b = last_block(p);
    if (type == MD_TEXT_SOFTBR) buf_putc(&b->text, ' ');
    else if (type == MD_TEXT_BR) buf_putc(&b->text, '\n');
    else {
        if (move_to(p, text) && !p->placed) {
            b->line = p->line;
            for (size_t i = 0; i < b->text.n; i++) b->line -= b->text.text[i] == '\n';
            p->placed = true;
        }
        buf_add(&b->text, text, n);
    }
    if (!buf_failed(&b->text)) return 0;
    pack_no_memory(p->f);
    return p->stopped = true;
}

void pack_markdown_read(const char *text, size_t n, int first_line, const char *file, blocks *out, faults *f) {
    parse     p = {.source = text, .n = n, .file = file, .out = out, .f = f, .line = first_line};
    MD_PARSER parser = {.flags = MD_FLAG_NOHTML, .enter_block = enter_block, .leave_block = leave_block,
                        .enter_span = mark_span, .leave_span = mark_span, .text = add_text};
    *out = (blocks){0};
    if (md_parse(text, (MD_SIZE)n, &parser, &p) != 0 && !p.stopped) pack_no_memory(f);
}

void pack_markdown_free(blocks *b) {
    for (size_t i = 0; i < b->n; i++) buf_free(&b->block[i].text);
    mem_free(b->block);
    *b = (blocks){0};
}
