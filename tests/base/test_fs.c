/* Whole files, hostile names. */
#include "harness.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

static char folder[] = "/tmp/ndrill-fs-XXXXXX";

static void path_in(char *path, size_t room, const char *name) { snprintf(path, room, "%s/%s", folder, name); }

static void what_is_written_is_read_back(void **state) {
    (void)state;
    char path[200];
    path_in(path, sizeof path, "a");
    err e = {0};
    assert_int_equal(fs_write(path, "one\0two", 7, &e), 0);
    assert_int_equal(fs_write(path, "three", 5, &e), 0);
    buf b;
    buf_init(&b);
    assert_int_equal(fs_read(path, 100, &b, &e), 0);
    assert_string_equal(b.text, "three");
    buf_free(&b);
}

static void longer_than_the_limit_is_refused(void **state) {
    (void)state;
    char path[200];
    path_in(path, sizeof path, "long");
    err e = {0};
    assert_int_equal(fs_write(path, "123456", 6, &e), 0);
    buf b;
    buf_init(&b);
    assert_int_equal(fs_read(path, 5, &b, &e), ERR_VALUE);
    assert_non_null(strstr(e.text, "longer than 5 bytes"));
    buf_free(&b);
}

static void only_regular_files_are_read(void **state) {
    (void)state;
    char path[200];
    err  e = {0};
    buf  b;
    buf_init(&b);
    assert_int_equal(fs_read(folder, 100, &b, &e), ERR_OS);
    path_in(path, sizeof path, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(fs_read(path, 100, &b, &e), ERR_OS);
    path_in(path, sizeof path, "absent");
    assert_int_equal(fs_read(path, 100, &b, &e), ERR_FILE_NOT_FOUND);
    buf_free(&b);
}

static void folders_are_made_with_their_parents(void **state) {
    (void)state;
    char        path[200];
    err         e = {0};
    struct stat st;
    path_in(path, sizeof path, "p/q/r");
    assert_int_equal(fs_mkdirs(path, &e), 0);
    assert_int_equal(fs_mkdirs(path, &e), 0);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    path_in(path, sizeof path, "a/b");
    assert_int_not_equal(fs_mkdirs(path, &e), 0);
}

static void data_lives_below_xdg_or_home(void **state) {
    (void)state;
    buf b;
    buf_init(&b);
    setenv("XDG_DATA_HOME", "/x", 1);
    assert_int_equal(fs_data_dir(&b, NULL), 0);
    assert_string_equal(b.text, "/x/ndrill");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/h", 1);
    buf_clear(&b);
    assert_int_equal(fs_data_dir(&b, NULL), 0);
    assert_string_equal(b.text, "/h/.local/share/ndrill");
    unsetenv("HOME");
    err e = {0};
    assert_int_equal(fs_data_dir(&b, &e), ERR_OS);
    buf_free(&b);
}

static void temporary_paths_are_below_an_absolute_tmpdir_that_fits(void **state) {
    (void)state;
    char path[FS_TEMPORARY], deep[FS_TEMPORARY + 8];
    setenv("TMPDIR", "/var/tmp", 1);
    fs_temporary(path, "name", ".lua");
    assert_string_equal(path, "/var/tmp/name-XXXXXX.lua");
    setenv("TMPDIR", "elsewhere", 1);
    fs_temporary(path, "name", "");
    assert_string_equal(path, "/tmp/name-XXXXXX");
    memset(deep, 'd', sizeof deep);
    deep[0] = '/', deep[sizeof deep - 1] = '\0';
    setenv("TMPDIR", deep, 1);
    fs_temporary(path, "name", "");
    assert_string_equal(path, "/tmp/name-XXXXXX");
    unsetenv("TMPDIR");
}

int main(void) {
    if (!mkdtemp(folder)) return 1;
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read_back), TEST(longer_than_the_limit_is_refused), TEST(only_regular_files_are_read),
        TEST(temporary_paths_are_below_an_absolute_tmpdir_that_fits), TEST(folders_are_made_with_their_parents), TEST(data_lives_below_xdg_or_home),
    };
    int  failed = RUN_TESTS(tests);
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0 ? failed : 1;
}
