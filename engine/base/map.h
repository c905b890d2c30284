/* base/map.h: bytes of files in memory.
 *
 * A file can become shorter, and its disk full, while it is mapped; the processor then has nothing
 * to show and the process would die. Such a page is replaced by zeros instead, and the map says
 * that bytes were lost. A map must not move in memory while it is open. One thread only.          */
#ifndef NDRILL_BASE_MAP_H
#define NDRILL_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef enum map_access { MAP_TO_READ, MAP_TO_WRITE, MAP_TO_COPY } map_access;      /* COPY: writes stay here */

typedef struct map_file {
    char            *bytes;      /* NULL: closed */
    size_t           n;
    char            *start;      /* of the pages */
    size_t           length;
    uint64_t         device, inode, end;
    volatile bool    lost;
    struct map_file *next;
} map_file;

/* n bytes (1 at least) from offset on, which the file must have. The descriptor is not needed afterwards. */
err_code map_open(map_file *m, int fd, uint64_t offset, uint64_t n, map_access access, err *e) ERR_MUST_CHECK;
void     map_close(map_file *m);               /* a closed one is fine */

/* What was written is on the disk when this returns. OSError also when bytes were lost. */
err_code map_flush(map_file *m, err *e) ERR_MUST_CHECK;

/* Is a byte of this open file at or after size mapped? */
bool map_is_held(int fd, uint64_t size);

size_t map_count(void);       /* open maps */

/* OSError when any map lost bytes since the last call. */
err_code map_check(err *e) ERR_MUST_CHECK;

#endif
