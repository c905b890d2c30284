/* tests/bind/test_dtypes_np.c: bytes, records, dates and durations.
 *
 * scripts/golden/bind_dtypes.py had each program run by Python with NumPy 2.4. */
#include "bind/groups.h"

static const group bytes[] = {
#include "golden/bind_bytes.inc"
};

static const group records[] = {
#include "golden/bind_records.inc"
};

static const group recarrays[] = {
#include "golden/bind_recarrays.inc"
};

static const group recfunctions[] = {
#include "golden/bind_recfunctions.inc"
};

static const group busdays[] = {
#include "golden/bind_busdays.inc"
};

static const group tables[] = {
#include "golden/bind_tables.inc"
};

static const group times[] = {
#include "golden/bind_times.inc"
};

static void bytes_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(bytes);
}

static void records_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(records);
}

static void recarrays_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(recarrays);
}

static void recfunctions_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(recfunctions);
}

static void business_days_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(busdays);
}

static void tables_of_records_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(tables);
}

static void dates_and_durations_are_numpys(void **state) {
    (void)state;
    RUN_GROUPS(times);
}

static const group lua_ways[] = {
    {"t = {{'x', 1}, {'y', 2}}\nprint(np.array(t, {dtype={{'name', 'U4'}, {'n', 'i4'}}}))", "[('x', 1) ('y', 2)]\n"},
    {"print(np.dtype{names={'a', 'b'}, formats={'i1', 'f8'}})", "[('a', 'i1'), ('b', '<f8')]\n"},
    {"a = np.zeros(2, dtype=[('size', 'i4'), ('x', 'f8')])\na['size'] = [3, 4]\nprint(a['size'], a.size)", "[3 4] 2\n"},
    {"a = np.array([('p', 1.5)], dtype='U3,f8')\nn, v = a[0]\nprint(n, v)\nfor x in a[0] do print(x) end", "p 1.5\np\n1.5\n"},
    {"a = np.zeros(2, dtype=[('a', 'i1'), ('b', 'f8')])\nb = a['b'].reshape(2, 1)\nb[0, 0] = 7\nprint(a)", "[(0, 7.) (0, 0.)]\n"},
    {"for i = 0, 5000 do ok, e = pcall(np.dtype, [('f' .. i, 'i4')]) if not ok then print(e) break end end",
     "MemoryError: too many different record types in one program\n"},
};

static void what_lua_writes_otherwise(void **state) {
    (void)state;
    RUN_GROUPS(lua_ways);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(bytes_are_numpys),
        TEST(records_are_numpys),
        TEST(recarrays_are_numpys),
        TEST(recfunctions_are_numpys),
        TEST(business_days_are_numpys),
        TEST(tables_of_records_are_numpys),
        TEST(dates_and_durations_are_numpys),
        TEST(what_lua_writes_otherwise),
    };
    return RUN_TESTS(tests);
}
