/* trainer/trainer.h: what the files of the terminal program share.
 *
 * A command is a function of the app and its arguments that returns an exit code: 0 passed
 * or done, 1 graded and something is wrong, 2 usage, 3 could not be graded, 4 pack invalid,
 * 5 I/O, database or sandbox failure, 130 interrupted. Text from packs, answers and files
 * reaches a terminal only through tr_clean.                                             */
#ifndef NDRILL_TRAINER_TRAINER_H
#define NDRILL_TRAINER_TRAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "grader/grader.h"
#include "store/store.h"

#define TR_VERSION "0.1.0"

enum { TR_OK = 0, TR_WRONG = 1, TR_USAGE = 2, TR_UNGRADABLE = 3, TR_PACK = 4, TR_FAILURE = 5, TR_INTERRUPTED = 130 };

/* How to write: decided once from the options, the environment and the terminal. */
typedef struct tr_look {
    bool json, plain, colour;
    bool tty_in, tty_out;
    int  width;                /* columns to use for text */
    int  columns;              /* for drawings, which may be wider */
} tr_look;

typedef struct tr_app {
    tr_look look;
    grader *grader;            /* NULL until tr_need_grader */
    store  *store;             /* NULL until tr_need_store */
    bool    no_pack;           /* built without a core pack: nothing to install */
} tr_app;

/* Each says what failed on standard error and returns false. The grader comes first: its helper
 * process must be forked before a database is open. */
bool tr_need_grader(tr_app *app);
bool tr_need_store(tr_app *app);

/* The whole program: what main does. */
int tr_main(int argc, char **argv);

/* --- commands ------------------------------------------------------------------------------- */

int tr_cmd_practice(tr_app *app, int argc, char **argv);
int tr_cmd_grade(tr_app *app, int argc, char **argv);
int tr_cmd_run(tr_app *app, int argc, char **argv);
int tr_cmd_translate(tr_app *app, int argc, char **argv);
int tr_cmd_repl(tr_app *app, int argc, char **argv);
int tr_cmd_list(tr_app *app, int argc, char **argv);
int tr_cmd_show(tr_app *app, int argc, char **argv);
int tr_cmd_hint(tr_app *app, int argc, char **argv);
int tr_cmd_solution(tr_app *app, int argc, char **argv);
int tr_cmd_history(tr_app *app, int argc, char **argv);
int tr_cmd_pack(tr_app *app, int argc, char **argv);
int tr_cmd_due(tr_app *app, int argc, char **argv);
int tr_cmd_watch(tr_app *app, int argc, char **argv);
int tr_cmd_open(tr_app *app, int argc, char **argv);
int tr_cmd_stats(tr_app *app, int argc, char **argv);
int tr_cmd_mock(tr_app *app, int argc, char **argv);
int tr_cmd_doc(tr_app *app, int argc, char **argv);
int tr_cmd_doctor(tr_app *app, int argc, char **argv);

/* "ndrill: text" on standard error. */
int tr_usage(const char *format, ...) ERR_PRINTF(1, 2);               /* returns TR_USAGE */
int tr_fail(int code, const err *e);                                    /* prints e, returns code */
void tr_complain(const bind_problem *p, const char *name, const buf *source);   /* a text that failed, with its line */

/* --- text ------------------------------------------------------------------------------------- */

/* Append text with everything that could drive a terminal made visible: control characters but newline,
 * C1, bidirectional and invisible marks become \u{1b}; bytes that are not UTF-8 become U+FFFD. */
void tr_clean(buf *out, const char *text, size_t n);

/* Columns a clean text takes. */
size_t tr_columns(const char *text, size_t n);

/* Append text wrapped at width, each line after indent spaces. Paragraphs (blank lines) and lines that
 * begin with two spaces or a list mark stay lines of their own. */
void tr_wrap(buf *out, const char *text, int width, int indent);

typedef enum tr_tone { TR_PLAIN, TR_STRONG, TR_GOOD, TR_BAD, TR_DIM, TR_NAME } tr_tone;

/* Append text in a tone; without colour just the text. */
void tr_tint(buf *out, const tr_look *look, tr_tone tone, const char *text);

/* A rule across the page, or nothing in plain mode. */
void tr_rule(buf *out, const tr_look *look);

/* left ... right on one line; two lines when it does not fit. */
void tr_spread(buf *out, const tr_look *look, const char *left, const char *right);

/* What keys there are, folded at the width, the cursor behind. */
void tr_keys_line(buf *out, const tr_look *look, const char *text);

/* "0:45" */
void tr_clock(buf *out, int64_t seconds);

/* The next line of standard input, without its end; false at the end of input. */
bool tr_read_line(buf *line);

/* Write b to standard output at once and clear it. */
void tr_flush(buf *b);

/* --- pages: facts to text, no terminal -------------------------------------------------------- */

/* inputs: what tr_inputs gave. */
void tr_page_question(buf *out, const tr_look *look, const store_question *q, const char *inputs);

typedef struct tr_try {
    int64_t spent_ms;
    int     runs, hints;
} tr_try;

void tr_page_verdict(buf *out, const tr_look *look, const store_question *q, const grade_report *r,
                     const tr_try *t, const char *answer, size_t n);
void tr_page_hint(buf *out, const tr_look *look, const store_question *q, int number);      /* from 1 */
void tr_page_solution(buf *out, const tr_look *look, const store_question *q);
void tr_page_why(buf *out, const tr_look *look, const store_question *q);                   /* concept, example, practice */
void tr_page_points(buf *out, const tr_look *look, const store_question *q, const grade_report *r);  /* explain: the machine's view, a good answer */
/* After a pass: its bill beside those of the pack's routes, the same in NumPy. */
void tr_page_routes(buf *out, tr_app *app, const store_question *q, const grade_report *r, const char *answer);
void tr_bill(buf *out, const grade_cost *c);                                               /* "2 arrays, 30 bytes, 1 view" */
/* How the work of an answer grows with its inputs. */
bool tr_page_growth(buf *out, tr_app *app, const store_question *q, const char *answer, size_t n, err *e) ERR_MUST_CHECK;
void tr_page_keys(buf *out, const tr_look *look);
/* Append text as it is, cleaned, a line at a time; of width (0: of any length), a sentence that is longer is folded. */
void tr_lines(buf *out, const char *text, size_t n, int width, int indent);
int  tr_count_parts(const store_question *q, store_part_kind kind);
const store_part *tr_part(const store_question *q, store_part_kind kind, int number);       /* from 0; NULL: none */

/* The list, as text lines; used by `list` and the l key. */
int tr_list_lines(tr_app *app, const char *level, buf *out, err *e) ERR_MUST_CHECK;          /* TR_OK or TR_FAILURE */

/* --- session: one question being practised ------------------------------------------------------ */

typedef struct tr_session {
    tr_app         *app;
    const char     *level;               /* "" for all */
    store_question *question;
    int64_t         began_ms;            /* monotonic */
    tr_try          tried;
    bool            passed;              /* the current question */
    int             rated;               /* this meeting with it, 1 to 4; 0: not yet */
    bool            due_only;            /* next: only what is due */
    int             solved, helped;      /* questions passed since the start; of them with a hint */
    const char     *mode;                /* of the attempts: "practice", "lines" */
    int             wrong_left;          /* questions answered wrong and not passed since */
} tr_session;

/* Load id, or with id NULL the next one to practise. */
bool tr_session_load(tr_session *s, const char *id, err *e) ERR_MUST_CHECK;
void tr_session_close(tr_session *s);

/* Grade, record, then fill r: when it returns true the attempt is on disk (unless ungradable). */
bool tr_session_answer(tr_session *s, const char *answer, size_t n, grade_report *r, err *e) ERR_MUST_CHECK;

/* The learner's own word on an explanation, when it is another than the machine's. */
bool tr_session_decide(tr_session *s, const char *answer, size_t n, bool good, err *e) ERR_MUST_CHECK;

/* The inputs of the shown case as text; nothing for a question that has none. */
bool tr_inputs(tr_app *app, const store_question *q, buf *inputs, err *e) ERR_MUST_CHECK;

/* The follow-up that comes after q (its first, when q is no follow-up itself): id and title, false when there is none. */
bool tr_next_follow_up(tr_app *app, const store_question *q, store_line *line);

/* --- the prompt: one line, edited ------------------------------------------------------------------ */

typedef struct tr_prompt tr_prompt;

/* name: history file's base name in the data folder ("" for none). */
tr_prompt *tr_prompt_open(const char *name, err *e) ERR_MUST_CHECK;
void       tr_prompt_close(tr_prompt *p);

typedef enum tr_read { TR_READ_LINE, TR_READ_EOF, TR_READ_INTERRUPT, TR_READ_STOPPED } tr_read;

/* Read a line into out (no newline). ask is shown; begin (may be NULL) is there to edit. A pasted text of several
 * lines comes as one. */
tr_read tr_prompt_read(tr_prompt *p, const char *ask, const char *begin, buf *out);
void    tr_prompt_remember(tr_prompt *p, const char *line);

/* While a line is read, tick is called a few times a second and after each key with what stands there; it may rewrite the text that
 * ask points to, keeping its width. false ends the reading: TR_READ_STOPPED, the line is lost. NULL: no ticks. */
void tr_prompt_on_tick(tr_prompt *p, bool (*tick)(void *user, const char *line), void *user);

/* One key without ENTER; -1 at the end of input, 3 for Ctrl-C. */
int tr_read_key(void);

/* Show ask and read one key. */
int tr_ask_key(buf *ask);

#endif
