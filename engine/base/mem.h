/* base/mem.h: every byte ndrill asks for itself.
 *
 * One heap a process: size classes with free lists up to 1 KiB, a cache of freed
 * blocks above, 2 MiB-aligned huge-page mappings from 2 MiB on. It counts live and
 * peak bytes, refuses what goes over the cap, and can be told to fail from the
 * n-th growing request on, so that a test can walk every failure path.
 * Not for use from two threads at once.                                          */
#ifndef NDRILL_BASE_MEM_H
#define NDRILL_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* --- blocks that remember their size --------------------------------------- */

/* count * size bytes, zeroed by mem_zalloc only. NULL: over the cap, overflow, or
 * no memory; e (may be NULL) says which. Aligned to 16 bytes; zero bytes is a
 * valid block. mem_free(NULL) is fine. */
void *mem_alloc(size_t count, size_t size, err *e) ERR_MUST_CHECK;
void *mem_zalloc(size_t count, size_t size, err *e) ERR_MUST_CHECK;
void *mem_resize(void *p, size_t count, size_t size, err *e) ERR_MUST_CHECK; /* NULL leaves p as it was */
void  mem_free(void *p);
char *mem_strdup(const char *s, err *e) ERR_MUST_CHECK;
char *mem_strndup(const char *s, size_t n, err *e) ERR_MUST_CHECK;

/* --- blocks whose owner knows the size (Lua's allocator) --------------------- */

void *mem_get(size_t nbytes) ERR_MUST_CHECK;             /* NULL as above; nbytes > 0 */
void  mem_put(void *p, size_t nbytes);                   /* the same nbytes */

/* Grow or shrink. A shrink never fails. */
void *mem_reget(void *p, size_t old_nbytes, size_t nbytes) ERR_MUST_CHECK;

/* Fill with zeros. A very large range gets fresh pages instead, which cost nothing until they are touched. */
void mem_zero(void *p, size_t nbytes);

/* Promise one block: true when the next mem_get(nbytes) is sure to succeed. The
 * block is held until that call, or until mem_unreserve. */
bool mem_reserve(size_t nbytes) ERR_MUST_CHECK;
void mem_unreserve(void);

/* --- counting ----------------------------------------------------------------- */

size_t   mem_live(void);                 /* bytes handed out and not given back */
size_t   mem_peak(void);                 /* largest mem_live since mem_mark_peak */
void     mem_mark_peak(void);
void     mem_set_cap(size_t nbytes);     /* 0: no cap (the default) */
size_t   mem_cap(void);
uint64_t mem_requests(void);             /* growing requests so far */
void     mem_fail_from(uint64_t n);      /* refuse the n-th growing request from now, and all after; 0: off */
void     mem_trim(void);                 /* give cached blocks back to the system */

#endif
