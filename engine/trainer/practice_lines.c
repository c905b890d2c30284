/* trainer/practice_lines.c: practice without a terminal: answers in, verdicts out.
 *
 * Lines are collected until they are a whole chunk. A pass moves on to the next question;
 * anything else stays. A line of `:n`, `:h`, `:s`, `:d NAME` or `:q` does what the key does.        */
#include <stdio.h>
#include <string.h>

#include "trainer/doc.h"
#include "trainer/practice.h"

typedef enum line_step { LINE_STAY, LINE_NEXT, LINE_QUIT } line_step;

static line_step run_command(tr_session *s, const char *line) {
    err  e = {0};
    bool ok = true;
    if (strcmp(line, ":n") == 0) return LINE_NEXT;
    if (strcmp(line, ":q") == 0) return LINE_QUIT;
    if (strcmp(line, ":h") == 0) ok = tr_show_hint(s, &e);
    else if (strcmp(line, ":s") == 0) ok = tr_show_solution(s, &e);
    else if (strncmp(line, ":d ", 3) == 0) tr_doc_print(&s->app->look, line + 3);
    else puts("Without a terminal there are :n :h :s :d NAME :q");
    if (!ok) tr_fail(TR_FAILURE, &e);
    return LINE_STAY;
}

static void show(tr_session *s, const grade_report *r, const buf *text) {
    buf out;
    buf_init(&out);
    if (s->app->look.json) {
        grade_report_json(&out, r, s->question->id);
        buf_putc(&out, '\n');
    } else {
        tr_page_verdict(&out, &s->app->look, s->question, r, &s->tried, text->text, text->n);
    }
    tr_flush(&out);
    buf_free(&out);
}

static line_step grade_text(tr_session *s, buf *text, bool may_grow) {
    err          e = {0};
    line_step    to = LINE_STAY;
    grade_report r;
    grade_report_init(&r);
    if (!tr_session_answer(s, text->text, text->n, &r, &e)) {
        tr_fail(TR_FAILURE, &e);
        to = LINE_QUIT;
    } else if (!may_grow || !tr_wants_more(&r)) {
        show(s, &r, text);
        buf_clear(text);
        /* An explanation is followed by a good one: there is nothing left to try. */
        if (r.verdict == GRADE_PASS || grade_kind_of(s->question) == GRADE_KIND_EXPLAIN) to = LINE_NEXT;
        if (r.verdict == GRADE_UNGRADABLE) s->wrong_left++;
    }
    grade_report_free(&r);
    return to;
}

static bool next_question(tr_session *s) {
    err e = {0};
    if (tr_session_load(s, NULL, &e) && (s->app->look.json || tr_show_question(s, &e))) return true;
    tr_fail(TR_FAILURE, &e);
    return false;
}

/* A text left over at the end of input is graded as it stands. */
static line_step take_line(tr_session *s, buf *text, const char *line) {
    if (text->n == 0 && line[0] == ':') return run_command(s, line);
    if (text->n == 0 && line[strspn(line, " \t")] == '\0') return LINE_STAY;
    if (text->n) buf_putc(text, '\n');
    buf_puts(text, line);
    return grade_text(s, text, true);
}

int tr_practise_lines(tr_session *s) {
    err    e = {0};
    buf    line, text;
    int    code = TR_OK;
    buf_init(&line);
    buf_init(&text);
    line.limit = 64 * 1024;
    text.limit = 64 * 1024;
    if (!s->app->look.json && !tr_show_question(s, &e)) code = tr_fail(TR_FAILURE, &e);
    line_step to = code == TR_OK ? LINE_STAY : LINE_QUIT;
    while (to != LINE_QUIT && tr_read_line(&line)) {
        to = take_line(s, &text, line.text);
        if (to == LINE_NEXT && !next_question(s)) to = LINE_QUIT;
    }
    if (text.n) grade_text(s, &text, false);
    if (code == TR_OK && s->wrong_left) code = TR_WRONG;
    buf_free(&line);
    buf_free(&text);
    return code;
}
