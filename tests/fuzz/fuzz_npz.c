/* Any bytes as .npz: arrays, or an error with a text; nothing is kept. */
#include "array/array.h"

#include <stdlib.h>

#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    nd_ctx       c;
    nd_npz       z, walk;
    nd_npz_entry t;
    err          e = {0};
    int          left = 64;
    mem_set_cap(64u << 20);
    nd_ctx_init(&c);
    if (nd_npz_open(&z, data, n, &e)) {
        if (!e.text[0]) abort();
        return 0;
    }
    for (walk = z; left-- > 0 && nd_npz_next(&walk, &t, &e);) {
        buf out;
        buf_init(&out);
        if (nd_npz_unpack(&z, &t, &out, &e) == ERR_OK && out.n != t.size) abort();
        buf_free(&out);
        nd_array *a = nd_npz_read(&c, &z, &t, &e);
        if (!a && !e.text[0]) abort();
        nd_drop(&c, a);
    }
    if (mem_live()) abort();
    return 0;
}
