/* array/lapack.c: the shared library of LAPACK, opened once and kept. */
#include "array/lapack.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array/linalg.h"

static const char *const libraries[] = {
#ifdef __APPLE__
    "/System/Library/Frameworks/Accelerate.framework/Accelerate",
    "liblapack.dylib",
#endif
    "liblapack.so.3", "libopenblas.so.0", "liblapack.so", "libopenblas.so",
};

static struct {
    enum { UNTRIED, MISSING, OPEN } state;
    nd_lapack column[4];      /* s, d, c, z */
} lapack;

/* Data and functions have addresses of one size on every system that has dlsym. A function without a name is not
 * of this column. */
static bool find(void *library, char letter, const char *name, void *to, size_t size) {
    char symbol[16];
    if (!name) return true;
    snprintf(symbol, sizeof symbol, "%c%s_", letter, name);
    void *address = dlsym(library, symbol);
    if (address) memcpy(to, &address, size);
    return address != NULL;
}

static bool fill(void *library) {
    bool all = true;
    for (int i = 0; i < 4; i++) {
        nd_lapack *c = &lapack.column[i];
#define X(field, real, complex) all = all && find(library, "sdcz"[i], i < 2 ? real : complex, &c->field, sizeof c->field);
        ND_LAPACK_LIST(X)
#undef X
    }
    return all;
}

static void open_library(void) {
    lapack.state = MISSING;
    setenv("OPENBLAS_NUM_THREADS", "1", 0);     /* an answer is judged alone, and a child may start no threads */
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        void *library = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
        if (!library) continue;
        if (fill(library)) {
            lapack.state = OPEN;
            return;
        }
        dlclose(library);
    }
}

err_code nd_lapack_open(err *e) {
    if (lapack.state == UNTRIED) open_library();
    if (lapack.state == OPEN) return ERR_OK;
    return err_set(e, ERR_RUNTIME, "np.linalg needs LAPACK: install liblapack3");
}

const nd_lapack *nd_lapack_get(nd_type type, err *e) {
    if (nd_lapack_open(e)) return NULL;
    return &lapack.column[type == ND_F32 ? 0 : type == ND_F64 ? 1 : type == ND_C64 ? 2 : 3];
}
