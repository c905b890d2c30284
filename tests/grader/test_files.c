/* Answers that keep files: in a folder of their own, up to a size, judged by what they hold, and nowhere else. */
#ifdef __linux__
#include "grader/sample.h"

#include "grader/sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "grader/judge_int.h"

/* --- what a child can do by itself, had an answer got hold of it ---------------------------------------- */

#define REPLY_FD 7

static int  folder_fd = -1;
static bool by_root;                /* as on a kernel without Landlock */
static long trick;

enum { OPEN_BELOW, OPEN_LINK_OUT, OPEN_ABSOLUTE, OPEN_ABOVE, OPEN_CWD, MAKE_BELOW, MAKE_ABSOLUTE, UNLINK, LINK, RENAME, SOCKET, EXEC, FORK, MAP_CODE, MAP_FILE_CODE,
       OTHER_SIGNAL, MOUNT, CHDIR, OPENAT2, PTRACE, NTRICKS };

static void try_it(void) {
    char  name[] = "x";
    int   fd;
    switch (trick) {
    case OPEN_BELOW: _exit((fd = openat(folder_fd, name, O_RDWR | O_CREAT, 0600)) >= 0 && write(fd, name, 1) == 1 ? 0 : errno);
    case OPEN_LINK_OUT: _exit(openat(folder_fd, "link", O_RDONLY) >= 0 ? 0 : errno);
    case OPEN_ABSOLUTE: _exit(openat(folder_fd, "/etc/passwd", O_RDONLY) >= 0 ? 0 : errno);
    case OPEN_ABOVE: _exit(openat(folder_fd, "../../etc/passwd", O_RDONLY) >= 0 ? 0 : errno);
    case OPEN_CWD: _exit((int)syscall(SYS_openat, AT_FDCWD, "x", O_RDONLY) >= 0 ? 0 : errno);
    case MAKE_BELOW: _exit(mkdirat(folder_fd, "d", 0700) == 0 ? 0 : errno);
    case MAKE_ABSOLUTE: _exit(mkdirat(folder_fd, "/tmp/ndrill-escaped", 0700) == 0 ? 0 : errno);
    case UNLINK: _exit(unlinkat(folder_fd, "link", 0) == 0 ? 0 : errno);
    case LINK: _exit(symlinkat("/etc", folder_fd, "l") == 0 ? 0 : errno);
    case RENAME: _exit(renameat(folder_fd, "link", folder_fd, "l") == 0 ? 0 : errno);
    case SOCKET: _exit((int)syscall(SYS_socket, 1, 1, 0) >= 0 ? 0 : errno);
    case EXEC: _exit((int)syscall(SYS_execve, "/bin/true", NULL, NULL) >= 0 ? 0 : errno);
    case FORK: _exit((int)syscall(SYS_clone, 0, 0, 0, 0, 0) >= 0 ? 0 : errno);
    case MAP_CODE: _exit((int)(syscall(SYS_mmap, NULL, 4096L, (long)(PROT_READ | PROT_EXEC), (long)(MAP_PRIVATE | MAP_ANONYMOUS), -1L, 0L) != -1 ? 0 : errno));
    case MAP_FILE_CODE: _exit((int)(syscall(SYS_mmap, NULL, 4096L, (long)(PROT_READ | PROT_EXEC), (long)MAP_PRIVATE, (long)folder_fd, 0L) != -1 ? 0 : errno));
    case OTHER_SIGNAL: signal(SIGSEGV, SIG_IGN); _exit(0);
    case MOUNT: _exit((int)syscall(SYS_mount, "x", "/tmp", "tmpfs", 0, NULL) == 0 ? 0 : errno);
    case CHDIR: _exit((int)syscall(SYS_chdir, "/") == 0 ? 0 : errno);
    case OPENAT2: _exit((int)syscall(437, folder_fd, "x", NULL, 0) >= 0 ? 0 : errno);
    default: _exit((int)syscall(SYS_ptrace, 0, 0, 0, 0) == 0 ? 0 : errno);
    }
}

static int in_child(void) {
    char path[FS_TEMPORARY];
    int  pair[2], status = 0;
    assert_int_equal(pipe(pair), 0);
    folder_fd = grade_folder_make(path);
    assert_true(folder_fd >= 0);
    assert_int_equal(symlinkat("/etc/passwd", folder_fd, "link"), 0);
    pid_t pid = fork();
    if (pid == 0) {
        grader g = {.zygote = getppid(), .seccomp = true};
        grade_limits_default(&g.limits);
        dup2(pair[1], REPLY_FD);
        if (folder_fd == REPLY_FD) _exit(91);
        if (by_root ? !grade_root_enter(folder_fd) : !grade_sandbox_enter(&g, REPLY_FD, folder_fd)) _exit(92);
        if (!grade_seccomp_install(REPLY_FD, true)) _exit(90);
        try_it();
    }
    close(pair[0]);
    close(pair[1]);
    close(folder_fd);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    grade_folder_remove(path);
    return status;
}

static void files_outside_cannot_be_reached_whatever_the_process_does(void **state) {
    (void)state;
    if (!grade_has_seccomp() || GRADE_ASAN) skip();
    for (trick = 0; trick < NTRICKS; trick++) {
        int  status = in_child();
        bool refused = WIFEXITED(status) && (WEXITSTATUS(status) == EACCES || WEXITSTATUS(status) == ENOENT), killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
        if (trick == OPEN_BELOW || trick == MAKE_BELOW) {
            if (status != 0) fail_msg("trick %ld: status %x", trick, (unsigned)status);
        } else if (trick <= OPEN_ABOVE || trick == MAKE_ABSOLUTE) {
            if (!refused) fail_msg("trick %ld is not refused: status %x", trick, (unsigned)status);
        } else if (!killed) fail_msg("trick %ld does not end the process: status %x", trick, (unsigned)status);
    }
    assert_int_not_equal(access("/tmp/ndrill-escaped", F_OK), 0);
}

static void a_root_of_its_own_does_where_there_is_no_landlock(void **state) {
    (void)state;
    static const long tricks[] = {OPEN_LINK_OUT, OPEN_ABSOLUTE, OPEN_ABOVE, MAKE_BELOW, CHDIR};
    if (!grade_has_seccomp() || GRADE_ASAN) skip();
    by_root = true;
    for (size_t i = 0; i < sizeof tricks / sizeof *tricks; i++) {
        trick = tricks[i];
        int status = in_child();
        if (WIFEXITED(status) && WEXITSTATUS(status) == 92) skip();          /* no user namespaces here */
        bool missing = WIFEXITED(status) && WEXITSTATUS(status) == ENOENT, killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
        if (trick == MAKE_BELOW ? status != 0 : trick == CHDIR ? !killed : !missing) fail_msg("trick %ld: status %x", trick, (unsigned)status);
    }
    by_root = false;
}

/* --- answers ------------------------------------------------------------------------------------------------ */

static sample s;

/* Others may be at work in /tmp. */
static char own_tmp[64];

static int count_folders(void) {
    DIR *dir = opendir(own_tmp);
    int  n = 0;
    for (struct dirent *d; dir && (d = readdir(dir)) != NULL;) n += strncmp(d->d_name, "ndrill-files-", 13) == 0;
    if (dir) closedir(dir);
    return n;
}

#define MAKE "m = np.memmap(path, dtype='float32', mode='w+', shape=(rows, 3))\nm[:] = np.arange(rows)[:, None]\n"

static const struct row { const char *answer, *code, *says; } rows[] = {
    {MAKE "m.flush()\nreturn np.memmap(path, dtype='float32', mode='r', shape=(rows, 3))[-1].sum()", "", NULL},
    {"np.repeat(np.arange(rows), 3).astype('float32').tofile(path)\nreturn np.fromfile(path, dtype='float32')[-3:].sum()", "", NULL},
    {"np.float32(3 * (rows - 1))", "E-FILE", "It is not there."},
    {MAKE "m[0] = 7\nreturn m[-1].sum()", "E-FILE", "Its length is right, its bytes are not"},
    {"np.arange(rows).astype('float32').tofile(path)\nreturn np.float32(3 * (rows - 1))", "E-FILE", "are expected."},
    {MAKE "m[-1].sum() + 1", "E-VALUE", NULL},
    {"np.fromfile('/etc/passwd', dtype='uint8')", "E-ERROR", "PermissionError"},
    {"np.fromfile('../../etc/passwd', dtype='uint8')", "E-ERROR", "PermissionError"},
    {"np.load('/proc/self/maps')", "E-ERROR", NULL},
    {"np.zeros(4).tofile('/tmp/ndrill-escaped')", "E-ERROR", "PermissionError"},
    {"np.save('a/b/c.npy', np.zeros(3))", "E-ERROR", "FileNotFoundError"},
    {"np.zeros(100000).tofile(path)", "E-ERROR", "files may grow by 65536 bytes in all"},
    {"for i = 1, 100 do np.zeros(200).tofile('f' .. i) end", "E-ERROR", "files may grow"},
    {"np.memmap(path, dtype='uint8', mode='w+', shape=(1000000000000,))", "E-ERROR", "files may grow"},
    {"keep = {}\nfor i = 1, 1000 do keep[i] = np.memmap('f' .. i, dtype='uint8', mode='w+', shape=(10,)) end", "E-FILE", NULL},
    {"io.open('/etc/passwd')", "E-ERROR", NULL},
    {"while true do np.zeros(3).tofile(path) end", "E-TIME", NULL},
};

static void answers_keep_files_in_a_folder_of_their_own(void **state) {
    (void)state;
    strcpy(own_tmp, "/tmp/ndrill-test-XXXXXX");
    assert_non_null(mkdtemp(own_tmp));
    assert_int_equal(chmod(own_tmp, 0777), 0);          /* the helper may be another user */
    setenv("TMPDIR", own_tmp, 1);
    sample_open(&s, "files up to 65536\nfile path");
    s.q.given = TEXT("path rows");
    s.q.outputs = TEXT("the sum of the last row");
    s.q.shown = TEXT("path = 'data.bin'\nrows = 4");
    s.q.hidden = TEXT("path = 'data.bin'\nrows = n + 2");
    sample_expect(&s, rows[0].answer);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        grade_report r;
        sample_grade(&s, rows[i].answer, &r);
        if (strcmp(r.code, rows[i].code) != 0 && !(strcmp(rows[i].code, "E-FILE") == 0 && !rows[i].says && r.verdict != GRADE_PASS))
            fail_msg("%s\nis %s %s, not '%s': %s%s", rows[i].answer, grade_verdict_name(r.verdict), r.code, rows[i].code, r.problem.text, r.text.text);
        if (rows[i].says && !strstr(r.text.text, rows[i].says)) fail_msg("%s: '%s' is not in:\n%s", rows[i].answer, rows[i].says, r.text.text);
        grade_report_free(&r);
    }
    sample_close(&s);
    assert_int_not_equal(access("/tmp/ndrill-escaped", F_OK), 0);
    unsetenv("TMPDIR");
    assert_int_equal(count_folders(), 0);
    assert_int_equal(rmdir(own_tmp), 0);
}

static void a_case_never_sees_the_files_of_another(void **state) {
    (void)state;
    grade_report r;
    sample_open(&s, "files up to 65536");
    s.q.given = TEXT("path");
    s.q.outputs = TEXT("found");
    s.q.shown = s.q.hidden = TEXT("path = 'data.bin'");
    sample_expect(&s, "local ok = pcall(np.fromfile, path)\nnp.zeros(3).tofile(path)\nreturn ok");
    sample_grade(&s, "np.zeros(3).tofile(path)\nreturn pcall(np.fromfile, path) == false", &r);
    assert_int_equal(r.verdict, GRADE_PASS);
    grade_report_free(&r);
    sample_close(&s);
}

static void without_the_check_there_are_no_files(void **state) {
    (void)state;
    grade_report r;
    sample_open(&s, "");
    sample_expect(&s, "arr[arr > limit]");
    sample_grade(&s, "arr.tofile('x')\nreturn arr[arr > limit]", &r);
    assert_int_equal(r.verdict, GRADE_ERROR);
    assert_non_null(strstr(r.text.text, "files are not available here"));
    grade_report_free(&r);
    sample_close(&s);
}

static void sizes_are_limited(void **state) {
    (void)state;
    static const char *const bad[] = {"files up to 0", "files up to 1e12", "files up to", "file nothing", "file"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        store_question q = {.given = TEXT("path"), .checks = TEXT(bad[i])};
        err            e = {0};
        if (grade_checks_test(&q, &e) != ERR_VALUE) fail_msg("'%s' was taken", bad[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(files_outside_cannot_be_reached_whatever_the_process_does), TEST(a_root_of_its_own_does_where_there_is_no_landlock), TEST(answers_keep_files_in_a_folder_of_their_own),
                                       TEST(a_case_never_sees_the_files_of_another), TEST(without_the_check_there_are_no_files), TEST(sizes_are_limited)};
    return RUN_TESTS(tests);
}

#else

int main(void) { return 0; }

#endif
