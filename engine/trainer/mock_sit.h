/* trainer/mock_sit.h: a candidate in an interview, one line of input at a time.
 *
 * Nothing here waits for input: a terminal or plain lines feed it. What is to be seen is collected in out, and
 * is in the database before it gets there.                                                                  */
#ifndef NDRILL_TRAINER_MOCK_SIT_H
#define NDRILL_TRAINER_MOCK_SIT_H

#include "mock/mock.h"
#include "trainer/trainer.h"

typedef enum tr_sit_state {
    TR_SIT_ANSWER,           /* the next line belongs to an answer, or is a command */
    TR_SIT_SPEAK,            /* a question to answer aloud; a line ends it */
    TR_SIT_COUNT,            /* how many of the points were made? */
    TR_SIT_PAUSED,           /* any line goes on */
    TR_SIT_OVER,             /* the interview has ended */
    TR_SIT_LEFT              /* the candidate has gone; the clock runs on */
} tr_sit_state;

typedef struct tr_sitting {
    tr_app         *app;
    mock           *m;
    store_question *q;       /* before the candidate */
    tr_sit_state    state;
    buf             text;    /* lines of an answer that is not whole yet, each with its newline */
    buf             begin;   /* what the next line begins with, to edit */
    buf             out;
    /* the keyboard */
    buf             seen;    /* the text when it was last looked at */
    int64_t         key_ms, noted_ms;
    bool            kept;    /* the line was put away: it still stands, until another is typed */
} tr_sitting;

void tr_sit_init(tr_sitting *s, tr_app *app);
void tr_sit_free(tr_sitting *s);

/* Unix milliseconds that never go back, whatever is done to the system's clock; user is not used. */
int64_t tr_sit_now(void *user);

/* It is at least that late: something has happened then. */
void tr_sit_not_before(int64_t at_ms);

/* Begin the interview s->m, or go on with it. Each returns false when something failed: e says what. */
bool tr_sit_open(tr_sitting *s, err *e) ERR_MUST_CHECK;
bool tr_sit_line(tr_sitting *s, const char *line, err *e) ERR_MUST_CHECK;

/* Time goes by; line is what stands in the line that is edited (NULL: not known). Ends the interview when its time is up. */
bool tr_sit_tick(tr_sitting *s, const char *line, err *e) ERR_MUST_CHECK;

/* Clear the line for a command; what was in it still stands. */
bool tr_sit_put_away(tr_sitting *s, err *e) ERR_MUST_CHECK;

/* --- pages ------------------------------------------------------------------------------------- */

void tr_page_mock_plan(buf *out, const tr_look *look, const mock *m);
void tr_page_mock_question(buf *out, const tr_look *look, const mock *m, const store_question *q, const char *inputs, int64_t now);
void tr_page_mock_standing(buf *out, const tr_look *look, const mock *m, int64_t now);
void tr_page_mock_keys(buf *out, const tr_look *look, const mock *m);
void tr_page_mock_said(buf *out, const tr_look *look, const char *said, bool good);
void tr_page_mock_points(buf *out, const tr_look *look, const store_part *say);
void tr_page_mock_explained(buf *out, const tr_look *look, const store_question *q, const char *answer);
int  tr_mock_points_of(const store_part *say);

/* --- front ends ------------------------------------------------------------------------------------ */

int tr_mock_lines(tr_sitting *s);
int tr_mock_terminal(tr_sitting *s);

/* The page at the end. */
int tr_mock_show_report(tr_app *app, const mock *m);

#endif
