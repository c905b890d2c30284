/* trainer/cmd_practice.c: the practice loop at a terminal.
 *
 * A line that begins with `:` or `?` is a command; neither can begin an answer, so there are no
 * modes while typing. After a verdict single keys work.                                      */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "trainer/practice.h"

typedef enum step { STAY, NEXT, QUIT } step;

typedef struct practice {
    tr_session s;
    tr_prompt *prompt;
    buf        again;           /* what to begin the next line with */
    bool       show_question;
    int        code;
} practice;

static void put(buf *out) {
    tr_flush(out);
    buf_free(out);
}

/* --- pages that need the session ------------------------------------------------------------- */

bool tr_show_question(tr_session *s, err *e) {
    buf inputs, out;
    buf_init(&inputs);
    buf_init(&out);
    bool ok = tr_inputs(s->app, s->question, &inputs, e);
    if (ok) {
        tr_rule(&out, &s->app->look);
        tr_page_question(&out, &s->app->look, s->question, inputs.text);
    }
    buf_free(&inputs);
    put(&out);
    return ok;
}

bool tr_show_hint(tr_session *s, err *e) {
    buf out;
    buf_init(&out);
    int hints = tr_count_parts(s->question, STORE_HINT);
    if (s->tried.hints < hints) {
        if (store_seen_add(s->app->store, s->question->id, "hint", e) != ERR_OK) return false;
        s->tried.hints++;
    }
    if (hints) tr_page_hint(&out, &s->app->look, s->question, s->tried.hints);
    else buf_puts(&out, " This question has no hints.\n");
    put(&out);
    return true;
}

bool tr_show_solution(tr_session *s, err *e) {
    buf out;
    buf_init(&out);
    if (!s->passed && store_seen_add(s->app->store, s->question->id, "solution", e) != ERR_OK) return false;
    tr_page_solution(&out, &s->app->look, s->question);
    put(&out);
    return true;
}

static void show_why(tr_session *s) {
    buf out;
    buf_init(&out);
    tr_page_why(&out, &s->app->look, s->question);
    put(&out);
}

static void show_list(tr_session *s) {
    err e = {0};
    buf out;
    buf_init(&out);
    if (tr_list_lines(s->app, "", &out, &e) != TR_OK) tr_fail(TR_FAILURE, &e);
    put(&out);
}

static void show_keys(tr_session *s) {
    buf out;
    buf_init(&out);
    tr_page_keys(&out, &s->app->look);
    put(&out);
}

/* --- commands -------------------------------------------------------------------------------------- */

/* Failures here are said and practice goes on: nothing is lost by a page that does not show. */
static void say_unless(bool ok, const err *e) {
    if (!ok) tr_fail(TR_FAILURE, e);
}

static bool go_to(practice *p, const char *id) {
    err  e = {0};
    bool ok = tr_session_load(&p->s, id, &e);
    say_unless(ok, &e);
    p->show_question = ok;
    if (ok) buf_clear(&p->again);
    return ok;
}

static step command_key(practice *p, char key) {
    err e = {0};
    switch (key) {
    case 'h': say_unless(tr_show_hint(&p->s, &e), &e); return STAY;
    case 's': say_unless(tr_show_solution(&p->s, &e), &e); return STAY;
    case 'w': show_why(&p->s); return STAY;
    case 'l': show_list(&p->s); return STAY;
    case 'r': p->show_question = true; return STAY;
    case '?': show_keys(&p->s); return STAY;
    case 'n': return NEXT;
    case 'q': return QUIT;
    default: return STAY;
    }
}

static bool is_command(const char *line) { return line[0] == ':' || line[0] == '?'; }

static step run_command(practice *p, const char *line) {
    if (line[0] == '?') return command_key(p, '?');
    if (line[1] == 'g' && line[2] == ' ') {
        go_to(p, line + 3 + strspn(line + 3, " "));
        return STAY;
    }
    if (line[1] && line[2] == '\0' && strchr("hswlr?nq", line[1])) return command_key(p, line[1]);
    if (strcmp(line, ":quit") == 0 || strcmp(line, ":exit") == 0) return QUIT;
    puts(" There is no such command. :? lists them.");
    return STAY;
}

/* --- reading an answer ------------------------------------------------------------------------------ */

/* Is the text so far a whole chunk? Asked of the child, like everything else about an answer. */
bool tr_wants_more(const grade_report *r) { return r->verdict == GRADE_UNGRADABLE && r->problem.incomplete; }

static bool ends_in_backslash(buf *text) {
    if (!text->n || text->text[text->n - 1] != '\\') return false;
    buf_cut(text, text->n - 1);
    return true;
}

/* Keys after a pass, until one leads on. */
static step after_pass(practice *p) {
    store_line follow;
    bool       more = tr_next_follow_up(p->s.app, p->s.question, &follow);
    for (;;) {
        buf out;
        buf_init(&out);
        if (more) {
            buf_printf(&out, " %s ", follow.short_id);
            tr_clean(&out, follow.title, strlen(follow.title));
            buf_putc(&out, '\n');
        }
        tr_tint(&out, &p->s.app->look, TR_DIM, more ? " [n]ext  [f]ollow-up  [w]hy  [s]olutions  [l]ist  [r]etry  [q]uit "
                                                    : " [n]ext  [w]hy  [s]olutions  [l]ist  [r]etry  [q]uit ");
        put(&out);
        int key = tr_read_key();
        puts("");
        if (key < 0 || key == 3 || key == 4) return QUIT;
        if (key == '\r' || key == '\n' || key == ' ') return NEXT;
        if (key == 'r') {
            p->show_question = true;
            return STAY;
        }
        if (key == 'f' && more) {
            go_to(p, follow.id);
            return STAY;
        }
        step to = strchr("nwslq?", key) ? command_key(p, (char)key) : STAY;
        if (to != STAY) return to;
    }
}

/* An explanation: the machine has said what it found; whether it was good, the learner says. ENTER: as found. */
static step decide(practice *p, const grade_report *r, const buf *text) {
    err  e = {0};
    buf  out;
    bool found = r->verdict == GRADE_PASS;
    buf_init(&out);
    tr_tint(&out, &p->s.app->look, TR_DIM, found ? " Was it a good answer?  [Y]es  [n]o " : " Was it a good answer all the same?  [y]es  [N]o ");
    put(&out);
    int key = tr_read_key();
    puts("");
    if (key < 0 || key == 3 || key == 4) return QUIT;
    bool good = key == 'y' || key == 'Y' || (found && key != 'n' && key != 'N');
    if (good != found) say_unless(tr_session_decide(&p->s, text->text, text->n, good, &e), &e);
    return after_pass(p);
}

/* Grade what was typed; *more when lines are missing. */
static step grade_text(practice *p, const buf *text, bool may_grow, bool *more) {
    err          e = {0};
    step         to = STAY;
    grade_report r;
    grade_report_init(&r);
    if (!tr_session_answer(&p->s, text->text, text->n, &r, &e)) {
        tr_fail(TR_FAILURE, &e);
        printf(" Your answer was:\n%s\n", text->text);
        goto done;
    }
    if (may_grow && tr_wants_more(&r)) {
        *more = true;
        goto done;
    }
    buf out;
    buf_init(&out);
    buf_putc(&out, '\n');
    tr_page_verdict(&out, &p->s.app->look, p->s.question, &r, &p->s.tried, text->text, text->n);
    bool words = grade_kind_of(p->s.question) == GRADE_KIND_EXPLAIN;
    if (r.verdict != GRADE_PASS && !words) tr_tint(&out, &p->s.app->look, TR_DIM, "   :h for a hint, :s for the solutions\n");
    put(&out);
    buf_clear(&p->again);
    if (words) to = decide(p, &r, text);
    else if (r.verdict == GRADE_PASS) to = after_pass(p);
    else if (!memchr(text->text, '\n', text->n)) buf_add(&p->again, text->text, text->n);
done:
    grade_report_free(&r);
    return to;
}

/* One answer or command. */
static step read_answer(practice *p, int *interrupts) {
    char ask[32];
    buf  text;
    step to = STAY;
    bool more = false, forced = false;
    buf_init(&text);
    grade_prepare(p->s.app->grader);
    do {
        buf line;
        buf_init(&line);
        if (!more) snprintf(ask, sizeof ask, "%s> ", p->s.question->short_id);
        else snprintf(ask, sizeof ask, "%*s> ", (int)strlen(p->s.question->short_id), "..");
        tr_read got = tr_prompt_read(p->prompt, ask, text.n ? NULL : p->again.text, &line);
        if (got != TR_READ_LINE) {
            to = got == TR_READ_EOF || ++*interrupts > 1 ? QUIT : STAY;
            if (got == TR_READ_INTERRUPT && to == QUIT) p->code = TR_INTERRUPTED;
            buf_clear(&p->again);
            buf_free(&line);
            break;
        }
        *interrupts = 0;
        tr_prompt_remember(p->prompt, line.text);
        bool blank = line.n == strspn(line.text, " ");
        if (text.n) buf_putc(&text, '\n');
        buf_add(&text, line.text, line.n);
        buf_free(&line);
        if (text.n == 0) break;
        forced = ends_in_backslash(&text);
        more = forced;
        if (!forced) to = is_command(text.text) ? run_command(p, text.text) : grade_text(p, &text, !blank, &more);
    } while (more);
    buf_free(&text);
    return to;
}

/* --- the loop ------------------------------------------------------------------------------------------- */

static void welcome(const tr_look *look) {
    buf out;
    buf_init(&out);
    tr_spread(&out, look, " ndrill " TR_VERSION, ":? keys   :q quit");
    put(&out);
}

static void goodbye(practice *p) {
    if (p->code == TR_INTERRUPTED) puts("");
    puts(" Everything is saved. Continue with: ndrill");
}

static int practise_terminal(practice *p) {
    err e = {0};
    p->prompt = tr_prompt_open("history", &e);
    if (!p->prompt) return tr_fail(TR_FAILURE, &e);
    welcome(&p->s.app->look);
    p->show_question = true;
    int interrupts = 0;
    for (step to = STAY; to != QUIT;) {
        if (p->show_question && !tr_show_question(&p->s, &e)) {
            p->code = tr_fail(TR_FAILURE, &e);
            break;
        }
        p->show_question = false;
        to = read_answer(p, &interrupts);
        if (to == NEXT && !go_to(p, NULL)) to = QUIT;
    }
    goodbye(p);
    tr_prompt_close(p->prompt);
    return p->code;
}

static bool is_level(const char *word) {
    static const char *const levels[] = {"beginner", "intermediate", "advanced", "coding", "data-science"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcasecmp(word, levels[i]) == 0) return true;
    return false;
}

int tr_cmd_practice(tr_app *app, int argc, char **argv) {
    if (argc > 1) return tr_usage("usage: ndrill practice [ID|LEVEL]");
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    bool     level = argc && is_level(argv[0]);
    err      e = {0};
    practice p = {.s = {.app = app, .level = level ? argv[0] : "", .mode = app->look.tty_in ? "practice" : "lines"}};
    buf_init(&p.again);
    int code;
    if (!tr_session_load(&p.s, argc && !level ? argv[0] : NULL, &e)) code = tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    else code = app->look.tty_in ? practise_terminal(&p) : tr_practise_lines(&p.s);
    tr_session_close(&p.s);
    buf_free(&p.again);
    return code;
}
