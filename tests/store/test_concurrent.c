/* Several programs on one file: nothing is lost, nobody is turned away. */
#include <sys/wait.h>

#include "store_test.h"

#define PROCESSES 4
#define EACH      100

/* Each attempt by an open of its own for some, by one long open for others. */
static int write_some(int who) {
    err    e = {0};
    store *s = NULL;
    for (int i = 0; i < EACH; i++) {
        char answer[32];
        snprintf(answer, sizeof answer, "%d %d", who, i);
        if (!s && !(s = store_open(test_db, &e))) return 1;
        if (add_attempt(s, "coding-01", "WRONG", answer, i, &e) != ERR_OK) return 2;
        if (who % 2 == 0) {
            store_close(s);
            s = NULL;
        }
    }
    store_close(s);
    return 0;
}

static void start_and_wait(int (*work)(int who)) {
    pid_t pid[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        pid[i] = fork();
        if (pid[i] == 0) _exit(work(i));
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
}

static void four_writers_lose_nothing(void **state) {
    (void)state;
    store_close(open_filled_db());
    start_and_wait(write_some);
    assert_int_equal(ask("SELECT count(DISTINCT answer) FROM attempt"), PROCESSES * EACH);
    assert_int_equal(ask("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

static int create_and_fill(int who) {
    (void)who;
    err             e = {0};
    store          *s = store_open(test_db, &e);
    store_question *q = make_question("coding-01", "C1", "coding");
    if (!s || put_questions(s, "1.0", "d1", &q, 1, &e) != ERR_OK) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    store_close(s);
    return 0;
}

static void four_that_start_on_a_new_file_make_it_once(void **state) {
    (void)state;
    for (int round = 0; round < 10; round++) {
        char command[200];
        start_and_wait(create_and_fill);
        assert_int_equal(ask("SELECT count(*) FROM pack"), 1);
        assert_int_equal(ask("SELECT count(*) FROM question"), 1);
        snprintf(command, sizeof command, "rm -f %s*", test_db);
        assert_int_equal(system(command), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(four_writers_lose_nothing),
        STORE_TEST(four_that_start_on_a_new_file_make_it_once),
    };
    return RUN_TESTS(tests);
}
