/* store/pack_stats.c: how the questions of a pack did, by question and version: from the attempts that are stored, or
 * from verdicts of a class, one JSON object a line, as `ndrill --json grade` prints them with a "learner" added.
 *
 * Either is brought into one table that lives as long as the question is asked.                                */
#include <math.h>
#include <stdio.h>

#include "store/store_int.h"

#define WHAT "sum up the answers"

static const char make_sql[] =
    "DROP TABLE IF EXISTS temp.verdict;"
    "CREATE TEMP TABLE verdict (key INTEGER PRIMARY KEY, learner TEXT, question TEXT COLLATE NOCASE, version TEXT, pass INTEGER, hints INTEGER, wrong TEXT)";

static err_code from_attempts(store *s, const char *pack, err *e) {
    store_stmt q;
    store_prepare(&q, s,
                  "INSERT INTO temp.verdict (key, learner, question, version, pass, hints, wrong)"
                  " SELECT a.key, NULL, q.id, a.version, a.verdict = 'PASS', a.hints > 0, CASE WHEN a.message <> '' THEN a.message ELSE a.code END"
                  " FROM attempt a JOIN question q ON q.key = a.question JOIN pack p ON p.key = q.pack"
                  " WHERE a.mode <> 'regrade' AND (?1 = '' OR p.name = ?1)");
    store_bind_text(&q, pack);
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

/* Lines that are no verdict are counted, not believed. */
static err_code from_lines(store *s, const char *pack, const char *lines, int64_t *bad, err *e) {
    store_stmt q;
    store_prepare(&q, s,
                  "INSERT INTO temp.verdict (learner, question, version, pass, hints, wrong)"
                  " SELECT json_extract(?1, '$.learner'), q.id, p.version, json_extract(?1, '$.verdict') = 'PASS', 0,"
                  " coalesce(nullif(json_extract(?1, '$.why'), ''), nullif(json_extract(?1, '$.headline'), ''), json_extract(?1, '$.code'))"
                  " FROM question q JOIN pack p ON p.key = q.pack"
                  " WHERE (?2 = '' OR p.name = ?2) AND q.id = json_extract(?1, '$.question') AND json_extract(?1, '$.verdict') IN"
                  " ('PASS', 'WRONG', 'ERROR', 'CRASH', 'OUTPUT', 'MEM', 'TIME')");
    store_stmt valid;
    store_prepare(&valid, s, "SELECT json_valid(?1)");
    *bad = 0;
    buf line;
    buf_init(&line);
    for (const char *at = lines; *at;) {
        size_t n = 0;
        while (at[n] && at[n] != '\n') n++;
        buf_clear(&line);
        buf_add(&line, at, n);
        at += n + (at[n] == '\n');
        if (n == 0) continue;
        store_bind_text(&valid, line.text);
        bool fine = store_row(&valid) && store_get_int(&valid) == 1;
        store_again(&valid);
        if (!fine) {
            ++*bad;
            continue;
        }
        store_bind_text(&q, line.text);
        store_bind_text(&q, pack);
        store_row(&q);
        if (sqlite3_changes(s->db) == 0) ++*bad;
        store_again(&q);
    }
    err_code code = buf_failed(&line) ? err_set(e, ERR_MEMORY, "no memory for a line") : ERR_OK;
    buf_free(&line);
    err_code first = store_finish(&q, WHAT, code == ERR_OK ? e : NULL), second = store_finish(&valid, WHAT, code == ERR_OK && first == ERR_OK ? e : NULL);
    return code != ERR_OK ? code : first != ERR_OK ? first : second;
}

#define FIRST_TRIES                                                                                                     \
    "first AS (SELECT learner, question, version, pass FROM temp.verdict v WHERE learner IS NOT NULL AND key ="         \
    " (SELECT min(key) FROM temp.verdict o WHERE o.learner = v.learner AND o.question = v.question AND o.version = v.version)),"  \
    "score AS (SELECT learner, sum(pass) AS good, count(*) AS n FROM first GROUP BY learner),"                          \
    "pair AS (SELECT f.question, f.version, f.pass AS p, (s.good - f.pass) * 1.0 / (s.n - 1) AS r"                     \
    " FROM first f JOIN score s ON s.learner = f.learner WHERE s.n > 1),"                                              \
    "moment AS (SELECT question, version, count(*) AS n, avg(p) AS p, avg(r) AS r, avg(p * r) AS pr, avg(r * r) AS rr"  \
    " FROM pair GROUP BY question, version)"

/* The correlation of passing this question with the share of the others that was passed. */
static double correlation(store_stmt *q, int column) {
    int64_t n = sqlite3_column_int64(q->sql, column);
    double  p = sqlite3_column_double(q->sql, column + 1), r = sqlite3_column_double(q->sql, column + 2), pr = sqlite3_column_double(q->sql, column + 3),
           rr = sqlite3_column_double(q->sql, column + 4);
    double spread = (p - p * p) * (rr - r * r);
    return n >= 3 && spread > 1e-12 ? (pr - p * r) / sqrt(spread) : NAN;
}

static err_code sum_up(store *s, bool (*each)(const store_question_stats *l, void *user), void *user, err *e) {
    store_stmt           q;
    store_question_stats l;
    store_prepare(&q, s,
                  "WITH " FIRST_TRIES
                  " SELECT v.question, v.version, coalesce((SELECT short_id FROM question WHERE id = v.question), ''), count(*), sum(v.pass), sum(v.hints),"
                  " count(DISTINCT v.learner),"
                  " coalesce((SELECT w.wrong FROM temp.verdict w WHERE w.question = v.question AND w.version = v.version AND NOT w.pass"
                  " GROUP BY w.wrong ORDER BY count(*) DESC, w.wrong LIMIT 1), ''),"
                  " coalesce((SELECT count(*) FROM temp.verdict w WHERE w.question = v.question AND w.version = v.version AND NOT w.pass"
                  " GROUP BY w.wrong ORDER BY count(*) DESC, w.wrong LIMIT 1), 0),"
                  " m.n, m.p, m.r, m.pr, m.rr"
                  " FROM temp.verdict v LEFT JOIN moment m ON m.question = v.question AND m.version = v.version"
                  " GROUP BY v.question, v.version ORDER BY v.question, v.version");
    while (store_row(&q)) {
        snprintf(l.id, sizeof l.id, "%s", store_get_str(&q));
        snprintf(l.version, sizeof l.version, "%s", store_get_str(&q));
        snprintf(l.short_id, sizeof l.short_id, "%s", store_get_str(&q));
        l.tries = store_get_int(&q);
        l.passes = store_get_int(&q);
        l.hinted = store_get_int(&q);
        l.learners = store_get_int(&q);
        snprintf(l.wrong, sizeof l.wrong, "%s", store_get_str(&q));
        l.wrong_times = store_get_int(&q);
        l.discrimination = correlation(&q, 9);
        if (!each(&l, user)) break;
    }
    return store_finish(&q, WHAT, e);
}

err_code store_pack_stats(store *s, const char *pack, const char *lines, int64_t *bad, bool (*each)(const store_question_stats *l, void *user), void *user, err *e) {
    *bad = 0;
    err_code code = store_run(s, make_sql, WHAT, e);
    if (code == ERR_OK) code = store_run(s, "BEGIN", WHAT, e);
    if (code != ERR_OK) return code;
    code = lines ? from_lines(s, pack, lines, bad, e) : from_attempts(s, pack, e);
    if (code == ERR_OK) code = store_run(s, "CREATE INDEX temp.verdict_of ON verdict (question, version, learner)", WHAT, e);
    if (code == ERR_OK) code = sum_up(s, each, user, e);
    err closed = {0};
    (void)!store_run(s, "ROLLBACK", WHAT, &closed);
    (void)!store_run(s, "DROP TABLE IF EXISTS temp.verdict", WHAT, &closed);
    return code;
}
