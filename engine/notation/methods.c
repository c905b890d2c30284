/* notation/methods.c: the names that an array answers to. Both lists are sorted. */
#include <stdlib.h>
#include <string.h>

#include "emit.h"

const char *const notation_methods[] = {
    "all", "anom", "any", "argmax", "argmin", "argpartition", "argsort", "astype", "byteswap", "choose", "clip", "compress",
    "compressed", "conj", "conjugate", "copy", "count", "cumprod", "cumsum", "diagonal", "dot", "dump", "dumps", "fill",
    "filled", "flatten", "flush", "get_fill_value", "getfield", "harden_mask", "ids", "iscontiguous", "item", "max", "mean", "min",
    "nonzero", "partition", "prod", "product", "ptp", "put", "ravel", "repeat", "reshape", "resize", "round",
    "searchsorted", "set_fill_value", "setfield", "setflags", "shrink_mask", "soften_mask", "sort", "squeeze", "std", "sum",
    "swapaxes", "take", "to_device", "tobytes", "tofile", "toflex", "tolist", "torecords", "trace", "transpose",
    "unshare_mask", "var", "view", NULL,
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
