/* trainer/practice_commands.c: what a command line or a single key does. */
#include <stdio.h>
#include <string.h>

#include "trainer/cmd_mock.h"
#include "trainer/doc.h"
#include "trainer/picker.h"
#include "trainer/practice.h"
#include "trainer/rating.h"

static void put(buf *out) {
    tr_flush(out);
    buf_free(out);
}

void tr_say_unless(bool ok, const err *e) {
    if (!ok) tr_fail(TR_FAILURE, e);
}

bool tr_go_to(tr_practice *p, const char *id) {
    err  e = {0};
    bool ok = (!p->s.question || tr_leave(&p->s, &e)) && tr_session_load(&p->s, id, &e);
    if (!ok && p->s.due_only && !id && e.code == ERR_KEY) printf(" %s\n", "Nothing more is due.");
    else tr_say_unless(ok, &e);
    p->show_question = ok;
    if (!ok) return false;
    buf_clear(&p->again);
    buf_clear(&p->last);
    p->failed_case = 0;
    if (p->s.question->starter[0] && !strchr(p->s.question->starter, '\n')) buf_puts(&p->again, p->s.question->starter);
    return true;
}

/* --- pages ------------------------------------------------------------------------------------------- */

static void show_page(tr_practice *p, void (*page)(buf *out, const tr_look *look, const store_question *q)) {
    buf out;
    buf_init(&out);
    page(&out, &p->s.app->look, p->s.question);
    put(&out);
}

static void show_list(tr_practice *p) {
    err  e = {0};
    char id[48];
    if (tr_can_pick(&p->s.app->look)) {
        tr_say_unless(tr_pick(p->s.app, "", id, &e), &e);
        if (id[0]) tr_go_to(p, id);
        return;
    }
    buf out;
    buf_init(&out);
    tr_say_unless(tr_list_lines(p->s.app, "", &out, &e) == TR_OK, &e);
    put(&out);
}

static void show_keys(tr_practice *p) {
    buf out;
    buf_init(&out);
    tr_page_keys(&out, &p->s.app->look);
    put(&out);
}

/* --- what changes something ------------------------------------------------------------------------------ */

static void rate(tr_practice *p, int rating) {
    err  e = {0};
    bool ok = tr_rate_again(&p->s, rating, &e);
    tr_say_unless(ok, &e);
    if (!ok) return;
    buf out;
    buf_init(&out);
    tr_rating_line(&out, &p->s);
    put(&out);
}

/* Take the last rating back, as if this meeting had not ended yet. */
static void undo(tr_practice *p) {
    err  e = {0};
    bool ok = tr_rate_again(&p->s, 0, &e);
    tr_say_unless(ok, &e);
    if (!ok) return;
    p->s.passed = false;
    puts(" The last rating is taken back; the answer stays in the history.");
    p->show_question = true;
}

/* The case that failed becomes the one that is shown and run first. */
static void keep_failing(tr_practice *p) {
    if (p->failed_case == 0) puts(" There is no failing case to keep.");
    else if (p->failed_case == 1) puts(" The failing case is the one that is shown.");
    else {
        p->s.question->first_case = p->failed_case;
        puts(" The failing case is kept: it is shown, and run first.");
        p->show_question = true;
    }
}

static void growth(tr_practice *p) {
    const store_part *route = tr_part(p->s.question, STORE_ROUTE, 0);
    err               e = {0};
    buf               out;
    if (p->last.n == 0 || !route) {
        puts(" Answer the question first: its growth is counted then.");
        return;
    }
    buf_init(&out);
    tr_say_unless(tr_page_growth(&out, p->s.app, p->s.question, p->last.text, p->last.n, &e), &e);
    put(&out);
}

static void edit(tr_practice *p) {
    err         e = {0};
    const char *begin = p->last.n ? p->last.text : p->s.question->starter;
    buf_clear(&p->edited);
    p->has_edited = tr_edit_answer(p->s.app, p->s.question, begin, &p->edited, &e);
    if (p->has_edited) return;
    if (e.code) tr_fail(TR_FAILURE, &e);
    else puts(" Nothing was written; the question goes on.");
}

#define LETTERS "hswleur1234?nq"

/* --- words and letters -------------------------------------------------------------------------------------- */

tr_step tr_command_key(tr_practice *p, char key) {
    err e = {0};
    switch (key) {
    case 'h': tr_say_unless(tr_show_hint(&p->s, &e), &e); return TR_STAY;
    case 's': tr_say_unless(tr_show_solution(&p->s, &e), &e); return TR_STAY;
    case 'w': show_page(p, tr_page_why); return TR_STAY;
    case 'l': show_list(p); return TR_STAY;
    case 'e': edit(p); return TR_STAY;
    case 'u': keep_failing(p); return TR_STAY;
    case 'r': p->show_question = true; return TR_STAY;
    case '1': case '2': case '3': case '4': rate(p, key - '0'); return TR_STAY;
    case '?': show_keys(p); return TR_STAY;
    case 'n': return TR_NEXT;
    case 'q': return TR_LEAVE;
    default: return TR_STAY;
    }
}

bool tr_is_known_command(const char *line) {
    static const char *const words[] = {":undo", ":play", ":growth", ":quit", ":exit", "?"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(line, words[i]) == 0) return true;
    if (line[0] != ':' || !line[1]) return false;
    return strncmp(line, ":g ", 3) == 0 || strncmp(line, ":d ", 3) == 0 || strncmp(line, ":mock", 5) == 0 || (line[2] == '\0' && strchr(LETTERS, line[1]));
}

tr_step tr_command(tr_practice *p, const char *line) {
    if (line[0] == '?') return tr_command_key(p, '?');
    if (line[1] == 'g' && line[2] == ' ') {
        tr_go_to(p, line + 3 + strspn(line + 3, " "));
        return TR_STAY;
    }
    if (line[1] == 'd' && line[2] == ' ') {
        tr_doc_print(&p->s.app->look, line + 3);
        return TR_STAY;
    }
    if (strncmp(line, ":mock", 5) == 0 && (line[5] == '\0' || line[5] == ' ')) {
        tr_mock_small(p->s.app, line + 5 + strspn(line + 5, " "));
        p->show_question = true;
        return TR_STAY;
    }
    if (line[1] && line[2] == '\0' && strchr(LETTERS, line[1])) return tr_command_key(p, line[1]);
    if (strcmp(line, ":quit") == 0 || strcmp(line, ":exit") == 0) return TR_LEAVE;
    if (strcmp(line, ":undo") == 0) undo(p);
    else if (strcmp(line, ":growth") == 0) growth(p);
    else if (strcmp(line, ":play") == 0) tr_play(p->s.app, p->s.question);
    else puts(" There is no such command. :? lists them.");
    return TR_STAY;
}
