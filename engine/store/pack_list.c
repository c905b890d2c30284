/* store/pack_list.c: the packs that are there, and putting one away. */
#include <stdio.h>

#include "store/store_int.h"

static void copy_text(char *to, size_t room, store_stmt *q) { snprintf(to, room, "%s", store_get_str(q)); }

err_code store_packs(store *s, bool (*each)(const store_pack_line *l, void *user), void *user, err *e) {
    store_stmt      q;
    store_pack_line l;
    store_prepare(&q, s,
                  "SELECT p.name, p.version, p.title, p.digest, p.imported_at, count(q.key), sum(instr(q.id, '+') > 0)"
                  " FROM pack p JOIN question q ON q.pack = p.key AND NOT q.retired GROUP BY p.key ORDER BY p.name");
    while (store_row(&q)) {
        copy_text(l.name, sizeof l.name, &q);
        copy_text(l.version, sizeof l.version, &q);
        copy_text(l.title, sizeof l.title, &q);
        copy_text(l.digest, sizeof l.digest, &q);
        l.imported_at = store_get_int(&q);
        l.questions = store_get_int(&q);
        l.follow_ups = store_get_int(&q);
        if (!each(&l, user)) break;
    }
    return store_finish(&q, "read the packs", e);
}

err_code store_pack_questions(store *s, const char *name, bool (*each)(const char *id, void *user), void *user, err *e) {
    store_stmt q;
    store_prepare(&q, s, "SELECT q.id FROM question q JOIN pack p ON p.key = q.pack WHERE p.name = ?1 AND NOT q.retired ORDER BY q.id");
    store_bind_text(&q, name);
    while (store_row(&q))
        if (!each(store_get_str(&q), user)) break;
    return store_finish(&q, "read the pack", e);
}

err_code store_pack_shadowed(store *s, const char *name, bool (*each)(const char *id, const char *short_id, const char *other, void *user), void *user, err *e) {
    store_stmt q;
    store_prepare(&q, s,
                  "SELECT q.id, q.short_id, (SELECT o.id FROM question o WHERE o.short_id = q.short_id AND NOT o.retired ORDER BY o.pack, o.key LIMIT 1) AS first"
                  " FROM question q JOIN pack p ON p.key = q.pack WHERE p.name = ?1 AND NOT q.retired AND first <> q.id ORDER BY q.id");
    store_bind_text(&q, name);
    while (store_row(&q)) {
        const char *id = store_get_str(&q), *short_id = store_get_str(&q), *other = store_get_str(&q);
        if (!each(id, short_id, other, user)) break;
    }
    return store_finish(&q, "read the packs", e);
}

static err_code retire(store *s, const char *name, int64_t *n, err *e) {
    store_stmt q;
    store_prepare(&q, s, "UPDATE question SET retired = 1 WHERE NOT retired AND pack = (SELECT key FROM pack WHERE name = ?1)");
    store_bind_text(&q, name);
    store_row(&q);
    err_code code = store_finish(&q, "put the pack away", e);
    *n = code == ERR_OK ? sqlite3_changes(s->db) : 0;
    return code;
}

err_code store_pack_remove(store *s, const char *name, int64_t *n, err *e) {
    err_code code = store_begin(s, "put the pack away", e);
    return code == ERR_OK ? store_end(s, retire(s, name, n, e), "put the pack away", e) : code;
}
