/* trainer/cmd_mock.c: ndrill mock and what belongs to it. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/fs.h"
#include "trainer/cmd_mock.h"
#include "trainer/mock_sit.h"

static int help(void) {
    puts("usage: ndrill mock [--minutes 45] [--mix 2b,2i,1a,2c,1d] [--runs 3] [--pack NAME] [--seed N] [--pause]");
    puts("       ndrill mock                      go on with an interview, or be asked what it should be like");
    puts("       ndrill mock list                 the interviews so far");
    puts("       ndrill mock report [N] [--md FILE] [--html FILE] [--json]");
    puts("       ndrill mock replay N [--fast | --cast FILE]");
    puts("       ndrill mock export N [FILE]      an interview as a file that can be checked elsewhere");
    puts("       ndrill mock verify FILE          check one: was it altered, are the verdicts the same here");
    puts("       ndrill mock end                  end the interview that is under way");
    puts("\n--mix: numbers and the first letters of a level. --runs: for each question. --pause: the clock may be stopped.");
    return TR_OK;
}

/* --- options ----------------------------------------------------------------------------------------- */

bool tr_mock_number(const char *text, int64_t low, int64_t high, int64_t *value) {
    char *end;
    errno = 0;
    long long n = strtoll(text, &end, 10);
    if (errno || end == text || *end || n < low || n > high) return false;
    *value = n;
    return true;
}

/* TR_OK, or what was wrong. */
static int read_options(int argc, char **argv, mock_wish *w) {
    for (int i = 0; i < argc; i++) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
        int64_t     n = 0;
        if (strcmp(name, "--pause") == 0) {
            w->may_pause = true;
            continue;
        }
        bool known = strcmp(name, "--minutes") == 0 || strcmp(name, "--mix") == 0 || strcmp(name, "--runs") == 0 ||
                     strcmp(name, "--pack") == 0 || strcmp(name, "--seed") == 0;
        if (!known) return tr_usage("ndrill mock has no '%s': see ndrill mock help", name);
        if (!value) return tr_usage("%s needs a value: see ndrill mock help", name);
        if (strcmp(name, "--mix") == 0) w->mix = value;
        else if (strcmp(name, "--pack") == 0) w->pack = value;
        else if (strcmp(name, "--minutes") == 0) {
            if (!tr_mock_number(value, 1, 600, &w->minutes)) return tr_usage("--minutes is a number from 1 to 600, not '%s'", value);
        } else if (strcmp(name, "--runs") == 0) {
            if (!tr_mock_number(value, 1, 100, &n)) return tr_usage("--runs is a number from 1 to 100, not '%s'", value);
            w->runs = (int)n;
        } else if (!tr_mock_number(value, 0, INT64_C(1000000000000000), &w->seed)) {
            return tr_usage("--seed is a number, not '%s'", value);
        }
        i++;
    }
    return TR_OK;
}

/* --- sit one ------------------------------------------------------------------------------------------ */

static int sit(tr_app *app, tr_sitting *s) { return app->look.tty_in ? tr_mock_terminal(s) : tr_mock_lines(s); }

static int begin(tr_app *app, const mock_wish *w) {
    err        e = {0};
    tr_sitting s;
    tr_sit_init(&s, app);
    s.m = mock_plan(app->store, w, tr_sit_now, NULL, &e);
    int code;
    if (!s.m) {
        code = tr_fail(e.code == ERR_VALUE ? TR_USAGE : TR_FAILURE, &e);
    } else {
        if (!app->look.tty_in) tr_page_mock_plan(&s.out, &app->look, s.m);
        code = sit(app, &s);
    }
    tr_sit_free(&s);
    return code;
}

/* ENTER goes on, e ends it, ESC leaves it. */
static int ask_go_on(const tr_app *app, const mock *m) {
    int64_t now = tr_sit_now(NULL), left = (mock_left(m, now) + 999) / 1000;
    if (left == 0) return '\r';
    buf text, out;
    buf_init(&text);
    buf_init(&out);
    buf_printf(&text, "An interview is under way: %d of %zu questions open, %d:%02d left%s.", mock_open_slots(m), m->n, (int)(left / 60), (int)(left % 60),
               m->may_pause ? "" : ", and the clock runs");
    tr_wrap(&out, text.text, app->look.width, 1);
    tr_wrap(&out, "ENTER goes on, e ends it and grades what stands, ESC leaves it.", app->look.width, 1);
    int key;
    do {
        key = tr_ask_key(&out);
        if (key == '\n') key = '\r';
    } while (key != '\r' && key != 'e' && key != 27 && key >= 0 && key != 3 && key != 4);
    buf_free(&text);
    buf_free(&out);
    return key;
}

static int finish(tr_sitting *s) {
    err e = {0};
    if (mock_go_on(s->m, s->app->grader, &e) != ERR_OK || mock_finish(s->m, s->app->grader, mock_time_is_up(s->m, tr_sit_now(NULL)) ? MOCK_TIME : MOCK_LEFT, &e) != ERR_OK)
        return tr_fail(TR_FAILURE, &e);
    return tr_mock_show_report(s->app, s->m);
}

static int go_on(tr_app *app, int64_t id, bool end) {
    err        e = {0};
    tr_sitting s;
    tr_sit_init(&s, app);
    s.m = mock_load(app->store, id, tr_sit_now, NULL, &e);
    if (s.m) tr_sit_not_before(s.m->event[s.m->nevents - 1].at_ms);
    int code, key = s.m && app->look.tty_in && !end && s.m->phase != MOCK_PLANNED ? ask_go_on(app, s.m) : end ? 'e' : '\r';
    if (!s.m) code = tr_fail(TR_FAILURE, &e);
    else if (key == 'e') code = finish(&s);
    else code = key == '\r' ? sit(app, &s) : TR_OK;
    tr_sit_free(&s);
    return code;
}

static int end_it(tr_app *app) {
    err     e = {0};
    int64_t under_way, newest;
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    if (mock_newest(app->store, &under_way, &newest, &e) != ERR_OK) return tr_fail(TR_FAILURE, &e);
    return under_way ? go_on(app, under_way, true) : tr_usage("no interview is under way");
}

static int start(tr_app *app, int argc, char **argv) {
    err       e = {0};
    int64_t   under_way, newest;
    mock_wish w = {.minutes = MOCK_MINUTES, .seed = -1, .mix = MOCK_MIX, .pack = "", .runs = MOCK_RUNS};
    char      mix[256];
    int       code = read_options(argc, argv, &w);
    if (code != TR_OK) return code;
    if (!tr_need_grader(app) || !tr_need_store(app)) return TR_FAILURE;
    if (mock_newest(app->store, &under_way, &newest, &e) != ERR_OK) return tr_fail(TR_FAILURE, &e);
    if (under_way && argc && !app->look.tty_in)
        return tr_usage("an interview is under way: ndrill mock goes on with it, ndrill mock end ends it");
    if (under_way) return go_on(app, under_way, false);
    if (argc == 0 && app->look.tty_in && (code = tr_mock_ask_wish(&app->look, &w, mix, sizeof mix)) >= 0) return code;
    if (w.seed < 0) w.seed = clock_seconds() ^ (clock_ms() & 0xFFFFF) << 10;
    return begin(app, &w);
}

int tr_cmd_mock(tr_app *app, int argc, char **argv) {
    const char *word = argc ? argv[0] : "";
    if (strcmp(word, "help") == 0 || strcmp(word, "--help") == 0) return help();
    if (strcmp(word, "list") == 0) return tr_mock_list(app, argc - 1, argv + 1);
    if (strcmp(word, "report") == 0) return tr_mock_report(app, argc - 1, argv + 1);
    if (strcmp(word, "replay") == 0) return tr_mock_replay(app, argc - 1, argv + 1);
    if (strcmp(word, "export") == 0) return tr_mock_export(app, argc - 1, argv + 1);
    if (strcmp(word, "verify") == 0) return tr_mock_verify(app, argc - 1, argv + 1);
    if (strcmp(word, "end") == 0) return argc == 1 ? end_it(app) : tr_usage("usage: ndrill mock end");
    if (word[0] && word[0] != '-') return tr_usage("ndrill mock has no '%s': see ndrill mock help", word);
    return start(app, argc, argv);
}
