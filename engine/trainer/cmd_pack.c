/* trainer/cmd_pack.c: ndrill pack: what an author does with a pack. What a learner does is in cmd_packs.c. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fs.h"
#include "pack/pack.h"
#include "trainer/cmd_packs.h"

int tr_pack_failure(const err *e) { return tr_fail(e->code == ERR_FORMAT || e->code == ERR_VALUE ? TR_PACK : TR_FAILURE, e); }

/* Faults go to standard error, progress to standard output. */
static void say(void *user, bool problem, const char *line) {
    (void)user;
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, line, strlen(line));
    fprintf(problem ? stderr : stdout, "%s\n", clean.text);
    buf_free(&clean);
}

/* --- check --------------------------------------------------------------------------------------- */

static int check(tr_app *app, char **argv) {
    err   e = {0};
    pack *p = pack_read(argv[0], say, NULL, &e);
    if (!p || pack_check(app->grader, p, say, NULL, &e) != ERR_OK || pack_check_attested(p, say, NULL, &e) != ERR_OK) {
        pack_free(p);
        return tr_pack_failure(&e);
    }
    printf("%s %s: %zu question%s, all good\n", p->about.name, p->about.version, p->n, p->n == 1 ? "" : "s");
    pack_free(p);
    return TR_OK;
}

/* What is new is checked; what was good and has not changed is not run again. */
static pack *check_again(tr_app *app, const char *path, pack *before) {
    err     e = {0};
    int64_t began = clock_ms();
    pack   *p = pack_read(path, say, NULL, &e);
    bool    good = p && pack_check_changed(app->grader, p, before, say, NULL, &e) == ERR_OK;
    if (good) printf("%zu question%s, all good (%lld ms)\n", p->n, p->n == 1 ? "" : "s", (long long)(clock_ms() - began));
    else if (e.code != ERR_FORMAT) tr_fail(TR_FAILURE, &e);
    fflush(stdout);
    if (!p) return before;
    pack_free(before);
    return p;
}

/* Until it is interrupted. */
static int watch(tr_app *app, char **argv) {
    pack    *p = NULL;
    uint64_t seen = 0;
    if (pack_stamp(argv[0]) == 0) return check(app, argv);
    printf("Checking %s on every save; Ctrl-C ends.\n", argv[0]);
    for (;; usleep(200000)) {
        uint64_t now = pack_stamp(argv[0]);
        if (now == seen) continue;
        if (seen) puts("");
        seen = now;
        p = check_again(app, argv[0], p);
    }
}

/* --- writing ---------------------------------------------------------------------------------------- */

static int build(tr_app *app, char **argv) {
    err e = {0};
    return pack_build(app->grader, argv[0], argv[1], say, NULL, &e) == ERR_OK ? TR_OK : tr_pack_failure(&e);
}

static void say_faults(void *user, bool problem, const char *line) {
    if (problem) say(user, problem, line);
}

/* For scripts/attest, which asks NumPy. */
static int write_cases(tr_app *app, char **argv) {
    err   e = {0};
    buf   out;
    pack *p = pack_read(argv[0], say_faults, NULL, &e);
    buf_init(&out);
    bool fine = p && pack_check(app->grader, p, say_faults, NULL, &e) == ERR_OK && pack_write_cases(app->grader, p, &out, &e) == ERR_OK;
    if (fine) fwrite(out.text, 1, out.n, stdout);
    buf_free(&out);
    pack_free(p);
    return fine ? TR_OK : tr_pack_failure(&e);
}

static int say_made(err_code code, buf *path, const char *next, const err *e) {
    if (code == ERR_OK) printf("%s\n%s\n", path->text, next);
    buf_free(path);
    return code == ERR_OK ? TR_OK : tr_fail(code == ERR_VALUE ? TR_USAGE : TR_FAILURE, e);
}

static int begin_pack(tr_app *app, char **argv) {
    (void)app;
    err e = {0};
    buf path;
    buf_init(&path);
    return say_made(pack_new(argv[0], &path, &e), &path, "Say there what the pack is for; then ndrill pack add FOLDER ID begins a question.", &e);
}

static int add_question(tr_app *app, char **argv) {
    (void)app;
    err e = {0};
    buf path;
    buf_init(&path);
    return say_made(pack_add(argv[0], argv[1], argv[2] ? argv[2] : "code", &path, &e), &path,
                    "Fill in each ???; ndrill pack check FOLDER --watch says what is left.", &e);
}

/* --- all ------------------------------------------------------------------------------------------------ */

static const struct verb {
    const char *name, *args;
    int         least, most;
    bool        grades;
    int (*run)(tr_app *app, char **argv);      /* argv ends with NULL */
} verbs[] = {
    {"new", "FOLDER", 1, 1, false, begin_pack},
    {"add", "FOLDER ID [code|predict|explain|figure]", 2, 3, false, add_question},
    {"check", "FOLDER|FILE [--watch]", 1, 1, true, check},
    {"cases", "FOLDER|FILE", 1, 1, true, write_cases},
    {"build", "FOLDER|FILE OUT", 2, 2, true, build},
    {"import", "FOLDER|FILE", 1, 1, true, tr_pack_import},
    {"export", "FOLDER|NAME OUT", 2, 2, true, tr_pack_export},
    {"list", "", 0, 0, false, tr_pack_list},
    {"remove", "NAME", 1, 1, false, tr_pack_remove},
    {"diff", "OLD NEW", 2, 2, true, tr_pack_diff},
    {"stats", "[NAME] [VERDICTS]", 0, 2, false, tr_pack_stats},
};
#define NVERBS (sizeof verbs / sizeof *verbs)

static int usage(const char *verb) {
    for (size_t i = 0; i < NVERBS; i++)
        if (strcmp(verb, verbs[i].name) == 0) return tr_usage("usage: ndrill pack %s %s", verbs[i].name, verbs[i].args);
    if (verb[0]) tr_usage("there is no command 'pack %s'", verb);
    for (size_t i = 0; i < NVERBS; i++) fprintf(stderr, "  ndrill pack %s %s\n", verbs[i].name, verbs[i].args);
    return TR_USAGE;
}

/* Take --watch out of the arguments. */
static bool take_watch(int *argc, char **argv) {
    int kept = 0;
    for (int i = 0; i < *argc; i++)
        if (strcmp(argv[i], "--watch") != 0) argv[kept++] = argv[i];
    bool found = kept < *argc;
    argv[kept] = NULL;
    *argc = kept;
    return found;
}

int tr_cmd_pack(tr_app *app, int argc, char **argv) {
    bool        watching = take_watch(&argc, argv);
    const char *name = argc ? argv[0] : "";
    for (size_t i = 0; i < NVERBS; i++) {
        const struct verb *v = &verbs[i];
        if (strcmp(name, v->name) != 0 || argc - 1 < v->least || argc - 1 > v->most || (watching && v->run != check)) continue;
        if (v->grades && !tr_need_grader(app)) return TR_FAILURE;
        return watching ? watch(app, argv + 1) : v->run(app, argv + 1);
    }
    return usage(name);
}
