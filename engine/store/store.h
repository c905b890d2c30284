/* store/store.h: front door of the store: packs, questions, expectations, attempts.
 *
 * One SQLite file. Borrows its arguments; what it returns is the caller's to free with
 * the matching _free. Nothing here prints. Not for use from two threads. A process that
 * forks does so before store_open.                                                       */
#ifndef NDRILL_STORE_STORE_H
#define NDRILL_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

typedef struct store store;

/* --- what a question is ------------------------------------------------------------------ */

typedef enum store_part_kind {
    STORE_HINT,          /* title "", text: in order, mildest first */
    STORE_ROUTE,         /* an answer that must pass; the first is the reference. title: what is special about it */
    STORE_WRONG,         /* an answer that must be refused. title: the sentence that names the mistake; text: the code, or what is said */
    STORE_CONCEPT,       /* the explanation, in three parts */
    STORE_EXAMPLE,
    STORE_PRACTICE,
    STORE_NUMPY,         /* the same answer in NumPy */
    STORE_SAY,           /* title: the spoken question; text: key points, one a line */
    STORE_PROGRAM,       /* predict: the code whose value is asked for */
    STORE_POINT,         /* explain: text: what is to be said; title: the words that tell that it was said (grade_point_test) */
    STORE_MODEL          /* explain: a good answer */
} store_part_kind;

typedef struct store_part {
    store_part_kind kind;
    int             line;        /* in the question file, 0 when unknown */
    char           *title, *text;
} store_part;

/* One run of the question's inputs: setup text, seed and size. */
typedef struct store_case {
    int      number;             /* 1 is the shown one */
    uint32_t seed;
    int64_t  n;                  /* the size the hidden setup is asked for; 0 for the shown case */
    size_t   nexpected;
    struct store_blob { void *bytes; size_t n; } *expected;   /* one .npy an output, in order */
} store_case;

/* What a listed wrong answer does, recorded when the pack was built: the grader's signature of its whole outcome. */
typedef struct store_outcome {
    int      part;               /* index into parts */
    uint64_t signature;
} store_outcome;

typedef struct store_question {
    int64_t key;                 /* row; 0 while not stored */
    char   *id, *short_id;       /* "coding-06", "C6" */
    char   *pack, *version;      /* "core", the pack's version */
    char   *title, *level, *kind;/* level: beginner intermediate advanced coding data-science; kind: code predict explain */
    char   *prompt;              /* plain text, wrapped by who shows it */
    char   *given;               /* names, separated by spaces: "arr limit" */
    char   *outputs;             /* one line an output: what it is called in messages */
    char   *starter;             /* "" or text to begin with */
    char   *checks;              /* one check a line: grader/grader.h has the words */
    char   *concepts;            /* names, separated by spaces */
    char   *excused;             /* changes of the reference that change nothing: "LINE `text`: reason", one a line; NULL when
                                    it comes from the store, which does not keep them */
    char   *shown, *hidden;      /* setup texts in array notation: the shown case; the others (they see n, k) */
    int     par_seconds;
    int     shown_line, hidden_line;
    int      first_case;         /* number of the case to show and to speak of first; 0: case 1. Not stored */
    uint32_t variant;            /* the hidden cases were drawn anew from this seed; 0: as built. Not stored */
    int      id_line, short_line, starter_line;   /* 0 when it does not come from a file */
    size_t  nparts, ncases, noutcomes;
    store_part    *parts;
    store_case    *cases;
    store_outcome *outcomes;
} store_question;

void store_question_free(store_question *q);     /* NULL is fine; frees q itself */

/* --- open and close ------------------------------------------------------------------------ */

/* Open or create the file and bring its schema up to date (see reference: application_id and user_version are
 * checked before anything is written; a newer file is refused, a foreign file is refused). path NULL:
 * NDRILL_DB, else ndrill.db in the data folder. */
store *store_open(const char *path, err *e) ERR_MUST_CHECK;
void   store_close(store *s);
const char *store_path(const store *s);
int64_t store_schema_version(const store *s);

/* --- packs ------------------------------------------------------------------------------------ */

typedef struct store_pack {
    char *name, *version, *digest, *title;
} store_pack;

/* True when the pack is there with this digest: nothing to import. */
bool store_has_pack(store *s, const char *name, const char *digest);

/* Put a whole pack in, in one transaction: questions are matched by id (attempts stay), those that are gone are
 * retired, never deleted. ERR_VALUE for a version older than the stored one, or an id of another pack. */
err_code store_pack_put(store *s, const store_pack *p, size_t n, store_question *const *q, err *e) ERR_MUST_CHECK;

struct store_attempt;

/* The same, and in the same transaction attempts: stored answers that were graded again because their question's checks are
 * others now. */
err_code store_pack_replace(store *s, const store_pack *p, size_t n, store_question *const *q, size_t nattempts, struct store_attempt *attempts,
                            err *e) ERR_MUST_CHECK;

typedef struct store_pack_line {
    char    name[48], version[24], title[96], digest[72];
    int64_t imported_at, questions, follow_ups;      /* questions: follow-ups and all */
} store_pack_line;

/* The packs that have questions, by name. */
err_code store_packs(store *s, bool (*each)(const store_pack_line *l, void *user), void *user, err *e) ERR_MUST_CHECK;

/* The ids of its questions that are not retired, in order. */
err_code store_pack_questions(store *s, const char *name, bool (*each)(const char *id, void *user), void *user, err *e) ERR_MUST_CHECK;

/* Its questions whose short id means a question of an earlier pack, other. */
err_code store_pack_shadowed(store *s, const char *name, bool (*each)(const char *id, const char *short_id, const char *other, void *user), void *user,
                             err *e) ERR_MUST_CHECK;

/* Retire its questions; attempts stay and count again when it comes back. *n: how many they were. */
err_code store_pack_remove(store *s, const char *name, int64_t *n, err *e) ERR_MUST_CHECK;

/* How a question did in one version of its pack. */
typedef struct store_question_stats {
    char    id[48], short_id[16], version[24], wrong[256];   /* wrong: the commonest, as it was told; "" none */
    int64_t tries, passes, hinted, learners, wrong_times;
    double  discrimination;      /* do those pass it who pass the others? -1 to 1; NAN: not known */
} store_question_stats;

/* Of a pack, "" for all: from the attempts that are stored, or from lines: verdicts as grade_report_json writes them with "learner"
 * added. *bad: lines that say nothing about a question that is stored. */
err_code store_pack_stats(store *s, const char *pack, const char *lines, int64_t *bad, bool (*each)(const store_question_stats *l, void *user), void *user,
                          err *e) ERR_MUST_CHECK;

/* Append the version of the pack that is stored; nothing when there is none. */
err_code store_pack_version(store *s, const char *name, buf *version, err *e) ERR_MUST_CHECK;

/* Less than 0 when version a is older than b: "1.9.0" is older than "1.10". */
int store_compare_versions(const char *a, const char *b);

/* --- questions ---------------------------------------------------------------------------------- */

/* By id or short id, letter case aside; a follow-up also by its name: C6+1, C6+nan, coding-06+nan. NULL with ERR_KEY when there is none: text names the nearest ids. */
store_question *store_question_get(store *s, const char *id, err *e) ERR_MUST_CHECK;

typedef enum store_memory_state { STORE_NEW, STORE_LEARNING, STORE_REVIEW, STORE_RELEARNING } store_memory_state;

/* How well something is remembered. All zero: never met. */
typedef struct store_memory {
    store_memory_state state;
    int                step;                    /* among the minutes of learning; -1: past them */
    double             stability, difficulty;   /* days until recall falls to 90 %; 1 to 10 */
    int64_t            last_at, due;            /* unix seconds */
    int                reviews, lapses;
} store_memory;

/* A line of a list, with what the learner has done so far. */
typedef struct store_line {
    char         id[48], short_id[16], level[24], title[96], pack[48], kind[24];
    char         follows[48];                          /* a follow-up: the id of its question; else "" */
    const char  *concepts;                              /* valid until the next line */
    int          par_seconds;
    int64_t      attempts, passes, last_at, pass_at;    /* unix seconds, 0 never */
    bool         last_ok;                               /* the last attempt passed */
    int64_t      timed, pass_ms, best_ms;               /* passes in practice, milliseconds in all, the shortest */
    bool         shown_solution;
    store_memory memory;
} store_line;

/* Each question that is not retired, by level order beginner, intermediate, advanced, coding, data-science, others, then id. level
 * NULL or "": all. Stops when each returns false. */
err_code store_list(store *s, const char *level, bool (*each)(const store_line *l, void *user), void *user, err *e) ERR_MUST_CHECK;

/* The follow-ups of a question, in order. */
err_code store_follow_ups(store *s, const char *id, bool (*each)(const store_line *l, void *user), void *user, err *e) ERR_MUST_CHECK;

/* The id of the next question to practise: one that is due, the longest first; else one of a concept that is due; else one
 * never tried, in list order from after_id on and round again; else one tried and never passed, the longest ago first; else
 * the one passed longest ago. after_id itself only when it is the only one. level "" for all. due_only: only the first two. Never a
 * follow-up.
 * Empty text when there is none. */
err_code store_next(store *s, const char *level, const char *after_id, bool due_only, char id[48], err *e) ERR_MUST_CHECK;

/* The question of the last attempt in practice when that has not passed: where to resume. Empty text when there is none. */
err_code store_unfinished(store *s, char id[48], err *e) ERR_MUST_CHECK;

/* The days on which there were attempts, from the given one on: days from 1970-01-01 in the learner's calendar. */
int64_t  store_day_of(int64_t at);
err_code store_days(store *s, int64_t from, bool (*each)(int64_t day, int64_t attempts, int64_t passes, void *user), void *user, err *e) ERR_MUST_CHECK;

/* --- attempts -------------------------------------------------------------------------------------- */

typedef struct store_attempt {
    int64_t     id;                /* set by store_attempt_add */
    const char *question;          /* id */
    const char *answer;            /* text as typed */
    const char *verdict;           /* "PASS", "WRONG", ... */
    const char *code;              /* message code, "E-SHAPE"; "" for none */
    const char *message;           /* what was shown */
    const char *mode;              /* "practice", "grade", "lines", "mock" */
    uint64_t    seed;
    int         hints;             /* seen before this attempt */
    int64_t     at, spent_ms;      /* unix seconds; milliseconds on the question */
    int         rating;            /* 1 again to 4 easy when the attempt ends a meeting with the question; 0: it goes on */
} store_attempt;

/* Record one try, durably: when this returns 0 it survives a crash. */
err_code store_attempt_add(store *s, store_attempt *a, err *e) ERR_MUST_CHECK;

/* Newest first; question NULL: of all. */
err_code store_history(store *s, const char *question, int limit, bool (*each)(const store_attempt *a, void *user), void *user, err *e) ERR_MUST_CHECK;

/* Hints and solutions seen, per question. */
err_code store_seen_add(store *s, const char *question, const char *what, err *e) ERR_MUST_CHECK;   /* "hint", "solution" */
int64_t  store_seen_count(store *s, const char *question, const char *what);

/* --- mock interviews -------------------------------------------------------------------------------- */

/* One thing that happened in an interview; engine/mock says what it means. */
typedef struct store_mock_event {
    int64_t     number, at_ms;     /* from 1; unix milliseconds */
    const char *kind, *text, *digest;
    int         slot;              /* which question, from 1; 0: the interview */
    int64_t     value;
} store_mock_event;

typedef struct store_mock {
    int64_t id, at_ms, ended_ms;   /* ended_ms 0: under way */
    int64_t points, most;
} store_mock;

/* Begin an interview with its first event and the ids it deals, in one transaction. */
err_code store_mock_begin(store *s, const store_mock_event *first, size_t n, const char *const *id, int64_t *mock, err *e) ERR_MUST_CHECK;

/* Add an event, with the attempt that belongs to it (or NULL) and the sum when it is the last (or NULL): all or nothing,
 * on disk when this returns 0. ERR_VALUE when another program has added that number. */
err_code store_mock_add(store *s, int64_t mock, const store_mock_event *event, store_attempt *attempt, const store_mock *last, err *e) ERR_MUST_CHECK;

err_code store_mock_events(store *s, int64_t mock, bool (*each)(const store_mock_event *event, void *user), void *user, err *e) ERR_MUST_CHECK;

/* Oldest first. */
err_code store_mock_list(store *s, bool (*each)(const store_mock *m, void *user), void *user, err *e) ERR_MUST_CHECK;

/* Each question a new interview may deal: id, level, and the last interview (its number, 0: none) and attempt (unix seconds, 0:
 * none) it was in. pack "" for all. */
typedef struct store_dealt {
    const char *id, *level;
    int64_t     mock, at;
} store_dealt;

err_code store_mock_dealt(store *s, const char *pack, bool (*each)(const store_dealt *d, void *user), void *user, err *e) ERR_MUST_CHECK;

/* --- memory: FSRS-6 (fsrs.c) ----------------------------------------------------------------------- */

/* rating: 1 again, 2 hard, 3 good, 4 easy. */
void   store_fsrs_review(store_memory *m, int rating, int64_t at);
double store_fsrs_recall(const store_memory *m, int64_t at);          /* the chance of recall, 0 when never met */

/* A question was met: how it went. With an attempt's id, or 0. Moves the memory of the question and of each of its
 * concepts in the same transaction; so does store_attempt_add for an attempt with a rating. */
typedef struct store_review {
    const char *question;          /* id */
    int64_t     attempt, at;
    int         rating;
} store_review;

err_code store_review_add(store *s, store_review *r, err *e) ERR_MUST_CHECK;

/* The learner says otherwise: the last rating of the question is this one; 0: it is taken back. */
err_code store_review_change(store *s, const char *question, int rating, err *e) ERR_MUST_CHECK;

err_code store_memory_of(store *s, const char *question, store_memory *m, err *e) ERR_MUST_CHECK;

/* What is remembered, first due first. Of a concept only the name is filled. */
typedef struct store_known {
    const char  *name, *short_id, *title, *level;      /* name: id, or the concept */
    store_memory memory;
} store_known;

err_code store_known_questions(store *s, bool (*each)(const store_known *k, void *user), void *user, err *e) ERR_MUST_CHECK;
err_code store_known_concepts(store *s, bool (*each)(const store_known *k, void *user), void *user, err *e) ERR_MUST_CHECK;

/* --- JSON -------------------------------------------------------------------------------------------- */

/* Append text as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD. */
void store_json_text(buf *out, const char *text);

#endif
