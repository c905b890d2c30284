/* base/mem.c: one counted heap over three ways of getting memory.
 *
 *   up to 1 KiB     64 size classes of 16 bytes, cut from 64 KiB slabs, LIFO free lists
 *   up to 2 MiB     malloc, in classes of an eighth of a power of two, with a LIFO cache
 *                   a class, so that a loop gets its warm block back
 *   from 2 MiB      mmap aligned to 2 MiB with huge pages asked for; the last few
 *                   freed ones are kept, because fresh pages cost more than arithmetic
 *
 * The cap counts what callers hold, not what is cached.                              */
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define SMALL_MAX   1024u
#define SMALL_STEP  16u
#define NSMALL      (SMALL_MAX / SMALL_STEP)
#define SLAB_BYTES  (64u * 1024u)
#define HUGE_MIN    ((size_t)2 << 20)
#define NMIDDLE     96
#define MIDDLE_KEEP 4                       /* cached blocks of one middle class */
#define NHUGE_KEEP  4
#define HUGE_KEEP_BYTES ((size_t)512 << 20)
#define FRESH_MIN   ((size_t)16 << 20)      /* where new pages are cheaper than writing */

typedef struct free_block {
    struct free_block *next;
} free_block;

static struct {
    free_block *small[NSMALL];
    char       *slab, *slab_end;
    free_block *middle[NMIDDLE];
    uint8_t     nmiddle[NMIDDLE];
    struct { void *p; size_t nbytes; } huge[NHUGE_KEEP];
    size_t      live, peak, cap;
    uint64_t    requests, fail_at;          /* fail_at 0: never */
    void       *held;                       /* mem_reserve */
    size_t      held_nbytes;
} heap;

/* --- size classes ------------------------------------------------------------- */

/* Eight classes a doubling from 1 KiB on: class k holds (8 + k % 8) << (7 + k / 8) bytes. */
static size_t middle_bytes(unsigned k) { return (size_t)(8 + k % 8) << (7 + k / 8); }

static unsigned middle_class(size_t nbytes) {
    unsigned shift = 0;
    while (((size_t)16 << (7 + shift)) <= nbytes) shift++;
    unsigned k = shift * 8;
    while (middle_bytes(k) < nbytes) k++;
    return k;
}

static size_t huge_bytes(size_t nbytes) { return (nbytes + HUGE_MIN - 1) & ~(HUGE_MIN - 1); }

/* --- getting and giving back ---------------------------------------------------- */

static void *small_get(unsigned k) {
    free_block *b = heap.small[k];
    if (b) {
        heap.small[k] = b->next;
        return b;
    }
    size_t nbytes = (k + 1) * SMALL_STEP;
    if ((size_t)(heap.slab_end - heap.slab) < nbytes) {
        char *slab = malloc(SLAB_BYTES);
        if (!slab) return NULL;
        heap.slab = slab;
        heap.slab_end = slab + SLAB_BYTES;
    }
    void *p = heap.slab;
    heap.slab += nbytes;
    return p;
}

static void small_put(void *p, unsigned k) {
    free_block *b = p;
    b->next = heap.small[k];
    heap.small[k] = b;
}

static void *middle_get(unsigned k) {
    free_block *b = heap.middle[k];
    if (!b) return malloc(middle_bytes(k));
    heap.middle[k] = b->next;
    heap.nmiddle[k]--;
    return b;
}

static void middle_put(void *p, unsigned k) {
    if (heap.nmiddle[k] >= MIDDLE_KEEP) {
        free(p);
        return;
    }
    free_block *b = p;
    b->next = heap.middle[k];
    heap.middle[k] = b;
    heap.nmiddle[k]++;
}

static void *huge_get(size_t nbytes) {
    for (int i = 0; i < NHUGE_KEEP; i++) {
        if (heap.huge[i].nbytes != nbytes) continue;
        heap.huge[i].nbytes = 0;
        return heap.huge[i].p;
    }
    size_t room = nbytes + HUGE_MIN;         /* to find an aligned start inside */
    if (room < nbytes) return NULL;
    char *raw = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raw == MAP_FAILED) return NULL;
    char  *p = (char *)(((uintptr_t)raw + HUGE_MIN - 1) & ~(uintptr_t)(HUGE_MIN - 1));
    size_t before = (size_t)(p - raw), after = HUGE_MIN - before;
    if (before) munmap(raw, before);
    if (after) munmap(p + nbytes, after);
#ifdef MADV_HUGEPAGE
    madvise(p, nbytes, MADV_HUGEPAGE);
#endif
    return p;
}

static void huge_put(void *p, size_t nbytes) {
    size_t kept = 0;
    int    free_slot = -1;
    for (int i = 0; i < NHUGE_KEEP; i++) {
        kept += heap.huge[i].nbytes;
        if (heap.huge[i].nbytes == 0) free_slot = i;
    }
    if (free_slot < 0 || kept + nbytes > HUGE_KEEP_BYTES) {
        munmap(p, nbytes);
        return;
    }
    heap.huge[free_slot].p = p;
    heap.huge[free_slot].nbytes = nbytes;
}

static void *block_get(size_t nbytes) {
    if (nbytes <= SMALL_MAX) return small_get((unsigned)((nbytes - 1) / SMALL_STEP));
    if (nbytes < HUGE_MIN) return middle_get(middle_class(nbytes));
    if (nbytes > PTRDIFF_MAX - 2 * HUGE_MIN) return NULL;
    return huge_get(huge_bytes(nbytes));
}

static void block_put(void *p, size_t nbytes) {
    if (nbytes <= SMALL_MAX) small_put(p, (unsigned)((nbytes - 1) / SMALL_STEP));
    else if (nbytes < HUGE_MIN) middle_put(p, middle_class(nbytes));
    else huge_put(p, huge_bytes(nbytes));
}

/* --- the counted door -------------------------------------------------------------- */

static bool may_grow(size_t nbytes) {
    heap.requests++;
    if (heap.fail_at && heap.requests >= heap.fail_at) return false;
    return heap.cap == 0 || (nbytes <= heap.cap && heap.live <= heap.cap - nbytes);
}

static void count_in(size_t nbytes) {
    heap.live += nbytes;
    if (heap.live > heap.peak) heap.peak = heap.live;
}

void *mem_get(size_t nbytes) {
    if (heap.held && heap.held_nbytes == nbytes) {
        void *p = heap.held;
        heap.held = NULL;
        return p;
    }
    if (!may_grow(nbytes)) return NULL;
    void *p = block_get(nbytes);
    if (p) count_in(nbytes);
    return p;
}

void mem_put(void *p, size_t nbytes) {
    if (!p) return;
    heap.live -= nbytes;
    block_put(p, nbytes);
}

/* True when both sizes live in the same block, so that nothing needs to move. */
static bool same_block(size_t a, size_t b) {
    if (a <= SMALL_MAX || b <= SMALL_MAX)
        return a <= SMALL_MAX && b <= SMALL_MAX && (a - 1) / SMALL_STEP == (b - 1) / SMALL_STEP;
    if (a < HUGE_MIN || b < HUGE_MIN) return a < HUGE_MIN && b < HUGE_MIN && middle_class(a) == middle_class(b);
    return huge_bytes(a) == huge_bytes(b);
}

/* A smaller home for a block that shrinks; the old one when there is no memory for it. */
static void *shrink(void *p, size_t old_nbytes, size_t nbytes) {
    void *q = block_get(nbytes);
    if (!q) return NULL;
    memcpy(q, p, nbytes);
    block_put(p, old_nbytes);
    return q;
}

void *mem_reget(void *p, size_t old_nbytes, size_t nbytes) {
    if (!p) return mem_get(nbytes);
    if (nbytes > old_nbytes && !may_grow(nbytes - old_nbytes)) return NULL;
    if (same_block(old_nbytes, nbytes)) {
        heap.live -= old_nbytes;
        count_in(nbytes);
        return p;
    }
    if (nbytes < old_nbytes) {
        void *q = shrink(p, old_nbytes, nbytes);
        if (q) heap.live -= old_nbytes - nbytes;
        return q;
    }
    void *q = block_get(nbytes);
    if (!q) return NULL;
    memcpy(q, p, old_nbytes);
    block_put(p, old_nbytes);
    count_in(nbytes - old_nbytes);
    return q;
}

void mem_zero(void *p, size_t nbytes) {
#ifdef __linux__
    const uintptr_t from = ((uintptr_t)p + HUGE_MIN - 1) & ~(uintptr_t)(HUGE_MIN - 1), to = ((uintptr_t)p + nbytes) & ~(uintptr_t)(HUGE_MIN - 1);
    if (nbytes >= FRESH_MIN && madvise((void *)from, to - from, MADV_DONTNEED) == 0) {
        memset(p, 0, from - (uintptr_t)p);
        memset((void *)to, 0, (uintptr_t)p + nbytes - to);
        return;
    }
#endif
    memset(p, 0, nbytes);
}

bool mem_reserve(size_t nbytes) {
    mem_unreserve();
    void *p = mem_get(nbytes);
    if (!p) return false;
    heap.held = p;
    heap.held_nbytes = nbytes;
    return true;
}

void mem_unreserve(void) {
    if (!heap.held) return;
    void *p = heap.held;
    heap.held = NULL;
    mem_put(p, heap.held_nbytes);
}

/* --- blocks that remember their size -------------------------------------------------- */

#define HEAD 16u                               /* keeps the 16-byte alignment */

static void *refuse(err *e, size_t nbytes) {
    err_set(e, ERR_MEMORY, "unable to allocate %zu bytes", nbytes);
    return NULL;
}

/* Bytes of the block with its head, or 0 when the product does not fit. */
static size_t block_bytes(size_t count, size_t size) {
    size_t nbytes;
    if (__builtin_mul_overflow(count, size, &nbytes)) return 0;
    if (nbytes > PTRDIFF_MAX - HEAD) return 0;
    return nbytes + HEAD;
}

void *mem_alloc(size_t count, size_t size, err *e) {
    size_t nbytes = block_bytes(count, size);
    char  *p = nbytes ? mem_get(nbytes) : NULL;
    if (!p) return refuse(e, nbytes ? nbytes - HEAD : SIZE_MAX);
    memcpy(p, &nbytes, sizeof nbytes);
    return p + HEAD;
}

void *mem_zalloc(size_t count, size_t size, err *e) {
    void *p = mem_alloc(count, size, e);
    if (p) memset(p, 0, count * size);
    return p;
}

void *mem_resize(void *p, size_t count, size_t size, err *e) {
    if (!p) return mem_alloc(count, size, e);
    size_t nbytes = block_bytes(count, size), old;
    memcpy(&old, (char *)p - HEAD, sizeof old);
    char *q = nbytes ? mem_reget((char *)p - HEAD, old, nbytes) : NULL;
    if (!q) return refuse(e, nbytes ? nbytes - HEAD : SIZE_MAX);
    memcpy(q, &nbytes, sizeof nbytes);
    return q + HEAD;
}

void mem_free(void *p) {
    if (!p) return;
    size_t nbytes;
    memcpy(&nbytes, (char *)p - HEAD, sizeof nbytes);
    mem_put((char *)p - HEAD, nbytes);
}

char *mem_strndup(const char *s, size_t n, err *e) {
    char *copy = mem_alloc(n + 1, 1, e);
    if (!copy) return NULL;
    if (n) memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *mem_strdup(const char *s, err *e) { return mem_strndup(s, strlen(s), e); }

/* --- counting -------------------------------------------------------------------------- */

size_t   mem_live(void) { return heap.live; }
size_t   mem_peak(void) { return heap.peak; }
void     mem_mark_peak(void) { heap.peak = heap.live; }
void     mem_set_cap(size_t nbytes) { heap.cap = nbytes; }
size_t   mem_cap(void) { return heap.cap; }
uint64_t mem_requests(void) { return heap.requests; }
void     mem_fail_from(uint64_t n) { heap.fail_at = n ? heap.requests + n : 0; }

void mem_trim(void) {
    for (unsigned k = 0; k < NMIDDLE; k++)
        for (free_block *b = heap.middle[k], *next; b; b = next) {
            next = b->next;
            free(b);
        }
    memset(heap.middle, 0, sizeof heap.middle);
    memset(heap.nmiddle, 0, sizeof heap.nmiddle);
    for (int i = 0; i < NHUGE_KEEP; i++) {
        if (heap.huge[i].nbytes) munmap(heap.huge[i].p, heap.huge[i].nbytes);
        heap.huge[i].nbytes = 0;
    }
}
