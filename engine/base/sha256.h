/* base/sha256.h: SHA-256: the name of some bytes. */
#ifndef NDRILL_BASE_SHA256_H
#define NDRILL_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct sha256 {
    uint32_t      h[8];
    uint64_t      nbytes;
    unsigned char block[64];
} sha256;

void sha256_begin(sha256 *s);
void sha256_add(sha256 *s, const void *bytes, size_t n);
void sha256_end(sha256 *s, unsigned char digest[32]);
void sha256_hex(const void *bytes, size_t n, char hex[65]);

#endif
