/* grader/landlock.c: of all files, those below one folder and no others; asked of the kernel, for good.
 *
 * Landlock knows paths, which a filter of system calls does not: an open of /etc/passwd is refused even when it
 * comes from code that an answer has brought under its control. A kernel without it can make the folder the
 * process's root, in a user namespace. One that does neither leaves the wall that base/scratch.c is.        */
#include "grader/grade_int.h"
#include "grader/sandbox.h"

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>)
#define HAVE_LANDLOCK 1
#endif
#endif

#if defined(HAVE_LANDLOCK) && !GRADE_ASAN

#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights that a newer kernel added have fixed numbers; older headers do not name them. */
#define RIGHT_REFER    (1ull << 13)
#define RIGHT_TRUNCATE (1ull << 14)
#define RIGHT_IOCTL    (1ull << 15)
#define FIRST_RIGHTS   ((1ull << 13) - 1)

static uint64_t rights_of(int version) {
    uint64_t rights = FIRST_RIGHTS;
    if (version >= 2) rights |= RIGHT_REFER;
    if (version >= 3) rights |= RIGHT_TRUNCATE;
    if (version >= 5) rights |= RIGHT_IOCTL;
    return rights;
}

static bool allow_folder(int rules, int folder, uint64_t handled) {
    uint64_t wanted = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                      LANDLOCK_ACCESS_FS_MAKE_DIR | RIGHT_TRUNCATE;
    struct landlock_path_beneath_attr below = {.allowed_access = wanted & handled, .parent_fd = folder};
    return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0) == 0;
}

bool grade_landlock_enter(int folder) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    struct landlock_ruleset_attr all = {.handled_access_fs = rights_of((int)version)};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
    if (rules < 0) return false;
    bool done = allow_folder(rules, folder, all.handled_access_fs) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return done;
}

#else

bool grade_landlock_enter(int folder) {
    (void)folder;
    return false;
}

#endif

#if defined(__linux__) && !GRADE_ASAN

#include <sched.h>
#include <unistd.h>

bool grade_root_enter(int folder) { return unshare(CLONE_NEWUSER) == 0 && fchdir(folder) == 0 && chroot(".") == 0; }

#else

bool grade_root_enter(int folder) {
    (void)folder;
    return false;
}

#endif
