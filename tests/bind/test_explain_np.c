/* tests/bind/test_explain_np.c: np.explain.
 *
 * Strides, offsets, orders and shapes in the pictures are those NumPy 2.4 gives for the same
 * arrays; how they are drawn is ours.                                                        */
#include "bind/groups.h"

static const group memory_groups[] = {
    {"np.explain(np.arange(20).reshape(4, 5)[::2, 4:1:-2])",
     "int64 array of shape (2, 2): 4 elements of 8 bytes\n"
     "memory: 160 bytes, not its own: those of int64 (20,)\n"
     "begins at byte 32, element 4 of the memory\n"
     "axis 0: length 2, stride 80 bytes: 10 elements on\n"
     "axis 1: length 2, stride -16 bytes: 2 elements back\n"
     "not contiguous, writeable\n"
     "\n"
     "       0:   0   1 [ 2]  3 [ 4]  5   6   7   8   9\n"
     "      10:  10  11 [12] 13 [14] 15  16  17  18  19\n"
     "\n"
     "places of its elements, as it is read:\n"
     "     4  2\n"
     "    14 12\n"},
    {"np.explain(np.broadcast_to(np.array([1.5, 2, 3]), (2, 3)))",
     "float64 array of shape (2, 3): 6 elements of 8 bytes\n"
     "memory: 24 bytes, not its own: those of float64 (3,)\n"
     "begins at byte 0, element 0 of the memory\n"
     "axis 0: length 2, stride 0 bytes: the same elements again and again\n"
     "axis 1: length 3, stride 8 bytes: to the next element\n"
     "not contiguous, read-only\n"
     "\n"
     "       0: [1.5][2.0][3.0]\n"
     "\n"
     "places of its elements, as it is read:\n"
     "    0 1 2\n"
     "    0 1 2\n"},
    {"np.explain(5)",
     "int64 array of shape (): 1 element of 8 bytes\n"
     "memory: 8 bytes, its own\n"
     "begins at byte 0, element 0 of the memory\n"
     "no axes: one element\n"
     "contiguous in C and in F order, writeable\n"
     "\n"
     "       0: [5]\n"
     "\n"
     "places of its elements, as it is read:\n"
     "    0\n"},
    {"np.explain(np.asfortranarray(np.arange(6).reshape(2, 3)))",
     "int64 array of shape (2, 3): 6 elements of 8 bytes\n"
     "memory: 48 bytes, its own\n"
     "begins at byte 0, element 0 of the memory\n"
     "axis 0: length 2, stride 8 bytes: to the next element\n"
     "axis 1: length 3, stride 16 bytes: 2 elements on\n"
     "contiguous in F order: the first axis is closest together, writeable\n"
     "\n"
     "       0: [0][3]\n"
     "       2: [1][4]\n"
     "       4: [2][5]\n"
     "\n"
     "places of its elements, as it is read:\n"
     "    0 2 4\n"
     "    1 3 5\n"},
    {"np.explain(np.zeros((0, 3)))",
     "float64 array of shape (0, 3): 0 elements of 8 bytes\n"
     "memory: 0 bytes, its own\n"
     "no elements: no memory is touched\n"
     "axis 0: length 0, stride 0 bytes: no step is taken\n"
     "axis 1: length 3, stride 0 bytes: no step is taken\n"
     "contiguous in C and in F order, writeable\n"},
    {"np.explain(np.array([(1, 2.0), (3, 4.0)], dtype=[('a', 'i4'), ('b', 'f8')])['b'])",
     "float64 array of shape (2,): 2 elements of 8 bytes\n"
     "memory: 24 bytes, not its own: those of [('a', '<i4'), ('b', '<f8')] (2,)\n"
     "begins at byte 4; slots below are 4 bytes\n"
     "axis 0: length 2, stride 12 bytes\n"
     "not contiguous, writeable\n"
     "\n"
     "       0:  . [1][2] . [4][5]\n"
     "\n"
     "slots of its elements, as it is read:\n"
     "    1 4\n"},
    {"np.explain(np.arange(2, dtype='int32').view('int8')[1::2])",
     "int8 array of shape (4,): 4 elements of 1 byte\n"
     "memory: 8 bytes, not its own: those of int32 (2,)\n"
     "begins at byte 1; slots below are 1 byte\n"
     "axis 0: length 4, stride 2 bytes: 2 elements on\n"
     "not contiguous, writeable\n"
     "\n"
     "       0:  . [1] . [3] . [5] . [7]\n"
     "\n"
     "slots of its elements, as it is read:\n"
     "    1 3 5 7\n"},
};

static const group shape_groups[] = {
    {"np.explain(np.zeros((4, 1, 3)), np.zeros((2, 3)))",
     "       a  4   1   3\n"
     "       b      2   3\n"
     "          ---------\n"
     "  result  4   2   3\n"
     "\n"
     "axis 0: b has no such axis, repeated 4 times\n"
     "axis 1: a has 1, stretched to 2\n"
     "axis 2: all have 3\n"
     "result: shape (4, 2, 3), 24 elements; nothing is copied to stretch an operand\n"},
    {"np.explain((3, 4), (3,))",
     "       a  3   4\n"
     "       b      3\n"
     "          -----\n"
     "  result  3   x\n"
     "\n"
     "axis 0: b has no such axis, repeated 3 times\n"
     "axis 1: a has 4, b has 3: they differ and none is 1, so they clash\n"
     "operands could not be broadcast together with shapes (3,4) (3,)\n"
     "b[..., None], of shape (3, 1), would fit\n"},
    {"np.explain((), (2, 2), (0, 1, 1))",
     "       a\n"
     "       b      2   2\n"
     "       c  0   1   1\n"
     "          ---------\n"
     "  result  0   2   2\n"
     "\n"
     "axis 0: a, b have no such axis, repeated 0 times\n"
     "axis 1: c has 1, stretched to 2; a has no such axis, repeated 2 times\n"
     "axis 2: c has 1, stretched to 2; a has no such axis, repeated 2 times\n"
     "result: shape (0, 2, 2), 0 elements; nothing is copied to stretch an operand\n"},
    {"np.explain(1, 2)", "no axes: single numbers\nresult: shape (), 1 element; nothing is copied to stretch an operand\n"},
    {"np.explain()", "TypeError: explain() takes from 1 to 6 arrays but 0 were given\n"},
    {"np.explain((9223372036854775807, 1), (5,))",
     "       a  9223372036854775807   1\n"
     "       b                        5\n"
     "          -----------------------\n"
     "  result  9223372036854775807   5\n"
     "\n"
     "axis 0: b has no such axis, repeated 9223372036854775807 times\n"
     "axis 1: a has 1, stretched to 5\n"
     "result: shape (9223372036854775807, 5), too large to make\n"},
};

static void an_array_in_its_memory(void **state) {
    (void)state;
    RUN_GROUPS(memory_groups);
}

static void shapes_side_by_side(void **state) {
    (void)state;
    RUN_GROUPS(shape_groups);
}

/* However large the array and narrow the terminal: a screen of lines that fit. */
static void pictures_are_bounded(void **state) {
    (void)state;
    static const char *const programs[] = {
        "np.explain(np.arange(1000000).reshape(1000, 1000)[500:, ::7])", "np.explain(np.arange(1000000)[::-1])", "np.explain(np.zeros((1,) * 64))",
        "np.explain(np.broadcast_to(np.array(1), (1000, 1000, 1000)))", "np.explain(np.zeros((3, 300)).T)", "np.explain((2,) * 64, (2,) * 63)",
        "np.explain(np.array(['a long text in it', 'b']))", "np.explain(np.zeros((50, 1)), np.zeros((1, 50)), np.zeros((50, 50)))",
    };
    for (int columns = 40; columns <= 120; columns += 40) {
        for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
            bind_problem p;
            buf          printed;
            bind_options o = {.sandbox = true, .write = groups_write, .user = &printed, .columns = columns};
            buf_init(&printed);
            bind_state *s = bind_open(&o, NULL);
            assert_true(bind_run(s, "bounds", programs[i], strlen(programs[i]), NOTATION_PROGRAM, &p));
            int lines = 0;
            for (const char *line = printed.text; *line; lines++) {
                size_t n = strcspn(line, "\n");
                if (n > (size_t)columns) fail_msg("%s: %zu columns: %.*s", programs[i], n, (int)n, line);
                line += n + (line[n] == '\n');
            }
            assert_in_range(lines, 4, 60);
            bind_close(s);
            buf_free(&printed);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_array_in_its_memory),
        TEST(shapes_side_by_side),
        TEST(pictures_are_bounded),
    };
    return RUN_TESTS(tests);
}
