/* base/fs.c: whole files read with a bound and replaced in one step. */
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static err_code os_error(err *e, const char *what, const char *path) {
    err_code code = errno == ENOENT ? ERR_FILE_NOT_FOUND : ERR_OS;
    return err_set(e, code, "cannot %s %s: %s", what, path, strerror(errno));
}

static err_code read_all(int fd, const char *path, size_t limit, buf *out, err *e) {
    char    block[16384];
    size_t  total = 0;
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return os_error(e, "read", path);
        total += (size_t)n;
        if (total > limit) return err_set(e, ERR_VALUE, "%s is longer than %zu bytes", path, limit);
        buf_add(out, block, (size_t)n);
    }
    if (buf_failed(out)) return err_set(e, ERR_MEMORY, "no memory to read %s", path);
    return ERR_OK;
}

err_code fs_read(const char *path, size_t limit, buf *out, err *e) {
    if (strcmp(path, "-") == 0) return read_all(STDIN_FILENO, "standard input", limit, out, e);
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return os_error(e, "open", path);
    struct stat st;
    err_code    code;
    if (fstat(fd, &st) != 0) code = os_error(e, "read", path);
    else if (!S_ISREG(st.st_mode)) code = err_set(e, ERR_OS, "%s is not a regular file", path);
    else code = read_all(fd, path, limit, out, e);
    close(fd);
    return code;
}

static err_code write_all(int fd, const char *path, const char *bytes, size_t n, err *e) {
    while (n > 0) {
        ssize_t k = write(fd, bytes, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return os_error(e, "write", path);
        bytes += k;
        n -= (size_t)k;
    }
    return fsync(fd) == 0 ? ERR_OK : os_error(e, "write", path);
}

/* The rename itself must reach the disk; file systems that cannot sync a folder are let be. */
static void sync_folder_of(const char *path) {
    buf folder;
    buf_init(&folder);
    const char *slash = strrchr(path, '/');
    buf_add(&folder, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    int fd = buf_failed(&folder) ? -1 : open(folder.text, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    buf_free(&folder);
}

err_code fs_write(const char *path, const void *bytes, size_t n, err *e) {
    buf tmp;
    buf_init(&tmp);
    buf_printf(&tmp, "%s.tmp.%ld", path, (long)getpid());
    err_code code = ERR_OK;
    int      fd = -1;
    if (buf_failed(&tmp)) {
        code = err_set(e, ERR_MEMORY, "no memory to write %s", path);
        goto done;
    }
    fd = open(tmp.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        code = os_error(e, "create", tmp.text);
        goto done;
    }
    code = write_all(fd, tmp.text, bytes, n, e);
    if (close(fd) != 0 && code == ERR_OK) code = os_error(e, "write", tmp.text);
    if (code == ERR_OK && rename(tmp.text, path) != 0) code = os_error(e, "replace", path);
    if (code == ERR_OK) sync_folder_of(path);
    else unlink(tmp.text);
done:
    buf_free(&tmp);
    return code;
}

err_code fs_mkdirs(const char *path, err *e) {
    buf part;
    buf_init(&part);
    err_code code = ERR_OK;
    for (const char *s = path; code == ERR_OK && *s;) {
        const char *slash = strchr(s + 1, '/');
        size_t      n = slash ? (size_t)(slash - s) : strlen(s);
        buf_add(&part, s, n);
        s += n;
        if (buf_failed(&part)) code = err_set(e, ERR_MEMORY, "no memory for the path %s", path);
        else if (mkdir(part.text, 0700) != 0 && errno != EEXIST) code = os_error(e, "create the folder", part.text);
    }
    buf_free(&part);
    return code;
}

err_code fs_data_dir(buf *out, err *e) {
    const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (xdg && xdg[0] == '/') buf_printf(out, "%s/ndrill", xdg);
    else if (home && home[0]) buf_printf(out, "%s/.local/share/ndrill", home);
    else return err_set(e, ERR_OS, "no place for data: set HOME, or NDRILL_DB to a file");
    return buf_failed(out) ? err_set(e, ERR_MEMORY, "no memory for a path") : ERR_OK;
}

/* --- temporary files ------------------------------------------------------------------------------- */

void fs_temporary(char path[FS_TEMPORARY], const char *name, const char *ending) {
    static const char chosen[] = "XXXXXX";               /* what the call replaces */
    const char       *folder = getenv("TMPDIR");
    const size_t      rest = strlen(name) + strlen(ending) + sizeof chosen + 2;
    if (!folder || folder[0] != '/' || strlen(folder) + rest > FS_TEMPORARY) folder = "/tmp";
    snprintf(path, FS_TEMPORARY, "%s/%s-%s%s", folder, name, chosen, ending);
}
