/* grader/sandbox.c: what a child gives up before it runs a stranger's text.
 *
 * In this order: every descriptor but the reply's, life after its parent, resources, and last the
 * system calls themselves. The zygote has dropped a root user before.                           */
#include "grader/grade_int.h"
#include "grader/sandbox.h"

#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#define NOBODY   65534
#define MAX_OPEN 64             /* descriptors, where there are files */

/* --- descriptors --------------------------------------------------------------------------- */

static void close_from_to(int low, int high) {
    if (low > high) return;
#if defined(__linux__) && defined(SYS_close_range)
    if (syscall(SYS_close_range, (unsigned)low, (unsigned)high, 0u) == 0) return;
#endif
    for (int fd = low; fd <= high && fd < 1024; fd++) close(fd);
}

/* A sanitizer's report goes to standard error: that build keeps it. */
void grade_sandbox_close_others(int keep, int also) {
    int first = GRADE_ASAN ? 3 : 0, low = also < 0 || keep < also ? keep : also, high = keep > also ? keep : also;
    close_from_to(first, low - 1);
    if (high > low) close_from_to(low + 1 > first ? low + 1 : first, high - 1);
    close_from_to(high + 1 > first ? high + 1 : first, 0x7fffffff);
}

/* --- limits --------------------------------------------------------------------------------- */

#ifdef __GLIBC__
typedef __rlimit_resource_t resource;
#else
typedef int resource;
#endif

static bool limit(resource what, rlim_t soft, rlim_t hard) {
    struct rlimit now;
    if (getrlimit(what, &now)) return false;
    if (now.rlim_max != RLIM_INFINITY && hard > now.rlim_max) hard = now.rlim_max;
    struct rlimit r = {.rlim_cur = soft < hard ? soft : hard, .rlim_max = hard};
    return setrlimit(what, &r) == 0;
}

/* Processor time is kept by the child's own clock. This limit, in whole seconds, is for one that has lost it. */
static bool limit_resources(const grade_limits *l, bool files) {
    rlim_t seconds = 2 * (rlim_t)l->cpu_ms / 1000 + 2, space = (rlim_t)l->memory * 3;
    (void)space;
    bool ok = limit(RLIMIT_CPU, seconds, seconds + 1) && limit(RLIMIT_CORE, 0, 0) && (files || limit(RLIMIT_FSIZE, 0, 0));
#ifdef __linux__
    /* An address space smaller than a sanitizer's shadow would stop that build before it began. */
    if (!GRADE_ASAN) ok = ok && limit(RLIMIT_AS, space, space) && limit(RLIMIT_DATA, space, space);
    ok = ok && limit(RLIMIT_MEMLOCK, 0, 0) && limit(RLIMIT_NPROC, 0, 0) && (files ? limit(RLIMIT_NOFILE, MAX_OPEN, MAX_OPEN) : limit(RLIMIT_NOFILE, 0, 0));
#endif
    return ok;
}

/* --- who we are ------------------------------------------------------------------------------- */

void grade_sandbox_drop_user(void) {
    if (getuid() != 0) return;
    /* A container may have no such user: then root it stays, and the filter is the wall. */
    if (setgroups(0, NULL)) return;
    if (setgid(NOBODY) || setuid(NOBODY)) return;
}

static bool die_with(pid_t parent) {
#ifdef __linux__
    if (prctl(PR_SET_PDEATHSIG, SIGKILL)) return false;
#endif
    return getppid() == parent;
}

bool grade_sandbox_enter(const grader *g, int reply_fd, int folder) {
    grade_sandbox_close_others(reply_fd, folder);
    if (!die_with(g->zygote) || !limit_resources(&g->limits, folder >= 0)) return false;
    /* Where the kernel offers neither, names are still walked from the folder's descriptor, and links are not followed. */
    if (folder >= 0 && !grade_landlock_enter(folder)) (void)!grade_root_enter(folder);
    return true;
}
