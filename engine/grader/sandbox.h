/* grader/sandbox.h: what a child gives up before it runs a stranger's text, and the folder that it may keep. */
#ifndef NDRILL_GRADER_SANDBOX_H
#define NDRILL_GRADER_SANDBOX_H

#include "grader/grade_int.h"

#include "base/fs.h"

bool grade_has_seccomp(void);
/* seccomp_filter.c. files: calls on files are let through, which are then the ones that Landlock lets open. */
bool grade_seccomp_install(int reply_fd, bool files);
/* landlock.c: files below that folder alone, in two ways. False: the kernel cannot do it, or a sanitizer needs files. */
bool grade_landlock_enter(int folder);
bool grade_root_enter(int folder);
/* Everything but the filter, which forbids to read a request. folder: where files may be, -1: nowhere; other descriptors are
 * closed. False: not safe to go on. */
bool grade_sandbox_enter(const grader *g, int reply_fd, int folder);
void grade_sandbox_drop_user(void);
void grade_sandbox_close_others(int keep, int also);        /* also: -1 none */

/* scratch_folder.c: a new folder, -1 when it cannot be made; removed with all that is in it. */
int  grade_folder_make(char path[FS_TEMPORARY]);
void grade_folder_remove(char path[FS_TEMPORARY]);

#endif
