/* bind/bind_allow_files.c: files for a state that was opened without any. */
#include <errno.h>
#include <unistd.h>

#include "bind/bind_int.h"
#include "bind/bind_value.h"

void bind_allow_files(bind_state *s, int folder, uint64_t limit) {
    scratch_close(&s->files);
    s->files.fd = folder;
    s->files.limit = limit;
}

bool bind_file_digest(bind_state *s, const char *path, uint64_t *size, uint64_t *digest) {
    unsigned char bytes[16384];
    ssize_t       n;
    int           fd;
    err           e = {0};
    if (scratch_open_file(&s->files, path, SCRATCH_READ, &fd, size, &e) != ERR_OK) return false;
    *digest = 14695981039346656037u;
    while ((n = read(fd, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR))
        for (ssize_t i = 0; i < n; i++) *digest = (*digest ^ bytes[i]) * 1099511628211u;
    scratch_close_file(fd);
    return n == 0;
}
