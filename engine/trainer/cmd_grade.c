/* trainer/cmd_grade.c: ndrill grade ID FILE: one answer, one verdict, one exit code. */
#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "trainer/trainer.h"

#define ANSWER_MAX (64 * 1024)

static void show(tr_app *app, const tr_session *s, const grade_report *r, const buf *answer) {
    buf out;
    buf_init(&out);
    if (app->look.json) {
        grade_report_json(&out, r, s->question->id);
        buf_putc(&out, '\n');
    } else {
        tr_page_verdict(&out, &app->look, s->question, r, &s->tried, answer->text, answer->n);
    }
    tr_flush(&out);
    buf_free(&out);
}

static int grade(tr_app *app, tr_session *s, const buf *answer) {
    err          e = {0};
    grade_report r;
    grade_report_init(&r);
    int code;
    if (tr_session_answer(s, answer->text, answer->n, &r, &e)) {
        show(app, s, &r, answer);
        code = grade_exit_code(r.verdict);
    } else {
        code = tr_fail(TR_FAILURE, &e);
    }
    grade_report_free(&r);
    return code;
}

int tr_cmd_grade(tr_app *app, int argc, char **argv) {
    if (argc != 2) return tr_usage("usage: ndrill grade ID FILE   (- reads standard input)");
    if (!tr_need_grader(app)) return TR_FAILURE;
    grade_prepare(app->grader);
    err        e = {0};
    buf        answer;
    tr_session s = {.app = app, .level = "", .mode = "grade"};
    int        code = TR_FAILURE;
    buf_init(&answer);
    if (fs_read(argv[1], ANSWER_MAX, &answer, &e) != ERR_OK) tr_fail(code, &e);
    else if (!tr_need_store(app)) code = TR_FAILURE;
    else if (!tr_session_load(&s, argv[0], &e)) code = tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    else code = grade(app, &s, &answer);
    tr_session_close(&s);
    buf_free(&answer);
    return code;
}
