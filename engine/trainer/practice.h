/* trainer/practice.h: what the practice loops, at a terminal and over plain lines, share. */
#ifndef NDRILL_TRAINER_PRACTICE_H
#define NDRILL_TRAINER_PRACTICE_H

#include "trainer/trainer.h"

bool tr_show_question(tr_session *s, err *e) ERR_MUST_CHECK;
bool tr_show_hint(tr_session *s, err *e) ERR_MUST_CHECK;
bool tr_show_solution(tr_session *s, err *e) ERR_MUST_CHECK;      /* before a pass that is giving up */

/* The answer is well-formed so far, but not whole. */
bool tr_wants_more(const grade_report *r);

/* Answers from standard input, line by line; verdicts to standard output; no prompt. */
int tr_practise_lines(tr_session *s);

/* At a terminal, the questions that are due. */
int tr_practise_due(tr_app *app);

/* --- at a terminal ------------------------------------------------------------------------------- */

typedef enum tr_step { TR_STAY, TR_NEXT, TR_LEAVE } tr_step;

typedef struct tr_practice {
    tr_session s;
    tr_prompt *prompt;
    buf        last;            /* the answer that was graded last, "" for none */
    buf        again;           /* what to begin the next line with */
    buf        edited;          /* an answer from the editor, to be graded */
    bool       has_edited;
    bool       show_question;
    int        failed_case;     /* of the last answer, 0: none */
    int        code;
} tr_practice;

/* Failures of a page are said and practice goes on: nothing is lost by a page that does not show. */
void tr_say_unless(bool ok, const err *e);

bool    tr_go_to(tr_practice *p, const char *id);            /* NULL: the next one */
tr_step tr_command_key(tr_practice *p, char key);            /* a key after a verdict, or a command of one letter */
tr_step tr_command(tr_practice *p, const char *line);        /* ":h", ":g C6", "?" */

bool    tr_is_known_command(const char *line);               /* and nothing that could be part of an answer */

/* The welcome: what is due, what is resumed; and the sum at the end. */
void tr_welcome(tr_practice *p, bool resumed);
void tr_goodbye(tr_practice *p);

/* :e - the answer in $VISUAL, $EDITOR or vi; true when text came back to be graded. */
bool tr_edit_answer(tr_app *app, const store_question *q, const char *begin, buf *text, err *e);

/* The learner's editor on a file; false when it is not there or did not end well. */
bool tr_run_editor(const char *path, err *e) ERR_MUST_CHECK;

/* The question as comments of a Lua file, then begin. */
void tr_starter_file(buf *out, tr_app *app, const store_question *q, const char *begin);

/* The answer in such a file: what is not the head's comments. False when there is none. */
bool tr_starter_answer(const char *text, buf *answer);

/* :play - an engine prompt on a copy of the inputs. */
void tr_play(tr_app *app, const store_question *q);

#endif
