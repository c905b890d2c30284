/* Every copy of the kernels gives the same bits. The level is chosen once a process, so each one runs in a
 * child of its own, which sends back a hash of many results.                                             */
#include <sys/wait.h>
#include <unistd.h>

#include "array/array.h"
#include "harness.h"

static uint64_t mix(uint64_t h, const nd_array *a) {
    for (size_t i = 0; i < nd_nbytes(a); i++) h = (h ^ (unsigned char)a->data[i]) * UINT64_C(1099511628211);
    return h;
}

static nd_array *made(nd_ctx *c, nd_type t, ptrdiff_t n) {
    nd_array *a = nd_new(c, nd_dtype_of(t), 1, &n, 'C', NULL);
    uint64_t  x = UINT64_C(88172645463325252);
    for (size_t i = 0; a && i < a->size; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        const nd_scalar s = {.kind = 'f', .u.f = (double)(x % 2001) / 16 - (nd_dtype_kind(a->dtype) == 'u' ? 0 : 60)};
        nd_scalar       whole = {.kind = 'i', .u.i = (int64_t)(x % 100) - (nd_dtype_kind(a->dtype) == 'u' ? 0 : 50)};
        if (nd_store(a->dtype, a->data + i * a->dtype.itemsize, nd_is_float(a->dtype) ? s : whole, NULL)) return NULL;
    }
    return a;
}

/* All operations on one type, and the reductions. */
static uint64_t hash_type(nd_ctx *c, nd_type t, uint64_t h) {
    nd_array *x = made(c, t, 1003), *y = made(c, t, 1003);
    ptrdiff_t back = -(ptrdiff_t)x->dtype.itemsize;
    nd_array *z = nd_new_view(c, y, y->dtype, 1, y->shape, &back, y->data + nd_nbytes(y) - y->dtype.itemsize, NULL);
    for (int op = 0; op < ND_NOPS; op++) {
        const nd_array *dense[2] = {x, y}, *strided[2] = {x, z};
        nd_array       *out[2] = {NULL, NULL};
        for (int k = 0; k < 2; k++) {
            if (nd_ufunc(c, (nd_op)op, k ? strided : dense, NULL, out, NULL)) continue;
            for (int i = 0; i < nd_op_nout((nd_op)op); i++) h = mix(h, out[i]), nd_drop(c, out[i]);
        }
    }
    for (int op = 0; op < ND_NREDUCTIONS; op++)
        for (int k = 0; k < 2; k++) {
            nd_array *r = nd_reduce(c, (nd_reduction)op, k ? z : x, NULL, NULL);
            if (r) h = mix(h, r);
            nd_drop(c, r);
        }
    nd_drop(c, z), nd_drop(c, y), nd_drop(c, x);
    return h;
}

typedef struct answer {
    uint64_t hash;
    char     name[16];
} answer;

static answer compute(void) {
    answer a = {UINT64_C(1469598103934665603), ""};
    nd_ctx c;
    nd_ctx_init(&c);
    snprintf(a.name, sizeof a.name, "%s", nd_cpu_name());
    for (int t = ND_BOOL; t < ND_NNUMERIC; t++) a.hash = hash_type(&c, (nd_type)t, a.hash);
    return a;
}

static answer ask_child(const char *level) {
    answer a = {0, ""};
    int    ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        setenv("NDRILL_CPU", level, 1);
        a = compute();
        _exit(write(ends[1], &a, sizeof a) == (ssize_t)sizeof a ? 0 : 1);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &a, sizeof a), (int)sizeof a);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    return a;
}

static void every_level_gives_the_same_bits(void **state) {
    (void)state;
    static const char *const levels[] = {"v1", "v3", "v4", "base"};
    const answer             first = ask_child(levels[0]);
    for (size_t i = 1; i < sizeof levels / sizeof *levels; i++) assert_true(ask_child(levels[i]).hash == first.hash);
}

static void the_override_is_obeyed(void **state) {
    (void)state;
    const answer a = ask_child("v1");
    assert_true(strcmp(a.name, "x86-64") == 0 || strcmp(a.name, "portable") == 0);
}

static void an_unknown_override_falls_back_to_the_best(void **state) {
    (void)state;
    assert_string_equal(ask_child("abacus").name, ask_child("").name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_level_gives_the_same_bits),
        TEST(the_override_is_obeyed),
        TEST(an_unknown_override_falls_back_to_the_best),
    };
    return RUN_TESTS(tests);
}
