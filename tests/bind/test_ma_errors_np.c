/* tests/bind/test_ma_errors_np.c: what np.ma refuses, in NumPy's words.
 *
 * Each program was run by Python with NumPy 2.4, repr standing where array_repr stands here; what it
 * printed is what is expected. */
#include "bind/groups.h"

static const group what_masked_arrays_refuse_groups[] = {
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "print(a.sum(axis=5))",
     "AxisError: axis 5 is out of bounds for array of dimension 1\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "print(a.sum(foo=5))",
     "TypeError: MaskedArray.sum() got an unexpected keyword argument 'foo'\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "print(a.mean(0), a.sum(0), a.var(ddof=1), a.std(ddof=1), a.reshape(3, 1).shape, a.reshape((1, 3)).shape, a.reshape(-1).shape, a.take(1), a.take(0), a.repeat(2), a.astype(\"float64\").dtype, a.argmax(0))",
     "2.0 4 2.0 1.4142135623730951 (3, 1) (1, 3) (3,) -- 1 [1 1 -- -- 3 3] float64 2\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a[10] = 4",
     "IndexError: index 10 is out of bounds for axis 0 with size 3\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "b = a[1.5]",
     "IndexError: only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a += 0.5",
     "UFuncTypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a.reshape(2, 2)",
     "ValueError: cannot reshape array of size 3 into shape (2,2)\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "np.ma.concatenate([a, np.ma.array([[1]])])",
     "ValueError: all the input arrays must have same number of dimensions, but the array at index 0 has 1 dimension(s) and the array at index 1 has 2 dimension(s)\n"},
    {"np.ma.maximum_fill_value(\"a\")",
     ""},
    {"np.ma.average([1, 2, 3], weights=[1, 2])",
     "TypeError: Axis must be specified when shapes of a and weights differ.\n"},
    {"np.ma.average([[1, 2, 3]], axis=1, weights=[1, 2])",
     "ValueError: Shape of weights must be consistent with shape of a along specified axis.\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a.data = 5",
     "AttributeError: property 'data' of 'MaskedArray' object has no setter\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "print(not a)",
     "ValueError: The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a.mask = [1, 0]\n"
     "print(a)",
     "[-- 2 --]\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a.ptp(axis=1)",
     "AxisError: axis 1 is out of bounds for array of dimension 1\n"},
    {"np.ma.masked.mask = False",
     "AttributeError: attributes of masked are not writeable\n"},
    {"np.ma.array([1, 2], fill_value=\"x\")",
     "TypeError: Cannot set fill value of string with array of dtype int64\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a.fill_value = 1e30",
     "TypeError: Cannot convert fill_value 1e+30 to dtype int64\n"},
    {"np.ma.nothing",
     "AttributeError: module 'numpy.ma' has no attribute 'nothing'\n"},
    {"np.ma.compress_rows(np.ma.array([1, 2]))",
     "NotImplementedError: compress_rows works for 2D arrays only.\n"},
    {"np.ma.compress_nd(np.ma.array([[1, 2]], mask=[[0, 1]]), axis=4)",
     "AxisError: axis 4 is out of bounds for array of dimension 2\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "a.argsort(stable=True)",
     "ValueError: `stable` parameter is not supported for masked arrays.\n"},
    {"np.ma.power(2, 3, 4)",
     "MaskError: 3-argument power not supported.\n"},
    {"a = np.ma.array([1, 2, 3])\n"
     "print(a[5])",
     "IndexError: index 5 is out of bounds for axis 0 with size 3\n"},
    {"np.ma.masked[0] = 3",
     "MaskError: Cannot alter the masked element.\n"},
    {"a = np.ma.array([1, 2, 3])\n"
     "a.foo",
     "AttributeError: 'MaskedArray' object has no attribute 'foo'\n"},
    {"a = np.ma.array([1, 2, 3])\n"
     "a.fill_value = \"x\"",
     "TypeError: Cannot set fill value of string with array of dtype int64\n"},
    {"np.ma.masked_where([1, 0], [1, 2, 3])",
     "IndexError: Inconsistent shape between the condition and the input (got (2,) and (3,))\n"},
    {"a = np.ma.array([1, 2, 3], mask=[0, 1, 0])\n"
     "print(a + np.array([1, 2]))",
     "ValueError: operands could not be broadcast together with shapes (3,) (2,) \n"},
    {"np.ma.where([True, False], [1, 2])",
     "ValueError: Must provide both 'x' and 'y' or neither.\n"},
    {"np.ma.mask_rows(np.ma.array([1, 2, 3]))",
     "NotImplementedError: mask_rowcols works for 2D arrays only.\n"},
    {"a = np.ma.array([1, 2, 3], mask=[1, 0])",
     "MaskError: Mask and data not compatible: data size is 3, mask size is 2.\n"},
};

static void what_masked_arrays_refuse(void **state) {
    (void)state;
    RUN_GROUPS(what_masked_arrays_refuse_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_masked_arrays_refuse),
    };
    return RUN_TESTS(tests);
}
