/* tests/bind/test_fft_np.c: np.fft.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group transforms_along_one_axis_groups[] = {
    {"print(np.fft.fft([1, 2, 3, 4]), np.fft.ifft([1, 2, 3, 4]), np.fft.fft([1, 0, 0, 0, 0]), np.fft.ifft([0, 4, 0, 0]))\n"
     "print(np.fft.fft(np.exp(2j * np.pi * np.arange(8) / 8)))\n"
     "print(np.fft.rfft([0, 1, 0, 0]), np.fft.irfft([1, -1j, -1]), np.fft.hfft([1, 2, 3, 2, 1]), np.fft.ihfft([15, -4, 0, -1, 0, -4]))\n"
     "print(np.fft.fft(np.arange(7)), np.fft.fft(np.arange(12)), np.fft.fft(np.arange(11)))\n"
     "print(np.fft.fft([1, 2, 3], n=5), np.fft.fft([1, 2, 3], n=2), np.fft.fft([[1, 2], [3, 4]], axis=0), np.fft.rfft([1, 2, 3], n=6), np.fft.irfft([1, 2, 3], n=5))\n"
     "print(np.fft.fft([1, 2, 3], norm=\"ortho\"), np.fft.fft([1, 2, 3], norm=\"forward\"), np.fft.ifft([1, 2, 3], norm=\"forward\"), np.fft.ifft([1, 2, 3], norm=\"ortho\"))\n"
     "print(np.fft.fft(np.array([1, 2], \"f4\")).dtype, np.fft.irfft(np.array([1, 2], \"c8\")).dtype, np.fft.fft([True, False]).dtype)",
     "[10.+0.j -2.+2.j -2.+0.j -2.-2.j] [ 2.5+0.j  -0.5-0.5j -0.5+0.j  -0.5+0.5j] [1.+0.j 1.+0.j 1.+0.j 1.+0.j 1.+0.j] [ 1.+0.j  0.+1.j -1.+0.j  0.-1.j]\n"
     "[-3.44509285e-16+1.14423775e-17j  8.00000000e+00-9.95431023e-16j\n"
     "  2.33486982e-16+1.22464680e-16j  0.00000000e+00+1.22464680e-16j\n"
     "  9.95799250e-17+2.33486982e-16j -8.88178420e-16+2.60642944e-16j\n"
     "  1.14423775e-17+1.22464680e-16j  0.00000000e+00+1.22464680e-16j]\n"
     "[ 1.+0.j  0.-1.j -1.+0.j] [0. 1. 0. 0.] [16.  0. -4.  0.  0.  0. -4.  0.] [1.-0.j 2.-0.j 3.-0.j 4.-0.j]\n"
     "[21. +0.j         -3.5+7.26782489j -3.5+2.79115686j -3.5+0.79885216j\n"
     " -3.5-0.79885216j -3.5-2.79115686j -3.5-7.26782489j] [66. +0.j         -6.+22.39230485j -6.+10.39230485j -6. +6.j\n"
     " -6. +3.46410162j -6. +1.60769515j -6. +0.j         -6. -1.60769515j\n"
     " -6. -3.46410162j -6. -6.j         -6.-10.39230485j -6.-22.39230485j] [55.  +0.j         -5.5+18.73127981j -5.5 +8.55816705j -5.5 +4.76577713j\n"
     " -5.5 +2.51176584j -5.5 +0.79078062j -5.5 -0.79078062j -5.5 -2.51176584j\n"
     " -5.5 -4.76577713j -5.5 -8.55816705j -5.5-18.73127981j]\n"
     "[ 6.        +0.j         -0.80901699-3.66546879j  0.30901699+1.67759904j\n"
     "  0.30901699-1.67759904j -0.80901699+3.66546879j] [ 3.+0.j -1.+0.j] [[ 4.+0.j  6.+0.j]\n"
     " [-2.+0.j -2.+0.j]] [ 6. +0.j          0.5-4.33012702j -1.5+0.8660254j   2. +0.j        ] [ 2.2       -0.5236068 -0.0763932 -0.0763932 -0.5236068]\n"
     "[ 3.46410162+0.j  -0.8660254 +0.5j -0.8660254 -0.5j] [ 2. +0.j         -0.5+0.28867513j -0.5-0.28867513j] [ 6. +0.j        -1.5-0.8660254j -1.5+0.8660254j] [ 3.46410162+0.j  -0.8660254 -0.5j -0.8660254 +0.5j]\n"
     "complex64 float32 complex128\n"},
    {"np.fft.fft([])",
     "ValueError: Invalid number of FFT data points (0) specified.\n"},
    {"np.fft.fft([1, 2], n=0)",
     "ValueError: Invalid number of FFT data points (0) specified.\n"},
    {"np.fft.fft([1, 2], norm=\"x\")",
     "ValueError: Invalid norm value x; should be \"backward\",\"ortho\" or \"forward\".\n"},
    {"np.fft.fft(3.0)",
     "IndexError: tuple index out of range\n"},
    {"np.fft.rfft([1j, 2])",
     "TypeError: ufunc 'rfft_n_even' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''\n"},
};

static const group transforms_along_several_axes_groups[] = {
    {"print(np.fft.fft2(np.mgrid[:5, :5][0]), np.fft.ifft2(4 * np.eye(4)))\n"
     "print(np.fft.rfft2(np.mgrid[:5, :5][0]), np.fft.irfft2(np.fft.rfft2(np.mgrid[:5, :5][0]), s=(5, 5)))\n"
     "print(np.fft.fftn(np.mgrid[:3, :3, :3][0], axes=(1, 2)), np.fft.fftn(np.mgrid[:3, :3, :3][0], (2, 2), axes=(0, 1)))\n"
     "print(np.fft.ifftn(np.eye(4), axes=(0,)), np.fft.rfftn(np.ones((2, 2, 2))), np.fft.irfftn(np.array([[[4, 0], [0, 0]]])))",
     "[[ 50.  +0.j           0.  +0.j           0.  +0.j\n"
     "    0.  +0.j           0.  +0.j        ]\n"
     " [-12.5+17.20477401j   0.  +0.j           0.  +0.j\n"
     "    0.  +0.j           0.  +0.j        ]\n"
     " [-12.5 +4.0614962j    0.  +0.j           0.  +0.j\n"
     "    0.  +0.j           0.  +0.j        ]\n"
     " [-12.5 -4.0614962j    0.  +0.j           0.  +0.j\n"
     "    0.  +0.j           0.  +0.j        ]\n"
     " [-12.5-17.20477401j   0.  +0.j           0.  +0.j\n"
     "    0.  +0.j           0.  +0.j        ]] [[1.+0.j 0.+0.j 0.+0.j 0.+0.j]\n"
     " [0.+0.j 0.+0.j 0.+0.j 1.+0.j]\n"
     " [0.+0.j 0.+0.j 1.+0.j 0.+0.j]\n"
     " [0.+0.j 1.+0.j 0.+0.j 0.+0.j]]\n"
     "[[ 50.  +0.j           0.  +0.j           0.  +0.j        ]\n"
     " [-12.5+17.20477401j   0.  +0.j           0.  +0.j        ]\n"
     " [-12.5 +4.0614962j    0.  +0.j           0.  +0.j        ]\n"
     " [-12.5 -4.0614962j    0.  +0.j           0.  +0.j        ]\n"
     " [-12.5-17.20477401j   0.  +0.j           0.  +0.j        ]] [[0. 0. 0. 0. 0.]\n"
     " [1. 1. 1. 1. 1.]\n"
     " [2. 2. 2. 2. 2.]\n"
     " [3. 3. 3. 3. 3.]\n"
     " [4. 4. 4. 4. 4.]]\n"
     "[[[ 0.+0.j  0.+0.j  0.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]]\n"
     "\n"
     " [[ 9.+0.j  0.+0.j  0.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]]\n"
     "\n"
     " [[18.+0.j  0.+0.j  0.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]]] [[[ 2.+0.j  2.+0.j  2.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]]\n"
     "\n"
     " [[-2.+0.j -2.+0.j -2.+0.j]\n"
     "  [ 0.+0.j  0.+0.j  0.+0.j]]]\n"
     "[[ 0.25+0.j    0.25+0.j    0.25+0.j    0.25+0.j  ]\n"
     " [ 0.25+0.j    0.  +0.25j -0.25+0.j    0.  -0.25j]\n"
     " [ 0.25+0.j   -0.25+0.j    0.25+0.j   -0.25+0.j  ]\n"
     " [ 0.25+0.j    0.  -0.25j -0.25+0.j    0.  +0.25j]] [[[8.+0.j 0.+0.j]\n"
     "  [0.+0.j 0.+0.j]]\n"
     "\n"
     " [[0.+0.j 0.+0.j]\n"
     "  [0.+0.j 0.+0.j]]] [[[1. 1.]\n"
     "  [1. 1.]]]\n"},
    {"np.fft.fftn([[1, 2]], s=(1,), axes=(0, 1))",
     "ValueError: Shape and axes have different lengths.\n"},
};

static const group frequencies_and_shifts_groups[] = {
    {"print(np.fft.fftfreq(8, 0.1), np.fft.rfftfreq(9), np.fft.fftfreq(5), np.fft.rfftfreq(8, d=0.5))\n"
     "print(np.fft.fftshift(np.fft.fftfreq(10)), np.fft.ifftshift(np.arange(9).reshape(3, 3)), np.fft.fftshift(np.arange(9).reshape(3, 3), axes=(1,)))\n"
     "x = np.arange(7)\n"
     "print(np.fft.ifftshift(np.fft.fftshift(x)), np.fft.fftshift(x))",
     "[ 0.    1.25  2.5   3.75 -5.   -3.75 -2.5  -1.25] [0.         0.11111111 0.22222222 0.33333333 0.44444444] [ 0.   0.2  0.4 -0.4 -0.2] [0.   0.25 0.5  0.75 1.  ]\n"
     "[-0.5 -0.4 -0.3 -0.2 -0.1  0.   0.1  0.2  0.3  0.4] [[4 5 3]\n"
     " [7 8 6]\n"
     " [1 2 0]] [[2 0 1]\n"
     " [5 3 4]\n"
     " [8 6 7]]\n"
     "[0 1 2 3 4 5 6] [4 5 6 0 1 2 3]\n"},
    {"np.fft.fftfreq(2.5)",
     "ValueError: n should be an integer\n"},
};

static void transforms_along_one_axis(void **state) {
    (void)state;
    RUN_GROUPS(transforms_along_one_axis_groups);
}

static void transforms_along_several_axes(void **state) {
    (void)state;
    RUN_GROUPS(transforms_along_several_axes_groups);
}

static void frequencies_and_shifts(void **state) {
    (void)state;
    RUN_GROUPS(frequencies_and_shifts_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(transforms_along_one_axis),
        TEST(transforms_along_several_axes),
        TEST(frequencies_and_shifts),
    };
    return RUN_TESTS(tests);
}
