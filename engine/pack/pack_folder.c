/* pack/folder.c: the files of a pack's folder, opened without following anything out of it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "pack/pack_int.h"

#define MAX_NAMES 20000

typedef struct walk {
    pack_files *out;
    faults     *f;
} walk;

static void walk_folder(walk *w, int fd, const char *prefix, int depth);

/* --- one file --------------------------------------------------------------------------------- */

static bool ends_in_md(const char *name) {
    size_t n = strlen(name);
    return n > 3 && strcmp(name + n - 3, ".md") == 0;
}

static bool read_bytes(int fd, const char *path, buf *out, faults *f) {
    char    bytes[16384];
    ssize_t n;
    while ((n = read(fd, bytes, sizeof bytes)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            pack_fault(f, path, 0, "cannot be read: %s", strerror(errno));
            return false;
        }
        buf_add(out, bytes, (size_t)n);
        if (out->n > PACK_MAX_FILE) {
            pack_fault(f, path, 0, "is longer than %d KiB: split it", PACK_MAX_FILE / 1024);
            return false;
        }
    }
    if (buf_failed(out)) pack_no_memory(f);
    return !buf_failed(out);
}

static void take_file(walk *w, int fd, const char *path) {
    pack_file *more = pack_grow(w->f, w->out->file, w->out->n, sizeof *more);
    if (!more) return;
    w->out->file = more;
    pack_file *file = &more[w->out->n];
    buf_init(&file->text);
    file->name = pack_copy(w->f, path, strlen(path));
    if (file->name && read_bytes(fd, path, &file->text, w->f)) {
        w->out->n++;
        return;
    }
    mem_free(file->name);
    buf_free(&file->text);
}

/* O_NONBLOCK: a pipe must not make us wait. What was a file a moment ago is looked at again once it is open. */
static void take_entry(walk *w, int folder, const char *name, const char *path, int depth) {
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0) return;
    bool wanted = pack_is_table(name) || (ends_in_md(name) && strcmp(name, "README.md") != 0);
    if (S_ISREG(st.st_mode) && !wanted) return;
    if (S_ISLNK(st.st_mode)) {
        pack_fault(w->f, path, 0, "is a symbolic link: put the file itself there");
        return;
    }
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) pack_fault(w->f, path, 0, "cannot be opened: %s", strerror(errno));
    else if (S_ISDIR(st.st_mode) && wanted) pack_fault(w->f, path, 0, "is a folder: a name that ends in .md or .csv is a file");
    else if (S_ISDIR(st.st_mode)) walk_folder(w, fd, path, depth + 1);
    else if (!S_ISREG(st.st_mode)) pack_fault(w->f, path, 0, "is no file: take it out of the pack");
    else if (w->out->n > PACK_MAX_QUESTIONS) pack_fault(w->f, path, 0, "a pack has at most %d questions", PACK_MAX_QUESTIONS);
    else take_file(w, fd, path);
    if (fd >= 0) close(fd);
}

/* --- folders -------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static char **list_names(int fd, size_t *n, faults *f) {
    char **names = NULL;
    int    own = dup(fd);
    DIR   *dir = own >= 0 ? fdopendir(own) : NULL;
    *n = 0;
    for (struct dirent *d; dir && *n < MAX_NAMES && (d = readdir(dir)) != NULL;) {
        if (d->d_name[0] == '.') continue;
        char **more = pack_grow(f, names, *n, sizeof *more);
        if (!more) break;
        names = more;
        names[*n] = pack_copy(f, d->d_name, strlen(d->d_name));
        if (!names[*n]) break;
        ++*n;
    }
    if (dir) closedir(dir);
    else if (own >= 0) close(own);
    if (*n) qsort(names, *n, sizeof *names, by_name);
    return names;
}

static void walk_folder(walk *w, int fd, const char *prefix, int depth) {
    if (depth > PACK_MAX_DEPTH) {
        pack_fault(w->f, prefix, 0, "is too deep: a pack has at most %d folders inside each other", PACK_MAX_DEPTH);
        return;
    }
    size_t n;
    char **names = list_names(fd, &n, w->f);
    for (size_t i = 0; i < n && !w->f->no_memory; i++) {
        buf path;
        buf_init(&path);
        buf_puts(&path, prefix);
        if (prefix[0]) buf_putc(&path, '/');
        buf_puts(&path, names[i]);
        if (buf_failed(&path)) pack_no_memory(w->f);
        else take_entry(w, fd, names[i], path.text, depth);
        buf_free(&path);
    }
    for (size_t i = 0; i < n; i++) mem_free(names[i]);
    mem_free(names);
}

err_code pack_files_read(const char *folder, pack_files *out, faults *f, err *e) {
    *out = (pack_files){0};
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_set(e, errno == ENOENT ? ERR_FILE_NOT_FOUND : ERR_OS, "cannot open the folder %s: %s", folder, strerror(errno));
    walk_folder(&(walk){out, f}, fd, "", 0);
    close(fd);
    return ERR_OK;
}

void pack_files_free(pack_files *files) {
    for (size_t i = 0; i < files->n; i++) {
        mem_free(files->file[i].name);
        buf_free(&files->file[i].text);
    }
    mem_free(files->file);
    *files = (pack_files){0};
}
