/* tests/bind/test_ma_np.c: masked arrays: operators, elements, masks.
 *
 * Each program was run by Python with NumPy 2.4, repr standing where array_repr stands here; what it
 * printed is what is expected. */
#include "bind/groups.h"

static const group operators_join_masks_groups[] = {
    {"m = np.ma.array([1, 2, 3, 4], mask=[0, 1, 0, 1])\n"
     "print(m, m.mask, m.data, m.fill_value, m.shape, m.dtype, m.ndim, m.size, m.T)\n"
     "print(m + 1, 1 + m, m - 1, 10 - m, m * 2, m / 2, 7 / m, m // 2, m % 2, m ** 2, 2 ** m)\n"
     "print(-m, abs(m), m > 2, m == 1, m != 1, m >= 2, 2 < m, m & 1, m | 4, ~m)\n"
     "print(m.sum(), m.mean(), m.var(), m.std(), m.prod(), m.min(), m.max(), m.ptp(), m.count(), m.argmin(), m.argmax())\n"
     "print(m.cumsum(), m.cumprod(), m.anom(), m.compressed(), m.filled(), m.filled(0), m.all(), m.any())",
     "[1 -- 3 --] [False  True False  True] [1 2 3 4] 999999 (4,) int64 1 4 [1 -- 3 --]\n"
     "[2 -- 4 --] [2 -- 4 --] [0 -- 2 --] [9 -- 7 --] [2 -- 6 --] [0.5 -- 1.5 --] [7.0 -- 2.3333333333333335 --] [0 -- 1 --] [1 -- 1 --] [1 -- 9 --] [2 -- 8 --]\n"
     "[-1 -- -3 --] [1 -- 3 --] [False -- True --] [True -- False --] [False -- True --] [False -- True --] [False -- True --] [1 -- 1 --] [5 -- 7 --] [-2 -- -4 --]\n"
     "4 2.0 1.0 1.0 3 1 3 2 2 0 2\n"
     "[1 -- 4 --] [1 -- 3 --] [-1.0 -- 1.0 --] [1 3] [     1 999999      3 999999] [1 0 3 0] True True\n"},
    {"m = np.ma.array([1, 2, 3])\n"
     "print(np.array_repr(m), m.mask, np.array_repr(m + 1), np.array_repr(-m), np.array_repr(np.add(m, 1)), np.array_repr(np.sqrt(m)))\n"
     "print(np.array_repr(np.ma.sqrt([4, -1, 9])), np.array_repr(np.ma.log([1, 0, -1])), np.array_repr(np.ma.divide([1, 2], [0, 2])))\n"
     "print(np.array_repr(m / 0), np.array_repr(m // [0, 1, 2]), np.array_repr(m % [0, 1, 2]))",
     "masked_array(data=[1, 2, 3],\n"
     "             mask=False,\n"
     "       fill_value=999999) False masked_array(data=[2, 3, 4],\n"
     "             mask=False,\n"
     "       fill_value=999999) masked_array(data=[-1, -2, -3],\n"
     "             mask=[False, False, False],\n"
     "       fill_value=999999) masked_array(data=[2, 3, 4],\n"
     "             mask=False,\n"
     "       fill_value=999999) masked_array(data=[1.0, 1.4142135623730951, 1.7320508075688772],\n"
     "             mask=[False, False, False],\n"
     "       fill_value=np.int64(999999))\n"
     "masked_array(data=[2.0, --, 3.0],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=1e+20) masked_array(data=[0.0, --, --],\n"
     "             mask=[False,  True,  True],\n"
     "       fill_value=1e+20) masked_array(data=[--, 1.0],\n"
     "             mask=[ True, False],\n"
     "       fill_value=1e+20)\n"
     "masked_array(data=[--, --, --],\n"
     "             mask=[ True,  True,  True],\n"
     "       fill_value=np.int64(999999),\n"
     "            dtype=float64) masked_array(data=[--, 2, 1],\n"
     "             mask=[ True, False, False],\n"
     "       fill_value=999999) masked_array(data=[--, 0, 1],\n"
     "             mask=[ True, False, False],\n"
     "       fill_value=999999)\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "b = np.array([10, 20, 30])\n"
     "print(b + a, b > a, b - a, np.maximum(b, a), np.ma.maximum(b, a), np.ma.minimum(b, a), np.array_repr(b * a))\n"
     "b[a > 1] = 0\n"
     "print(b)\n"
     "print(np.sum(a), np.mean(a), np.max(a), np.cumsum(a), np.sort(a), np.argsort(a), np.ravel(a), np.isnan(a), np.array(a), np.asarray(a))\n"
     "print(np.concatenate([a, b]), np.ma.concatenate([a, b]), np.ma.hstack([a, b]), np.ma.vstack([a, b]), np.ma.stack([a, b]), np.ma.column_stack([a, b]))\n"
     "print(np.array_repr(np.ma.concatenate([a, b])), np.array_repr(np.concatenate([a, b])), np.array_repr(np.ma.vstack([b, b])))",
     "[11 -- 33] [True -- True] [9 -- 27] [10 -- 30] [10 -- 30] [1 -- 3] masked_array(data=[10, --, 90],\n"
     "             mask=[False,  True, False],\n"
     "       fill_value=999999)\n"
     "[10  0  0]\n"
     "4 2.0 3 [1 -- 4] [1 3 --] [0 2 1] [1 -- 3] [False -- False] [1 2 3] [1 2 3]\n"
     "[ 1  2  3 10  0  0] [1 -- 3 10 0 0] [1 -- 3 10 0 0] [[1 -- 3]\n"
     " [10 0 0]] [[1 -- 3]\n"
     " [10 0 0]] [[1 10]\n"
     " [-- 0]\n"
     " [3 0]]\n"
     "masked_array(data=[1, --, 3, 10, 0, 0],\n"
     "             mask=[False,  True, False, False, False, False],\n"
     "       fill_value=999999) masked_array(data=[ 1,  2,  3, 10,  0,  0],\n"
     "             mask=False,\n"
     "       fill_value=999999) masked_array(\n"
     "  data=[[10, 0, 0],\n"
     "        [10, 0, 0]],\n"
     "  mask=[[False, False, False],\n"
     "        [False, False, False]],\n"
     "  fill_value=999999)\n"},
    {"a = np.ma.array([1, 2, 3, 4, 5, 6], mask=[0, 1, 0, 0, 0, 1]).reshape(2, 3)\n"
     "print((a > 2).data, (a == 2).data, (a + a).data, (a / 2).data, (a ** 2).data, (a // 2).data, (a - 1).data, (10 / a).data)",
     "[[False False  True]\n"
     " [ True  True  True]] [[False False False]\n"
     " [False False False]] [[ 2  2  6]\n"
     " [ 8 10  6]] [[0.5 2.  1.5]\n"
     " [2.  2.5 6. ]] [[ 1  2  9]\n"
     " [16 25  6]] [[0 2 1]\n"
     " [2 2 6]] [[0 2 2]\n"
     " [3 4 6]] [[10.         10.          3.33333333]\n"
     " [ 2.5         2.         10.        ]]\n"},
    {"a = np.ma.array([1, 2, 3, 4, 5, 6], mask=[0, 1, 0, 0, 0, 1]).reshape(2, 3)\n"
     "print((a % 2).data, (-a).data, abs(a).data, np.sqrt(a).data, np.ma.sqrt(a).data, np.ma.log(a - 3).data, (a & 3).data, np.exp(a * 0).data, np.add(a, 1).data)",
     "[[1 0 1]\n"
     " [0 1 0]] [[-1 -2 -3]\n"
     " [-4 -5 -6]] [[1 2 3]\n"
     " [4 5 6]] [[1.         0.         1.73205081]\n"
     " [2.         2.23606798 0.        ]] [[1.         2.         1.73205081]\n"
     " [2.         2.23606798 6.        ]] [[-2.          2.          0.        ]\n"
     " [ 0.          0.69314718  6.        ]] [[1 2 3]\n"
     " [0 1 2]] [[  1.           7.3890561    1.        ]\n"
     " [  1.           1.         403.42879349]] [[2 3 4]\n"
     " [5 6 7]]\n"},
    {"a = np.ma.array([1.0, 2.0, 0.0, -1.0], mask=[0, 1, 0, 0])\n"
     "print((1 / a).data, np.ma.divide(1, a).data, (a / a).data, (a // 0).data, (a % 0).data, np.ma.log(a).data, np.log(a).data, np.divide(a, 0).data, np.ma.power(a, 0.5).data, np.ma.arcsin(a).data)",
     "[ 1.  1.  1. -1.] [ 1.  1.  1. -1.] [1. 2. 0. 1.] [ 1.  2.  0. -1.] [1. 1. 1. 1.] [ 0.  2.  0. -1.] [0. 1. 1. 1.] [1. 1. 1. 1.] [1.e+00 2.e+00 0.e+00 1.e+20] [ 1.57079633  2.          0.         -1.57079633]\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "print(a == [1, 2, 3], a + [1, 1, 1], [1, 1, 1] + a, a * (1, 2, 3), a == a, (a == a).all(), a.all(), (a > 5).any())\n"
     "print(a.mask.all(), bool(np.ma.array([1])), np.ma.allclose(a, [1, 100, 3]), np.ma.allequal(a, [1, 100, 3]), np.ma.allequal(a, [1, 2, 3], fill_value=False))\n"
     "print(max(a.compressed()), sum(a.filled(0)), str(a))",
     "[True -- True] [2 -- 4] [2 -- 4] [1 -- 9] [True -- True] True True False\n"
     "False True True True False\n"
     "3 4 [1 -- 3]\n"},
    {"m = np.ma.masked\n"
     "print(m + 1, 1 - m, m * m, m / 2, -m, m == 1, m > 1, np.ma.masked_array([1, 2]) + m, np.sqrt(m), m.sum(), m.mask, m.data, m.count())\n"
     "a = np.ma.array([1, 2, 3], mask=[1, 1, 0])",
     "-- -- -- -- -- -- -- [-- --] -- -- True 0.0 0\n"},
    {"a = np.ma.array([1.0, 2.0, 4.0], mask=[0, 0, 1])\n"
     "a /= 2\n"
     "print(a, a.data)\n"
     "a //= [0, 1, 1]\n"
     "print(a, a.data)\n"
     "a **= 2\n"
     "print(a, a.data)\n"
     "b = np.ma.array([7, 8, 9], mask=[0, 1, 0])\n"
     "b %= 4\n"
     "print(b)\n"
     "b &= 1\n"
     "print(b)\n"
     "b -= b\n"
     "print(b)",
     "[0.5 1.0 --] [0.5 1.  4. ]\n"
     "[-- 1.0 --] [0. 1. 4.]\n"
     "[-- 1.0 --] [0. 1. 4.]\n"
     "[3 -- 1]\n"
     "[1 -- 1]\n"
     "[0 -- 0]\n"},
    {"print(np.ma.add.reduce(np.ma.array([1, 2, 3], mask=[0, 1, 0])), np.ma.add.outer([1, 2], np.ma.array([1, 2], mask=[0, 1])), np.ma.add.accumulate(np.ma.array([1, 2, 3], mask=[0, 1, 0])))\n"
     "print(np.ma.maximum.reduce(np.ma.array([1, 5, 3], mask=[0, 1, 0])), np.ma.minimum([1, 5], [3, 2]), np.ma.multiply.reduce(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 1]])))\n"
     "print(np.ma.exp(np.ma.array([0, 1], mask=[0, 1])), np.ma.sqrt(-1), np.ma.sqrt(4), np.ma.log10([1, 100, 0]), np.ma.arccos([0, 2]), np.ma.tan(0), np.ma.power([2, 3], 2), np.ma.hypot(3, 4))\n"
     "print(np.ma.logical_and([1, 0], [1, 1]), np.ma.equal([1, 2], 1), np.ma.less([1, 2], 2), np.ma.mod([5, 6], 4), np.ma.fmod([5, 6], [4, 0]), np.ma.floor([1.5]), np.ma.negative([1]), np.ma.bitwise_xor([1], [3]))",
     "4 [[2 --]\n"
     " [3 --]] [1 1 4]\n"
     "3 [1 2] [3 --]\n"
     "[1.0 --] -- 2.0 [0.0 2.0 --] [1.5707963267948966 --] 0.0 [4 9] 5.0\n"
     "[ True False] [ True False] [ True False] [1 2] [1 --] [1.] [-1] [2]\n"},
};

static const group elements_are_read_and_written_groups[] = {
    {"m = np.ma.array([1, 2, 3, 4, 5], mask=[0, 1, 0, 0, 0])\n"
     "m[0] = np.ma.masked\n"
     "print(m)\n"
     "m[1] = 20\n"
     "print(m, m.mask)\n"
     "m[2:4] = np.ma.masked\n"
     "print(m)\n"
     "m[:] = 7\n"
     "print(m, np.array_repr(m))\n"
     "m[m > 3] = np.ma.masked\n"
     "print(m)\n"
     "m.mask = False\n"
     "print(np.array_repr(m))\n"
     "m.mask = [1, 0, 1, 0, 1]\n"
     "print(m)\n"
     "m.fill_value = 42\n"
     "print(m.filled(), m.fill_value)\n"
     "m += 1\n"
     "print(m, m.data)\n"
     "m *= 2\n"
     "print(m, m.data)\n"
     "m -= np.ma.array([1, 1, 1, 1, 1], mask=[0, 1, 0, 0, 0])\n"
     "print(m, m.data)",
     "[-- -- 3 4 5]\n"
     "[-- 20 3 4 5] [ True False False False False]\n"
     "[-- 20 -- -- 5]\n"
     "[7 7 7 7 7] masked_array(data=[7, 7, 7, 7, 7],\n"
     "             mask=[False, False, False, False, False],\n"
     "       fill_value=999999)\n"
     "[-- -- -- -- --]\n"
     "masked_array(data=[7, 7, 7, 7, 7],\n"
     "             mask=[False, False, False, False, False],\n"
     "       fill_value=999999)\n"
     "[-- 7 -- 7 --]\n"
     "[42  7 42  7 42] 42\n"
     "[-- 8 -- 8 --] [7 8 7 8 7]\n"
     "[-- 16 -- 16 --] [ 7 16  7 16  7]\n"
     "[-- -- -- 15 --] [ 7 16  7 15  7]\n"},
    {"m = np.ma.array([1, 2, 3, 4], mask=[0, 1, 0, 0], hard_mask=True)\n"
     "m[1] = 99\n"
     "m[0] = 5\n"
     "print(m, m.data, m.hardmask)\n"
     "m[:] = 8\n"
     "print(m, m.data)\n"
     "m.soften_mask()\n"
     "m[1] = 3\n"
     "print(m)\n"
     "m.harden_mask()\n"
     "m[0] = np.ma.masked\n"
     "m[0] = 1\n"
     "print(m)",
     "[5 -- 3 4] [5 2 3 4] True\n"
     "[8 -- 8 8] [8 2 8 8]\n"
     "[8 3 8 8]\n"
     "[-- 3 8 8]\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "b = a[:]\n"
     "b[0] = 9\n"
     "b[1] = 8\n"
     "b[2] = np.ma.masked\n"
     "print(a, b, a.sharedmask, b.sharedmask)\n"
     "c = a.copy()\n"
     "c[0] = np.ma.masked\n"
     "print(a, c)\n"
     "d = a.view()\n"
     "d[0] = np.ma.masked\n"
     "print(a, d)\n"
     "x = np.array([1, 2, 3])\n"
     "y = np.ma.array(x)\n"
     "y[0] = 50\n"
     "print(x, y)\n"
     "z = np.ma.array(x, copy=True)\n"
     "z[0] = 7\n"
     "print(x, z)",
     "[9 8 --] [9 8 --] True True\n"
     "[9 8 --] [-- 8 --]\n"
     "[-- 8 --] [-- 8 --]\n"
     "[50  2  3] [50  2  3]\n"
     "[50  2  3] [7 2 3]\n"},
    {"a = np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]])\n"
     "print(a[0], a[0, 1], a[:, 1], a[1], a[a > 1], a[[0, 1], [0, 1]], a[..., 0], a[None, 0], a[0][1])\n"
     "a[0, :] = np.ma.masked\n"
     "print(a)\n"
     "a[:, 1] = [8, 9]\n"
     "print(a)\n"
     "a[1] = np.ma.array([5, 6], mask=[1, 0])\n"
     "print(a, a.data)\n"
     "print(len(a), a.tolist(), a.shape)",
     "[1 --] -- [-- 4] [3 4] [-- 3 4] [1 4] [1 3] [[1 --]] --\n"
     "[[-- --]\n"
     " [3 4]]\n"
     "[[-- 8]\n"
     " [3 9]]\n"
     "[[-- 8]\n"
     " [-- 6]] [[1 8]\n"
     " [5 6]]\n"
     "2 [[None, 8], [None, 6]] (2, 2)\n"},
    {"a = np.ma.array([1, 2, 3, 4], mask=[1, 0, 0, 0])\n"
     "print(a[1:] == a[:-1], a[a.mask], a[~a.mask], a.mask.sum(), a[[0, 1]], a[np.array([True, False, True, False])], a[-1], a[::2], a[::-1])\n"
     "a[a.mask] = 0\n"
     "print(a, a.mask)\n"
     "a[[1, 2]] = np.ma.masked\n"
     "print(a)\n"
     "a[1] = 5.7\n"
     "print(a)\n"
     "a.mask[3] = True\n"
     "print(a)\n"
     "a.mask = np.ma.nomask\n"
     "print(a, a.mask)\n"
     "a[:] = np.ma.masked\n"
     "print(a, a.compressed(), a.count(), a.mean(), a.sum(), a.min(), np.array_repr(a))",
     "[-- False False] [--] [2 3 4] 1 [-- 2] [-- 3] 4 [-- 3] [4 3 2 --]\n"
     "[0 2 3 4] [False False False False]\n"
     "[0 -- -- 4]\n"
     "[0 5 -- 4]\n"
     "[0 5 -- --]\n"
     "[0 5 3 4] [False False False False]\n"
     "[-- -- -- --] [] 0 -- -- -- masked_array(data=[--, --, --, --],\n"
     "             mask=[ True,  True,  True,  True],\n"
     "       fill_value=999999,\n"
     "            dtype=int64)\n"},
};

static void operators_join_masks(void **state) {
    (void)state;
    RUN_GROUPS(operators_join_masks_groups);
}

static void elements_are_read_and_written(void **state) {
    (void)state;
    RUN_GROUPS(elements_are_read_and_written_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(operators_join_masks),
        TEST(elements_are_read_and_written),
    };
    return RUN_TESTS(tests);
}
