/* Any editor is the editor: a file is graded when it is saved; open writes where to begin. */
#include "harness.h"

#include <poll.h>
#include <stdio.h>

#include "program.h"

static void save(const char *name, const char *text, bool by_rename) {
    char path[160], other[160];
    snprintf(path, sizeof path, "%s/%s", program_folder, name);
    snprintf(other, sizeof other, "%s/%s.new", program_folder, name);
    FILE *f = fopen(by_rename ? other : path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    if (by_rename) assert_int_equal(rename(other, path), 0);
}

static size_t wait_for(int fd, buf *out, size_t from, const char *text) {
    for (int i = 0; i < 100; i++) {
        const char *at = out->n > from ? strstr(out->text + from, text) : NULL;
        if (at) return (size_t)(at - out->text) + strlen(text);
        struct pollfd p = {.fd = fd, .events = POLLIN};
        char          block[4096];
        if (poll(&p, 1, 100) <= 0) continue;
        ssize_t n = read(fd, block, sizeof block);
        if (n <= 0) break;
        buf_add(out, block, (size_t)n);
    }
    fail_msg("\"%s\" did not come:\n%s", text, out->text + from);
    return 0;
}

/* Saved in place, then as editors do that write another file and rename it. */
static void a_file_is_graded_each_time_it_is_saved(void **state) {
    (void)state;
    int  pipes[2], status;
    buf  out;
    char path[160];
    buf_init(&out);
    snprintf(path, sizeof path, "%s/C6.lua", program_folder);
    assert_int_equal(pipe(pipes), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(pipes[1], 1);
        close(pipes[0]);
        close(pipes[1]);
        execl(program_path(), "ndrill", "watch", path, (char *)NULL);
        _exit(127);
    }
    close(pipes[1]);
    size_t at = wait_for(pipes[0], &out, 0, "each time it is saved");
    save("C6.lua", "arr[arr >= limit]\n", false);
    at = wait_for(pipes[0], &out, at, "Values equal to the limit");
    save("other.lua", "arr\n", false);
    save("C6.lua", "arr[arr > limit]\n", true);
    at = wait_for(pipes[0], &out, at, "PASS");
    wait_for(pipes[0], &out, at, "rated");
    kill(pid, SIGINT);
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    close(pipes[0]);
    buf_free(&out);
}

static void the_name_of_the_file_tells_the_question(void **state) {
    (void)state;
    buf out;
    buf_init(&out);
    assert_int_equal(program_run("watch /tmp/nothing-of-this-name.lua", "", &out), 2);
    assert_non_null(strstr(out.text, "nothing-of-this-name"));
    buf_free(&out);
}

static void open_writes_a_file_to_begin_with_once(void **state) {
    (void)state;
    char here[512];
    assert_non_null(getcwd(here, sizeof here));
    char program[1100];
    snprintf(program, sizeof program, "%s/%s", here, program_path());
    setenv("P", program, 1);
    buf command;
    buf_init(&command);
    buf_printf(&command, "cd %s && rm -f C5.lua && \"$P\" open C5 </dev/null >/dev/null && grep -q 'Element-wise product' C5.lua && echo kept >>C5.lua && \"$P\" open C5 </dev/null >/dev/null && grep -q kept C5.lua", program_folder);
    assert_int_equal(system(command.text), 0);
    buf_free(&command);
}

int main(void) {
    if (!program_begin()) return 1;
    const struct CMUnitTest tests[] = {TEST(a_file_is_graded_each_time_it_is_saved), TEST(the_name_of_the_file_tells_the_question),
                                       TEST(open_writes_a_file_to_begin_with_once)};
    int failed = RUN_TESTS(tests);
    program_end();
    return failed;
}
