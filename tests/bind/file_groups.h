/* tests/bind/file_groups.h: groups.h with files: each test has a folder of its own that is gone afterwards. */
#ifndef NDRILL_TESTS_BIND_FILE_GROUPS_H
#define NDRILL_TESTS_BIND_FILE_GROUPS_H

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "bind/groups.h"

static void remove_folder(const char *path) {
    DIR *d = opendir(path);
    if (!d) return;
    for (struct dirent *t; (t = readdir(d));) unlinkat(dirfd(d), t->d_name, 0);
    closedir(d);
    rmdir(path);
}

typedef struct file_state {
    bind_state *s;
    buf         printed;
    char        folder[64];
} file_state;

static void file_state_open(file_state *f, uint64_t limit) {
    err e;
    buf_init(&f->printed);
    snprintf(f->folder, sizeof f->folder, "/tmp/ndrill-test-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    bind_options options = {.sandbox = true, .write = groups_write, .warn = groups_warn, .user = &f->printed, .scratch = f->folder, .scratch_limit = limit};
    f->s = bind_open(&options, &e);
    assert_non_null(f->s);
}

static void file_state_close(file_state *f) {
    bind_close(f->s);
    buf_free(&f->printed);
    remove_folder(f->folder);
}

/* What the program prints; its error's type and text last. */
static const char *file_state_run(file_state *f, const char *program) {
    bind_problem p;
    buf          whole;
    buf_clear(&f->printed);
    buf_init(&whole);
    buf_printf(&whole, "import numpy as np\n%s\n", program);
    if (!bind_run(f->s, "group", whole.text, whole.n, NOTATION_PROGRAM, &p)) buf_printf(&f->printed, "%s: %s\n", p.type, p.text);
    buf_free(&whole);
    return f->printed.text;
}

static inline void run_file_groups(const group *groups, size_t n) {
    file_state f;
    size_t     wrong = 0;
    file_state_open(&f, 0);
    for (size_t i = 0; i < n; i++) {
        const char *got = file_state_run(&f, groups[i].program);
        if (strcmp(got, groups[i].printed) == 0) continue;
        wrong++;
        print_error("--- program\n%s\n--- expected\n%s--- printed\n%s", groups[i].program, groups[i].printed, got);
    }
    file_state_close(&f);
    assert_int_equal(wrong, 0);
}

#define RUN_FILE_GROUPS(groups) run_file_groups(groups, sizeof groups / sizeof *groups)

#endif
