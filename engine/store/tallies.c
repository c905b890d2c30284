/* store/tallies.c: sums that every attempt moves on, so that no page counts attempts.
 *
 * A day is one of the learner's own calendar, as a number: days from 1970-01-01 to it.      */
#include <string.h>
#include <time.h>

#include "store/store_int.h"

#define WHAT "record the answer"

int64_t store_day_of(int64_t at) {
    time_t    t = (time_t)at;
    struct tm tm;
    if (!localtime_r(&t, &tm)) return at / 86400;
    tm.tm_isdst = 0;
    return (int64_t)timegm(&tm) / 86400;
}

static err_code add_to_day(store *s, const store_attempt *a, bool pass, err *e) {
    store_stmt q;
    store_prepare(&q, s,
                  "INSERT INTO day VALUES (?1, 1, ?2)"
                  " ON CONFLICT DO UPDATE SET attempts = attempts + 1, passes = passes + excluded.passes");
    store_bind_int(&q, store_day_of(a->at));
    store_bind_int(&q, pass);
    store_row(&q);
    return store_finish(&q, WHAT, e);
}

/* Only a pass in practice has a time that says something. */
err_code store_tally(store *s, const store_attempt *a, err *e) {
    bool       pass = strcmp(a->verdict, "PASS") == 0, timed = pass && strcmp(a->mode, "practice") == 0;
    store_stmt q;
    store_prepare(&q, s,
                  "INSERT INTO tally SELECT key, 1, ?2, ?3, ?4, ?2, ?5, ?6, ?6 FROM question WHERE id = ?1"
                  " ON CONFLICT DO UPDATE SET attempts = attempts + 1, passes = passes + excluded.passes,"
                  " last_at = max(last_at, excluded.last_at), pass_at = max(pass_at, excluded.pass_at), last_ok = excluded.last_ok,"
                  " best_ms = CASE WHEN excluded.timed AND (NOT timed OR excluded.best_ms < best_ms) THEN excluded.best_ms ELSE best_ms END,"
                  " timed = timed + excluded.timed, pass_ms = pass_ms + excluded.pass_ms");
    store_bind_text(&q, a->question);
    store_bind_int(&q, pass);
    store_bind_int(&q, a->at);
    store_bind_int(&q, pass ? a->at : 0);
    store_bind_int(&q, timed);
    store_bind_int(&q, timed ? a->spent_ms : 0);
    store_row(&q);
    err_code code = store_finish(&q, WHAT, e);
    return code == ERR_OK ? add_to_day(s, a, pass, e) : code;
}
