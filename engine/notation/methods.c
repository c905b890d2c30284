/* notation/methods.c: the names that an array answers to. Both lists are sorted. */
#include <stdlib.h>
#include <string.h>

#include "emit.h"

const char *const notation_methods[] = {
    "all", "any", "argmax", "argmin", "argpartition", "argsort", "astype", "byteswap", "choose", "clip", "compress", "conj",
    "conjugate", "copy", "cumprod", "cumsum", "diagonal", "dot", "dump", "dumps", "fill", "flatten", "getfield", "item", "max",
    "mean", "min", "nonzero", "partition", "prod", "put", "ravel", "repeat", "reshape", "resize", "round", "searchsorted",
    "setfield", "setflags", "sort", "squeeze", "std", "sum", "swapaxes", "take", "to_device", "tobytes", "tofile", "tolist",
    "trace", "transpose", "var", "view", NULL,
};

static const char *const attributes[] = {
    "T", "base", "ctypes", "data", "device", "dtype", "flags", "flat", "imag", "itemset", "itemsize", "mT", "nbytes", "ndim",
    "real", "shape", "size", "strides",
};

static bool is_among(const char *const *names, size_t count, const char *name, size_t n) {
    size_t a = 0, b = count;
    while (a < b) {
        size_t mid = a + (b - a) / 2;
        int order = strncmp(names[mid], name, n);
        if (order == 0 && names[mid][n] != '\0') order = 1;
        if (order == 0) return true;
        if (order < 0) a = mid + 1;
        else b = mid;
    }
    return false;
}

bool notation_is_method(const char *name, size_t n) {
    return is_among(notation_methods, sizeof notation_methods / sizeof notation_methods[0] - 1, name, n);
}

bool notation_is_attribute(const char *name, size_t n) {
    return is_among(attributes, sizeof attributes / sizeof attributes[0], name, n);
}
