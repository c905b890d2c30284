/* tests/bind/test_attributes.c: attributes of arrays, read and assigned.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group attributes_tell_about_an_array_groups[] = {
    {"a = np.arange(6).reshape(2, 3)\n"
     "print(a.shape, a.size, a.ndim, a.dtype, a.nbytes, a.itemsize, a.strides, a.T.shape, a.mT.shape)\n"
     "print(a.base, a.copy().base, a.real, a.imag)\n"
     "print(a.flags)\n"
     "print(a.T.flags.c_contiguous, a.T.flags.f_contiguous, a.flags[\"C_CONTIGUOUS\"], a.flags.owndata, a.copy().flags.owndata, a.flags.writeable)\n"
     "print(a.flat[4], a.T.flat[1], np.zeros((2, 0)).size)",
     "(2, 3) 6 2 int64 48 8 (24, 8) (3, 2) (3, 2)\n"
     "[0 1 2 3 4 5] None [[0 1 2]\n"
     " [3 4 5]] [[0 0 0]\n"
     " [0 0 0]]\n"
     "  C_CONTIGUOUS : True\n"
     "  F_CONTIGUOUS : False\n"
     "  OWNDATA : False\n"
     "  WRITEABLE : True\n"
     "  ALIGNED : True\n"
     "  WRITEBACKIFCOPY : False\n"
     "\n"
     "False True True False True True\n"
     "4 3 0\n"},
    {"np.zeros(3).mT",
     "ValueError: matrix transpose with ndim < 2 is undefined\n"},
};

static const group attributes_are_assigned_groups[] = {
    {"a = np.arange(6)\n"
     "a.shape = (2, 3)\n"
     "print(a)\n"
     "a.shape = (3, -1)\n"
     "print(a.shape)\n"
     "a.shape = 6\n"
     "print(a)\n"
     "b = np.arange(12).reshape(3, 4)\n"
     "b.flat = [1, 2]\n"
     "print(b)\n"
     "b.flat[5] = 77\n"
     "print(b)\n"
     "a.flags.writeable = False\n"
     "print(a.flags.writeable)",
     "[[0 1 2]\n"
     " [3 4 5]]\n"
     "(3, 2)\n"
     "[0 1 2 3 4 5]\n"
     "[[1 2 1 2]\n"
     " [1 2 1 2]\n"
     " [1 2 1 2]]\n"
     "[[ 1  2  1  2]\n"
     " [ 1 77  1  2]\n"
     " [ 1  2  1  2]]\n"
     "False\n"},
    {"a = np.arange(6)\n"
     "a.flags.writeable = False\n"
     "a[0] = 1",
     "ValueError: assignment destination is read-only\n"},
    {"a = np.arange(6).reshape(2, 3).T\n"
     "a.shape = (6,)",
     "AttributeError: Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape.\n"},
    {"a = np.arange(6)\n"
     "a.shape = (4, 2)",
     "ValueError: cannot reshape array of size 6 into shape (4,2)\n"},
    {"a = np.arange(6)\n"
     "a.setflags(write=False)\n"
     "print(a.flags.writeable)\n"
     "a.setflags(write=True)\n"
     "a[0] = 9\n"
     "print(a)",
     "False\n"
     "[9 1 2 3 4 5]\n"},
    {"a = np.arange(3)\n"
     "a.size = 5",
     "AttributeError: attribute 'size' of 'numpy.ndarray' objects is not writable\n"},
};

static void attributes_tell_about_an_array(void **state) {
    (void)state;
    RUN_GROUPS(attributes_tell_about_an_array_groups);
}

static void attributes_are_assigned(void **state) {
    (void)state;
    RUN_GROUPS(attributes_are_assigned_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(attributes_tell_about_an_array),
        TEST(attributes_are_assigned),
    };
    return RUN_TESTS(tests);
}
