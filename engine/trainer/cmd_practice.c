/* trainer/cmd_practice.c: the practice loop at a terminal.
 *
 * A line that begins with `:` or `?` is a command; neither can begin an answer, so there are no
 * modes while typing. After a verdict single keys work.                                      */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "trainer/practice.h"
#include "trainer/rating.h"

static void put(buf *out) {
    tr_flush(out);
    buf_free(out);
}

static bool is_command(const char *line) { return line[0] == ':' || line[0] == '?'; }

/* --- reading an answer ------------------------------------------------------------------------------ */

/* Is the text so far a whole chunk? Asked of the child, like everything else about an answer. */
bool tr_wants_more(const grade_report *r) { return r->verdict == GRADE_UNGRADABLE && r->problem.incomplete; }

static bool ends_in_backslash(buf *text) {
    if (!text->n || text->text[text->n - 1] != '\\') return false;
    buf_cut(text, text->n - 1);
    return true;
}

/* Keys after a pass, until one leads on. */
static tr_step after_pass(tr_practice *p) {
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
        tr_keys_line(&out, &p->s.app->look, more ? "[n]ext [f]ollow-up [w]hy [s]olutions [l]ist [r]etry [q]uit"
                                                 : "[n]ext [w]hy [s]olutions [l]ist [r]etry [q]uit");
        put(&out);
        int key = tr_read_key();
        puts("");
        if (key < 0 || key == 3 || key == 4) return TR_LEAVE;
        if (key == '\r' || key == '\n' || key == ' ') return TR_NEXT;
        if (key == 'r') {
            p->show_question = true;
            return TR_STAY;
        }
        if (key == 'f' && more) {
            tr_go_to(p, follow.id);
            return TR_STAY;
        }
        tr_step to = strchr("nwslq?1234", key) ? tr_command_key(p, (char)key) : TR_STAY;
        if (to != TR_STAY || p->show_question) return to;
    }
}

/* An explanation: the machine has said what it found; whether it was good, the learner says. ENTER: as found. */
static tr_step decide(tr_practice *p, const grade_report *r, const buf *text) {
    err  e = {0};
    buf  out;
    bool found = r->verdict == GRADE_PASS;
    buf_init(&out);
    tr_tint(&out, &p->s.app->look, TR_DIM, found ? " Was it a good answer?  [Y]es  [n]o " : " Was it a good answer all the same?  [y]es  [N]o ");
    put(&out);
    int key = tr_read_key();
    puts("");
    if (key < 0 || key == 3 || key == 4) return TR_LEAVE;
    bool good = key == 'y' || key == 'Y' || (found && key != 'n' && key != 'N');
    if (good != found) tr_say_unless(tr_session_decide(&p->s, text->text, text->n, good, &e), &e);
    return after_pass(p);
}

/* One of its checks is about how the work grows. */
static bool asks_growth(const store_question *q) { return strstr(q->checks, "no element loop") || strncmp(q->checks, "bytes ", 6) == 0 || strstr(q->checks, "\nbytes "); }

/* Grade what was typed; *more when lines are missing. */
static tr_step grade_text(tr_practice *p, const buf *text, bool may_grow, bool *more) {
    err          e = {0};
    tr_step      to = TR_STAY;
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
    if (r.verdict == GRADE_PASS && !words) {
        if (asks_growth(p->s.question)) tr_say_unless(tr_page_growth(&out, p->s.app, p->s.question, text->text, text->n, &e), &e);
        tr_page_routes(&out, p->s.app, p->s.question, &r, text->text);
        tr_rating_line(&out, &p->s);
    }
    put(&out);
    buf_clear(&p->again);
    buf_clear(&p->last);
    buf_add(&p->last, text->text, text->n);
    p->failed_case = r.failed_case;
    if (words) to = decide(p, &r, text);
    else if (r.verdict == GRADE_PASS) to = after_pass(p);
    else if (!memchr(text->text, '\n', text->n)) buf_add(&p->again, text->text, text->n);
done:
    grade_report_free(&r);
    return to;
}

/* The last answer stands on the line to be edited; a command typed behind it is a command. */
static void drop_kept(const tr_practice *p, buf *line) {
    size_t n = p->again.n;
    if (n == 0 || line->n <= n || memcmp(line->text, p->again.text, n) != 0) return;
    const char *rest = line->text + n + strspn(line->text + n, " ");
    buf         command;
    if (!tr_is_known_command(rest)) return;
    buf_init(&command);
    buf_puts(&command, rest);
    buf_clear(line);
    buf_add(line, command.text, command.n);
    buf_free(&command);
}

/* One answer or command. */
static tr_step read_answer(tr_practice *p, int *interrupts) {
    if (p->has_edited) {
        bool more = false;
        p->has_edited = false;
        return grade_text(p, &p->edited, false, &more);
    }
    char ask[32];
    buf  text;
    tr_step to = TR_STAY;
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
            to = got == TR_READ_EOF || ++*interrupts > 1 ? TR_LEAVE : TR_STAY;
            if (got == TR_READ_INTERRUPT && to == TR_LEAVE) p->code = TR_INTERRUPTED;
            buf_clear(&p->again);
            buf_free(&line);
            break;
        }
        *interrupts = 0;
        if (text.n == 0) drop_kept(p, &line);
        tr_prompt_remember(p->prompt, line.text);
        bool blank = line.n == strspn(line.text, " ");
        if (text.n) buf_putc(&text, '\n');
        buf_add(&text, line.text, line.n);
        buf_free(&line);
        if (text.n == 0) break;
        forced = ends_in_backslash(&text);
        more = forced;
        if (!forced) to = is_command(text.text) ? tr_command(p, text.text) : grade_text(p, &text, !blank, &more);
    } while (more);
    buf_free(&text);
    return to;
}

/* --- the loop ------------------------------------------------------------------------------------------- */

static int practise_terminal(tr_practice *p, bool resumed) {
    err e = {0};
    p->prompt = tr_prompt_open("history", &e);
    if (!p->prompt) return tr_fail(TR_FAILURE, &e);
    tr_welcome(p, resumed);
    p->show_question = true;
    int interrupts = 0;
    for (tr_step to = TR_STAY; to != TR_LEAVE;) {
        if (p->show_question && !tr_show_question(&p->s, &e)) {
            p->code = tr_fail(TR_FAILURE, &e);
            break;
        }
        p->show_question = false;
        to = read_answer(p, &interrupts);
        if (to == TR_NEXT && !tr_go_to(p, NULL)) to = TR_LEAVE;
    }
    tr_goodbye(p);
    tr_prompt_close(p->prompt);
    return p->code;
}

static bool is_level(const char *word) {
    static const char *const levels[] = {"beginner", "intermediate", "advanced", "coding", "data-science"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcasecmp(word, levels[i]) == 0) return true;
    return false;
}

/* id NULL: where the learner left off, else the next one. */
static int practise(tr_app *app, const char *id, const char *level, bool due_only) {
    err         e = {0};
    char        left[48] = "";
    tr_practice p = {.s = {.app = app, .level = level, .mode = app->look.tty_in ? "practice" : "lines", .due_only = due_only}};
    int         code = TR_OK;
    if (!id && !level[0] && !due_only && app->look.tty_in && store_unfinished(app->store, left, &e) == ERR_OK && left[0]) id = left;
    buf_init(&p.last);
    buf_init(&p.again);
    buf_init(&p.edited);
    if (!tr_session_load(&p.s, id, &e)) code = tr_fail(e.code == ERR_KEY ? TR_USAGE : TR_FAILURE, &e);
    else code = app->look.tty_in ? practise_terminal(&p, left[0] != '\0') : tr_practise_lines(&p.s);
    tr_session_close(&p.s);
    buf_free(&p.last);
    buf_free(&p.again);
    buf_free(&p.edited);
    return code;
}

int tr_practise_due(tr_app *app) { return practise(app, NULL, "", true); }

int tr_cmd_practice(tr_app *app, int argc, char **argv) {
    if (argc > 1) return tr_usage("usage: ndrill practice [ID|LEVEL]");
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    bool level = argc && is_level(argv[0]);
    return practise(app, argc && !level ? argv[0] : NULL, level ? argv[0] : "", false);
}
