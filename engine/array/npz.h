/* array/npz.h: .npz files: arrays in a zip container, read as if hostile. */
#ifndef NDRILL_ARRAY_NPZ_H
#define NDRILL_ARRAY_NPZ_H

#include "array/npy.h"

/* --- reading ------------------------------------------------------------------------------- */

/* A zip file in memory, which must outlive it. Holds no memory of its own. */
typedef struct nd_npz {
    const unsigned char *bytes;
    size_t               n;
    uint64_t             at, end, left;     /* of the directory that is still to be walked */
} nd_npz;

typedef struct nd_npz_entry {
    const char *name;                       /* name_n bytes, not terminated, never with a zero byte */
    size_t      name_n;
    unsigned    method;                     /* 0 stored, 8 deflated */
    uint32_t    crc;
    uint64_t    packed, size, header_at;
} nd_npz_entry;

/* Does it begin like a zip file? */
bool     nd_npz_looks(const void *bytes, size_t n);
err_code nd_npz_open(nd_npz *z, const void *bytes, size_t n, err *e) ERR_MUST_CHECK;

/* The next entry of the directory; false at its end, and when e is set. */
bool nd_npz_next(nd_npz *z, nd_npz_entry *entry, err *e) ERR_MUST_CHECK;

/* Its bytes, checked against their length and checksum. */
err_code  nd_npz_unpack(const nd_npz *z, const nd_npz_entry *entry, buf *out, err *e) ERR_MUST_CHECK;
/* Its array. */
nd_array *nd_npz_read(nd_ctx *c, const nd_npz *z, const nd_npz_entry *entry, err *e) ERR_MUST_CHECK;

/* --- writing -------------------------------------------------------------------------------- */

/* Byte for byte what NumPy writes. */
typedef struct nd_npz_writer {
    nd_sink *sink;
    void    *user;
    bool     deflate;
    buf      directory;
    uint64_t at, entries;
} nd_npz_writer;

void     nd_npz_begin(nd_npz_writer *w, nd_sink *sink, void *user, bool deflate);
err_code nd_npz_add(nd_npz_writer *w, const char *name, const nd_array *a, err *e) ERR_MUST_CHECK;   /* as name.npy */
err_code nd_npz_end(nd_npz_writer *w, err *e) ERR_MUST_CHECK;
void     nd_npz_free(nd_npz_writer *w);

#endif
