/* array/order.c: axes by stride, the smallest innermost, as NumPy's iterator orders them.
 *
 * An insertion sort that starts from C order. Two axes are compared by the operands that move
 * along both; when operands disagree C order stays, and when none has an opinion the search
 * goes on to the next axis. The sums depend on this order to the last bit.                  */
#include "array/order.h"

static ptrdiff_t step_of(const nd_array *a, int axis) {
    const ptrdiff_t s = a->shape[axis] == 1 ? 0 : a->strides[axis];
    return s < 0 ? -s : s;
}

typedef enum verdict { STAY, SWAP, UNKNOWN } verdict;

static verdict compare_axes(int n, const nd_array *const *ops, int outer, int inner) {
    verdict v = UNKNOWN;
    for (int k = 0; k < n; k++) {
        const ptrdiff_t so = step_of(ops[k], outer), si = step_of(ops[k], inner);
        if (so == 0 || si == 0) continue;
        if (si <= so) return STAY;
        v = SWAP;
    }
    return v;
}

void nd_iteration_order(int ndim, int n, const nd_array *const *ops, int axes[ND_MAXDIMS]) {
    for (int i = 0; i < ndim; i++) {
        const int axis = ndim - 1 - i;
        int       to = i;
        for (int j = i - 1; j >= 0; j--) {
            const verdict v = compare_axes(n, ops, axis, axes[j]);
            if (v == STAY) break;
            if (v == SWAP) to = j;
        }
        for (int j = i; j > to; j--) axes[j] = axes[j - 1];
        axes[to] = axis;
    }
}
