/* pack/pack.h: front door of the packs: question files to a checked, built pack.
 *
 * A pack is read from a folder of Markdown files, from one such file, or from the bytes of a built pack.
 * Everything in it is text from strangers: it is checked when it is read, and its answers
 * run only in the grader's child. Nothing here prints: who calls gives a pack_say.       */
#ifndef NDRILL_PACK_PACK_H
#define NDRILL_PACK_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "grader/grader.h"
#include "store/store.h"

typedef struct pack {
    char            *folder;     /* or the one file; "" when it comes from bytes */
    store_pack       about;      /* digest "" until it is built */
    size_t           n;
    store_question **question;   /* in the order of the file names */
    char           **file;       /* path of each below folder; "" when it comes from bytes */
    struct pack_attested *attested;   /* what NumPy agreed with; NULL when it comes from bytes */
    struct pack_mark { uint64_t stamp; bool good; } *mark;   /* of its text; was it checked without a fault? */
    uint64_t         reading;    /* stamp of the text that is being read */
} pack;

void pack_free(pack *p);         /* NULL is fine; frees p itself */

/* One line for a person. problem: it is a fault, "FILE:LINE: what is wrong; what to do"; else it is progress. */
typedef void (*pack_say)(void *user, bool problem, const char *line);

/* Read every question file below a folder, or one file that holds a whole pack. Each fault is said (say may be NULL); NULL when there was one, with e
 * holding their number and the first: ERR_FORMAT, or another code when the folder could not be read. */
pack *pack_read(const char *path, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* Begin a pack in a folder, which is made, or a question of a pack: a file with every part and what to put there. kind: "code",
 * "predict", "explain", "figure". path becomes the file's path. A file that is there stays: ERR_VALUE. */
err_code pack_new(const char *folder, buf *path, err *e) ERR_MUST_CHECK;
err_code pack_add(const char *folder, const char *id, const char *kind, buf *path, err *e) ERR_MUST_CHECK;

/* Run everything the pack holds: the reference twice, every route, every wrong answer, the starter, the empty answer,
 * on every case. Fills in what the reference yields and how the wrong answers look, so a pack that was checked can
 * be written. Says one line a question. ERR_FORMAT when the pack is at fault; other codes are ours. */
err_code pack_check(grader *g, pack *p, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* Of a checked pack: does NumPy still agree with it? A pack without a file "attested" says nothing about that. */
err_code pack_check_attested(const pack *p, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* Append a checked pack as JSON, one line a question: its NumPy form, the inputs and expectations of its cases. */
err_code pack_write_cases(grader *g, const pack *p, buf *out, err *e) ERR_MUST_CHECK;

/* Append a checked pack as bytes: the same bytes for the same pack. Sets about.digest. */
err_code pack_write(pack *p, buf *out, err *e) ERR_MUST_CHECK;

/* pack_read, pack_check and pack_write, then the file. */
err_code pack_build(grader *g, const char *folder, const char *file, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* Read the bytes of a built pack, trusting nothing. */
pack *pack_load(const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

/* The same for what is new or was not good in an earlier reading (NULL: everything). */
err_code pack_check_changed(grader *g, pack *p, const pack *earlier, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* A number that changes when a file of the pack does; 0 when it cannot be read. */
uint64_t pack_stamp(const char *path);

/* Run no more than what the store must know: the reference for what is expected, the wrong answers for how they look. That
 * each route passes and that the cases separate, pack_check has said to the author. */
err_code pack_prepare(grader *g, pack *p, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* A pack that is ready for the store: a folder or one file, which are prepared, or a built one. */
pack *pack_open(grader *g, const char *path, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* --- versions ---------------------------------------------------------------------------------------- */

/* PACK_CHECKS: what an answer is held to is another; PACK_WORDS: only what is read. */
typedef enum pack_change { PACK_SAME, PACK_ADDED, PACK_REMOVED, PACK_CHECKS, PACK_WORDS } pack_change;

const char *pack_change_word(pack_change c);       /* "new", "gone", "checks", "text" */

/* what: the parts that changed, separated by commas. */
typedef void (*pack_changed)(void *user, const char *id, pack_change change, const char *what);

/* Each question that differs, old NULL: none. Both are built or prepared. */
err_code pack_compare(const pack *old, const pack *new, pack_changed each, void *user, err *e) ERR_MUST_CHECK;

/* The pack as it is stored. ERR_KEY: there is none of that name. */
pack *pack_from_store(store *s, const char *name, err *e) ERR_MUST_CHECK;

typedef struct pack_imported {
    size_t added, removed, checks, words, regraded;
} pack_imported;

/* Put a built or prepared pack into the store, over its earlier version. Where checks changed the stored answer is graded again,
 * and say is told what came of it. All or nothing. */
err_code pack_import(grader *g, store *s, pack *p, pack_imported *sum, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* The files of a folder as one file that holds the whole pack. */
err_code pack_join(const char *folder, buf *out, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* Put a built pack into the store. */
err_code pack_install(store *s, const pack *p, err *e) ERR_MUST_CHECK;

/* The same for the pack that is built into the program; quick when it is there already, nothing when the program
 * has none. A newer version in the store stays. */
err_code pack_install_core(store *s, err *e) ERR_MUST_CHECK;
bool     pack_has_core(void);

#endif
