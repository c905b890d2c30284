/* tests/bind/test_generator_np.c: np.random's objects: programs and failures, as Python with NumPy 2.4 prints them. */
#include "bind/groups.h"

static const group program_groups[] = {
#include "golden/random_programs.inc"
};
static const group failure_groups[] = {
#include "golden/random_failures.inc"
};

/* What Python words otherwise, or cannot say. */
static const group own_groups[] = {
    {"rng = np.random.default_rng(3)\n"
     "print(#rng.bytes(5), #rng.bytes(0))",
     "5 0\n"},
    {"rng = np.random.default_rng(3)\n"
     "a = rng:random()\n"
     "rng = np.random.default_rng(3)\n"
     "print(a == rng.random(), rng:integers(5, 6))",
     "True 5\n"},
    {"bits = np.random.PCG64(5)\n"
     "rng = np.random.Generator(bits)\n"
     "rng.integers(3, dtype='int32')\n"
     "state = bits.state\n"
     "a = rng.integers(0, 1000, 3)\n"
     "bits.state = state\n"
     "print((a == rng.integers(0, 1000, 3)).all(), state.bit_generator, np.random.PCG64(5).state.state.inc)",
     "True PCG64 233193750087604940414945475171846202189\n"},
    {"bits = np.random.MT19937(5)\n"
     "state = bits.state\n"
     "a = bits.random_raw(3)\n"
     "bits.state = state\n"
     "print((a == bits.random_raw(3)).all())\n"
     "np.random.SFC64(1).state = state",
     "True\n"
     "ValueError: state must be for a SFC64 PRNG\n"},
    {"a = np.random.default_rng()\n"
     "b = np.random.default_rng()\n"
     "print(a.random() == b.random())",
     "False\n"},
    {"a = np.random.SeedSequence()\n"
     "b = np.random.SeedSequence(a.entropy)\n"
     "print((a.generate_state(4) == b.generate_state(4)).all())\n"
     "print(np.random.SeedSequence('340282366920938463463374607431768211455').generate_state(2))",
     "True\n"
     "[ 819991049 2207585912]\n"},
    {"np.random.seed(1)\n"
     "a = np.random.default_rng().random()\n"
     "np.random.seed(1)\n"
     "x = np.random.rand()\n"
     "np.random.seed(1)\n"
     "np.random.default_rng()\n"
     "print(x == np.random.rand())",
     "True\n"},
};

static void programs_print_what_numpy_prints(void **state) {
    (void)state;
    RUN_GROUPS(program_groups);
}

static void failures_are_worded_as_numpy_words_them(void **state) {
    (void)state;
    RUN_GROUPS(failure_groups);
}

static void objects_follow_this_language(void **state) {
    (void)state;
    RUN_GROUPS(own_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(programs_print_what_numpy_prints),
        TEST(failures_are_worded_as_numpy_words_them),
        TEST(objects_follow_this_language),
    };
    return RUN_TESTS(tests);
}
