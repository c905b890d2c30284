/* trainer/mock_sit.c: a candidate in an interview: what a line does, and what time does. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "trainer/mock_sit.h"

enum {
    IDLE_MS = 20000,         /* without a key: worth noting */
    REST_MS = 1500,          /* without a key: what stands is noted */
    NOTE_MS = 5000           /* while typing: noted this often */
};

/* --- the clock ---------------------------------------------------------------------------------- */

/* The wall says where we are, the other clock how fast it goes. A computer that slept stopped the second one: then the wall
 * is right. A wall that was set back is not believed. */
static int64_t sit_wall, sit_mono, sit_last;

int64_t tr_sit_now(void *user) {
    (void)user;
    int64_t wall = clock_wall_ms(), mono = clock_ms();
    if (!sit_wall) sit_wall = wall, sit_mono = mono;
    int64_t now = sit_wall + (mono - sit_mono);
    if (wall > now + 2000) {
        sit_wall = now = wall;
        sit_mono = mono;
    }
    if (now > sit_last) sit_last = now;
    return sit_last;
}

void tr_sit_not_before(int64_t at_ms) {
    if (tr_sit_now(NULL) >= at_ms) return;
    sit_wall = at_ms;
    sit_mono = clock_ms();
}

/* --- made and freed ---------------------------------------------------------------------------------- */

void tr_sit_init(tr_sitting *s, tr_app *app) {
    memset(s, 0, sizeof *s);
    s->app = app;
    buf_init(&s->text);
    buf_init(&s->begin);
    buf_init(&s->out);
    buf_init(&s->seen);
}

void tr_sit_free(tr_sitting *s) {
    store_question_free(s->q);
    mock_free(s->m);
    buf_free(&s->text);
    buf_free(&s->begin);
    buf_free(&s->out);
    buf_free(&s->seen);
}

static void tell(tr_sitting *s, const char *format, ...) ERR_PRINTF(2, 3);

static void tell(tr_sitting *s, const char *format, ...) {
    char    text[200];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    tr_wrap(&s->out, text, s->app->look.width, 1);
}

static mock_slot *slot_now(const tr_sitting *s) { return &s->m->slot[s->m->current - 1]; }

/* --- questions ----------------------------------------------------------------------------------------- */

static bool show_page(tr_sitting *s, err *e) {
    buf inputs;
    buf_init(&inputs);
    bool ok = tr_inputs(s->app, s->q, &inputs, e);
    if (ok) tr_page_mock_question(&s->out, &s->app->look, s->m, s->q, inputs.text, tr_sit_now(NULL));
    buf_free(&inputs);
    return ok;
}

/* What was typed before stands there again. */
static void take_draft(tr_sitting *s) {
    const char *draft = slot_now(s)->draft, *last = strrchr(draft, '\n');
    buf_clear(&s->text);
    buf_clear(&s->begin);
    if (last) buf_add(&s->text, draft, (size_t)(last + 1 - draft));
    buf_puts(&s->begin, last ? last + 1 : draft);
    if (s->text.n) {
        tell(s, "Your answer so far:");
        tr_clean(&s->out, s->text.text, s->text.n);
    }
}

static void reset_keys(tr_sitting *s) {
    s->kept = false;
    s->key_ms = s->noted_ms = tr_sit_now(NULL);
    buf_clear(&s->seen);
    buf_puts(&s->seen, slot_now(s)->draft);
}

static bool load(tr_sitting *s, err *e) {
    store_question_free(s->q);
    s->q = mock_question(s->m, s->m->current, e);
    return s->q != NULL;
}

static bool show(tr_sitting *s, int slot, err *e) {
    if (mock_note(s->m, MOCK_SHOWN, slot, 0, "", e) != ERR_OK || !load(s, e) || !show_page(s, e)) return false;
    take_draft(s);
    reset_keys(s);
    s->state = TR_SIT_ANSWER;
    return true;
}

static bool finish(tr_sitting *s, mock_reason reason, err *e) {
    if (mock_finish(s->m, s->app->grader, reason, e) != ERR_OK) return false;
    s->state = TR_SIT_OVER;
    if (reason == MOCK_TIME) tr_page_mock_said(&s->out, &s->app->look, "The time is up. What stood there was graded.", false);
    if (reason == MOCK_DONE) tr_page_mock_said(&s->out, &s->app->look, "That was the last question. Thank you.", true);
    return true;
}

static void ask_count(tr_sitting *s) {
    s->state = TR_SIT_COUNT;
    tell(s, "How many of these %d points did you make?", slot_now(s)->points_to_say);
}

/* An explanation counts as the first that was asked. */
static const store_part *say_part(const tr_sitting *s, int asked) { return tr_part(s->q, STORE_SAY, asked - slot_now(s)->in_words); }

static bool ask_aloud(tr_sitting *s, const store_part *say, err *e) {
    if (mock_note(s->m, MOCK_ASKED, s->m->current, tr_mock_points_of(say), say->title, e) != ERR_OK) return false;
    s->state = TR_SIT_SPEAK;
    return true;
}

static void show_aloud(tr_sitting *s) {
    const store_part *say = say_part(s, slot_now(s)->asked - 1);
    tr_page_mock_said(&s->out, &s->app->look, say ? say->title : "", true);
    tell(s, "Answer aloud, then press ENTER.");
}

/* What was explained in words: the points, which of them were found, and how many the candidate says were made. */
static bool count_explained(tr_sitting *s, err *e) {
    int n = tr_count_parts(s->q, STORE_POINT);
    if (!slot_now(s)->to_speak && mock_note(s->m, MOCK_ASKED, s->m->current, n, s->q->title, e) != ERR_OK) return false;
    tr_page_mock_explained(&s->out, &s->app->look, s->q, slot_now(s)->answer);
    ask_count(s);
    return true;
}

static bool follow_up(tr_sitting *s, bool *there, err *e) {
    store_question *q;
    if (mock_follow(s->m, &q, e) != ERR_OK) return false;
    *there = q != NULL;
    if (!q) return true;
    store_question_free(s->q);
    s->q = q;
    s->state = TR_SIT_ANSWER;
    reset_keys(s);
    tr_page_mock_said(&s->out, &s->app->look, "One more thing about that:", true);
    return show_page(s, e);
}

/* The question itself is spoken about, not its follow-up. */
static bool back_to_question(tr_sitting *s, err *e) { return strcmp(s->q->id, slot_now(s)->id) == 0 || load(s, e); }

/* What else belongs to a question that is closed. */
static bool after_question(tr_sitting *s, bool *there, err *e) {
    *there = true;
    if (!back_to_question(s, e)) return false;
    if (slot_now(s)->in_words && !slot_now(s)->asked) return count_explained(s, e);
    if (!follow_up(s, there, e) || *there) return *there;
    const store_part *say = say_part(s, slot_now(s)->asked);
    *there = say != NULL;
    if (!say) return true;
    if (!ask_aloud(s, say, e)) return false;
    show_aloud(s);
    return true;
}

/* From a question that is closed to what comes next: its follow-up, its spoken part, another question, the end. */
static bool advance(tr_sitting *s, err *e) {
    mock *m = s->m;
    bool  there = false;
    buf_clear(&s->text);
    buf_clear(&s->begin);
    if (m->current && slot_now(s)->closed && !mock_time_is_up(m, tr_sit_now(NULL))) {
        if (!after_question(s, &there, e)) return false;
        if (there) return true;
    }
    if (mock_time_is_up(m, tr_sit_now(NULL))) return finish(s, MOCK_TIME, e);
    int next = mock_next_slot(m);
    return next ? show(s, next, e) : finish(s, MOCK_DONE, e);
}

/* --- begin and go on --------------------------------------------------------------------------------------- */

static bool go_on_follow(tr_sitting *s, err *e) {
    s->state = TR_SIT_ANSWER;
    take_draft(s);
    reset_keys(s);
    return show_page(s, e);
}

static bool go_on(tr_sitting *s, err *e) {
    mock *m = s->m;
    if (mock_go_on(m, s->app->grader, e) != ERR_OK) return false;
    if (mock_time_is_up(m, tr_sit_now(NULL))) return finish(s, MOCK_TIME, e);
    if (!m->current) return advance(s, e);
    if (!load(s, e)) return false;
    if (m->phase == MOCK_PAUSED) {
        s->state = TR_SIT_PAUSED;
        tell(s, "The interview is paused. ENTER goes on.");
        return true;
    }
    if (slot_now(s)->in_follow) return go_on_follow(s, e);
    if (!slot_now(s)->to_speak) return slot_now(s)->closed ? advance(s, e) : show(s, m->current, e);
    if (slot_now(s)->in_words && slot_now(s)->asked == 1) return count_explained(s, e);
    s->state = TR_SIT_SPEAK;
    show_aloud(s);
    return true;
}

bool tr_sit_open(tr_sitting *s, err *e) {
    if (s->m->phase != MOCK_PLANNED) return go_on(s, e);
    return mock_start(s->m, e) == ERR_OK && show(s, 1, e);
}

/* --- an answer ------------------------------------------------------------------------------------------------ */

/* Keep a text of one line for editing. */
static void keep_line(tr_sitting *s, const buf *text) {
    buf_clear(&s->begin);
    if (!memchr(text->text, '\n', text->n)) buf_add(&s->begin, text->text, text->n);
}

static bool run(tr_sitting *s, bool may_grow, err *e) {
    mock_reply r;
    mock_reply_init(&r);
    bool ok = mock_answer(s->m, s->app->grader, s->q, s->text.text, s->text.n, may_grow, &r, e) == ERR_OK;
    if (ok && r.more) {
        buf_putc(&s->text, '\n');
        buf_clear(&s->begin);
    } else if (ok) {
        tr_page_mock_said(&s->out, &s->app->look, r.said.text, r.verdict == GRADE_PASS);
        keep_line(s, &s->text);
        buf_clear(&s->text);
        reset_keys(s);
        if (slot_now(s)->closed && !slot_now(s)->in_follow) ok = advance(s, e);
    }
    mock_reply_free(&r);
    /* Handed in at the very last moment: what stands is graded. */
    return ok || (mock_time_is_up(s->m, tr_sit_now(NULL)) && finish(s, MOCK_TIME, e));
}

static bool answer_line(tr_sitting *s, const char *line, err *e) {
    bool blank = line[strspn(line, " \t")] == '\0', first = s->text.n == 0;
    if (first && blank) return true;
    buf_puts(&s->text, line);
    if (s->text.text[s->text.n - 1] == '\\') {
        buf_cut(&s->text, s->text.n - 1);
        buf_putc(&s->text, '\n');
        buf_clear(&s->begin);
        return true;
    }
    return run(s, !blank, e);
}

/* --- commands ------------------------------------------------------------------------------------------------------ */

static bool put_aside(tr_sitting *s, err *e) {
    if (mock_open_slots(s->m) == 1 && !slot_now(s)->closed) {
        tell(s, "This is the last question that is open. :end ends the interview.");
        return true;
    }
    return mock_note(s->m, MOCK_SKIP, s->m->current, 0, "", e) == ERR_OK && advance(s, e);
}

static bool go_to(tr_sitting *s, const char *word, err *e) {
    int n = atoi(word);
    if (n < 1 || n > (int)s->m->n) tell(s, "There are questions 1 to %zu.", s->m->n);
    else if (s->m->slot[n - 1].closed) tell(s, "Question %d is done.", n);
    else if (n != s->m->current)
        return mock_note(s->m, MOCK_SKIP, s->m->current, 0, "", e) == ERR_OK && show(s, n, e);
    return true;
}

static bool take_pause(tr_sitting *s, err *e) {
    if (!s->m->may_pause) {
        tell(s, "Pauses were not agreed on before the start (ndrill mock --pause).");
        return true;
    }
    if (mock_note(s->m, MOCK_PAUSE, 0, 0, "", e) != ERR_OK) return false;
    s->state = TR_SIT_PAUSED;
    tell(s, "The clock stands still. ENTER goes on.");
    return true;
}

static void leave(tr_sitting *s) {
    s->state = TR_SIT_LEFT;
    tell(s, "The clock %s. Go on with: ndrill mock", s->m->may_pause ? "stands still" : "runs on");
}

/* ":n" for ":n", ":next" and so on; "" for what is no command. */
static const char *command_of(const char *line) {
    static const struct { const char *word, *means; } words[] = {
        {":n", ":n"}, {":next", ":n"}, {":g", ":g"}, {":go", ":g"}, {":t", ":t"}, {":time", ":t"}, {":p", ":p"}, {":pause", ":p"}, {":r", ":r"}, {":again", ":r"},
        {":q", ":q"}, {":quit", ":q"}, {":end", ":end"}, {":?", ":?"}, {"?", ":?"}, {":h", ":h"}, {":s", ":h"},
    };
    size_t n = strcspn(line, " ");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i].word) == n && memcmp(words[i].word, line, n) == 0) return words[i].means;
    return "";
}

static bool command(tr_sitting *s, const char *line, err *e) {
    const char *word = command_of(line);
    if (strcmp(word, ":n") == 0) return put_aside(s, e);
    if (strcmp(word, ":g") == 0) return go_to(s, line + strcspn(line, " "), e);
    if (strcmp(word, ":p") == 0) return take_pause(s, e);
    if (strcmp(word, ":end") == 0) return finish(s, MOCK_LEFT, e);
    if (strcmp(word, ":r") == 0) return show_page(s, e);
    if (strcmp(word, ":q") == 0) leave(s);
    else if (strcmp(word, ":t") == 0) tr_page_mock_standing(&s->out, &s->app->look, s->m, tr_sit_now(NULL));
    else if (strcmp(word, ":?") == 0) tr_page_mock_keys(&s->out, &s->app->look, s->m);
    else if (strcmp(word, ":h") == 0) tell(s, "There are no hints and no solutions in an interview.");
    else tell(s, "There is no such command. :? lists them.");
    return true;
}

/* Nothing that is answered begins with a colon; but a line in the middle of an answer may, so there the whole word counts. */
static bool is_command(const tr_sitting *s, const char *line) {
    if (s->state == TR_SIT_ANSWER) return s->text.n ? command_of(line)[0] != '\0' : line[0] == ':' || line[0] == '?';
    return strcmp(command_of(line), ":q") == 0 || strcmp(command_of(line), ":end") == 0;
}

/* --- the spoken part --------------------------------------------------------------------------------------------------- */

static bool spoken(tr_sitting *s) {
    const store_part *say = say_part(s, slot_now(s)->asked - 1);
    if (say) tr_page_mock_points(&s->out, &s->app->look, say);
    ask_count(s);
    return true;
}

static bool counted(tr_sitting *s, const char *line, err *e) {
    char *end;
    long  n = strtol(line, &end, 10);
    if (end == line || end[strspn(end, " ")] || n < 0 || n > slot_now(s)->points_to_say) {
        tell(s, "A number from 0 to %d, please.", slot_now(s)->points_to_say);
        return true;
    }
    return mock_note(s->m, MOCK_SPOKEN, s->m->current, n, "", e) == ERR_OK && advance(s, e);
}

static bool go_on_from_pause(tr_sitting *s, err *e) {
    return mock_note(s->m, MOCK_RESUME, 0, 0, "", e) == ERR_OK && go_on(s, e);
}

/* --- lines and time -------------------------------------------------------------------------------------------------------- */

/* A key, or a line: if there was none for long, that is noted. Reading is no idling. */
static bool end_idle(tr_sitting *s, err *e) {
    int64_t now = tr_sit_now(NULL), idle = now - s->key_ms;
    bool    was_idle = idle >= IDLE_MS && s->state == TR_SIT_ANSWER && s->m->phase == MOCK_RUNNING && slot_now(s)->reading_ms >= 0;
    s->key_ms = now;
    return !was_idle || mock_note(s->m, MOCK_IDLE, s->m->current, idle, "", e) == ERR_OK;
}

bool tr_sit_line(tr_sitting *s, const char *line, err *e) {
    if (!tr_sit_tick(s, NULL, e)) return false;
    if (s->state == TR_SIT_OVER || s->state == TR_SIT_LEFT) return true;
    if (!end_idle(s, e)) return false;
    if (is_command(s, line)) {
        bool kept = s->kept;
        bool ok = command(s, line, e);
        if (kept && s->kept && s->state == TR_SIT_ANSWER) take_draft(s), reset_keys(s);
        return ok;
    }
    switch (s->state) {
    case TR_SIT_ANSWER: return answer_line(s, line, e);
    case TR_SIT_SPEAK: return spoken(s);
    case TR_SIT_COUNT: return counted(s, line, e);
    default: return go_on_from_pause(s, e);
    }
}

/* What stands there now, all its lines. */
static bool note_text(tr_sitting *s, const char *line, int64_t now, err *e) {
    buf text;
    if (line[0] == ':' || (s->kept && !line[0])) return true;
    s->kept = false;
    buf_init(&text);
    buf_add(&text, s->text.text, s->text.n);
    buf_puts(&text, line);
    bool ok = true, changed = !buf_failed(&text) && strcmp(text.text, s->seen.text) != 0;
    if (changed) {
        ok = end_idle(s, e);
        buf_clear(&s->seen);
        buf_add(&s->seen, text.text, text.n);
    }
    bool first = changed && slot_now(s)->reading_ms < 0;          /* reading ends here */
    if (ok && (first || now - s->key_ms >= REST_MS || now - s->noted_ms >= NOTE_MS || mock_time_is_up(s->m, now))) {
        ok = mock_typed(s->m, s->m->current, text.text, e) == ERR_OK;
        s->noted_ms = now;
    }
    buf_free(&text);
    return ok;
}

bool tr_sit_tick(tr_sitting *s, const char *line, err *e) {
    int64_t now = tr_sit_now(NULL);
    if (s->m->phase != MOCK_RUNNING) return true;
    if (line && s->state == TR_SIT_ANSWER && !note_text(s, line, now, e)) return false;
    return !mock_time_is_up(s->m, now) || finish(s, MOCK_TIME, e);
}

bool tr_sit_put_away(tr_sitting *s, err *e) {
    tell(s, "%sCtrl-C again leaves the interview.", s->state == TR_SIT_ANSWER && s->seen.n ? "Your line is kept; type a command. " : "");
    if (s->state != TR_SIT_ANSWER) return true;
    buf_clear(&s->text);
    s->kept = true;
    return end_idle(s, e) && mock_typed(s->m, s->m->current, s->seen.text, e) == ERR_OK;
}
