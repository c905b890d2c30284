/* trainer/mock_wish.c: what should the interview be like? Three questions, each answered by ENTER. */
#include <stdio.h>
#include <string.h>

#include "trainer/cmd_mock.h"

/* The answer, or what ENTER alone means; false when nothing is wanted any more. */
static bool ask(tr_prompt *prompt, const char *question, const char *usual, char *answer, size_t room) {
    char ask_text[96];
    buf  line;
    buf_init(&line);
    snprintf(ask_text, sizeof ask_text, " %s [%s] ", question, usual);
    bool        there = tr_prompt_read(prompt, ask_text, NULL, &line) == TR_READ_LINE && strcmp(line.text, ":q") != 0;
    const char *text = line.text + strspn(line.text, " ");
    snprintf(answer, room, "%.*s", (int)(room - 1), text[0] ? text : usual);
    buf_free(&line);
    return there;
}

static bool ask_number(tr_prompt *prompt, const char *question, const char *usual, int64_t low, int64_t high, int64_t *value) {
    char answer[64];
    while (ask(prompt, question, usual, answer, sizeof answer)) {
        if (tr_mock_number(answer, low, high, value)) return true;
        printf(" A number from %d to %d, please.\n", (int)low, (int)high);
    }
    return false;
}

/* n questions over the levels, as evenly as it goes, the first ones first: "beginner coding" and 3 is 2beginner,1coding. */
static void spread(const char *levels, int64_t n, char *mix, size_t room) {
    int64_t count = 0;
    size_t  at = 0, i = 0;
    for (const char *s = levels; *s; s += strcspn(s, ", "), s += strspn(s, ", ")) count++;
    mix[0] = '\0';
    for (const char *s = levels; *s && count; s += strspn(s, ", "), i++) {
        size_t  length = strcspn(s, ", ");
        int64_t share = n / count + ((int64_t)i < n % count);
        if (share && at < room) at += (size_t)snprintf(mix + at, room - at, "%s%d%.*s", at ? "," : "", (int)share, (int)length, s);
        s += length;
    }
}

static bool ask_all(const tr_look *look, tr_prompt *prompt, mock_wish *w, char *mix, size_t room) {
    int64_t n = 0;
    char    levels[128], pause[16];
    buf  head;
    buf_init(&head);
    tr_wrap(&head, "A mock interview. ENTER takes what stands in brackets, :q leaves.", look->width, 1);
    tr_wrap(&head, "Levels: beginner, intermediate, advanced, coding, data-science; first letters do.", look->width, 1);
    tr_flush(&head);
    buf_free(&head);
    if (!ask_number(prompt, "How many minutes?", "45", 1, 600, &w->minutes)) return false;
    if (!ask_number(prompt, "How many questions?", "8", 1, MOCK_MAX_QUESTIONS, &n)) return false;
    if (!ask(prompt, "Of which levels?", "b i a c d", levels, sizeof levels)) return false;
    if (!ask(prompt, "May the clock be stopped?", "no", pause, sizeof pause)) return false;
    w->may_pause = pause[0] == 'y' || pause[0] == 'Y';
    spread(levels, n, mix, room);
    w->mix = mix;
    return true;
}

int tr_mock_ask_wish(const tr_look *look, mock_wish *w, char *mix, size_t room) {
    err        e = {0};
    tr_prompt *prompt = tr_prompt_open("", &e);
    if (!prompt) return tr_fail(TR_FAILURE, &e);
    bool wanted = ask_all(look, prompt, w, mix, room);
    tr_prompt_close(prompt);
    return wanted ? -1 : TR_OK;
}

enum { SMALL = 3, SMALL_MINUTES = 5 };

int tr_mock_small(tr_app *app, const char *number) {
    int64_t n = SMALL;
    char    minutes[16], mix[256], *argv[] = {(char *)(uintptr_t)"--minutes", minutes, (char *)(uintptr_t)"--mix", mix, NULL};
    if (number[0] && !tr_mock_number(number, 1, MOCK_MAX_QUESTIONS, &n)) return printf(" A number of questions from 1 to %d, please.\n", MOCK_MAX_QUESTIONS), TR_USAGE;
    snprintf(minutes, sizeof minutes, "%d", (int)((n * SMALL_MINUTES + SMALL - 1) / SMALL));
    spread("beginner intermediate coding data-science advanced", n, mix, sizeof mix);
    return tr_cmd_mock(app, 4, argv);
}
