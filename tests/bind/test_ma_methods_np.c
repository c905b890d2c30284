/* tests/bind/test_ma_methods_np.c: making masked arrays, and their methods.
 *
 * Each program was run by Python with NumPy 2.4, repr standing where array_repr stands here; what it
 * printed is what is expected. */
#include "bind/groups.h"

static const group arrays_are_made_with_masks_groups[] = {
    {"x = np.zeros(3)\n"
     "x[0] = np.ma.masked\n"
     "print(x)\n"
     "x[:] = np.ma.masked\n"
     "print(x, np.array([1, np.ma.masked]), np.asarray(np.ma.masked))\n"
     "y = np.zeros((2, 2), dtype=\"int64\")\n"
     "y[0] = np.ma.masked\n"
     "print(y)\n"
     "y[0, 0] = np.ma.masked",
     "[nan  0.  0.]\n"
     "[0. 0. 0.] [ 1. nan] 0.0\n"
     "[[0 0]\n"
     " [0 0]]\n"
     "MaskError: Cannot convert masked element to a Python int.\n"},
    {"a = np.ma.array([[1, np.ma.masked], [3, 4]])\n"
     "print(a, a.data, a.mask)\n"
     "a = np.ma.array([1.0, 2.0, 3.0])\n"
     "a[:] = [1, np.ma.masked, 3]\n"
     "print(a)\n"
     "b = np.ma.array([np.ma.masked, np.ma.masked])\n"
     "print(b, b.data, np.array_repr(np.ma.array([1, 2, np.ma.masked], dtype=\"float32\")))",
     "[[ 1. nan]\n"
     " [ 3.  4.]] [[ 1. nan]\n"
     " [ 3.  4.]] False\n"
     "[ 1. nan  3.]\n"
     "[-- --] [nan nan] masked_array(data=[1.0, 2.0, --],\n"
     "             mask=[False, False,  True],\n"
     "       fill_value=np.float64(1e+20),\n"
     "            dtype=float32)\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "b = a.view(np.ndarray)\n"
     "print(b, a.baseclass, a.tobytes() == a.filled().tobytes())\n"
     "print(np.array_repr(np.ma.array([1, 2], fill_value=5)), np.ma.array([1.5, 2], fill_value=5).fill_value, np.array_repr(np.ma.array([1, 2], mask=[1, 0], fill_value=5, dtype=\"int32\")))\n"
     "print(np.ma.array([[1, 2], [3, 4]], mask=[1, 0, 0, 1]), np.ma.array([1, 2, 3], mask=1), np.ma.array(a, mask=[1, 0, 0]), np.ma.array(a, mask=[1, 0, 0], keep_mask=False), np.ma.array(a, keep_mask=False), np.ma.array(a, ndmin=2))\n"
     "print(np.ma.masked_array(a, dtype=float), np.ma.asarray([1, 2]), np.ma.asanyarray(a), np.ma.array([1, 2], dtype=\"float32\").dtype)",
     "[1 2 3] <class 'numpy.ndarray'> True\n"
     "masked_array(data=[1, 2],\n"
     "             mask=False,\n"
     "       fill_value=5) 5.0 masked_array(data=[--, 2],\n"
     "             mask=[ True, False],\n"
     "       fill_value=5,\n"
     "            dtype=int32)\n"
     "[[-- 2]\n"
     " [3 --]] [-- -- --] [-- -- 3] [-- 2 3] [1 2 3] [[1 -- 3]]\n"
     "[1.0 -- 3.0] [1 2] [1 -- 3] float32\n"},
    {"print(np.ma.masked, np.ma.masked + 1, np.ma.masked.shape, np.ma.masked.dtype, np.ma.is_masked(np.ma.masked))\n"
     "m = np.ma.array([1, 2], mask=[1, 1])\n"
     "print(m.sum(), m.mean(), m.min(), m.std(), m.var(), m[0], m.all(), m.any(), m.prod(), m.count(), m.compressed())\n"
     "print(np.array_repr(m))",
     "-- -- () float64 True\n"
     "-- -- -- -- -- -- -- -- -- 0 []\n"
     "masked_array(data=[--, --],\n"
     "             mask=[ True,  True],\n"
     "       fill_value=999999,\n"
     "            dtype=int64)\n"},
    {"m = np.ma.array([1.5, 2.5], mask=[0, 1])\n"
     "print(np.ma.masked_where([1, 0, 0], [1, 2, 3]), np.ma.masked_equal([1, 2, 1], 1), np.ma.masked_greater([1, 2, 3], 1), np.ma.masked_less([1, 2, 3], 2))\n"
     "print(np.ma.masked_inside([1, 2, 3, 4], 2, 3), np.ma.masked_outside([1, 2, 3, 4], 2, 3), np.ma.masked_values([1.0, 1.1, 2.0], 1.1), np.ma.masked_invalid([1.0, np.nan, np.inf]))\n"
     "print(np.array_repr(np.ma.masked_equal([1, 2, 1], 1)), np.array_repr(np.ma.masked_values([1.0, 1.1, 2.0], 1.1)), np.array_repr(np.ma.masked_invalid([1.0, 2.0])))\n"
     "print(np.ma.masked_not_equal([1, 2], 1), np.ma.masked_less_equal([1, 2], 1), np.ma.masked_greater_equal([1, 2], 2), np.ma.masked_where([1, 0], np.ma.array([1, 2], mask=[0, 1])))\n"
     "print(np.ma.getmask(m), np.ma.getmaskarray([1, 2]), np.ma.getdata(m), np.ma.getmask([1, 2]), np.ma.is_masked(m), np.ma.is_mask(m.mask), np.ma.isMaskedArray(m), np.ma.isMA([1]))\n"
     "print(np.ma.make_mask([0, 1, 0]), np.ma.make_mask([0, 0]), np.ma.make_mask([0, 0], shrink=False), np.ma.make_mask_none((2, 2)), np.ma.mask_or(np.array([True, False]), np.array([False, False])))",
     "[-- 2 3] [-- 2 --] [1 -- --] [-- 2 3]\n"
     "[1 -- -- 4] [-- 2 3 --] [1.0 -- 2.0] [1.0 -- --]\n"
     "masked_array(data=[--, 2, --],\n"
     "             mask=[ True, False,  True],\n"
     "       fill_value=1) masked_array(data=[1.0, --, 2.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1.1) masked_array(data=[1.0, 2.0],\n"
     "             mask=[False, False],\n"
     "       fill_value=1e+20)\n"
     "[1 --] [-- 2] [1 --] [-- --]\n"
     "[False  True] [False False] [1.5 2.5] False True True True False\n"
     "[False  True False] False [False False] [[False False]\n"
     " [False False]] [ True False]\n"},
    {"print(np.ma.default_fill_value(1), np.ma.default_fill_value(1.0), np.ma.default_fill_value(\"a\"), np.ma.default_fill_value(True), np.ma.default_fill_value(1j))\n"
     "print(np.ma.maximum_fill_value(np.array([1], dtype=\"int8\")), np.ma.minimum_fill_value(np.array([1], dtype=\"int8\")), np.ma.maximum_fill_value(1.0), np.ma.minimum_fill_value(True))\n"
     "a = np.ma.array([1, 2], mask=[0, 1], fill_value=7)\n"
     "b = np.ma.array([1, 2], mask=[0, 1], fill_value=7)\n"
     "print(np.ma.common_fill_value(a, b), a.fill_value, np.ma.filled(a), np.ma.filled([1, 2]))\n"
     "np.ma.set_fill_value(a, 3)\n"
     "print(a.filled(), (a + 1).fill_value, a[0:1].fill_value, a.copy().fill_value)",
     "999999 1e+20 N/A True (1e+20+0j)\n"
     "-128 127 -inf 1\n"
     "7 7 [1 7] [1 2]\n"
     "[1 3] 3 3 3\n"},
};

static const group methods_skip_what_is_masked_groups[] = {
    {"m = np.ma.array([[1., 2., 3.], [4., 5., 6.]], mask=[[0, 1, 0], [0, 1, 1]])\n"
     "print(m.sum(axis=0), m.sum(axis=1), m.mean(axis=0), m.mean(axis=1), m.var(axis=0), m.std(axis=1))\n"
     "print(m.min(axis=0), m.max(axis=1), m.ptp(axis=0), m.count(axis=0), m.count(axis=1), m.prod(axis=0))\n"
     "print(m.sum(axis=0, keepdims=True), m.mean(axis=1, keepdims=True), m.argmin(axis=0), m.argmax(axis=1), m.argsort(axis=1))\n"
     "print(np.array_repr(m.sum(axis=0)), np.array_repr(m.mean(axis=0)), np.array_repr(m.var(axis=0)), np.array_repr(m.min(axis=0)))\n"
     "print(np.array_repr(m.std(axis=0)), np.array_repr(m.cumsum(axis=1)), np.array_repr(m.all(axis=0)), np.array_repr(m.any(axis=1)))\n"
     "print(m.T, m.reshape(3, 2), m.ravel(), m.transpose(), m.swapaxes(0, 1), m.flatten())",
     "[5.0 -- 3.0] [4.0 4.0] [2.5 -- 3.0] [2.0 4.0] [2.25 -- 0.0] [1.0 0.0]\n"
     "[1.0 -- 3.0] [3.0 4.0] [3.0 -- 0.0] [2 0 1] [2 1] [4.0 -- 3.0]\n"
     "[[5.0 -- 3.0]] [[2.0]\n"
     " [4.0]] [0 0 0] [2 0] [[0 2 1]\n"
     " [0 1 2]]\n"
     "masked_array(data=[5.0, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(data=[2.5, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(data=[2.25, --, 0.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(data=[1.0, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20)\n"
     "masked_array(data=[1.5, --, 0.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(\n"
     "  data=[[1.0, --, 4.0],\n"
     "        [4.0, --, --]],\n"
     "  mask=[[False,  True, False],\n"
     "        [False,  True,  True]],\n"
     "  fill_value=1e+20) masked_array(data=[True, --, True],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=True) masked_array(data=[True, True],\n"
     "             mask=[False, False],\n"
     "       fill_value=True)\n"
     "[[1.0 4.0]\n"
     " [-- --]\n"
     " [3.0 --]] [[1.0 --]\n"
     " [3.0 4.0]\n"
     " [-- --]] [1.0 -- 3.0 4.0 -- --] [[1.0 4.0]\n"
     " [-- --]\n"
     " [3.0 --]] [[1.0 4.0]\n"
     " [-- --]\n"
     " [3.0 --]] [1.0 -- 3.0 4.0 -- --]\n"},
    {"m = np.ma.array([[1, 2, 3], [4, 5, 6]], mask=[[0, 1, 0], [1, 1, 1]])\n"
     "print(np.array_repr(m.mean(axis=1)), np.array_repr(m.sum(axis=1)), np.array_repr(m.var(axis=1)), np.array_repr(m.max(axis=1)), np.array_repr(m.argsort(axis=1)), np.array_repr(m.count(axis=1)))\n"
     "print(np.array_repr(m.anom(axis=1)), np.array_repr(m.cumprod(axis=0)), np.array_repr(m.ptp(axis=0)), m.mean(axis=(0, 1)), m.sum(axis=(0, 1)), np.array_repr(m.std(axis=0, ddof=1)))\n"
     "print(np.array_repr(np.ma.sort(m, axis=0)), np.array_repr(np.ma.median(m, axis=0)), np.array_repr(np.ma.average(m, axis=0)), np.array_repr(np.ma.average(m, axis=1, weights=[1, 2, 3])))\n"
     "print(np.ma.average(m, axis=0, returned=True), np.ma.average(m, weights=[[1, 2, 3], [1, 1, 1]]))\n"
     "print(m.dot(m.T), np.ma.dot(m, m.T, strict=True), np.array_repr(m @ m.T))",
     "masked_array(data=[2.0, --],\n"
     "             mask=[False,  True],\n"
     "       fill_value=1e+20) masked_array(data=[4, --],\n"
     "             mask=[False,  True],\n"
     "       fill_value=999999) masked_array(data=[1.0, --],\n"
     "             mask=[False,  True],\n"
     "       fill_value=1e+20) masked_array(data=[3, --],\n"
     "             mask=[False,  True],\n"
     "       fill_value=999999) array([[0, 2, 1],\n"
     "       [0, 1, 2]]) array([2, 0])\n"
     "masked_array(\n"
     "  data=[[-1.0, --, 1.0],\n"
     "        [--, --, --]],\n"
     "  mask=[[False,  True, False],\n"
     "        [ True,  True,  True]],\n"
     "  fill_value=1e+20) masked_array(\n"
     "  data=[[1, --, 3],\n"
     "        [--, --, --]],\n"
     "  mask=[[False,  True, False],\n"
     "        [ True,  True,  True]],\n"
     "  fill_value=999999) masked_array(data=[0, --, 0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=999999) 2.0 4 masked_array(data=[--, --, --],\n"
     "             mask=[ True,  True,  True],\n"
     "       fill_value=1e+20,\n"
     "            dtype=float64)\n"
     "masked_array(\n"
     "  data=[[1, --, 3],\n"
     "        [--, --, --]],\n"
     "  mask=[[False,  True, False],\n"
     "        [ True,  True,  True]],\n"
     "  fill_value=999999) masked_array(data=[1.0, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(data=[1.0, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(data=[2.5, --],\n"
     "             mask=[False,  True],\n"
     "       fill_value=1e+20)\n"
     "(masked_array(data=[1.0, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20), array([1., 0., 1.])) 2.5\n"
     "ValueError: operands could not be broadcast together with shapes (2,3) (3,2) \n"},
    {"a = np.ma.array([5, 3, 8], mask=[0, 1, 0])\n"
     "print(a.astype(float), np.array_repr(a.astype(\"int8\")), a.round(1), a.clip(4, 6), a.repeat(2), a.take([0, 1]), a.nonzero(), a.tolist(), a.item(0))\n"
     "a.put([0, 1], [1, 2])\n"
     "print(a)\n"
     "np.ma.put(a, [2], [7])\n"
     "print(a)\n"
     "np.ma.putmask(a, [True, False, False], 100)\n"
     "print(a)\n"
     "a.shrink_mask()\n"
     "print(a.mask, a.unshare_mask(), a.harden_mask(), a.hardmask, a.soften_mask(), a.hardmask)\n"
     "a.shape = (3, 1)\n"
     "print(a, a.shape)\n"
     "a.fill(4)\n"
     "print(a)",
     "[5.0 -- 8.0] masked_array(data=[5, --, 8],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=np.int64(999999),\n"
     "            dtype=int8) [5 -- 8] [5 -- 6] [5 5 -- -- 8 8] [5 --] (array([0, 2]),) [5, None, 8] 5\n"
     "[1 2 8]\n"
     "[1 2 7]\n"
     "[100   2   7]\n"
     "False [100   2   7] [100   2   7] True [100   2   7] False\n"
     "[[100]\n"
     " [  2]\n"
     " [  7]] (3, 1)\n"
     "[[4]\n"
     " [4]\n"
     " [4]]\n"},
    {"a = np.ma.array([3.0, 1.0, 2.0], mask=[0, 0, 1])\n"
     "print(a.min(), a.max(), a.argmin(), a.argmax(), np.ma.min(a), a, a.argsort(fill_value=0))\n"
     "print(np.ma.array([3, 1, 2]).argsort(), np.ma.argsort([3, 1, 2]), np.ma.sort([3, 1, 2]))",
     "1.0 3.0 1 0 1.0 [3.0 1.0 --] [2 1 0]\n"
     "[1 2 0] [1 2 0] [1 2 3]\n"},
    {"a = np.ma.array([1, 2, 3])\n"
     "print(np.array_repr(a[0:2]), a[1], a.mask, np.ma.getmask(a), np.ma.getmaskarray(a), a.sum(), a.mean(), a.std(), a.count(), a.compressed(), a.filled(), a.cumsum(), a.argmax())\n"
     "print(np.array_repr(a.mean(axis=0, keepdims=True)), np.array_repr(a.sum(axis=0, keepdims=True)), a.count(axis=0), a.count(keepdims=True), np.array_repr(a == 2), np.array_repr(a > 1), np.array_repr(a + 1.5))",
     "masked_array(data=[1, 2],\n"
     "             mask=False,\n"
     "       fill_value=999999) 2 False False [False False False] 6 2.0 0.816496580927726 3 [1 2 3] [1 2 3] [1 3 6] 2\n"
     "masked_array(data=[2.],\n"
     "             mask=False,\n"
     "       fill_value=1e+20) masked_array(data=[6],\n"
     "             mask=False,\n"
     "       fill_value=999999) 3 [3] masked_array(data=[False,  True, False],\n"
     "             mask=False,\n"
     "       fill_value=True) masked_array(data=[False,  True,  True],\n"
     "             mask=False,\n"
     "       fill_value=True) masked_array(data=[2.5, 3.5, 4.5],\n"
     "             mask=False,\n"
     "       fill_value=1e+20)\n"},
    {"a = np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [1, 0]])\n"
     "i, j = a.nonzero()\n"
     "print(i, j, a.mean(axis=-1), a.sum(axis=-1), a[-1, -1], a.swapaxes(0, 1), np.ma.array(a[0], copy=True), a.size, a.nbytes, a.itemsize, a.strides)\n"
     "x, y = a\n"
     "print(x, y)",
     "[0 1] [0 1] [1.0 4.0] [1 4] 4 [[1 --]\n"
     " [-- 4]] [1 --] 4 32 8 (16, 8)\n"
     "[1 --] [-- 4]\n"},
};

static void arrays_are_made_with_masks(void **state) {
    (void)state;
    RUN_GROUPS(arrays_are_made_with_masks_groups);
}

static void methods_skip_what_is_masked(void **state) {
    (void)state;
    RUN_GROUPS(methods_skip_what_is_masked_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(arrays_are_made_with_masks),
        TEST(methods_skip_what_is_masked),
    };
    return RUN_TESTS(tests);
}
