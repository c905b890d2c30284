/* tests/bind/test_methods.c: the methods of ndarray.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group methods_are_np_functions_with_the_array_in_front_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(a.reshape(3, 2), a.reshape((6,)), a.reshape(-1), a.reshape(3, -1, order=\"F\"), a.reshape([2, 3]).shape)\n"
     "print(a.transpose().shape, a.transpose(1, 0).shape, a.transpose((1, 0)).shape, a.transpose(None).shape, a.T)\n"
     "print(a.ravel(), a.flatten(), a.flatten(\"F\"), a.swapaxes(0, 1).shape, a.squeeze().shape, a.repeat(2), a.repeat(2, axis=0))\n"
     "print(a.astype(float), a.astype(\"i1\").dtype, a.astype(str).dtype, a.copy(), a.view().shape, a.astype(float, copy=False).dtype)\n"
     "print(a.tolist(), a.item(3), a.item(0, 1), a.item((1, 1)), np.array([7]).item(), np.array(2.5).tolist())\n"
     "print(a.clip(1, 3), a.clip(min=2), a.clip(max=3), (a * 1.55).round(1), a.round(), a.nonzero(), a.take([0, 1]), a.compress([False, True], axis=0))\n"
     "print(a.dot([1, 1, 1]), a.trace(), a.diagonal(), a.cumsum(axis=0), a.choose([10, 20, 30, 40, 50, 60]), a.conj(), a.conjugate().shape)\n"
     "print(np.array([1, 2, 3]).searchsorted(2), a.argsort(axis=1), a.argpartition(0, axis=1).shape, a.sum(axis=1, keepdims=True))\n"
     "a.fill(7)\n"
     "print(a)\n"
     "a.put([0, 1], [1, 2])\n"
     "print(a)\n"
     "b = np.array([3, 1, 2])\n"
     "b.sort()\n"
     "print(b)\n"
     "b.partition(1)\n"
     "print(b)",
     "[[0 1]\n"
     " [2 3]\n"
     " [4 5]] [0 1 2 3 4 5] [0 1 2 3 4 5] [[0 4]\n"
     " [3 2]\n"
     " [1 5]] (2, 3)\n"
     "(3, 2) (3, 2) (3, 2) (3, 2) [[0 3]\n"
     " [1 4]\n"
     " [2 5]]\n"
     "[0 1 2 3 4 5] [0 1 2 3 4 5] [0 3 1 4 2 5] (3, 2) (2, 3) [0 0 1 1 2 2 3 3 4 4 5 5] [[0 1 2]\n"
     " [0 1 2]\n"
     " [3 4 5]\n"
     " [3 4 5]]\n"
     "[[0. 1. 2.]\n"
     " [3. 4. 5.]] int8 <U21 [[0 1 2]\n"
     " [3 4 5]] (2, 3) float64\n"
     "[[0, 1, 2], [3, 4, 5]] 3 1 4 7 2.5\n"
     "[[1 1 2]\n"
     " [3 3 3]] [[2 2 2]\n"
     " [3 4 5]] [[0 1 2]\n"
     " [3 3 3]] [[0.  1.6 3.1]\n"
     " [4.6 6.2 7.8]] [[0 1 2]\n"
     " [3 4 5]] (array([0, 0, 1, 1, 1]), array([1, 2, 0, 1, 2])) [0 1] [[3 4 5]]\n"
     "[ 3 12] 4 [0 4] [[0 1 2]\n"
     " [3 5 7]] [[10 20 30]\n"
     " [40 50 60]] [[0 1 2]\n"
     " [3 4 5]] (2, 3)\n"
     "1 [[0 1 2]\n"
     " [0 1 2]] (2, 3) [[ 3]\n"
     " [12]]\n"
     "[[7 7 7]\n"
     " [7 7 7]]\n"
     "[[1 2 7]\n"
     " [7 7 7]]\n"
     "[1 2 3]\n"
     "[1 2 3]\n"},
    {"np.arange(6).reshape(4, 2)",
     "ValueError: cannot reshape array of size 6 into shape (4,2)\n"},
    {"np.arange(6).item()",
     "ValueError: can only convert an array of size 1 to a Python scalar\n"},
    {"np.arange(6).item(7)",
     "IndexError: index 7 is out of bounds for axis 0 with size 6\n"},
    {"np.arange(2.0).astype(int, casting=\"safe\")",
     "TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'\n"},
    {"np.arange(3).ptp()",
     "AttributeError: 'numpy.ndarray' object has no attribute 'ptp'\n"},
    {"a = np.arange(6)\n"
     "a.resize(2, 3)\n"
     "print(a)",
     "[[0 1 2]\n"
     " [3 4 5]]\n"},
    {"a = np.arange(6)\n"
     "b = a[:3]\n"
     "b.resize(9)",
     "ValueError: cannot resize this array: it does not own its data\n"},
    {"print(np.arange(4, dtype=\"i2\").view(\"i1\"))\n"
     "print(np.array([1.0]).view(np.int64))",
     "[0 0 1 0 2 0 3 0]\n"
     "[4607182418800017408]\n"},
    {"np.arange(3, dtype=\"i1\").view(\"i2\")",
     "ValueError: When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.\n"},
    {"np.arange(3).astype(\"foo\")",
     "TypeError: data type 'foo' not understood\n"},
};

static void methods_are_np_functions_with_the_array_in_front(void **state) {
    (void)state;
    RUN_GROUPS(methods_are_np_functions_with_the_array_in_front_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(methods_are_np_functions_with_the_array_in_front),
    };
    return RUN_TESTS(tests);
}
