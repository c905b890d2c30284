/* tests/bind/test_box.c: arrays as userdata: memory comes back, views keep their owner, and running
 * out of memory anywhere is a MemoryError and nothing worse.                                        */
#include <lua.h>

#include "bind/bind.h"
#include "harness.h"

static void swallow(void *user, const char *text, size_t n) { (void)user, (void)text, (void)n; }
static void ignore(void *user, const char *category, const char *text) { (void)user, (void)category, (void)text; }

static const bind_options quiet = {.sandbox = true, .write = swallow, .warn = ignore};

static bool run(bind_state *s, const char *text, bind_problem *p) { return bind_run(s, "box", text, strlen(text), NOTATION_ANSWER, p); }

/* Most of what makes arrays, sequences, texts and errors. */
static const char program[] =
    "import numpy as np\n"
    "a = np.array([[1, 2, 3], [4, 5, 6]])\n"
    "b = a[:, ::-1].T + 1.5\n"
    "b[b > 4] = 0\n"
    "c = np.concatenate([a, a * 2], axis=0)\n"
    "l = [1, 'two', (3,)]\n"
    "l.append(a.shape)\n"
    "print(a, b.mean(axis=0), c[[0, -1]], l, a.sum(), np.sort(c, axis=None))\n"
    "ok, e = pcall(function() return a[9] end)\n"
    "assert(not ok)\n"
    "x, y = a.shape\n"
    "co = coroutine.wrap(function() coroutine.yield(np.ones(3) * 2) end)\n"
    "for v in a do x += v.sum() end\n"
    "a += 1\n"
    "a[[0, 0], 1] *= 2\n"
    "return co(), a @ a.T, str(l) .. 'é', np.array(['x', 'yy']) == 'x'\n";

static void running_out_of_memory_anywhere_is_a_memory_error(void **state) {
    (void)state;
    bool     done = false;
    uint64_t n = 1;
    for (; !done && n < 100000; n++) {
        bind_problem p = {0};
        err          e = {0};
        mem_fail_from(n);
        bind_state *s = bind_open(&quiet, &e);
        if (!s) {
            assert_int_equal(e.code, ERR_MEMORY);
            mem_fail_from(0);
            continue;
        }
        done = run(s, program, &p);
        if (!done && p.code != ERR_MEMORY) print_error("at request %d: %s: %s\n", (int)n, p.type, p.text);
        if (!done) assert_int_equal(p.code, ERR_MEMORY);
        if (!done) assert_string_equal(p.type, "MemoryError");
        mem_fail_from(0);
        /* The state is as good as before. */
        if (!done && n % 16 == 0) assert_true(run(s, "import numpy as np\nnp.zeros(3) + 1", &p));
        bind_close(s);
    }
    assert_true(done);
    assert_true(n > 500);
}

static void the_collector_gives_arrays_back(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&quiet, NULL);
    assert_non_null(s);
    mem_set_cap(64u << 20);
    assert_true(run(s, "import numpy as np\nfor i = 1, 2000 do local a = np.zeros(100000) + i; local v = a[1:5] end", &p));
    assert_true(run(s, "import numpy as np\nfor i = 1, 200 do local a = np.zeros(2000000) end", &p));
    bind_close(s);
}

static void an_array_over_the_cap_is_a_memory_error_with_its_shape(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&quiet, NULL);
    assert_non_null(s);
    mem_set_cap(64u << 20);
    assert_false(run(s, "import numpy as np\nnp.zeros((10000, 10000))", &p));
    assert_string_equal(p.text, "Unable to allocate 763. MiB for an array with shape (10000, 10000) and data type float64");
    assert_string_equal(p.type, "MemoryError");
    assert_int_equal(p.line, 2);
    assert_true(run(s, "import numpy as np\nnp.zeros(1000)", &p));
    bind_close(s);
}

static void a_view_keeps_its_owner(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&quiet, NULL);
    assert_non_null(s);
    assert_true(run(s, "import numpy as np\nv = np.arange(1000)[10:20].reshape(2, 5).T", &p));
    lua_gc(bind_lua(s), LUA_GCCOLLECT, 0);
    assert_true(run(s, "import numpy as np\nfor i = 1, 100 do local a = np.zeros(1000) end return v[0, 1], v.base.size", &p));
    assert_int_equal(bind_nvalues(s), 2);
    bind_value_push(s, 0), bind_value_push(s, 1);
    assert_int_equal(lua_tointeger(bind_lua(s), -2), 15);
    assert_int_equal(lua_tointeger(bind_lua(s), -1), 1000);
    lua_pop(bind_lua(s), 2);
    bind_close(s);
}

static void only_arrays_are_arrays(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&quiet, NULL);
    lua_State   *L = bind_lua(s);
    assert_true(run(s, "import numpy as np\nreturn [1], (1,), np.add, np.int64, None, range(3), np.float32(1), np.zeros(2), 5, print, {}, np.zeros(1).dtype", &p));
    assert_int_equal(bind_nvalues(s), 12);
    for (size_t i = 0; i < 12; i++) {
        bind_value_push(s, i);
        bool is = bind_to_array(L, -1) != NULL;
        assert_int_equal(is, i == 6 || i == 7);
        lua_pop(L, 1);
    }
    lua_pushlightuserdata(L, &p);
    assert_null(bind_to_array(L, -1));
    lua_pop(L, 1);
    bind_close(s);
}

static void a_run_is_billed(void **state) {
    (void)state;
    bind_problem p;
    bind_state  *s = bind_open(&quiet, NULL);
    assert_true(run(s, "import numpy as np\na = np.zeros(100)", &p));
    nd_bill before = bind_ctx(s)->bill;
    assert_true(run(s, "b = a[1:]\nc = a + 1\nd = a[::2]", &p));
    nd_bill after = bind_ctx(s)->bill;
    assert_int_equal(after.views - before.views, 2);
    assert_int_equal(after.arrays - before.arrays, 1);
    assert_int_equal(after.nbytes - before.nbytes, 800);
    bind_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(running_out_of_memory_anywhere_is_a_memory_error),
        TEST(the_collector_gives_arrays_back),
        TEST(an_array_over_the_cap_is_a_memory_error_with_its_shape),
        TEST(a_view_keeps_its_owner),
        TEST(only_arrays_are_arrays),
        TEST(a_run_is_billed),
    };
    return RUN_TESTS(tests);
}
