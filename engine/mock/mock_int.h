/* mock/mock_int.h: what the files of the mock floor share. */
#ifndef NDRILL_MOCK_MOCK_INT_H
#define NDRILL_MOCK_MOCK_INT_H

#include "mock/mock.h"

/* --- events --------------------------------------------------------------------------------- */

enum {
    MOCK_MAX_EVENTS = 100000,
    MOCK_MAX_TEXT = 256 * 1024,       /* bytes of one event's text */
    MOCK_MAX_ANSWER = 64 * 1024
};

/* What the first event's digest is chained to. */
#define MOCK_NO_DIGEST "0000000000000000000000000000000000000000000000000000000000000000"

bool mock_kind_of(const char *word, size_t n, mock_kind *k);

/* Append NUMBER AT kind SLOT VALUE "text", all in ASCII; without a newline. */
void     mock_event_line(buf *out, const mock_event *ev);
err_code mock_event_digest(const mock_event *ev, const char *before, char digest[65], err *e) ERR_MUST_CHECK;

/* Read such a line strictly; ev->text points into text. */
bool mock_event_read(const char *line, size_t n, mock_event *ev, buf *text);

/* Can this event happen now? What mock_apply asks first. */
err_code mock_test(const mock *m, const mock_event *ev, err *e) ERR_MUST_CHECK;

/* Number it, test it, store it with what belongs to it, fold it in. */
err_code mock_commit(mock *m, mock_event *ev, store_attempt *attempt, const store_mock *last, err *e) ERR_MUST_CHECK;

/* The digest a new event is chained to. */
const char *mock_last_digest(const mock *m);

/* --- the plan ---------------------------------------------------------------------------------- */

void     mock_plan_write(buf *out, const mock *m);
/* Fill the plan of an empty m. */
err_code mock_plan_read(mock *m, const char *text, err *e) ERR_MUST_CHECK;
bool     mock_plan_slot(mock *m, const char *id, const char *short_id, const char *level, const char *kind, const char *title,
                        const char *concepts, int par_seconds, const char *digest);     /* false: no memory */

/* What a question asks and how it judges, as one digest. */
void mock_question_digest(const store_question *q, char digest[65]);

/* Ids for the wish, chosen by seed from what was dealt longest ago. n of them, each to free, and the block. */
err_code mock_deal(store *s, const mock_wish *w, size_t *n, char ***id, err *e) ERR_MUST_CHECK;
void     mock_deal_free(size_t n, char **id);

/* What an interviewer says to a run: no more than a person would. */
void mock_say(buf *out, const mock *m, const mock_slot *s, const grade_report *r);

#endif
