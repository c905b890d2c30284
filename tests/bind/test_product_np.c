/* tests/bind/test_product_np.c: products and covariance as np has them.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/groups.h"

static const group products_groups[] = {
    {"a = np.array([[1, 2], [3, 4]])\n"
     "print(np.dot(a, a), np.dot([1, 2], [3, 4]), np.dot(a, [1, 1]), np.matmul(a, a), a @ a, np.vdot(a, a), np.inner([1, 2], [3, 4]), np.inner(a, a))\n"
     "print(np.outer([1, 2], [3, 4, 5]), np.kron([1, 2], [[1, 1]]), np.trace(a), np.trace(a, offset=1), np.dot(2, 3), a.dot([1, 2]), a.trace())\n"
     "print(np.tensordot(a, a), np.tensordot(a, a, axes=1), np.tensordot(a, a, axes=([0], [1])), np.tensordot([1, 2], [3, 4], axes=0))\n"
     "print(np.cross([1, 2, 3], [4, 5, 6]), np.cross([[1, 0, 0], [0, 1, 0]], [0, 0, 1]), np.vecdot([[1, 2], [3, 4]], [1, 1]))\n"
     "out = np.zeros((2, 2), dtype=int)\n"
     "np.matmul(a, a, out=out)\n"
     "print(out)",
     "[[ 7 10]\n"
     " [15 22]] 11 [3 7] [[ 7 10]\n"
     " [15 22]] [[ 7 10]\n"
     " [15 22]] 30 11 [[ 5 11]\n"
     " [11 25]]\n"
     "[[ 3  4  5]\n"
     " [ 6  8 10]] [[1 1 2 2]] 5 2 6 [ 5 11] 5\n"
     "30 [[ 7 10]\n"
     " [15 22]] [[ 7 15]\n"
     " [10 22]] [[3 4]\n"
     " [6 8]]\n"
     "[-3  6 -3] [[ 0 -1  0]\n"
     " [ 1  0  0]] [3 7]\n"
     "[[ 7 10]\n"
     " [15 22]]\n"},
    {"np.dot(np.zeros((2, 3)), np.zeros((2, 3)))",
     "ValueError: shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)\n"},
    {"np.matmul(np.zeros((2, 3)), np.zeros((2, 3)))",
     "ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)\n"},
    {"np.matmul(np.zeros((2, 3)), 2)",
     "ValueError: matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)\n"},
    {"np.tensordot(np.zeros((2, 3)), np.zeros((2, 3)), axes=1)",
     "ValueError: shape-mismatch for sum\n"},
};

static const group covariance_groups[] = {
    {"x = np.array([[0, 2], [1, 1], [2, 0]]).T\n"
     "print(np.cov(x), np.cov([1, 2, 3], [1, 2, 4]), np.cov(x, rowvar=False).shape, np.cov([1, 2, 3]), np.cov(x, bias=True), np.cov(x, ddof=0))\n"
     "print(np.corrcoef([1, 2, 3], [2, 4, 7]), np.corrcoef(x))",
     "[[ 1. -1.]\n"
     " [-1.  1.]] [[1.         1.5       ]\n"
     " [1.5        2.33333333]] (3, 3) 1.0 [[ 0.66666667 -0.66666667]\n"
     " [-0.66666667  0.66666667]] [[ 0.66666667 -0.66666667]\n"
     " [-0.66666667  0.66666667]]\n"
     "[[1.         0.99339927]\n"
     " [0.99339927 1.        ]] [[ 1. -1.]\n"
     " [-1.  1.]]\n"},
};

static void products(void **state) {
    (void)state;
    RUN_GROUPS(products_groups);
}

static void covariance(void **state) {
    (void)state;
    RUN_GROUPS(covariance_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(products),
        TEST(covariance),
    };
    return RUN_TESTS(tests);
}
