/* pack/pack.h: front door of the packs: question files to a checked, built pack.
 *
 * A pack is read from a folder of Markdown files, or from the bytes of a built pack.
 * Everything in it is text from strangers: it is checked when it is read, and its answers
 * run only in the grader's child. Nothing here prints: who calls gives a pack_say.       */
#ifndef NDRILL_PACK_PACK_H
#define NDRILL_PACK_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "grader/grader.h"
#include "store/store.h"

typedef struct pack {
    char            *folder;     /* "" when it comes from bytes */
    store_pack       about;      /* digest "" until it is built */
    size_t           n;
    store_question **question;   /* in the order of the file names */
    char           **file;       /* path of each below folder; "" when it comes from bytes */
    struct pack_attested *attested;   /* what NumPy agreed with; NULL when it comes from bytes */
} pack;

void pack_free(pack *p);         /* NULL is fine; frees p itself */

/* One line for a person. problem: it is a fault, "FILE:LINE: what is wrong; what to do"; else it is progress. */
typedef void (*pack_say)(void *user, bool problem, const char *line);

/* Read every question file below folder. Each fault is said (say may be NULL); NULL when there was one, with e
 * holding their number and the first: ERR_FORMAT, or another code when the folder could not be read. */
pack *pack_read(const char *folder, pack_say say, void *user, err *e) ERR_MUST_CHECK;

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

/* A pack that is ready for the store, from a folder (which is checked and built) or from the file of a built one. */
pack *pack_open(grader *g, const char *path, pack_say say, void *user, err *e) ERR_MUST_CHECK;

/* Put a built pack into the store. */
err_code pack_install(store *s, const pack *p, err *e) ERR_MUST_CHECK;

/* The same for the pack that is built into the program; quick when it is there already, nothing when the program
 * has none. A newer version in the store stays. */
err_code pack_install_core(store *s, err *e) ERR_MUST_CHECK;
bool     pack_has_core(void);

#endif
