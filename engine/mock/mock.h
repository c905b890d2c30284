/* mock/mock.h: front door of mock interviews: deal questions, run the clock, keep every event, score, verify.
 *
 * An interview is its events and nothing else: `mock_apply` folds them, one after the other, into what is
 * known, and refuses one that cannot have happened. Each carries the digest of itself and all before it. Whoever
 * sits the interview adds events through `mock_note` and `mock_answer`, which return when they are on disk.
 *
 * Times of events are unix milliseconds; times called elapsed are milliseconds of the interview's own clock.
 * Borrows its arguments; nothing here prints or looks at the system's clock by itself.                        */
#ifndef NDRILL_MOCK_MOCK_H
#define NDRILL_MOCK_MOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "grader/grader.h"
#include "store/store.h"

/* --- events --------------------------------------------------------------------------------- */

/* enum, word: what slot, value and text are */
#define MOCK_KINDS(X)                                                                                     \
    X(PLAN, "plan")          /* the first; text: the plan */                                              \
    X(START, "start")        /* the clock starts */                                                       \
    X(SHOWN, "shown")        /* slot: this question is before the candidate from here on */               \
    X(TYPED, "typed")        /* text: the answer as it stands */                                          \
    X(IDLE, "idle")          /* value: milliseconds without a key, which end here */                      \
    X(RUN, "run")            /* text: the answer handed in; value 1: taken as it stood when time was up */ \
    X(VERDICT, "verdict")    /* text: "WRONG E-SHAPE", and in the next line what the interviewer said */  \
    X(FOLLOW, "follow")      /* text: "ID DIGEST", and in the next line its title */                       \
    X(ASKED, "asked")        /* value: points of a good spoken answer; text: the question */              \
    X(SPOKEN, "spoken")      /* value: how many of them the candidate says were made */                   \
    X(SKIP, "skip")          /* put aside for later */                                                    \
    X(PAUSE, "pause")                                                                                     \
    X(RESUME, "resume")                                                                                   \
    X(AWAY, "away")          /* value: milliseconds in which the program was not running */               \
    X(END, "end")            /* value: a mock_reason; text: "POINTS MOST" */

typedef enum mock_kind {
#define X(name, word) MOCK_##name,
    MOCK_KINDS(X)
#undef X
    MOCK_NKINDS
} mock_kind;

typedef enum mock_reason { MOCK_DONE, MOCK_TIME, MOCK_LEFT } mock_reason;

const char *mock_kind_word(mock_kind k);

typedef struct mock_event {
    int64_t   number, at_ms, value;
    mock_kind kind;
    int       slot;              /* from 1; 0: the whole interview */
    char     *text;              /* owned */
    char      digest[65];
    int64_t   elapsed_ms;        /* filled in by mock_apply */
} mock_event;

/* --- what is known of an interview ------------------------------------------------------------- */

#define MOCK_MAX_QUESTIONS 40
#define MOCK_POINTS        10    /* for a pass in the first run; each run before it costs two, four are left at least */

typedef struct mock_slot {
    char   *id, *short_id, *level, *kind, *title, *concepts;
    int     par_seconds;
    int64_t budget_ms;
    char    digest[65];          /* of the question's content */
    bool    shown, skipped, passed, closed;    /* closed: passed, or no run is left */
    int     runs;                /* that were judged; a syntax error is none */
    bool    in_words;            /* explained, not run: scored by the candidate, no points */
    int     follows, follows_passed, follow_runs;
    bool    in_follow;           /* runs are for the follow-up now */
    char    follow_id[48], follow_digest[65];
    int     asked, said, say_most, points_to_say;      /* spoken questions; points claimed, of how many; of the last */
    bool    to_speak;            /* asked and not yet answered */
    int64_t spent_ms, reading_ms, first_run_ms, pass_ms, idle_ms;   /* of time spent on it; -1: never */
    char   *draft;               /* as it stands; "" at first */
    char   *verdict, *code;      /* of the last run; "" for none */
    char   *answer;              /* the one that passed, else the last that ran; "" */
} mock_slot;

typedef enum mock_phase { MOCK_PLANNED, MOCK_RUNNING, MOCK_PAUSED, MOCK_ENDED } mock_phase;

typedef struct mock mock;

struct mock {
    int64_t     id;              /* row; 0 for one that came from a file */
    /* the plan */
    int64_t     limit_ms, seed;
    int         runs;            /* for each question */
    bool        may_pause;
    char       *pack;            /* "" for all packs */
    size_t      n;
    mock_slot  *slot;
    /* what happened */
    mock_phase  phase;
    bool        started;         /* it may have ended without */
    int         current;         /* slot, 0 for none */
    int         pending;         /* slot whose run has no verdict yet, 0 for none */
    bool        pending_final;
    int64_t     began_ms, stopped_ms, paused_at_ms, away_ms, ended_ms;
    mock_reason reason;
    size_t      nevents;
    mock_event *event;
    /* who adds events */
    store      *store;
    int64_t   (*now)(void *user);   /* unix milliseconds that never go back */
    void       *user;
};

void mock_free(mock *m);         /* NULL is fine */
mock *mock_new(err *e) ERR_MUST_CHECK;

/* Fold one event in; its text is copied, its digest checked. ERR_VALUE: it cannot have happened, and m is as it was. */
err_code mock_apply(mock *m, const mock_event *ev, err *e) ERR_MUST_CHECK;

/* --- the clock ----------------------------------------------------------------------------------- */

int64_t mock_elapsed(const mock *m, int64_t at_ms);        /* stands still in a pause, and after the end */
int64_t mock_left(const mock *m, int64_t at_ms);           /* never below 0 */
int64_t mock_spent(const mock *m, int slot, int64_t at_ms);
bool    mock_time_is_up(const mock *m, int64_t at_ms);
int     mock_open_slots(const mock *m);
int     mock_next_slot(const mock *m);                     /* the open one to go on with: not yet shown first; 0: none */

/* --- begin, go on ------------------------------------------------------------------------------------ */

typedef struct mock_wish {
    int64_t     minutes, seed;
    const char *mix;             /* "2b,2i,1a": numbers and the beginning of a level */
    const char *pack;            /* "" for all */
    int         runs;
    bool        may_pause;
} mock_wish;

#define MOCK_MINUTES 45
#define MOCK_MIX     "2b,2i,1a,2c,1d"
#define MOCK_RUNS    3

/* Deal. Nothing is stored yet. ERR_VALUE: the wish cannot be met, e says what can. */
mock *mock_plan(store *s, const mock_wish *w, int64_t (*now)(void *user), void *user, err *e) ERR_MUST_CHECK;

/* Store the plan, if that is not done, and start the clock. */
err_code mock_start(mock *m, err *e) ERR_MUST_CHECK;

/* Read one back. ERR_KEY: there is none; ERR_FORMAT: what is stored was altered. */
mock *mock_load(store *s, int64_t id, int64_t (*now)(void *user), void *user, err *e) ERR_MUST_CHECK;

/* The newest interview that has not ended, and the newest of all; 0 for none. */
err_code mock_newest(store *s, int64_t *under_way, int64_t *newest, err *e) ERR_MUST_CHECK;

/* After mock_load of one under way: note how long nobody was there, and give a run that was cut off its verdict. The clock
 * ran on, unless pauses were allowed. */
err_code mock_go_on(mock *m, grader *g, err *e) ERR_MUST_CHECK;

/* --- sit it ---------------------------------------------------------------------------------------------- */

/* Add an event that happens now. On disk when this returns 0. */
err_code mock_note(mock *m, mock_kind kind, int slot, int64_t value, const char *text, err *e) ERR_MUST_CHECK;

/* The same, for what happened at that time: not before the last event, and not later than now. */
err_code mock_note_at(mock *m, int64_t at_ms, mock_kind kind, int slot, int64_t value, const char *text, err *e) ERR_MUST_CHECK;

/* Note the answer as it stands, when it is another than the last one. At the end of the time at the latest. */
err_code mock_typed(mock *m, int slot, const char *text, err *e) ERR_MUST_CHECK;

/* What a run came to. */
typedef struct mock_reply {
    grade_verdict verdict;
    bool          more;          /* the text is not whole yet: nothing was noted but the text */
    buf           said;          /* by the interviewer */
} mock_reply;

void mock_reply_init(mock_reply *r);
void mock_reply_free(mock_reply *r);

/* Hand in text for the current question: graded, then noted, then said. may_grow: an unfinished text is no run. */
err_code mock_answer(mock *m, grader *g, const store_question *q, const char *text, size_t n, bool may_grow, mock_reply *r, err *e) ERR_MUST_CHECK;

/* End it: answers that stand and were not run are graded, the sum is written. */
err_code mock_finish(mock *m, grader *g, mock_reason reason, err *e) ERR_MUST_CHECK;

/* The question of a slot, or its follow-up when that is what it is about, from m's store; and whether a question's content is
 * what was dealt. */
store_question *mock_question(const mock *m, int slot, err *e) ERR_MUST_CHECK;
bool            mock_is_same(const store_question *q, const char *digest);

/* After a pass: a follow-up of the current question that there is time for, noted; *q is it, NULL when there is none. */
err_code mock_follow(mock *m, store_question **q, err *e) ERR_MUST_CHECK;

/* --- score --------------------------------------------------------------------------------------------------- */

int     mock_slot_points(const mock_slot *s);
int     mock_slot_most(const mock_slot *s);
int64_t mock_points(const mock *m);
int64_t mock_most(const mock *m);

/* --- looking back ------------------------------------------------------------------------------------------------ */

/* Points of the questions that share a level or a concept. */
typedef struct mock_sum {
    char    name[48];
    int64_t points, most;
    int     n, passed;
} mock_sum;

#define MOCK_MAX_SUMS 64

size_t mock_by_level(const mock *m, mock_sum sum[MOCK_MAX_SUMS]);      /* in the order of the questions */
size_t mock_by_concept(const mock *m, mock_sum sum[MOCK_MAX_SUMS]);    /* weakest first */

/* The interviews that ended before m. */
typedef struct mock_earlier {
    int     n;
    int64_t last_points, last_most, best_percent, mean_percent;
} mock_earlier;

err_code mock_look_back(store *s, const mock *m, mock_earlier *earlier, err *e) ERR_MUST_CHECK;
int64_t  mock_percent(int64_t points, int64_t most);                   /* rounded down; 0 of nothing */

/* The slot to practise first: not passed; else the one that took longest against its par, if that was over it; 0: none. */
int         mock_practise_next(const mock *m);
const char *mock_verdict_words(const mock_slot *s);                    /* "passed", "not passed", "not answered" */

/* The whole report. at: how a time is written, local or not, is the caller's. */
void mock_report_json(buf *out, const mock *m, const mock_earlier *earlier);
void mock_report_md(buf *out, const mock *m, const mock_earlier *earlier, const char *when);
void mock_report_html(buf *out, const mock *m, const mock_earlier *earlier, const char *when);

/* --- files that another machine can check ------------------------------------------------------------------------ */

#define MOCK_MAX_FILE (16 * 1024 * 1024)

void  mock_export(buf *out, const mock *m);

/* Read such a file, trusting nothing. ERR_FORMAT: what was altered, and where. */
mock *mock_import(const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

/* Grade every run again with the questions of s. Each difference is said; *differences counts them, *points is what the answers
 * come to here. unknown: runs of questions that are not here, or of another content. */
typedef struct mock_check {
    int64_t points;
    int     runs, differences, unknown;
} mock_check;

err_code mock_verify(const mock *m, store *s, grader *g, void (*say)(void *user, const char *line), void *user, mock_check *check, err *e) ERR_MUST_CHECK;

#endif
