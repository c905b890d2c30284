/* base/map.c: files mapped into memory, and the signal of a page that has gone. */
#include "base/map.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

static map_file              *maps;             /* all that are open */
static volatile sig_atomic_t  losses;
static size_t                 page;
static struct sigaction       before;

/* --- a page that has gone --------------------------------------------------------------------- */

static map_file *find_map(const char *p) {
    for (map_file *m = maps; m; m = m->next)
        if (p >= m->start && p < m->start + m->length) return m;
    return NULL;
}

/* Only calls that are allowed in a handler; the faulting instruction then runs again. */
static void on_bus_error(int signal_number, siginfo_t *info, void *context) {
    int       saved = errno;
    char     *p = info->si_addr;
    map_file *m = find_map(p);
    (void)signal_number, (void)context;
    if (m) {
        char *at = m->start + (size_t)(p - m->start) / page * page;
        void *zeros = mmap(at, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        if (zeros == MAP_FAILED) m = NULL;
        else m->lost = true, losses = 1;
    }
    /* Not ours: whoever listened before gets it, when the instruction runs again. */
    if (!m) sigaction(SIGBUS, &before, NULL);
    errno = saved;
}

/* Somebody else may have taken the signal since the last map was opened. */
static void watch(void) {
    struct sigaction action;
    if (sigaction(SIGBUS, NULL, &action) != 0) return;
    if (action.sa_flags & SA_SIGINFO && action.sa_sigaction == on_bus_error) return;
    before = action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

static err_code lost(err *e) {
    return err_set(e, ERR_OS, "a mapped file became shorter or its disk is full: bytes that were read or written there are lost");
}

err_code map_check(err *e) {
    if (!losses) return ERR_OK;
    losses = 0;
    return lost(e);
}

/* --- maps ---------------------------------------------------------------------------------------- */

static err_code check_length(int fd, uint64_t offset, uint64_t n, map_file *m, err *e) {
    struct stat st;
    if (fstat(fd, &st) != 0) return err_set(e, ERR_OS, "[Errno %d] %s", errno, strerror(errno));
    if (st.st_size == 0) return err_set(e, ERR_VALUE, "cannot mmap an empty file");
    if (n == 0 || offset > INT64_MAX || n > INT64_MAX - offset || offset + n > (uint64_t)st.st_size)
        return err_set(e, ERR_VALUE, "mmap length is greater than file size");
    m->device = (uint64_t)st.st_dev;
    m->inode = (uint64_t)st.st_ino;
    m->end = offset + n;
    return ERR_OK;
}

err_code map_open(map_file *m, int fd, uint64_t offset, uint64_t n, map_access access, err *e) {
    *m = (map_file){.bytes = NULL};
    if (check_length(fd, offset, n, m, e)) return ERR_VALUE;
    if (!page) page = (size_t)sysconf(_SC_PAGESIZE);
    uint64_t skip = offset % page;
    int      allow = access == MAP_TO_READ ? PROT_READ : PROT_READ | PROT_WRITE;
    int      kind = (access == MAP_TO_COPY ? MAP_PRIVATE : MAP_SHARED) | MAP_NORESERVE;
    if (n > SIZE_MAX - skip) return err_set(e, ERR_MEMORY, "the file is too long for this machine");
    watch();
    void *start = mmap(NULL, (size_t)(n + skip), allow, kind, fd, (off_t)(offset - skip));
    if (start == MAP_FAILED)
        return err_set(e, errno == ENOMEM ? ERR_MEMORY : ERR_OS, "[Errno %d] %s", errno, strerror(errno));
    m->start = start;
    m->length = ((size_t)(n + skip) + page - 1) / page * page;
    m->bytes = m->start + skip;
    m->n = (size_t)n;
    m->next = maps;
    maps = m;
    return ERR_OK;
}

void map_close(map_file *m) {
    if (!m->bytes) return;
    map_file **link = &maps;
    while (*link && *link != m) link = &(*link)->next;
    if (*link) *link = m->next;
    munmap(m->start, m->length);
    m->bytes = NULL;
}

err_code map_flush(map_file *m, err *e) {
    if (m->lost) {
        m->lost = false;
        losses = 0;
        return lost(e);
    }
    if (msync(m->start, m->length, MS_SYNC) == 0) return ERR_OK;
    return err_set(e, ERR_OS, "[Errno %d] %s", errno, strerror(errno));
}

bool map_is_held(int fd, uint64_t size) {
    struct stat st;
    if (!maps || fstat(fd, &st) != 0) return false;
    for (const map_file *m = maps; m; m = m->next)
        if (m->device == (uint64_t)st.st_dev && m->inode == (uint64_t)st.st_ino && m->end > size) return true;
    return false;
}

size_t map_count(void) {
    size_t n = 0;
    for (const map_file *m = maps; m; m = m->next) n++;
    return n;
}
