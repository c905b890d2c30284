/* pack/bare.c: no core pack. The program is linked with the real one in its place; what builds that one is not. */
#include <stddef.h>

extern const unsigned char pack_core_bytes[];
extern const size_t        pack_core_nbytes;

const unsigned char pack_core_bytes[] = {0};
const size_t        pack_core_nbytes = 0;
