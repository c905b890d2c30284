/* store/packs.c: a pack goes in whole or not at all.
 *
 * Questions are matched by id, so that attempts stay where they are; everything below a question is written
 * anew. A question that left its pack is retired. An id belongs to the pack that brought it first.          */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/store_int.h"

#define WHAT "store the pack"

bool store_has_pack(store *s, const char *name, const char *digest) {
    store_stmt q;
    store_prepare(&q, s, "SELECT 1 FROM pack WHERE name = ?1 AND digest = ?2");
    store_bind_text(&q, name);
    store_bind_text(&q, digest);
    bool found = store_row(&q);
    return store_finish(&q, WHAT, NULL) == ERR_OK && found;
}

int store_compare_versions(const char *a, const char *b) {
    while (*a || *b) {
        char *end_a, *end_b;
        long  x = strtol(a, &end_a, 10), y = strtol(b, &end_b, 10);
        if (x != y) return x < y ? -1 : 1;
        if (end_a == a && end_b == b) return strcmp(a, b);
        a = *end_a == '.' ? end_a + 1 : end_a;
        b = *end_b == '.' ? end_b + 1 : end_b;
    }
    return 0;
}

err_code store_pack_version(store *s, const char *name, buf *version, err *e) {
    store_stmt q;
    store_prepare(&q, s, "SELECT version FROM pack WHERE name = ?1");
    store_bind_text(&q, name);
    if (store_row(&q)) buf_puts(version, store_get_str(&q));
    return store_finish(&q, "read the packs", e);
}

/* --- one question ------------------------------------------------------------------------------ */

static err_code check_owner(store *s, int64_t pack, const store_question *qu, err *e) {
    store_stmt q;
    store_prepare(&q, s, "SELECT q.pack, p.name FROM question q JOIN pack p ON p.key = q.pack WHERE q.id = ?1");
    store_bind_text(&q, qu->id);
    err_code code = ERR_OK;
    if (store_row(&q) && store_get_int(&q) != pack)
        code = err_set(e, ERR_VALUE, "the id %s belongs to the pack %s already: give the question another id", qu->id, store_get_str(&q));
    err_code closed = store_finish(&q, WHAT, code == ERR_OK ? e : NULL);
    return code == ERR_OK ? closed : code;
}

static err_code put_row(store *s, int64_t pack, const store_question *qu, int64_t *key, err *e) {
    store_stmt q;
    store_prepare(&q, s,
              "INSERT INTO question (pack, id, short_id, retired, title, level, kind, prompt, given, outputs, starter, checks, concepts,"
              " shown, hidden, shown_line, hidden_line, par_seconds)"
              " VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
              " ON CONFLICT (id) DO UPDATE SET id = excluded.id, short_id = excluded.short_id, retired = 0, title = excluded.title,"
              " level = excluded.level, kind = excluded.kind, prompt = excluded.prompt, given = excluded.given,"
              " outputs = excluded.outputs, starter = excluded.starter, checks = excluded.checks, concepts = excluded.concepts,"
              " shown = excluded.shown, hidden = excluded.hidden, shown_line = excluded.shown_line,"
              " hidden_line = excluded.hidden_line, par_seconds = excluded.par_seconds"
              " RETURNING key");
    store_bind_int(&q, pack);
    const char *text[] = {qu->id, qu->short_id, qu->title, qu->level, qu->kind, qu->prompt, qu->given,
                          qu->outputs, qu->starter, qu->checks, qu->concepts, qu->shown, qu->hidden};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) store_bind_text(&q, text[i]);
    store_bind_int(&q, qu->shown_line);
    store_bind_int(&q, qu->hidden_line);
    store_bind_int(&q, qu->par_seconds);
    *key = store_row(&q) ? store_get_int(&q) : 0;
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

static err_code clear_below(store *s, int64_t key, err *e) {
    static const char *const sql[] = {
        "DELETE FROM outcome WHERE question = ?1",
        "DELETE FROM expectation WHERE question = ?1",
        "DELETE FROM run_case WHERE question = ?1",
        "DELETE FROM part WHERE question = ?1",
    };
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        store_stmt q;
        store_prepare(&q, s, sql[i]);
        store_bind_int(&q, key);
        store_row(&q);
        if (store_finish(&q, WHAT, e) != ERR_OK) return ERR_DATABASE;
    }
    return ERR_OK;
}

static err_code put_parts(store *s, int64_t key, const store_question *qu, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO part (question, number, kind, line, title, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    for (size_t i = 0; i < qu->nparts; i++) {
        const store_part *p = &qu->parts[i];
        store_bind_int(&q, key);
        store_bind_int(&q, (int64_t)i);
        store_bind_text(&q, store_part_word(p->kind));
        store_bind_int(&q, p->line);
        store_bind_text(&q, p->title);
        store_bind_text(&q, p->text);
        store_row(&q);
        store_again(&q);
    }
    return store_finish(&q, WHAT, e);
}

static err_code put_expected(store *s, int64_t key, const store_case *c, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO expectation (question, number, output, npy) VALUES (?1, ?2, ?3, ?4)");
    for (size_t i = 0; i < c->nexpected; i++) {
        store_bind_int(&q, key);
        store_bind_int(&q, c->number);
        store_bind_int(&q, (int64_t)i);
        store_bind_blob(&q, c->expected[i].bytes, c->expected[i].n);
        store_row(&q);
        store_again(&q);
    }
    return store_finish(&q, WHAT, e);
}

static err_code put_cases(store *s, int64_t key, const store_question *qu, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO run_case (question, number, seed, n) VALUES (?1, ?2, ?3, ?4)");
    for (size_t i = 0; i < qu->ncases; i++) {
        store_bind_int(&q, key);
        store_bind_int(&q, qu->cases[i].number);
        store_bind_int(&q, qu->cases[i].seed);
        store_bind_int(&q, qu->cases[i].n);
        store_row(&q);
        store_again(&q);
    }
    err_code code = store_finish(&q, WHAT, e);
    for (size_t i = 0; code == ERR_OK && i < qu->ncases; i++) code = put_expected(s, key, &qu->cases[i], e);
    return code;
}

static err_code put_outcomes(store *s, int64_t key, const store_question *qu, err *e) {
    store_stmt q;
    store_prepare(&q, s, "INSERT INTO outcome (question, part, signature) VALUES (?1, ?2, ?3)");
    for (size_t i = 0; i < qu->noutcomes; i++) {
        store_bind_int(&q, key);
        store_bind_int(&q, qu->outcomes[i].part);
        store_bind_int(&q, (int64_t)qu->outcomes[i].signature);
        store_row(&q);
        store_again(&q);
    }
    return store_finish(&q, WHAT, e);
}

static err_code put_question(store *s, int64_t pack, const store_question *qu, err *e) {
    int64_t  key = 0;
    err_code code = check_owner(s, pack, qu, e);
    if (code == ERR_OK) code = put_row(s, pack, qu, &key, e);
    if (code == ERR_OK) code = clear_below(s, key, e);
    if (code == ERR_OK) code = put_parts(s, key, qu, e);
    if (code == ERR_OK) code = put_cases(s, key, qu, e);
    if (code == ERR_OK) code = put_outcomes(s, key, qu, e);
    if (code != ERR_OK) err_context(e, "%s", qu->id);
    return code;
}

/* --- the pack ---------------------------------------------------------------------------------------- */

static err_code refuse_older(store *s, const store_pack *p, err *e) {
    store_stmt q;
    err_code   code = ERR_OK;
    /* One that was put away may come back in any version. */
    store_prepare(&q, s, "SELECT p.version FROM pack p WHERE p.name = ?1 AND EXISTS (SELECT 1 FROM question q WHERE q.pack = p.key AND NOT q.retired)");
    store_bind_text(&q, p->name);
    if (store_row(&q)) {
        const char *have = store_get_str(&q);
        if (store_compare_versions(p->version, have) < 0)
            code = err_set(e, ERR_VALUE, "version %s of the pack %s is here already: %s is older and stays out", have, p->name, p->version);
    }
    err_code closed = store_finish(&q, WHAT, code == ERR_OK ? e : NULL);
    return code == ERR_OK ? closed : code;
}

static err_code put_pack(store *s, const store_pack *p, int64_t *key, err *e) {
    store_stmt q;
    store_prepare(&q, s,
              "INSERT INTO pack (name, version, title, digest, imported_at) VALUES (?1, ?2, ?3, ?4, ?5)"
              " ON CONFLICT (name) DO UPDATE SET version = excluded.version, title = excluded.title, digest = excluded.digest,"
              " imported_at = excluded.imported_at RETURNING key");
    store_bind_text(&q, p->name);
    store_bind_text(&q, p->version);
    store_bind_text(&q, p->title);
    store_bind_text(&q, p->digest);
    store_bind_int(&q, clock_seconds());
    *key = store_row(&q) ? store_get_int(&q) : 0;
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

static err_code retire_all(store *s, int64_t pack, err *e) {
    store_stmt q;
    store_prepare(&q, s, "UPDATE question SET retired = 1 WHERE pack = ?1");
    store_bind_int(&q, pack);
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

err_code store_pack_put(store *s, const store_pack *p, size_t n, store_question *const *q, err *e) {
    return store_pack_replace(s, p, n, q, 0, NULL, e);
}

err_code store_pack_replace(store *s, const store_pack *p, size_t n, store_question *const *q, size_t nattempts, store_attempt *attempts, err *e) {
    int64_t  key = 0;
    err_code code = store_begin(s, WHAT, e);
    if (code != ERR_OK) return code;
    code = refuse_older(s, p, e);
    if (code == ERR_OK) code = put_pack(s, p, &key, e);
    if (code == ERR_OK) code = retire_all(s, key, e);
    for (size_t i = 0; code == ERR_OK && i < n; i++) code = put_question(s, key, q[i], e);
    for (size_t i = 0; code == ERR_OK && i < nattempts; i++) code = store_attempt_insert(s, &attempts[i], e);
    return store_end(s, code, WHAT, e);
}
