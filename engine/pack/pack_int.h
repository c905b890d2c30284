/* pack/pack_int.h: what the files of the pack floor share. */
#ifndef NDRILL_PACK_PACK_INT_H
#define NDRILL_PACK_PACK_INT_H

#include <stdint.h>

#include "pack/pack.h"

/* --- limits ----------------------------------------------------------------------------------- */

enum {
    PACK_MAX_FILE = 256 * 1024,        /* bytes of one question file */
    PACK_MAX_QUESTIONS = 10000,
    PACK_MAX_FOLLOW_UPS = 9,           /* of one question */
    PACK_MAX_DEPTH = 3,                /* folders below the pack's own */
    PACK_MAX_PARTS = 100,
    PACK_MAX_CODE = 16 * 1024,         /* bytes of one code block */
    PACK_MAX_TEXT = 16 * 1024,         /* bytes of one text */
    PACK_MAX_CASES = 64,
    PACK_MAX_SIZE = 1000000,
    PACK_MAX_GIVEN = 16,
    PACK_MAX_BYTES = 64 * 1024 * 1024, /* of a built pack */
    PACK_MIN_HIDDEN = 5,
    PACK_HINTS = 3,
    PACK_MIN_ROUTES = 2,
    PACK_MIN_WRONG = 3,
    PACK_MAX_POINTS = 16
};

/* --- faults: every one is said, the first is kept -------------------------------------------------- */

typedef struct faults {
    pack_say say;
    void    *user;
    size_t   n;
    bool     no_memory;
    err      first;
} faults;

void pack_fault(faults *f, const char *file, int line, const char *format, ...) ERR_PRINTF(4, 5);   /* line 0: none */
void pack_no_memory(faults *f);

/* ERR_OK, or fills e with how many there were and the first. */
err_code pack_faults_end(const faults *f, const char *folder, err *e) ERR_MUST_CHECK;

/* A copy; on failure "no memory" is noted and NULL returned. */
char *pack_copy(faults *f, const char *text, size_t n);
void *pack_grow(faults *f, void *things, size_t n, size_t size);   /* room for one more of n; NULL as above */

/* --- files of a folder -------------------------------------------------------------------------------- */

typedef struct pack_file {
    char *name;                        /* below the folder, "/" between */
    buf   text;
} pack_file;

typedef struct pack_files {
    size_t     n;
    pack_file *file;
} pack_files;

/* Every *.md but README.md, and every *.csv, in the order of the names. Links, pipes and devices are faults. */
err_code pack_files_read(const char *folder, pack_files *out, faults *f, err *e) ERR_MUST_CHECK;
void     pack_files_free(pack_files *files);

/* Take BOM and CR off; a fault for what is no UTF-8 or could drive a terminal. False when there was one. */
bool pack_text_clean(buf *text, const char *file, faults *f);
bool pack_text_is_safe(const char *text, size_t n);
size_t pack_text_length(const char *text);      /* characters */

/* --- pieces of a file ------------------------------------------------------------------------------ */

/* Some lines of a file. */
typedef struct pack_piece {
    const char *text;
    size_t      n;
    int         line;                  /* of its first character */
} pack_piece;

/* The lines of *rest up to the next line "# MARK" or "# MARK: title" that stands in no block of code, and *rest
 * behind that line; *title is the title's text, empty for none. False when there is no such line: *piece is all. */
bool pack_next_piece(pack_piece *rest, const char *mark, pack_piece *piece, pack_piece *title);

/* --- tables of text (pack_tables.c) ------------------------------------------------------------------- */

typedef struct pack_table { char *name; buf lua; uint64_t stamp; } pack_table;

typedef struct pack_tables {
    size_t      n;
    pack_table *table;
} pack_tables;

bool pack_is_table(const char *name);              /* of a file: it ends in .csv */
void pack_table_add(pack_tables *t, const char *name, size_t nname, pack_piece text, const char *file, faults *f);
void pack_table_piece(pack_tables *t, pack_piece title, pack_piece piece, const char *file, faults *f);
/* Above Given and Cases that name a table: its lines. */
void pack_tables_give(const pack_tables *t, pack *p, faults *f);
void pack_tables_free(pack_tables *t);

/* --- the head --------------------------------------------------------------------------------------------- */

typedef struct head_field {
    const char *key;
    bool        required;
    char       *value;                 /* mem_free; NULL when it is not there */
    int         line;
} head_field;

/* Fill the fields. Returns the offset of the text after the head, *line its first line; 0 when there is no head. */
size_t pack_head_read(pack_piece text, const char *file, head_field *fields, size_t n, int *line, faults *f);
void   pack_head_free(head_field *fields, size_t n);

/* The next word of *s, NULL at the end; *s moves on. */
const char *pack_next_word(const char **s, size_t *n);

/* --- Markdown -------------------------------------------------------------------------------------------------- */

typedef enum block_kind { BLOCK_HEADING, BLOCK_TEXT, BLOCK_CODE, BLOCK_ITEM } block_kind;

typedef struct block {
    block_kind kind;
    int        level;                  /* of a heading */
    bool       numbered;               /* item of a numbered list */
    int        line;                   /* where its text begins */
    buf        text;
} block;

typedef struct blocks {
    size_t n;
    block *block;
} blocks;

/* Blocks in order; what is not used here (quotes, rules, deep nesting) is a fault. */
void pack_markdown_read(const char *text, size_t n, int first_line, const char *file, blocks *out, faults *f);
void pack_markdown_free(blocks *b);

/* --- a question file --------------------------------------------------------------------------------------------- */

/* Read a question and its follow-ups and put them into p. When something is wrong f knows, and less is kept. text
 * is clean. */
void pack_question_read(pack_piece text, const char *file, pack *p, faults *f);

uint64_t pack_stamp_text(const char *text, size_t n);

/* No place of a template is left; a fault for each that is. */
bool pack_is_filled_in(pack_piece text, const char *file, faults *f);

/* Put q, which is given away, into p. */
void pack_keep(pack *p, store_question *q, const char *file, faults *f);

/* --- what NumPy agreed with ------------------------------------------------------------------------------------------ */

#define PACK_NDIGEST 32

typedef struct pack_attested_entry {
    char id[88], digest[PACK_NDIGEST + 1];
    int  line;
} pack_attested_entry;

typedef struct pack_attested {
    bool                 there;        /* the folder has such a file */
    char                 numpy[32];    /* version */
    size_t               n;
    pack_attested_entry *entry;
} pack_attested;

err_code pack_attested_read(const char *folder, pack_attested *a, faults *f, err *e) ERR_MUST_CHECK;
void     pack_attested_free(pack_attested *a);
const pack_attested_entry *pack_attested_find(const pack_attested *a, const char *id);     /* NULL: none */

/* Of all that decides what a checked question expects, and of what it expects. */
err_code pack_digest(const store_question *q, char hex[PACK_NDIGEST + 1], err *e) ERR_MUST_CHECK;
bool     pack_needs_numpy(const store_question *q);     /* not when it is answered in words */

/* --- versions ------------------------------------------------------------------------------------------ */

const store_question *pack_find(const pack *p, const char *id);
/* The parts that differ are appended to what. */
pack_change           pack_compare_question(const store_question *a, const store_question *b, buf *what);

/* --- bytes --------------------------------------------------------------------------------------------------------- */

/* Do the bytes begin as a built pack does? */
bool pack_is_built(const void *bytes, size_t n);

/* Name, version and digest of a built pack, from its first bytes only. about: pack's own memory. */
err_code pack_peek(const void *bytes, size_t n, store_pack *about, err *e) ERR_MUST_CHECK;
void     pack_about_free(store_pack *about);

#endif
