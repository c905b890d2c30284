/* Old files come up to date whole, with a copy left beside them; what fails leaves them as they were. */
#include "store_test.h"

#include "store/store_int.h"

#define OURS "PRAGMA application_id = 1852076652;"

static const store_migration steps[] = {
    {"0001-start.sql", "CREATE TABLE t (x INTEGER NOT NULL) STRICT;" OURS "PRAGMA user_version = 1;"},
    {"0002-more.sql", "ALTER TABLE t ADD COLUMN y INTEGER; UPDATE t SET y = x * 2; PRAGMA user_version = 2;"},
    {"0003-last.sql", "CREATE TABLE u AS SELECT y FROM t; PRAGMA user_version = 3;"},
};

/* A file of version 1 with one row, opened past the store. */
static store old_file(void) {
    store s = {.path = test_db, .version = 1};
    run_sql(test_db, "CREATE TABLE t (x INTEGER NOT NULL) STRICT; INSERT INTO t VALUES (21);" OURS "PRAGMA user_version = 1;");
    assert_int_equal(sqlite3_open_v2(test_db, &s.db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    return s;
}

static void each_step_is_taken_in_order(void **state) {
    (void)state;
    store        s = old_file();
    store_schema schema = {"", steps, 3};
    err          e = {0};
    assert_int_equal(store_migrate(&s, &schema, &e), 0);
    assert_int_equal(s.version, 3);
    sqlite3_close(s.db);
    assert_int_equal(ask("PRAGMA user_version"), 3);
    assert_int_equal(ask("SELECT y FROM u"), 42);
}

static void the_old_file_is_kept_beside_it_and_is_private(void **state) {
    (void)state;
    store        s = old_file();
    store_schema schema = {"", steps, 3};
    err          e = {0};
    assert_int_equal(store_migrate(&s, &schema, &e), 0);
    sqlite3_close(s.db);
    struct stat st;
    strcat(test_db, ".v1.bak");
    assert_int_equal(stat(test_db, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(ask("PRAGMA user_version"), 1);
    assert_int_equal(ask("SELECT x FROM t"), 21);
}

static void a_step_that_fails_leaves_the_version_before_it(void **state) {
    (void)state;
    const store_migration bad[] = {steps[0], steps[1], {"0003-bad.sql", "CREATE TABLE u (y); SELECT * FROM nowhere; PRAGMA user_version = 3;"}};
    store                 s = old_file();
    store_schema          schema = {"", bad, 3};
    err                   e = {0};
    assert_int_equal(store_migrate(&s, &schema, &e), ERR_DATABASE);
    assert_non_null(strstr(e.text, "0003-bad.sql"));
    assert_non_null(strstr(e.text, "nowhere"));
    sqlite3_close(s.db);
    assert_int_equal(ask("PRAGMA user_version"), 2);
    assert_int_equal(ask("SELECT count(*) FROM sqlite_schema WHERE name = 'u'"), 0);
    assert_int_equal(ask("SELECT y FROM t"), 42);
}

static void a_step_that_forgets_its_version_is_refused(void **state) {
    (void)state;
    const store_migration bad[] = {steps[0], {"0002-bad.sql", "CREATE TABLE u (y);"}};
    store                 s = old_file();
    store_schema          schema = {"", bad, 2};
    err                   e = {0};
    assert_int_equal(store_migrate(&s, &schema, &e), ERR_INTERNAL);
    sqlite3_close(s.db);
    assert_int_equal(ask("SELECT count(*) FROM sqlite_schema WHERE name = 'u'"), 0);
}

static void a_step_that_breaks_a_reference_is_refused(void **state) {
    (void)state;
    const store_migration bad[] = {steps[0], {"0002-bad.sql", "CREATE TABLE p (k INTEGER PRIMARY KEY); CREATE TABLE c (k INTEGER REFERENCES p (k));"
                                                              "INSERT INTO c VALUES (5); PRAGMA user_version = 2;"}};
    store                 s = old_file();
    store_schema          schema = {"", bad, 2};
    err                   e = {0};
    assert_int_equal(store_migrate(&s, &schema, &e), ERR_DATABASE);
    assert_non_null(strstr(e.text, "nothing was changed"));
    sqlite3_close(s.db);
    assert_int_equal(ask("PRAGMA user_version"), 1);
}

static void a_damaged_file_is_not_migrated(void **state) {
    (void)state;
    run_sql(test_db, "CREATE TABLE t (x INTEGER NOT NULL) STRICT; CREATE INDEX i ON t (x);"
                     "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000) INSERT INTO t SELECT x FROM n;" OURS
                     "PRAGMA user_version = 1;");
    FILE *f = fopen(test_db, "r+");
    fseek(f, 4096 * 3 + 100, SEEK_SET);
    for (int i = 0; i < 3000; i++) fputc(0xAA, f);
    fclose(f);
    store s = {.path = test_db, .version = 1};
    assert_int_equal(sqlite3_open_v2(test_db, &s.db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    store_schema schema = {"", steps, 3};
    err          e = {0};
    assert_int_not_equal(store_migrate(&s, &schema, &e), 0);
    sqlite3_close(s.db);
    assert_int_equal(ask("PRAGMA user_version"), 1);
}

/* One row a thing of the schema, its SQL with white space made one. */
static void collect_schema(sqlite3 *db, buf *out) {
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", -1, &q, NULL), SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW) {
        buf_printf(out, "%s %s ", sqlite3_column_text(q, 0), sqlite3_column_text(q, 1));
        for (const unsigned char *c = sqlite3_column_text(q, 2); *c; c++)
            if (*c > ' ') buf_putc(out, (char)*c);
        buf_putc(out, '\n');
    }
    sqlite3_finalize(q);
}

static void the_steps_from_nothing_make_what_a_new_file_gets(void **state) {
    (void)state;
    store_migration     room[64];
    const store_schema *now = store_schema_current(room, 64);
    sqlite3            *fresh, *stepped;
    buf                 a, b;
    buf_init(&a);
    buf_init(&b);
    assert_int_equal(sqlite3_open(":memory:", &fresh), SQLITE_OK);
    assert_int_equal(sqlite3_open(":memory:", &stepped), SQLITE_OK);
    assert_int_equal(sqlite3_exec(fresh, now->create, NULL, NULL, NULL), SQLITE_OK);
    for (int64_t i = 0; i < now->nsteps; i++) {
        assert_int_equal(atoi(room[i].name), i + 1);
        assert_int_equal(sqlite3_exec(stepped, room[i].sql, NULL, NULL, NULL), SQLITE_OK);
    }
    collect_schema(fresh, &a);
    collect_schema(stepped, &b);
    assert_true(a.n > 1000);
    assert_string_equal(a.text, b.text);
    sqlite3_close(fresh);
    sqlite3_close(stepped);
    buf_free(&a);
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(each_step_is_taken_in_order),
        STORE_TEST(the_old_file_is_kept_beside_it_and_is_private),
        STORE_TEST(a_step_that_fails_leaves_the_version_before_it),
        STORE_TEST(a_step_that_forgets_its_version_is_refused),
        STORE_TEST(a_step_that_breaks_a_reference_is_refused),
        STORE_TEST(a_damaged_file_is_not_migrated),
        STORE_TEST(the_steps_from_nothing_make_what_a_new_file_gets),
    };
    return RUN_TESTS(tests);
}
