/* base/fs.h: whole files, small paths. */
#ifndef NDRILL_BASE_FS_H
#define NDRILL_BASE_FS_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Append the file to out. Refuses what is not a regular file and what is longer
 * than limit bytes. "-" reads standard input. */
err_code fs_read(const char *path, size_t limit, buf *out, err *e) ERR_MUST_CHECK;

/* Replace the file in one step: temporary file, fsync, rename, fsync of the folder. */
err_code fs_write(const char *path, const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

/* Make the folder and its parents, mode 0700 for those that are new. */
#define FS_TEMPORARY 256
/* A path for mkdtemp or mkstemps in the folder for temporary files ($TMPDIR when it is absolute and not too long, else /tmp): NAME-, six
 * letters that the call chooses, ENDING. name and ending are short. */
void     fs_temporary(char path[FS_TEMPORARY], const char *name, const char *ending);
err_code fs_mkdirs(const char *path, err *e) ERR_MUST_CHECK;

/* $XDG_DATA_HOME/ndrill, or ~/.local/share/ndrill. Not created. */
err_code fs_data_dir(buf *out, err *e) ERR_MUST_CHECK;

#endif
