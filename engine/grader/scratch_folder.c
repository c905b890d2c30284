/* grader/scratch_folder.c: the folder that an answer may keep files in, made for one case and gone with it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "grader/grade_int.h"
#include "grader/sandbox.h"

#define MAX_DEPTH 16

int grade_folder_make(char path[FS_TEMPORARY]) {
    fs_temporary(path, "ndrill-files", "");
    if (!mkdtemp(path)) {
        path[0] = '\0';
        return -1;
    }
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (fd < 0) grade_folder_remove(path);
    return fd;
}

/* Names are taken from the folder's own descriptor and links are removed, not followed. */
static void empty(int fd, int depth) {
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return;
    }
    for (struct dirent *d; (d = readdir(dir)) != NULL;) {
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0) continue;
        if (unlinkat(dirfd(dir), d->d_name, 0) == 0 || depth >= MAX_DEPTH) continue;
        int below = openat(dirfd(dir), d->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        if (below >= 0) empty(below, depth + 1);
        (void)unlinkat(dirfd(dir), d->d_name, AT_REMOVEDIR);
    }
    closedir(dir);
}

void grade_folder_remove(char path[FS_TEMPORARY]) {
    if (!path[0]) return;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (fd >= 0) empty(fd, 0);
    (void)rmdir(path);
    path[0] = '\0';
}
