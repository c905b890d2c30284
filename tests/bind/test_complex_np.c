/* tests/bind/test_complex_np.c: complex numbers and float16: literals, arrays, promotion, parts, functions.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group imaginary_numbers_are_numbers_of_python_groups[] = {
    {"print(1 + 2j, 2j, -1j, 1 - 1j, 2.5j * 2, (1 + 2j) * (3 - 4j), (1 + 2j) / (3 - 4j), (1 + 2j) ** 2, 1j ** 0, abs(3 + 4j))\n"
     "z = 1 + 2j\n"
     "print(z.real, z.imag, z.conjugate(), -z, z == 1 + 2j, z != 1j, isinstance(z, complex), str(z), [z, 1j])",
     "(1+2j) 2j (-0-1j) (1-1j) 5j (11+2j) (-0.2+0.4j) (-3+4j) (1+0j) 5.0\n"
     "1.0 2.0 (1-2j) (-1-2j) True True True (1+2j) [(1+2j), 1j]\n"},
    {"print(complex(1, -2), complex(3), complex(\"1-2j\"), complex(), complex(1j, 2j))",
     "(1-2j) (3+0j) (1-2j) 0j (-2+1j)\n"},
    {"print(1j < 2)",
     "TypeError: '<' not supported between instances of 'complex' and 'int'\n"},
    {"print(1j / 0)",
     "ZeroDivisionError: complex division by zero\n"},
    {"print((1 + 1j) // 2)",
     "TypeError: unsupported operand type(s) for //: 'complex' and 'int'\n"},
    {"print(float(1j))",
     "TypeError: float() argument must be a string or a real number, not 'complex'\n"},
    {"print(int(1j))",
     "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'\n"},
    {"x = np.zeros(2)\n"
     "x[0] = 1j",
     "TypeError: float() argument must be a string or a real number, not 'complex'\n"},
};

static const group arrays_of_complex_numbers_print_as_numpy_groups[] = {
    {"print(np.array([1+2j, 3.5-4j]), np.array([1.5+2.25j, 100-1e-3j]), np.array([1e-10+1j, complex(np.nan, np.inf)]))\n"
     "print(np.array([[1+2j, 3], [0, 1e5j]]))\n"
     "print(np.array([0.1, 1000.], dtype=np.float16), np.array([1, 2.5], dtype=\"e\"), np.array([387.75, -52.375], dtype=\"half\"))\n"
     "print([np.array([1+2j, 3], dtype=np.complex64), np.array([0.1, 63744.], dtype=np.float16), np.array(1j), np.array([1j])])\n"
     "print([np.complex64(1+2j), np.complex128(2j), np.float16(0.1), np.float16(1000), np.complex64(0.1), np.complex128(-1j), np.complex128(1, 2)])",
     "[1. +2.j 3.5-4.j] [  1.5+2.25e+00j 100. -1.00e-03j] [1.e-10 +1.j    nan+infj]\n"
     "[[1.+2.e+00j 3.+0.e+00j]\n"
     " [0.+0.e+00j 0.+1.e+05j]]\n"
     "[1.e-01 1.e+03] [1.  2.5] [387.8  -52.38]\n"
     "[array([1.+2.j, 3.+0.j], dtype=complex64), array([9.998e-02, 6.374e+04], dtype=float16), array(0.+1.j), array([0.+1.j])]\n"
     "[np.complex64(1+2j), np.complex128(2j), np.float16(0.1), np.float16(1e+03), np.complex64(0.1+0j), np.complex128(-0-1j), np.complex128(1+2j)]\n"},
    {"np.set_printoptions(precision=3)\n"
     "print(np.array([1.23456789+9.87654321j, 1000]))\n"
     "np.set_printoptions(precision=8)",
     "[   1.235+9.877j 1000.   +0.j   ]\n"},
};

static const group numbers_keep_their_precision_beside_weak_ones_groups[] = {
    {"print((np.array([1, 2], \"f4\") + 1j).dtype, (np.array([1, 2], \"f2\") * 1j).dtype, (np.array([1], \"i1\") + 1j).dtype, (np.array([1], \"c8\") * 2.5).dtype, (np.array([1], \"c8\") + 1j).dtype)\n"
     "print((np.array([1], \"c8\") + np.array([1.0])).dtype, (np.array([1], \"f2\") + 1.5).dtype, (np.array([1], \"f2\") + np.array([1], \"i2\")).dtype, np.sqrt(np.array([1], \"i1\")).dtype, np.sin(np.array([1], \"u2\")).dtype)\n"
     "print(np.result_type(\"f2\", \"i1\"), np.result_type(\"c8\", \"i4\"), np.promote_types(\"f2\", \"c8\"), np.can_cast(\"c8\", \"f8\"), np.can_cast(\"f8\", \"f2\", \"same_kind\"), np.issubdtype(\"c8\", np.complexfloating))\n"
     "print(np.dtype(\"F\"), np.dtype(complex), np.dtype(\"e\"), np.dtype(\"c16\").char, np.dtype(\"c8\").itemsize, np.dtype(np.csingle), np.dtype(np.half).kind)\n"
     "print(np.finfo(np.float16).bits, np.finfo(\"c8\").dtype)",
     "complex64 complex64 complex128 complex64 complex64\n"
     "complex128 float16 float32 float16 float32\n"
     "float16 complex128 complex64 False True True\n"
     "complex64 complex128 float16 D 8 complex64 f\n"
     "16 float32\n"},
};

static const group parts_are_views_that_can_be_assigned_groups[] = {
    {"a = np.array([1+2j, 3+4j])\n"
     "print(a.real, a.imag, np.real(a), np.imag(a), a.conj(), np.conjugate(a), np.shares_memory(a, a.imag))\n"
     "a.real = [5, 6]\n"
     "a.imag[0] = 9\n"
     "print(a)\n"
     "a.imag = 0\n"
     "print(a, np.real_if_close(a), np.real_if_close(a + 1e-3j))\n"
     "b = np.array([1.5, 2])\n"
     "print(b.imag, b.real, np.iscomplexobj(a), np.isrealobj(b), np.isreal([1j, 1]), np.iscomplex([1j, 1]))\n"
     "print(np.angle([1, 1j, -1]), np.angle(1 + 1j, deg=True))",
     "[1. 3.] [2. 4.] [1. 3.] [2. 4.] [1.-2.j 3.-4.j] [1.-2.j 3.-4.j] True\n"
     "[5.+9.j 6.+4.j]\n"
     "[5.+0.j 6.+0.j] [5. 6.] [5.+0.001j 6.+0.001j]\n"
     "[0. 0.] [1.5 2. ] True True [False  True] [ True False]\n"
     "[0.         1.57079633 3.14159265] 45.0\n"},
    {"b = np.array([1.5])\n"
     "b.imag = 1",
     "TypeError: array does not have imaginary part to set\n"},
};

static const group functions_of_complex_numbers_groups[] = {
    {"print(np.abs([3+4j, 0]), np.sign([3+4j, 0]), np.square(1+2j), np.reciprocal(2j), np.sqrt([-1+0j, -4, 2j]), np.round([1.234+5.678j], 2), np.clip([1j, 5], 1, 3))\n"
     "print(np.exp(np.array([0j, 1j * np.pi])).round(3), np.log([-1+0j]), np.power([1j, 2], 2), np.array([1j, 2]) ** [2, 3], np.add.outer([1j], [1, 2]))\n"
     "print(np.array([1j, 2]) == [1j, 3], np.array([1j, 2]) < 1, np.logical_not([0j, 1]), np.isnan([complex(0, np.nan)]), np.isinf([complex(np.inf, 0)]), np.maximum([1j, 2], [1, 2j]))\n"
     "print(np.isclose(1+1j, 1+1.0000000001j), np.allclose([1j], [1j]), np.array_equal([1j], [1j, 2]), np.nan_to_num([complex(np.nan, 1)]))\n"
     "print(np.dot([1j, 2], [3, 4]), np.vdot([1j, 2], [3, 4j]), np.inner([1j, 2], [3, 4]), np.array([[1j, 2], [3, 4]]) @ [1, 1j], np.kron([1j], [1, 2]), np.trace([[1j, 2], [3, 4]]), np.outer([1j], [2, 3]))\n"
     "print(np.array([1, 2], \"f2\") @ np.array([3, 4], \"f2\"), np.dot(np.array([[1, 2]], \"f2\"), np.array([[3], [4]], \"f2\")))",
     "[5. 0.] [0.6+0.8j 0. +0.j ] (-3+4j) -0.5j [0.+1.j 0.+2.j 1.+1.j] [1.23+5.68j] [1.+0.j 3.+0.j]\n"
     "[ 1.+0.j -1.+0.j] [0.+3.14159265j] [-1.+0.j  4.+0.j] [-1.+0.j  8.+0.j] [[1.+1.j 2.+1.j]]\n"
     "[ True False] [ True False] [ True False] [ True] [ True] [1.+0.j 2.+0.j]\n"
     "True True False [0.+1.j]\n"
     "(8+3j) 5j (8+3j) [0.+3.j 3.+4.j] [0.+1.j 0.+2.j] (4+1j) [[0.+2.j 0.+3.j]]\n"
     "11.0 [[11.]]\n"},
    {"np.array([1j]) // 1",
     "TypeError: ufunc 'floor_divide' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''\n"},
    {"np.floor([1j])",
     "TypeError: ufunc 'floor' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''\n"},
    {"np.zeros(2).astype(int) & np.array([1j])",
     "TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''\n"},
    {"np.percentile([1j], 50)",
     "TypeError: a must be an array of real numbers\n"},
};

static const group reductions_sorts_and_shapes_groups[] = {
    {"a = np.array([[1j, 2], [3, 4-1j]])\n"
     "print(a.sum(), a.sum(axis=0), a.prod(), a.mean(), a.var(), a.std(axis=1), a.min(), a.max(), a.argmax(), np.ptp(a), a.cumsum(), a.cumprod(axis=1))\n"
     "print(np.median([1j, 2, 3]), np.nanmean([1j, np.nan]), np.average([1j, 2], weights=[1, 3]), np.cov([1j, 2, 3]), np.count_nonzero([0j, 1j]), np.any([0j]))\n"
     "print(np.sort([3j, 1, 2+1j, 2]), np.argsort([3j, 1, 2+1j, 2]), np.unique([1j, 2, 1j]), np.searchsorted([1j, 2], 1), np.isin([1j, 2], [1j]))\n"
     "print(np.where([True, False], 1j, 2), np.concatenate([[1j], [2]]), np.pad([1j], 1), np.tile([1j], 2), np.repeat([1j, 2], 2), np.take([1j, 2], [1, 0]), np.roll([1j, 2], 1), a.T, a[a.real > 0], a[[1, 0]])\n"
     "print(np.zeros(2, complex), np.ones(2, \"F\").dtype, np.full(2, 1j), np.eye(2, dtype=complex), np.arange(3, dtype=\"c8\"), np.linspace(0, 1j, 3), np.diff([1j, 2, 5]), np.interp([0.5], [0, 1], [1j, 2]), np.gradient([1j, 2, 4]))\n"
     "print(np.array([60000, 60000], \"f2\").mean(), np.array([1, 2, 4], \"f2\").std(), np.sum(np.array([1, 2], \"f2\"), dtype=\"f4\"), np.median(np.array([1, 2, 4, 8], \"f2\")))\n"
     "a = np.zeros(3, complex)\n"
     "a[0] = 1j\n"
     "a[1:] = [2, 3.5]\n"
     "a += 1\n"
     "a *= 2j\n"
     "print(a, a.tolist(), a[0], a.astype(\"c8\").dtype)",
     "(9+0j) [3.+1.j 6.-1.j] (6+24j) (2.25+0j) 2.6875 [1.11803399 0.70710678] 1j (4-1j) 3 (4-2j) [0.+1.j 2.+1.j 5.+1.j 9.+0.j] [[ 0.+1.j  0.+2.j]\n"
     " [ 3.+0.j 12.-3.j]]\n"
     "(2+0j) 1j (1.5+0.25j) (2.666666666666667+0j) 1 False\n"
     "[0.+3.j 1.+0.j 2.+0.j 2.+1.j] [0 1 3 2] [0.+1.j 2.+0.j] 1 [ True False]\n"
     "[0.+1.j 2.+0.j] [0.+1.j 2.+0.j] [0.+0.j 0.+1.j 0.+0.j] [0.+1.j 0.+1.j] [0.+1.j 0.+1.j 2.+0.j 2.+0.j] [2.+0.j 0.+1.j] [2.+0.j 0.+1.j] [[0.+1.j 3.+0.j]\n"
     " [2.+0.j 4.-1.j]] [2.+0.j 3.+0.j 4.-1.j] [[3.+0.j 4.-1.j]\n"
     " [0.+1.j 2.+0.j]]\n"
     "[0.+0.j 0.+0.j] complex64 [0.+1.j 0.+1.j] [[1.+0.j 0.+0.j]\n"
     " [0.+0.j 1.+0.j]] [0.+0.j 1.+0.j 2.+0.j] [0.+0.j  0.+0.5j 0.+1.j ] [2.-1.j 3.+0.j] [1.+0.5j] [2.-1.j  2.-0.5j 2.+0.j ]\n"
     "6e+04 1.247 3.0 3.0\n"
     "[-2.+2.j  0.+6.j  0.+9.j] [(-2+2j), 6j, 9j] (-2+2j) complex64\n"},
};

static const group more_names_groups[] = {
    {"print(np.sort_complex([5, 3, 6]), np.sort_complex(np.array([3, 1], \"i1\")).dtype, np.sort_complex([1+2j, 1-2j]), np.isreal(np.array([\"a\", \"b\"])), np.isrealobj(None), np.iscomplexobj(None))",
     "[3.+0.j 5.+0.j 6.+0.j] complex64 [1.-2.j 1.+2.j] [False False] True False\n"},
};

static void imaginary_numbers_are_numbers_of_python(void **state) {
    (void)state;
    RUN_GROUPS(imaginary_numbers_are_numbers_of_python_groups);
}

static void arrays_of_complex_numbers_print_as_numpy(void **state) {
    (void)state;
    RUN_GROUPS(arrays_of_complex_numbers_print_as_numpy_groups);
}

static void numbers_keep_their_precision_beside_weak_ones(void **state) {
    (void)state;
    RUN_GROUPS(numbers_keep_their_precision_beside_weak_ones_groups);
}

static void parts_are_views_that_can_be_assigned(void **state) {
    (void)state;
    RUN_GROUPS(parts_are_views_that_can_be_assigned_groups);
}

static void functions_of_complex_numbers(void **state) {
    (void)state;
    RUN_GROUPS(functions_of_complex_numbers_groups);
}

static void reductions_sorts_and_shapes(void **state) {
    (void)state;
    RUN_GROUPS(reductions_sorts_and_shapes_groups);
}

static void more_names(void **state) {
    (void)state;
    RUN_GROUPS(more_names_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(imaginary_numbers_are_numbers_of_python),
        TEST(arrays_of_complex_numbers_print_as_numpy),
        TEST(numbers_keep_their_precision_beside_weak_ones),
        TEST(parts_are_views_that_can_be_assigned),
        TEST(functions_of_complex_numbers),
        TEST(reductions_sorts_and_shapes),
        TEST(more_names),
    };
    return RUN_TESTS(tests);
}
