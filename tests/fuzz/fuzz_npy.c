/* Any bytes as .npy: an array that survives being written and read again, or an error with a text. */
#include "array/array.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    nd_ctx c;
    err    e = {0};
    buf    b;
    nd_ctx_init(&c);
    nd_array *a = nd_npy_read(&c, data, n, &e);
    if (!a) {
        if (e.code == ERR_OK || !e.text[0]) abort();
        return 0;
    }
    buf_init(&b);
    nd_npy_write(&b, a);
    nd_array *again = nd_npy_read(&c, b.text, b.n, &e);
    if (!again || again->size != a->size || !nd_dtype_equal(again->dtype, a->dtype)) abort();
    if (nd_nbytes(a) && memcmp(a->data, again->data, nd_nbytes(a)) != 0 && nd_is_f_contiguous(a) == nd_is_f_contiguous(again)) abort();
    nd_drop(&c, again);
    nd_drop(&c, a);
    buf_free(&b);
    if (mem_live()) abort();
    return 0;
}
