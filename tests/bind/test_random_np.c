/* tests/bind/test_random_np.c: np.random, the legacy stream.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group the_legacy_stream_is_the_same_to_the_bit_groups[] = {
    {"np.random.seed(0)\n"
     "print(np.random.rand(3, 2))\n"
     "print(np.random.rand(), np.random.random(), np.random.random((2,)), np.random.random_sample(2))\n"
     "np.random.seed(42)\n"
     "print(np.random.randint(0, 10, 5), np.random.randint(5), np.random.randint(1, 7, size=(2, 3)), np.random.randint(0, 2, 4, dtype=bool))\n"
     "print(np.random.randn(3), np.random.randn(), np.random.standard_normal(2), np.random.normal(10, 2, 3), np.random.normal(size=2), np.random.uniform(1, 2, 3), np.random.uniform(-1, 1))\n"
     "print(np.random.choice(5, 3), np.random.choice([10, 20, 30], size=2, replace=False), np.random.choice([1, 2], 4, p=[0.1, 0.9]), np.random.permutation(5), np.random.permutation([1, 2, 3]))\n"
     "a = np.arange(5)\n"
     "np.random.shuffle(a)\n"
     "print(a)\n"
     "np.random.seed([1, 2, 3])\n"
     "print(np.random.rand(2), np.random.choice(10), np.random.uniform([0, 10], [1, 20]), np.random.normal([0, 100], 1))",
     "[[0.5488135  0.71518937]\n"
     " [0.60276338 0.54488318]\n"
     " [0.4236548  0.64589411]]\n"
     "0.4375872112626925 0.8917730007820798 [0.96366276 0.38344152] [0.79172504 0.52889492]\n"
     "[6 3 7 4 6] 1 [[3 3 3]\n"
     " [5 4 3]] [ True False  True False]\n"
     "[ 0.07983181 -0.1595165   0.02222183] -0.42779291360334537 [-0.53181741 -0.1174755 ] [10.4441578  8.464047  10.2849292] [-0.03465218  1.13433927] [1.68030754 1.45049925 1.01326496] 0.8844035113697055\n"
     "[1 1 0] [30 10] [2 2 2 2] [4 3 0 1 2] [1 3 2]\n"
     "[0 2 4 1 3]\n"
     "[0.60986127 0.88669704] 5 [ 0.67107195 14.3640472 ] [  0.97622955 100.07881757]\n"},
    {"np.random.randint(5, 2)",
     "ValueError: low >= high\n"},
    {"np.random.rand(-1)",
     "ValueError: negative dimensions are not allowed\n"},
    {"np.random.choice([1, 2], size=3, replace=False)",
     "ValueError: Cannot take a larger sample than population when 'replace=False'\n"},
    {"np.random.choice(0)",
     "ValueError: a must be greater than 0 unless no samples are taken\n"},
    {"np.random.seed(-1)",
     "ValueError: Seed must be between 0 and 2**32 - 1\n"},
    {"np.random.seed(3)\n"
     "a = [1, 2, 3, 4, 5]\n"
     "np.random.shuffle(a)\n"
     "print(a)",
     "[4, 5, 2, 1, 3]\n"},
};

static void the_legacy_stream_is_the_same_to_the_bit(void **state) {
    (void)state;
    RUN_GROUPS(the_legacy_stream_is_the_same_to_the_bit_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_legacy_stream_is_the_same_to_the_bit),
    };
    return RUN_TESTS(tests);
}
