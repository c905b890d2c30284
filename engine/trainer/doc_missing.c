/* trainer/doc_missing.c: which of NumPy's public names are not here, and why.
 *
 * The names are a list made from NumPy; whether each is here is asked of np itself.   */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "trainer/doc.h"

enum { NAME_ROOM = 128, REASON_ROOM = 256 };

/* Words of the list that stand for a value of that kind. */
static const char *const stands[][2] = {
    {"a.", "np.zeros((2, 2))."}, {"rng.", "np.random.default_rng(0)."}, {"ufunc.", "np.add."},
};

bool tr_doc_exists(bind_state *state, const char *name) {
    bind_problem p;
    char         text[NAME_ROOM + 64];
    const char  *head = "", *rest = name;
    buf          answer;
    for (size_t i = 0; i < sizeof stands / sizeof *stands; i++)
        if (strncmp(name, stands[i][0], strlen(stands[i][0])) == 0) head = stands[i][1], rest = name + strlen(stands[i][0]);
    int n = snprintf(text, sizeof text, "return rawequal(%s%s, nil)", head, rest);
    if (n < 0 || (size_t)n >= sizeof text) return false;
    if (!bind_run(state, "name", text, (size_t)n, NOTATION_PROGRAM, &p) || bind_nvalues(state) != 1) return false;
    buf_init(&answer);
    bind_value_repr(state, 0, &answer);
    bool here = strcasecmp(answer.text, "false") == 0;
    buf_free(&answer);
    return here;
}

/* "np.testing.assert_equal" has the reason of "np.testing" when it has none of its own. */
static bool find_reason(const char *name, char reason[REASON_ROOM]) {
    size_t best = 0;
    for (const char *p = tr_doc_reasons(); *p;) {
        size_t n = strcspn(p, " \n"), whole = strcspn(p, "\n"), gap = n + strspn(p + n, " ");
        bool   fits = n > best && strncmp(name, p, n) == 0 && (name[n] == 0 || name[n] == '.');
        if (fits && whole > gap && whole - gap < REASON_ROOM) {
            best = n;
            memcpy(reason, p + gap, whole - gap);
            reason[whole - gap] = 0;
        }
        p += whole + (p[whole] == '\n');
    }
    return best > 0;
}

bool tr_doc_missing(void (*each)(const char *name, const char *reason, void *user), void *user, err *e) {
    bind_options o = {.sandbox = true};
    bind_state  *state = bind_open(&o, e);
    if (!state) return false;
    for (const char *p = tr_doc_numpy_names(); *p;) {
        size_t n = strcspn(p, "\n");
        char   name[NAME_ROOM], reason[REASON_ROOM];
        if (n < sizeof name) {
            memcpy(name, p, n);
            name[n] = 0;
            if (!tr_doc_exists(state, name)) each(name, find_reason(name, reason) ? reason : NULL, user);
        }
        p += n + (p[n] == '\n');
    }
    bind_close(state);
    return true;
}
