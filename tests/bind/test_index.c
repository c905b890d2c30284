/* tests/bind/test_index.c: subscripts of arrays, read and assigned, as NumPy answers them. */
#include "groups.h"

static void single_keys_select(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(12).reshape(3, 4)\n"
         "print(a[1], a[-1], a[1][2], a[1, 2], a[-1, -1], a[:, 0], a[0, :])\n"
         "print(a[1:], a[:1], a[::2], a[::-1, ::-1], a[:, 1:3], a[1:, ::2], a[..., 0], a[0, ...])",
         "[4 5 6 7] [ 8  9 10 11] 6 6 11 [0 4 8] [0 1 2 3]\n"
         "[[ 4  5  6  7]\n"
         " [ 8  9 10 11]] [[0 1 2 3]] [[ 0  1  2  3]\n"
         " [ 8  9 10 11]] [[11 10  9  8]\n"
         " [ 7  6  5  4]\n"
         " [ 3  2  1  0]] [[ 1  2]\n"
         " [ 5  6]\n"
         " [ 9 10]] [[ 4  6]\n"
         " [ 8 10]] [0 4 8] [0 1 2 3]\n"},
        {"a = np.arange(5)\n"
         "print(a[0], a[-1], a[1:3], a[:-1], a[::-1], a[3:0:-1], a[10:], a[-2:], a[()])",
         "0 4 [1 2] [0 1 2 3] [4 3 2 1 0] [3 2 1] [] [3 4] [0 1 2 3 4]\n"},
        {"a = np.arange(4)\n"
         "print(a[:, None].shape, a[None].shape, a[np.newaxis, :].shape, a[None, :, None].shape, a[..., None].shape)",
         "(4, 1) (1, 4) (1, 4) (1, 4, 1) (4, 1)\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(a[(1, 2)], a[(0,)], a[0])",
         "5 [0 1 2] [0 1 2]\n"},
    };
    RUN_GROUPS(groups);
}

static void lists_arrays_and_masks_select_copies(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(10) * 10\n"
         "print(a[[0, 2, 4]], a[np.array([1, -1])], a[a > 50], a[[]], a[[True] * 10].shape)\n"
         "i = np.array([[0, 1], [2, 3]])\n"
         "print(a[i])\n"
         "b = a[[0, 1]]\n"
         "b[0] = 99\n"
         "print(a[0])",
         "[ 0 20 40] [10 90] [60 70 80 90] [] (10,)\n"
         "[[ 0 10]\n"
         " [20 30]]\n"
         "0\n"},
        {"a = np.arange(12).reshape(3, 4)\n"
         "print(a[[0, 2]], a[[0, 2], [1, 3]], a[:, [0, -1]], a[[2, 0], 1:3], a[a > 6], a[[True, False, True]])\n"
         "print(a[a[:, 0] > 0], a[a % 2 == 0][:3])",
         "[[ 0  1  2  3]\n"
         " [ 8  9 10 11]] [ 1 11] [[ 0  3]\n"
         " [ 4  7]\n"
         " [ 8 11]] [[ 9 10]\n"
         " [ 1  2]] [ 7  8  9 10 11] [[ 0  1  2  3]\n"
         " [ 8  9 10 11]]\n"
         "[[ 4  5  6  7]\n"
         " [ 8  9 10 11]] [0 2 4]\n"},
        {"a = np.arange(24).reshape(2, 3, 4)\n"
         "print(a[0, :, [0, 1]].shape, a[:, [0, 1], 0].shape, a[..., [0]].shape, a[True].shape)",
         "(2, 3) (2, 2) (2, 3, 1) (1, 2, 3, 4)\n"},
        {"a = np.arange(10)\n"
         "print(a[range(3)], a[np.int32(3)], a[np.array(4)])",
         "[0 1 2] 3 4\n"},
    };
    RUN_GROUPS(groups);
}

static void assignment_follows_numpy(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(6).reshape(2, 3)\n"
         "a[0, 0] = 10\n"
         "a[1] = 7\n"
         "a[:, 2] = [8, 9]\n"
         "print(a)\n"
         "a[a > 7] = 0\n"
         "a[[0, 1], [0, 1]] = [50, 60]\n"
         "print(a)\n"
         "a[...] = 1\n"
         "print(a)\n"
         "a[:] = np.array([1, 2, 3])\n"
         "print(a)\n"
         "a[0, :], a[1, :] = 5, 6\n"
         "print(a)",
         "[[10  1  8]\n"
         " [ 7  7  9]]\n"
         "[[50  1  0]\n"
         " [ 7 60  0]]\n"
         "[[1 1 1]\n"
         " [1 1 1]]\n"
         "[[1 2 3]\n"
         " [1 2 3]]\n"
         "[[5 5 5]\n"
         " [6 6 6]]\n"},
        {"a = np.zeros(3, dtype=int)\n"
         "a[0] = 2.9\n"
         "a[1] = True\n"
         "print(a)\n"
         "a[2] = np.nan",
         "[2 1 0]\n"
         "ValueError: cannot convert float NaN to integer\n"},
        {"a = np.zeros(3)\n"
         "a[1:] = a[:-1] + 1\n"
         "a[0], a[1] = a[1], a[0]\n"
         "print(a)",
         "[1. 0. 1.]\n"},
        {"a = np.array([\"aa\", \"b\"])\n"
         "a[0] = \"xyz\"\n"
         "a[1] = 5\n"
         "print(a)",
         "['xy' '5']\n"},
        {"a = np.array([1, 2, 3], dtype=np.uint8)\n"
         "a[0] = 300",
         "OverflowError: Python integer 300 out of bounds for uint8\n"},
        {"a = np.zeros((2, 3))\n"
         "a[0] = [1, 2]",
         "ValueError: could not broadcast input array from shape (2,) into shape (3,)\n"},
        {"a = np.zeros(4)\n"
         "a[[0, 1]] = [1, 2, 3]",
         "ValueError: shape mismatch: value array of shape (3,) could not be broadcast to indexing result of shape (2,)\n"},
        {"a = np.arange(4)\n"
         "a[a > 0] = [1, 2]",
         "ValueError: NumPy boolean array indexing assignment cannot assign 2 input values to the 3 output values where the mask is true\n"},
        {"a = np.broadcast_to(np.arange(3), (2, 3))\n"
         "a[0, 0] = 1",
         "ValueError: assignment destination is read-only\n"},
        {"a = np.arange(4)\n"
         "a[-1] = 9\n"
         "a[1:3] = (7, 8)\n"
         "print(a)",
         "[0 7 8 9]\n"},
        {"a = np.zeros(3)\n"
         "a[\"x\"] = 1",
         "AttributeError: 'numpy.ndarray' object has no attribute 'x'\n"},
        {"a = np.zeros(3)\n"
         "a[0] = None",
         "TypeError: a value of type 'NoneType' cannot be stored in an array\n"},
        {"a = np.zeros(3)\n"
         "a[0] = undefined_name",
         "TypeError: nil cannot be stored in an array\n"},
    };
    RUN_GROUPS(groups);
}

static void views_share_and_keep_their_owner(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(6)\n"
         "b = a[1:4]\n"
         "b[0] = 100\n"
         "print(a, np.shares_memory(a, b), (b.base == a).all())",
         "[  0 100   2   3   4   5] True True\n"},
        {"function f()\n"
         "    return np.arange(100000)[5:8].reshape(3, 1).T[0]\n"
         "end\n"
         "v = f()\n"
         "for i = 1, 50 do local junk = np.zeros(100000) + i end\n"
         "print(v)",
         "[5 6 7]\n"},
    };
    RUN_GROUPS(groups);
}

static void refusals_have_numpys_words(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(5)\n"
         "print(a[5])",
         "IndexError: index 5 is out of bounds for axis 0 with size 5\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(a[0, 3])",
         "IndexError: index 3 is out of bounds for axis 1 with size 3\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "print(a[0, 0, 0])",
         "IndexError: too many indices for array: array is 2-dimensional, but 3 were indexed\n"},
        {"a = np.arange(5)\n"
         "print(a[1.0])",
         "IndexError: only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices\n"},
        {"a = np.arange(5)\n"
         "print(a[0, 1])",
         "IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed\n"},
        {"a = np.arange(5)\n"
         "print(a[np.array([1.5])])",
         "IndexError: arrays used as indices must be of integer (or boolean) type\n"},
        {"a = np.arange(5)\n"
         "print(a[[1, 7]])",
         "IndexError: index 7 is out of bounds for axis 0 with size 5\n"},
        {"a = np.arange(5)\n"
         "print(a[np.array([True, False])])",
         "IndexError: boolean index did not match indexed array along axis 0; size of axis is 5 but size of corresponding boolean axis is 2\n"},
        {"a = np.arange(5)\n"
         "print(a[::0])",
         "ValueError: slice step cannot be zero\n"},
        {"a = np.arange(5)\n"
         "print(a[..., ...])",
         "IndexError: an index can only have a single ellipsis ('...')\n"},
        {"a = np.arange(5)\n"
         "print(a[1.5:])",
         "TypeError: slice indices must be integers or None or have an __index__ method\n"},
        {"a = np.arange(5)\n"
         "print(a.foo)",
         "AttributeError: 'numpy.ndarray' object has no attribute 'foo'\n"},
        {"a = np.arange(5)\n"
         "a(1)",
         "TypeError: 'numpy.ndarray' object is not callable\n"},
        {"a = np.arange(5)\n"
         "print(a[nothing])",
         "IndexError: the index is nil\n"},
        {"a = np.arange(5)\n"
         "print(a[\"1:3\"], a[\"-1\"], a[\"::-1\"], a[\"[0, 2]\"], a[\"..., None\"].shape)",
         "[1 2] 4 [4 3 2 1 0] [0 2] (5, 1)\n"},
        {"a = np.arange(6).reshape(2, 3)\n"
         "a[\"1, :\"] = 0\n"
         "print(a[\"0, 1:\"], a)",
         "[1 2] [[0 1 2]\n"
         " [0 0 0]]\n"},
        {"k = np.s_[1:3]\n"
         "m = np.s_[0, ::2]\n"
         "a = np.arange(8).reshape(2, 4)\n"
         "print(a[0][k], a[m], k, m, a[:, k])",
         "[1 2] [0 2] slice(1, 3, None) (0, slice(None, None, 2)) [[1 2]\n"
         " [5 6]]\n"},
    };
    RUN_GROUPS(groups);
}

static void names_after_an_array(void **state) {
    (void)state;
    static const group groups[] = {
        {"a = np.arange(6).reshape(2, 3)\n"
         "a.shape = (3, 2)\n"
         "print(a.shape, a.T.shape, a.ndim, a.size, a.dtype, a.itemsize, a.nbytes, a.strides)",
         "(3, 2) (2, 3) 2 6 int64 8 48 (16, 8)\n"},
        {"a = np.arange(6)\n"
         "a.shape = (4, 2)",
         "ValueError: cannot reshape array of size 6 into shape (4,2)\n"},
        {"a = np.arange(6)\n"
         "print(a:sum(), a.sum(), a:reshape(2, 3):sum{axis = 0}, a.reshape(2, 3).sum(axis=1))",
         "15 15 [3 5 7] [ 3 12]\n"},
        {"a = np.arange(6)\n"
         "print(a.mean().round(1), a.sum().item(), a.max().dtype, a.std().round(3))",
         "2.5 15 int64 1.708\n"},
        {"a = np.arange(6)\n"
         "print(a[\"size\"])",
         "IndexError: only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices\n"},
    };
    RUN_GROUPS(groups);
}

static void other_values_take_subscripts_too(void **state) {
    (void)state;
    static const group groups[] = {
        {"x = [10, 20, 30, 40]\n"
         "t = (1, 2, 3)\n"
         "s = \"hello\"\n"
         "print(x[1:3], x[-1], x[::-1], t[:2], t[-1], s[1:3], s[::-1], s[0:1], range(10)[2:8:2])",
         "[20, 30] 40 [40, 30, 20, 10] (1, 2) 3 el olleh h range(2, 8, 2)\n"},
        {"x = [10, 20]\n"
         "print(x[2])",
         "IndexError: list index out of range\n"},
        {"x = [10, 20]\n"
         "print(x[1.0])",
         "TypeError: list indices must be integers or slices, not float\n"},
        {"x = [10, 20]\n"
         "print(x[0, 1])",
         "TypeError: list indices must be integers or slices, not tuple\n"},
        {"t = {10, 20, 30}\n"
         "print(t[1:2])",
         "TypeError: a Lua table takes one key, not a slice\n"},
        {"t = {10, 20, 30, x = {5}}\n"
         "print(t[1], t.x[1], t[\"x\"][1])",
         "10 5 5\n"},
        {"x = nil\n"
         "print(x[1:2])",
         "error: attempt to index a nil value\n"},
    };
    RUN_GROUPS(groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(single_keys_select),
        TEST(lists_arrays_and_masks_select_copies),
        TEST(assignment_follows_numpy),
        TEST(views_share_and_keep_their_owner),
        TEST(refusals_have_numpys_words),
        TEST(names_after_an_array),
        TEST(other_values_take_subscripts_too),
    };
    return RUN_TESTS(tests);
}
