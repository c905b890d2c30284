/* trainer/doc.h: the pages of ndrill doc, text that is part of the program (scripts/doc). */
#ifndef NDRILL_TRAINER_DOC_H
#define NDRILL_TRAINER_DOC_H

#include "trainer/trainer.h"

/* A page in the text it was written in: not terminated, n bytes. Its first line holds its names. */
typedef struct tr_doc {
    const char *text, *area;      /* area: "Making arrays" */
    size_t      n;
} tr_doc;

/* The page after *place, which begins as 0; false after the last. */
bool tr_doc_next(size_t *place, tr_doc *page);

/* Names of a page, one after the other: "np.sum", "a.sum". *at begins as NULL; false after the last. */
bool tr_doc_name(const tr_doc *page, const char **at, size_t *n);

/* The page for what somebody typed: np.sum, numpy.sum, sum, ndarray.sum, a.sum, plt.plot. */
bool tr_doc_find(const char *query, tr_doc *page);

/* Names near a query that has no page, at most so many, one a line. */
void tr_doc_near(buf *out, const char *query, size_t most);

/* The page as it is read. */
void tr_doc_write(buf *out, const tr_look *look, const tr_doc *page);
void tr_doc_json(buf *out, const tr_doc *page);

/* The areas, each with the names of its pages. */
void tr_doc_areas(buf *out, const tr_look *look);

/* The page for query, or what is near it. False: there is none. */
bool tr_doc_answer(buf *out, const tr_look *look, const char *query);

/* Prints it. query may have spaces round it. */
void tr_doc_print(const tr_look *look, const char *query);

/* --- names of NumPy (doc_missing.c) -------------------------------------------------------------- */

/* Calls each(name, reason) for NumPy's public names that this program lacks, in order; reason may be NULL. False:
 * e says what failed. */
bool tr_doc_missing(void (*each)(const char *name, const char *reason, void *user), void *user, err *e);

/* Is there anything under this name here ("np.sum", "a.sum", "rng.normal", "ufunc.at", "plt.plot")? state: with np in it. */
bool tr_doc_exists(bind_state *state, const char *name);

/* NumPy's public names, one a line; reasons, "name  reason" a line. */
const char *tr_doc_numpy_names(void);
const char *tr_doc_reasons(void);

#endif
