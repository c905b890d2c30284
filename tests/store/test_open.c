/* What is opened, what is made, what is refused untouched. */
#include <sys/wait.h>

#include "store_test.h"

#include "base/fs.h"

static void a_new_file_gets_the_schema_and_is_private(void **state) {
    (void)state;
    char deep[200];
    snprintf(deep, sizeof deep, "%s/a/b/ndrill.db", test_folder);
    err    e = {0};
    store *s = store_open(deep, &e);
    assert_non_null(s);
    assert_true(store_schema_version(s) >= 2);
    assert_string_equal(store_path(s), deep);
    store_close(s);
    struct stat st;
    assert_int_equal(stat(deep, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    *strrchr(deep, '/') = '\0';
    assert_int_equal(stat(deep, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
}

static void a_file_is_opened_again_with_what_was_in_it(void **state) {
    (void)state;
    store_close(open_filled_db());
    store *s = open_test_db();
    assert_true(store_has_pack(s, "test", "d1"));
    store_close(s);
    assert_int_equal(ask("PRAGMA application_id"), 0x6e64726c);
    assert_int_equal(ask("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
}

static void the_environment_names_the_file(void **state) {
    (void)state;
    setenv("NDRILL_DB", test_db, 1);
    err    e = {0};
    store *s = store_open(NULL, &e);
    unsetenv("NDRILL_DB");
    assert_non_null(s);
    assert_string_equal(store_path(s), test_db);
    store_close(s);
}

static void a_newer_file_is_refused_and_stays(void **state) {
    (void)state;
    store_close(open_test_db());
    run_sql(test_db, "PRAGMA user_version = 99");
    err e = {0};
    assert_null(store_open(test_db, &e));
    assert_int_equal(e.code, ERR_DATABASE);
    assert_non_null(strstr(e.text, "newer ndrill (version 99, this one knows "));
    assert_int_equal(ask("PRAGMA user_version"), 99);
}

static void another_programs_database_is_refused_and_stays(void **state) {
    (void)state;
    static const char *const made_by[] = {
        "CREATE TABLE theirs (x)",
        "PRAGMA application_id = 17",
        "PRAGMA user_version = 3",
        "PRAGMA application_id = 1852076651; PRAGMA user_version = 1; CREATE TABLE pack (x)",
    };
    for (size_t i = 0; i < sizeof made_by / sizeof *made_by; i++) {
        unlink(test_db);
        run_sql(test_db, made_by[i]);
        struct stat before, after;
        assert_int_equal(stat(test_db, &before), 0);
        err e = {0};
        assert_null(store_open(test_db, &e));
        assert_non_null(strstr(e.text, "database of another program"));
        assert_int_equal(stat(test_db, &after), 0);
        assert_int_equal(before.st_size, after.st_size);
        assert_int_equal(ask("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'delete'"), 1);
    }
}

static void what_is_no_database_is_refused_and_stays(void **state) {
    (void)state;
    FILE *f = fopen(test_db, "w");
    for (int i = 0; i < 2000; i++) fputs("just text\n", f);
    fclose(f);
    err e = {0};
    assert_null(store_open(test_db, &e));
    assert_int_equal(e.code, ERR_DATABASE);
    assert_non_null(strstr(e.text, "not a database"));
    assert_non_null(strstr(e.text, "move the file away"));
    struct stat st;
    assert_int_equal(stat(test_db, &st), 0);
    assert_int_equal(st.st_size, 20000);
}

static void a_symbolic_link_is_refused(void **state) {
    (void)state;
    char link[128];
    snprintf(link, sizeof link, "%s/link.db", test_folder);
    assert_int_equal(symlink(test_db, link), 0);
    err e = {0};
    assert_null(store_open(link, &e));
    assert_non_null(strstr(e.text, "symbolic link"));
    assert_int_not_equal(access(test_db, F_OK), 0);
}

static void a_folder_behind_a_link_is_fine(void **state) {
    (void)state;
    char link[128], path[160];
    snprintf(link, sizeof link, "%s/elsewhere", test_folder);
    snprintf(path, sizeof path, "%s/test.db", link);
    assert_int_equal(symlink(test_folder, link), 0);
    err    e = {0};
    store *s = store_open(path, &e);
    assert_non_null(s);
    assert_string_equal(store_path(s), test_db);
    store_close(s);
}

static void a_folder_or_a_pipe_is_refused(void **state) {
    (void)state;
    err e = {0};
    assert_int_equal(mkdir(test_db, 0700), 0);
    assert_null(store_open(test_db, &e));
    assert_non_null(strstr(e.text, "is not a file"));
    assert_int_equal(rmdir(test_db), 0);
    assert_int_equal(mkfifo(test_db, 0600), 0);
    assert_null(store_open(test_db, &e));
    assert_non_null(strstr(e.text, "is not a file"));
}

/* Root may write anywhere: become nobody in a child. Exit code 0: refused with the message. */
static int open_as_nobody(void) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 2;
    err    e = {0};
    store *s = store_open(test_db, &e);
    if (s) return 3;
    return strstr(e.text, "cannot create") && strstr(e.text, "NDRILL_DB") ? 0 : 4;
}

static void a_folder_that_cannot_be_written_is_named(void **state) {
    (void)state;
    assert_int_equal(chmod(test_folder, 0555), 0);
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) _exit(open_as_nobody());
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    chmod(test_folder, 0700);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void closing_shortens_a_log_that_has_grown(void **state) {
    (void)state;
    store *s = open_filled_db();
    for (int i = 0; i < 100; i++) add_attempt_ok(s, "coding-01", "WRONG", i);
    store_close(s);
    char        log[128];
    struct stat st;
    snprintf(log, sizeof log, "%s-wal", test_db);
    assert_true(stat(log, &st) != 0 || st.st_size <= 256 * 1024);
    assert_int_equal(ask("SELECT count(*) FROM attempt"), 100);
}

static bool touch_line(const store_line *l, void *user) {
    *(size_t *)user += strlen(l->title);
    return true;
}

static bool touch_attempt(const store_attempt *a, void *user) {
    *(size_t *)user += strlen(a->answer);
    return true;
}

/* Use all of it; whatever fails must fail with a message. */
static void use_damaged(void) {
    err    e = {0};
    size_t n = 0;
    store *s = store_open(test_db, &e);
    if (!s) {
        assert_true(e.code != ERR_OK && e.text[0]);
        return;
    }
    if (store_list(s, "", touch_line, &n, &e) != ERR_OK) assert_non_null(strstr(e.text, "cannot"));
    if (store_history(s, NULL, 100, touch_attempt, &n, &e) != ERR_OK) assert_non_null(strstr(e.text, "cannot"));
    store_question_free(store_question_get(s, "C1", &e));
    if (add_attempt(s, "coding-01", "PASS", "x", 1, &e) != ERR_OK) assert_true(e.text[0] != '\0');
    store_close(s);
}

static void damage_anywhere_ends_in_a_message(void **state) {
    (void)state;
    buf      good;
    err      e = {0};
    uint32_t x = 99;
    buf_init(&good);
    store *s = open_filled_db();
    for (int i = 0; i < 40; i++) add_attempt_ok(s, "coding-01", "WRONG", i);
    store_close(s);
    run_sql(test_db, "PRAGMA wal_checkpoint(TRUNCATE)");
    assert_int_equal(fs_read(test_db, 10 << 20, &good, &e), 0);
    for (int i = 0; i < 300; i++) {
        char  command[200];
        buf   bad;
        FILE *f = fopen(test_db, "w");
        buf_init(&bad);
        buf_add(&bad, good.text, good.n);
        for (int k = 0; k < 1 + i % 50; k++) {
            x = x * 1664525u + 1013904223u;
            size_t at = i % 4 ? 100 + (x >> 8) % (good.n - 100) : (x >> 8) % 400;
            bad.text[at] = (char)(bad.text[at] ^ (char)(1 << (x & 7)));
        }
        assert_int_equal(fwrite(bad.text, 1, bad.n, f), bad.n);
        fclose(f);
        buf_free(&bad);
        use_damaged();
        snprintf(command, sizeof command, "%s-wal", test_db);
        unlink(command);
        snprintf(command, sizeof command, "%s-shm", test_db);
        unlink(command);
    }
    buf_free(&good);
}

static void opening_gives_everything_back_when_memory_runs_out(void **state) {
    (void)state;
    store_close(open_test_db());
    for (uint64_t n = 1; n < 40; n++) {
        mem_fail_from(n);
        err    e = {0};
        store *s = store_open(test_db, &e);
        mem_fail_from(0);
        if (s) {
            store_close(s);
            assert_true(n > 1);
            return;
        }
        assert_int_equal(e.code, ERR_MEMORY);
    }
    fail_msg("the database never opened");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_new_file_gets_the_schema_and_is_private),
        STORE_TEST(a_file_is_opened_again_with_what_was_in_it),
        STORE_TEST(the_environment_names_the_file),
        STORE_TEST(a_newer_file_is_refused_and_stays),
        STORE_TEST(another_programs_database_is_refused_and_stays),
        STORE_TEST(what_is_no_database_is_refused_and_stays),
        STORE_TEST(a_symbolic_link_is_refused),
        STORE_TEST(a_folder_behind_a_link_is_fine),
        STORE_TEST(a_folder_or_a_pipe_is_refused),
        STORE_TEST(a_folder_that_cannot_be_written_is_named),
        STORE_TEST(closing_shortens_a_log_that_has_grown),
        STORE_TEST(damage_anywhere_ends_in_a_message),
        STORE_TEST(opening_gives_everything_back_when_memory_runs_out),
    };
    return RUN_TESTS(tests);
}
