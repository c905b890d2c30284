/* tests/bind/test_dtype_np.c: type objects, dtypes and the relations between them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group types_make_values_and_name_dtypes_groups[] = {
    {"print(np.float32(0.1), np.int8(3), np.int64(2.7), np.float64(3), np.uint8(200) + np.uint8(5), np.float64(\"1.5\"))\n"
     "print(np.float32(0.1).dtype, np.int16(1).dtype, np.float32([1, 2]).dtype, np.bool_(3))\n"
     "print(np.zeros(2, dtype=np.int32).dtype, np.dtype(\"f4\"), np.dtype(np.int16), np.dtype(float), np.dtype(\"<U5\"))\n"
     "print(np.float64, np.int64, np.dtype(\"i4\").name, np.dtype(\"i4\").itemsize, np.dtype(\"i4\").kind)\n"
     "a = np.zeros(2)\n"
     "print(a.dtype == np.float64, a.dtype == np.int64, a.dtype == np.dtype(\"f8\"), np.int64 == np.float64)",
     "0.1 3 2 3.0 205 1.5\n"
     "float32 int16 float32 True\n"
     "int32 float32 int16 float64 <U5\n"
     "<class 'numpy.float64'> <class 'numpy.int64'> int32 4 i\n"
     "True False True False\n"},
    {"np.int8(300)",
     "OverflowError: Python integer 300 out of bounds for int8\n"},
    {"np.uint8(-1)",
     "OverflowError: Python integer -1 out of bounds for uint8\n"},
    {"np.int64(\"x\")",
     "ValueError: invalid literal for int() with base 10: 'x'\n"},
    {"np.integer(3)",
     "TypeError: cannot create 'numpy.integer' instances\n"},
    {"np.dtype(\"foo\")",
     "TypeError: data type 'foo' not understood\n"},
};

static const group relations_between_types_groups[] = {
    {"print(np.can_cast(\"i4\", \"i8\"), np.can_cast(np.float64, np.int32), np.can_cast(\"f8\", \"f4\", \"same_kind\"), np.can_cast(np.int64, \"f8\"))\n"
     "print(np.promote_types(\"i4\", \"f4\"), np.promote_types(\"u8\", \"i8\"), np.promote_types(\"i1\", \"u1\"), np.promote_types(\"i8\", \"U3\"))\n"
     "print(np.result_type(3, np.int8), np.result_type(\"i4\", \"f4\"), np.result_type(np.arange(3, dtype=\"i1\"), 2.0), np.result_type(np.zeros(2, dtype=\"f4\"), np.float64))\n"
     "print(np.issubdtype(np.int32, np.integer), np.issubdtype(np.float32, np.integer), np.issubdtype(\"f4\", np.floating), np.issubdtype(np.uint8, np.signedinteger), np.issubdtype(np.int64, np.int64), np.issubdtype(np.integer, np.number), np.issubdtype(np.zeros(2).dtype, np.number))\n"
     "print(np.min_scalar_type(300), np.min_scalar_type(-1), np.min_scalar_type(np.zeros(3)))",
     "True False True True\n"
     "float64 float64 int16 <U21\n"
     "int8 float64 float64 float64\n"
     "True False True False True True True\n"
     "uint16 int8 float64\n"},
    {"np.can_cast(5, \"i1\")",
     "TypeError: can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\n"
     "This change was part of adopting NEP 50, we may explicitly allow them again in the future.\n"},
    {"np.can_cast(\"f8\", \"i4\", \"foo\")",
     "ValueError: casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got 'foo')\n"},
};

static const group limits_groups[] = {
    {"print(np.iinfo(np.int8).min, np.iinfo(np.int8).max, np.iinfo(\"u2\").max, np.iinfo(np.int64).max, np.iinfo(np.int64).min, np.iinfo(np.uint64).max, np.iinfo(np.int32).bits)\n"
     "print(np.finfo(np.float64).eps, np.finfo(np.float32).eps, np.finfo(float).max, np.finfo(np.float32).max, np.finfo(np.float64).tiny, np.finfo(np.float32).bits)",
     "-128 127 65535 9223372036854775807 -9223372036854775808 18446744073709551615 32\n"
     "2.220446049250313e-16 1.1920929e-07 1.7976931348623157e+308 3.4028235e+38 2.2250738585072014e-308 32\n"},
    {"np.iinfo(np.float64)",
     "ValueError: Invalid integer data type 'f'.\n"},
    {"print(np.pi, np.e, np.inf, np.nan, np.newaxis, np.euler_gamma)",
     "3.141592653589793 2.718281828459045 inf nan None 0.5772156649015329\n"},
    {"print(isinstance(np.zeros(2), np.ndarray), isinstance(5, np.ndarray), isinstance([1], list), np.ndarray)\n"
     "print(isinstance(np.float32(1), np.floating), isinstance(np.int8(1), np.integer))",
     "True False True <class 'numpy.ndarray'>\n"
     "True True\n"},
};

static void types_make_values_and_name_dtypes(void **state) {
    (void)state;
    RUN_GROUPS(types_make_values_and_name_dtypes_groups);
}

static void relations_between_types(void **state) {
    (void)state;
    RUN_GROUPS(relations_between_types_groups);
}

static void limits(void **state) {
    (void)state;
    RUN_GROUPS(limits_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(types_make_values_and_name_dtypes),
        TEST(relations_between_types),
        TEST(limits),
    };
    return RUN_TESTS(tests);
}
