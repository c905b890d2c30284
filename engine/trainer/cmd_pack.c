/* trainer/cmd_pack.c: ndrill pack check, build, import: what an author and what a learner does with a pack. */
#include <stdio.h>
#include <string.h>

#include "pack/pack.h"
#include "trainer/trainer.h"

static int pack_failure(const err *e) { return tr_fail(e->code == ERR_FORMAT || e->code == ERR_VALUE ? TR_PACK : TR_FAILURE, e); }

/* Faults go to standard error, progress to standard output. */
static void say(void *user, bool problem, const char *line) {
    (void)user;
    buf clean;
    buf_init(&clean);
    tr_clean(&clean, line, strlen(line));
    fprintf(problem ? stderr : stdout, "%s\n", clean.text);
    buf_free(&clean);
}

static int check(tr_app *app, const char *folder) {
    err   e = {0};
    pack *p = pack_read(folder, say, NULL, &e);
    if (!p || pack_check(app->grader, p, say, NULL, &e) != ERR_OK || pack_check_attested(p, say, NULL, &e) != ERR_OK) {
        pack_free(p);
        return pack_failure(&e);
    }
    printf("%s %s: %zu questions, all good\n", p->about.name, p->about.version, p->n);
    pack_free(p);
    return TR_OK;
}

/* Only faults are news. */
static void say_faults(void *user, bool problem, const char *line) {
    if (problem) say(user, problem, line);
}

/* For scripts/attest, which asks NumPy. */
static int cases(tr_app *app, const char *folder) {
    err   e = {0};
    buf   out;
    pack *p = pack_read(folder, say_faults, NULL, &e);
    buf_init(&out);
    bool fine = p && pack_check(app->grader, p, say_faults, NULL, &e) == ERR_OK && pack_write_cases(app->grader, p, &out, &e) == ERR_OK;
    if (fine) fwrite(out.text, 1, out.n, stdout);
    buf_free(&out);
    pack_free(p);
    return fine ? TR_OK : pack_failure(&e);
}

static int build(tr_app *app, const char *folder, const char *file) {
    err e = {0};
    if (pack_build(app->grader, folder, file, say, NULL, &e) == ERR_OK) return TR_OK;
    return pack_failure(&e);
}

static int import(tr_app *app, const char *path) {
    err   e = {0};
    pack *p = pack_open(app->grader, path, say_faults, NULL, &e);
    if (!p) return pack_failure(&e);
    int code = TR_FAILURE;
    if (tr_need_store(app)) {
        code = pack_install(app->store, p, &e) == ERR_OK ? TR_OK : pack_failure(&e);
        if (code == TR_OK) printf("%s %s: %zu questions\n", p->about.name, p->about.version, p->n);
    }
    pack_free(p);
    return code;
}

int tr_cmd_pack(tr_app *app, int argc, char **argv) {
    const char *verb = argc ? argv[0] : "";
    bool        checks = strcmp(verb, "check") == 0 && argc == 2, builds = strcmp(verb, "build") == 0 && argc == 3;
    bool        imports = strcmp(verb, "import") == 0 && argc == 2, writes = strcmp(verb, "cases") == 0 && argc == 2;
    if (!checks && !builds && !imports && !writes) return tr_usage("usage: ndrill pack check DIR | ndrill pack build DIR FILE | ndrill pack import DIR|FILE | ndrill pack cases DIR");
    if (!tr_need_grader(app)) return TR_FAILURE;
    if (writes) return cases(app, argv[1]);
    return checks ? check(app, argv[1]) : builds ? build(app, argv[1], argv[2]) : import(app, argv[1]);
}
