/* base/scratch.c: files below one folder, opened name by name from its descriptor. */
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "base/mem.h"

/* --- failures ------------------------------------------------------------------------------- */

static err_code code_of(int number) {
    switch (number) {
    case ENOENT: return ERR_FILE_NOT_FOUND;
    case EACCES:
    case EPERM: return ERR_PERMISSION;
    case EISDIR: return ERR_IS_DIRECTORY;
    default: return ERR_OS;
    }
}

err_code scratch_error(int number, const char *path, err *e) {
    if (!path) return err_set(e, code_of(number), "[Errno %d] %s", number, strerror(number));
    return err_set(e, code_of(number), "[Errno %d] %s: '%s'", number, strerror(number), path);
}

/* --- the folder ------------------------------------------------------------------------------- */

void scratch_init(scratch *f) { *f = (scratch){.fd = -1}; }

err_code scratch_open(scratch *f, const char *path, int fd, err *e) {
    scratch_init(f);
    if (!path) {
        f->fd = fd;
        return ERR_OK;
    }
    char whole[PATH_MAX];
    if (!realpath(path, whole)) return scratch_error(errno, path, e);
    f->path = mem_strdup(whole, e);
    if (!f->path) return ERR_MEMORY;
    f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    f->owned = true;
    if (f->fd >= 0) return ERR_OK;
    err_code code = scratch_error(errno, path, e);
    scratch_close(f);
    return code;
}

void scratch_close(scratch *f) {
    if (f->owned && f->fd >= 0) close(f->fd);
    mem_free(f->path);
    scratch_init(f);
}

/* --- paths ------------------------------------------------------------------------------------- */

static err_code refuse(const char *path, const char *why, err *e) {
    return err_set(e, ERR_PERMISSION, "%s: '%s'", why, path);
}

/* The part of a path below the folder, or NULL. */
static const char *below(const scratch *f, const char *path) {
    if (path[0] != '/') return path;
    size_t n = f->path ? strlen(f->path) : 0;
    if (n == 1) n = 0;
    if (!f->path || strncmp(path, f->path, n) != 0 || path[n] != '/') return NULL;
    return path + n + 1;
}

/* The next name of a path that begins at s; *rest: what follows it. */
static err_code take_name(const char *s, const char *path, char name[NAME_MAX + 1], const char **rest, err *e) {
    size_t n = strcspn(s, "/");
    if (n > NAME_MAX) return scratch_error(ENAMETOOLONG, path, e);
    memcpy(name, s, n);
    name[n] = '\0';
    *rest = s + n + strspn(s + n, "/");
    if (strcmp(name, "..") == 0) return refuse(path, "a path with '..' is not taken here", e);
    return ERR_OK;
}

/* The folder that holds the path's last name, which is put in name. *at is closed by the caller
 * unless it is the folder itself. */
static err_code walk(const scratch *f, const char *path, int *at, char name[NAME_MAX + 1], err *e) {
    const char *rest = below(f, path);
    *at = f->fd;
    if (!rest) return refuse(path, "only files below the current folder can be reached", e);
    do {
        err_code code = take_name(rest, path, name, &rest, e);
        if (code) return code;
        if (!*rest) break;
        int next = openat(*at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int number = errno;
        if (*at != f->fd) close(*at);
        *at = f->fd;
        if (next < 0 && number == ELOOP) return refuse(path, "a link is not followed", e);
        if (next < 0) return scratch_error(number, path, e);
        *at = next;
    } while (true);
    return name[0] ? ERR_OK : scratch_error(path[0] ? EISDIR : ENOENT, path, e);
}

/* --- files -------------------------------------------------------------------------------------- */

static err_code check_file(const scratch *f, int fd, const char *path, uint64_t *size, err *e) {
    struct stat st;
    if (fstat(fd, &st) != 0) return scratch_error(errno, path, e);
    if (S_ISDIR(st.st_mode)) return scratch_error(EISDIR, path, e);
    if (!S_ISREG(st.st_mode)) return refuse(path, "not a regular file", e);
    *size = (uint64_t)st.st_size;
    if (f->limit && *size > f->limit)
        return err_set(e, ERR_OS, "the file has %llu bytes, more than the %llu that are allowed: '%s'", (unsigned long long)*size,
                       (unsigned long long)f->limit, path);
    return ERR_OK;
}

err_code scratch_open_file(scratch *f, const char *path, scratch_mode mode, int *fd, uint64_t *size, err *e) {
    /* O_NONBLOCK: opening a FIFO must not wait for its other end. */
    static const int flags[] = {[SCRATCH_READ] = O_RDONLY, [SCRATCH_CHANGE] = O_RDWR, [SCRATCH_REPLACE] = O_RDWR | O_CREAT};
    char             name[NAME_MAX + 1];
    int              at = -1;
    *fd = -1;
    if (f->fd < 0) return err_set(e, ERR_PERMISSION, "files are not available here");
    err_code code = walk(f, path, &at, name, e);
    if (!code) {
        *fd = openat(at, name, flags[mode] | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0666);
        if (*fd < 0) code = errno == ELOOP ? refuse(path, "a link is not followed", e) : scratch_error(errno, path, e);
        else code = check_file(f, *fd, path, size, e);
    }
    if (at >= 0 && at != f->fd) close(at);
    if (code && *fd >= 0) {
        close(*fd);
        *fd = -1;
    }
    return code;
}

err_code scratch_make_temporary(scratch *f, char name[SCRATCH_NAME], err *e) {
    if (f->fd < 0) return err_set(e, ERR_PERMISSION, "files are not available here");
    for (int k = 0; k < 10000; k++) {
        snprintf(name, SCRATCH_NAME, "tmp%d", k);
        if (mkdirat(f->fd, name, 0700) == 0) return ERR_OK;
        if (errno != EEXIST) return scratch_error(errno, name, e);
    }
    return scratch_error(EEXIST, name, e);
}

void scratch_close_file(int fd) {
    if (fd >= 0) close(fd);
}

static err_code check_growth(const scratch *f, int fd, uint64_t from, uint64_t to, err *e) {
    uint64_t more = to > from ? to - from : 0;
    if (to > INT64_MAX) return scratch_error(EFBIG, NULL, e);
    if (f->limit && (to > f->limit || more > f->limit - f->grown))
        return err_set(e, ERR_OS, "a file of %llu bytes: files may grow by %llu bytes in all here", (unsigned long long)to,
                       (unsigned long long)f->limit);
    if (map_is_held(fd, to))
        return err_set(e, ERR_OS, "the file is mapped by an array that is still in use, and would become shorter: delete that array first");
    return ERR_OK;
}

static err_code truncate_to(int fd, uint64_t to, err *e) {
    while (ftruncate(fd, (off_t)to) != 0)
        if (errno != EINTR) return scratch_error(errno, NULL, e);
    return ERR_OK;
}

err_code scratch_resize(scratch *f, int fd, uint64_t from, uint64_t to, err *e) {
    if (check_growth(f, fd, from, to, e) || truncate_to(fd, to, e)) return ERR_OS;
    if (to > from) f->grown += to - from;
    return ERR_OK;
}

err_code scratch_replace(scratch *f, int fd, uint64_t n, err *e) {
    struct stat st;
    if (fstat(fd, &st) != 0) return scratch_error(errno, NULL, e);
    uint64_t from = (uint64_t)st.st_size;
    if (check_growth(f, fd, from, n, e) || truncate_to(fd, 0, e) || truncate_to(fd, n, e)) return ERR_OS;
    if (n > from) f->grown += n - from;
    return ERR_OK;
}

err_code scratch_write(int fd, const void *bytes, uint64_t n, err *e) {
    const char *p = bytes;
    while (n > 0) {
        size_t  part = n > (1u << 30) ? 1u << 30 : (size_t)n;
        ssize_t k = write(fd, p, part);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return scratch_error(errno, NULL, e);
        p += k;
        n -= (uint64_t)k;
    }
    return ERR_OK;
}
