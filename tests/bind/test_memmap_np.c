/* tests/bind/test_memmap_np.c: np.memmap.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/file_groups.h"

static const group memmap_groups[] = {
    {"a = np.memmap(\"n.dat\", dtype=\"float32\", mode=\"w+\", shape=(3, 4))\n"
     "print(np.array_repr(a))\n"
     "a[:] = np.arange(12, dtype=\"float32\").reshape(3, 4)\n"
     "print(np.array_repr(a))\n"
     "a.flush()",
     "memmap([[0., 0., 0., 0.],\n"
     "        [0., 0., 0., 0.],\n"
     "        [0., 0., 0., 0.]], dtype=float32)\n"
     "memmap([[ 0.,  1.,  2.,  3.],\n"
     "        [ 4.,  5.,  6.,  7.],\n"
     "        [ 8.,  9., 10., 11.]], dtype=float32)\n"},
    {"r = np.memmap(\"n.dat\", dtype=\"float32\", mode=\"r\", shape=(3, 4))\n"
     "print(np.array_repr(r))\n"
     "print(r.flags.writeable, r.mode, r.offset, r.shape)\n"
     "r[0, 0] = 1",
     "memmap([[ 0.,  1.,  2.,  3.],\n"
     "        [ 4.,  5.,  6.,  7.],\n"
     "        [ 8.,  9., 10., 11.]], dtype=float32)\n"
     "False r 0 (3, 4)\n"
     "ValueError: assignment destination is read-only\n"},
    {"c = np.memmap(\"n.dat\", dtype=\"float32\", mode=\"c\", shape=(3, 4))\n"
     "c[0, :] = 0\n"
     "print(c)\n"
     "print(np.memmap(\"n.dat\", dtype=\"float32\", mode=\"r\", shape=(3, 4)))\n"
     "print(c.flags.writeable, c.mode)",
     "[[ 0.  0.  0.  0.]\n"
     " [ 4.  5.  6.  7.]\n"
     " [ 8.  9. 10. 11.]]\n"
     "[[ 0.  1.  2.  3.]\n"
     " [ 4.  5.  6.  7.]\n"
     " [ 8.  9. 10. 11.]]\n"
     "True c\n"},
    {"o = np.memmap(\"n.dat\", dtype=\"float32\", mode=\"r\", offset=16)\n"
     "print(np.array_repr(o))\n"
     "print(o.offset)",
     "memmap([ 4.,  5.,  6.,  7.,  8.,  9., 10., 11.], dtype=float32)\n"
     "16\n"},
    {"p = np.memmap(\"n.dat\", mode=\"readwrite\")\n"
     "print(p.shape, p.dtype, p.mode)",
     "(48,) uint8 r+\n"},
    {"q = np.memmap(\"n.dat\", dtype=\"float32\", mode=\"r+\", shape=(5, 4))\n"
     "print(q[3], np.memmap(\"n.dat\", dtype=\"float32\").size)\n"
     "q[4] = 9\n"
     "print(np.fromfile(\"n.dat\", dtype=\"f4\")[-4:])",
     "[0. 0. 0. 0.] 20\n"
     "[9. 9. 9. 9.]\n"},
    {"np.memmap(\"n.dat\", dtype=\"float32\", mode=\"r\", shape=(50, 4))",
     "ValueError: mmap length is greater than file size\n"},
    {"np.memmap(\"n.dat\", dtype=\"float32\", mode=\"c\", shape=(50, 4))",
     "ValueError: mmap length is greater than file size\n"},
    {"np.memmap(\"none.dat\", mode=\"r\")",
     "FileNotFoundError: [Errno 2] No such file or directory: 'none.dat'\n"},
    {"np.memmap(\"none.dat\")",
     "FileNotFoundError: [Errno 2] No such file or directory: 'none.dat'\n"},
    {"np.memmap(\"n.dat\", mode=\"q\")",
     "ValueError: mode must be one of ['r', 'c', 'r+', 'w+', 'readonly', 'copyonwrite', 'readwrite', 'write'] (got 'q')\n"},
    {"np.memmap(\"n.dat\", mode=\"w+\")",
     "ValueError: shape must be given if mode == 'w+'\n"},
    {"np.memmap(\"n.dat\", dtype=\"f8\", offset=8, mode=\"r\").shape",
     ""},
    {"np.memmap(\"n.dat\", dtype=\"c16\", offset=64, mode=\"r+\")[0]\n"
     "np.array([1, 2, 3], dtype=\"u1\").tofile(\"three.dat\")\n"
     "np.memmap(\"three.dat\", dtype=\"u2\", mode=\"r\")",
     "ValueError: Size of available data is not a multiple of the data-type size.\n"},
    {"np.array([], dtype=\"u1\").tofile(\"empty.dat\")\n"
     "np.memmap(\"empty.dat\", mode=\"r\")",
     "ValueError: cannot mmap an empty file\n"},
    {"print(np.array_repr(np.memmap(\"empty.dat\", mode=\"r+\")))",
     "memmap([], dtype=uint8)\n"},
    {"v = r[1:, ::2]\n"
     "print(np.array_repr(v))\n"
     "print(np.array_repr(r[[0, 2]]))\n"
     "print(np.array_repr(r + 1))\n"
     "print(np.array_repr(r.T))\n"
     "print(np.array_repr(r.reshape(4, 3)[0]))\n"
     "print(np.array_repr(np.asarray(r)[0]))\n"
     "print(r.sum(), r[0, 0])",
     "memmap([[ 4.,  6.],\n"
     "        [ 8., 10.]], dtype=float32)\n"
     "array([[ 0.,  1.,  2.,  3.],\n"
     "       [ 8.,  9., 10., 11.]], dtype=float32)\n"
     "array([[ 1.,  2.,  3.,  4.],\n"
     "       [ 5.,  6.,  7.,  8.],\n"
     "       [ 9., 10., 11., 12.]], dtype=float32)\n"
     "memmap([[ 0.,  4.,  8.],\n"
     "        [ 1.,  5.,  9.],\n"
     "        [ 2.,  6., 10.],\n"
     "        [ 3.,  7., 11.]], dtype=float32)\n"
     "memmap([0., 1., 2.], dtype=float32)\n"
     "array([0., 1., 2., 3.], dtype=float32)\n"
     "66.0 0.0\n"},
    {"print(np.array_repr(r.sum(axis=0)), np.array_repr(np.sqrt(r[0])), np.array_repr(r.copy()[0]), np.array_repr(r.astype(int)[0]))",
     "array([12., 15., 18., 21.], dtype=float32) array([0.       , 1.       , 1.4142135, 1.7320508], dtype=float32) array([0., 1., 2., 3.], dtype=float32) array([0, 1, 2, 3])\n"},
    {"print(r.flags.owndata, v.base.shape, v.offset, v.mode)",
     "False (3, 4) 0 r\n"},
    {"r.setflags(write=True)",
     "ValueError: cannot set WRITEABLE flag to True of this array\n"},
    {"z = np.memmap(\"i.dat\", dtype=int, mode=\"w+\", shape=5)\n"
     "z += 3\n"
     "z[1:3] *= 2\n"
     "print(np.array_repr(z), np.fromfile(\"i.dat\", dtype=int))",
     "memmap([3, 6, 6, 3, 3]) [3 6 6 3 3]\n"},
    {"f = np.memmap(\"fo.dat\", dtype=\"i2\", mode=\"w+\", shape=(2, 3), order=\"F\")\n"
     "f[:] = np.arange(1, 7).reshape(2, 3)\n"
     "print(f.strides, np.fromfile(\"fo.dat\", dtype=\"i2\"), f.flags.f_contiguous)",
     "(2, 4) [1 4 2 5 3 6] True\n"},
    {"b = np.memmap(\"bool.dat\", dtype=bool, mode=\"w+\", shape=4)\n"
     "b[1:3] = True\n"
     "print(np.array_repr(b), np.arange(4)[b])",
     "memmap([False,  True,  True, False]) [1 2]\n"},
    {"big = np.memmap(\"big.dat\", dtype=\"float64\", mode=\"w+\", shape=(100000, 500))\n"
     "big[99999, 3:6] = 5\n"
     "print(big.nbytes, big[99999, :8], big[::50000, 0].shape)",
     "400000000 [0. 0. 0. 5. 5. 5. 0. 0.] (2,)\n"},
    {"print(np.array_repr(np.memmap(\"bool.dat\", mode=\"r\", shape=(2, 2))))",
     "memmap([[0, 1],\n"
     "        [1, 0]], dtype=uint8)\n"},
    {"s = np.memmap(\"s.dat\", dtype=\"U3\", mode=\"w+\", shape=2)\n"
     "s[0] = \"abcd\"\n"
     "print(np.array_repr(s))",
     "memmap(['abc', ''], dtype='<U3')\n"},
    {"np.memmap(\"long.dat\", dtype=\"f4\", mode=\"w+\", shape=(30, 30))",
     ""},
    {"print(np.array_repr(np.memmap(\"long.dat\", dtype=\"f4\", mode=\"r\", shape=(3, 30))))",
     "memmap([[0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.,\n"
     "         0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.],\n"
     "        [0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.,\n"
     "         0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.],\n"
     "        [0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.,\n"
     "         0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.]],\n"
     "       dtype=float32)\n"},
    {"print(np.zeros(3).flush())",
     "AttributeError: 'numpy.ndarray' object has no attribute 'flush'\n"},
};

#include <lua.h>

#include "base/map.h"

static void lua_gc_all(bind_state *s) {
    for (int i = 0; i < 3; i++) lua_gc(bind_lua(s), LUA_GCCOLLECT, 0);
}

static void a_file_stays_mapped_while_a_view_is_alive(void **state) {
    file_state f;
    (void)state;
    file_state_open(&f, 0);
    assert_string_equal(file_state_run(&f, "m = np.memmap(\"a\", mode=\"w+\", shape=1000)\nv = m[10:20].reshape(2, 5)\nm = nil\ncollectgarbage()"), "");
    lua_gc_all(f.s);
    assert_int_equal(map_count(), 1);
    assert_string_equal(file_state_run(&f, "v[:] = 7\nprint(v.sum(), v.filename ~= nil)\nv = nil"), "70 True\n");
    lua_gc_all(f.s);
    assert_int_equal(map_count(), 0);
    assert_string_equal(file_state_run(&f, "print(np.fromfile(\"a\", dtype=\"u1\").sum())"), "70\n");
    file_state_close(&f);
    assert_int_equal(map_count(), 0);
}

static void many_maps_are_given_back(void **state) {
    file_state f;
    (void)state;
    file_state_open(&f, 0);
    assert_string_equal(file_state_run(&f, "np.zeros(10, dtype=\"u1\").tofile(\"a\")\nfor i = 1, 5000 do local m = np.memmap(\"a\", mode=\"r\") end"), "");
    assert_true(map_count() < 1000);
    file_state_close(&f);
    assert_int_equal(map_count(), 0);
}

static void mapped_bytes_are_not_heap(void **state) {
    file_state f;
    (void)state;
    file_state_open(&f, 0);
    mem_set_cap(mem_live() + (32u << 20));
    assert_string_equal(file_state_run(&f,
                                       "m = np.memmap(\"big\", dtype=\"f8\", mode=\"w+\", shape=(1000000, 1000))\n"
                                       "m[999999, 5:8] = 3\nprint(m.nbytes, m[999999, 4:9], m[::250000, 0].sum())"),
                        "8000000000 [0. 3. 3. 3. 0.] 0.0\n");
    mem_set_cap(0);
    file_state_close(&f);
}

static void a_file_that_shrinks_does_not_kill(void **state) {
    file_state f;
    char       path[96];
    (void)state;
    file_state_open(&f, 0);
    assert_string_equal(file_state_run(&f, "m = np.memmap(\"a\", dtype=\"u1\", mode=\"w+\", shape=40000)\nm[:] = 1"), "");
    snprintf(path, sizeof path, "%s/a", f.folder);
    assert_int_equal(truncate(path, 100), 0);
    assert_string_equal(file_state_run(&f, "print(m.sum() < 40000)"),
                        "True\nOSError: a mapped file became shorter or its disk is full: bytes that were read or written there are lost\n");
    assert_string_equal(file_state_run(&f, "m.flush()"),
                        "OSError: a mapped file became shorter or its disk is full: bytes that were read or written there are lost\n");
    file_state_close(&f);
}

static void a_mapped_file_is_not_cut_by_its_own_program(void **state) {
    file_state f;
    (void)state;
    file_state_open(&f, 0);
    assert_string_equal(file_state_run(&f, "m = np.memmap(\"a.npy\", mode=\"w+\", shape=40000)\nnp.save(\"a.npy\", [1])"),
                        "OSError: the file is mapped by an array that is still in use, and would become shorter: delete that array first\n");
    assert_string_equal(file_state_run(&f, "m = np.memmap(\"a.npy\", mode=\"w+\", shape=50000)\nm[0] = 1\nprint(m.sum())"), "1\n");
    assert_string_equal(file_state_run(&f, "m = nil\nnp.save(\"a.npy\", [1])\nprint(np.load(\"a.npy\"))"), "[1]\n");
    file_state_close(&f);
}

static void what_cannot_be_mapped_is_refused(void **state) {
    static const group groups[] = {
        {"np.zeros(64, dtype=\"u1\").tofile(\"a\")\nnp.memmap(\"a\", dtype=\"f8\", offset=3)",
         "NotImplementedError: memmap: elements of 8 bytes need an offset that is a multiple of that, not 3\n"},
        {"np.memmap(\"a\", dtype=\"f8\", mode=\"r\", offset=-8)", "ValueError: offset must be non-negative\n"},
        {"np.memmap(\"a\", dtype=\"f8\", mode=\"r\", offset=800)", "ValueError: mmap offset is greater than file size\n"},
        {"np.memmap(\"a\", mode=\"w+\", shape=-1)", "ValueError: negative dimensions are not allowed\n"},
        {"np.memmap(\"a\", mode=\"r+\", dtype=\"f8\", shape=(2 ** 40, 2 ** 40))",
         "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.\n"},
        {"m = np.memmap(\"a\", mode=\"r\")\nm.flags.writeable = true", "ValueError: cannot set WRITEABLE flag to True of this array\n"},
        {"v = m[3:]\nv.setflags({write=true})", "ValueError: cannot set WRITEABLE flag to True of this array\n"},
        {"np.lib.stride_tricks.as_strided(m, shape=(65,), strides=(1,))",
         "ValueError: as_strided: elements would lie 0 to 64 bytes from the first one, but the array's memory allows only 0 to 63\n"},
        {"np.full(8, 0xffffffff, dtype=\"u4\").tofile(\"b\")\nprint(np.memmap(\"b\", dtype=\"U4\", mode=\"r\").shape)", "(2,)\n"},
    };
    (void)state;
    RUN_FILE_GROUPS(groups);
}

static void mapped_files_are_arrays(void **state) {
    (void)state;
    RUN_FILE_GROUPS(memmap_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(mapped_files_are_arrays),
        TEST(a_file_stays_mapped_while_a_view_is_alive),
        TEST(many_maps_are_given_back),
        TEST(mapped_bytes_are_not_heap),
        TEST(a_file_that_shrinks_does_not_kill),
        TEST(a_mapped_file_is_not_cut_by_its_own_program),
        TEST(what_cannot_be_mapped_is_refused),
    };
    return RUN_TESTS(tests);
}
