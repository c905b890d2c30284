/* tests/bind/test_file_np.c: np.save, np.load, .npz, raw bytes and loose numbers.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/file_groups.h"

static const group file_groups[] = {
    {"np.save(\"a.npy\", np.arange(6).reshape(2, 3))\n"
     "b = np.load(\"a.npy\")\n"
     "print(b, b.dtype, b.shape)",
     "[[0 1 2]\n"
     " [3 4 5]] int64 (2, 3)\n"},
    {"np.save(\"f\", np.arange(6).reshape(2, 3).T)\n"
     "b = np.load(\"f.npy\")\n"
     "print(b, b.flags.f_contiguous, b.strides)",
     "[[0 3]\n"
     " [1 4]\n"
     " [2 5]] True (8, 24)\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"bool\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "bool [False  True  True]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"int8\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "int8 [0 1 2]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"uint16\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "uint16 [0 1 2]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"float16\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "float16 [0. 1. 2.]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"float32\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "float32 [0. 1. 2.]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"complex64\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "complex64 [0.+0.j 1.+0.j 2.+0.j]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"complex128\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "complex128 [0.+0.j 1.+0.j 2.+0.j]\n"},
    {"np.save(\"d.npy\", np.array([0, 1, 2]).astype(\"U3\"))\n"
     "print(np.load(\"d.npy\").dtype, np.load(\"d.npy\"))",
     "<U3 ['0' '1' '2']\n"},
    {"np.savez(\"z.npz\", np.arange(3), b=np.ones(2))\n"
     "z = np.load(\"z.npz\")\n"
     "print(sorted(z.files))\n"
     "print(z[\"b\"], z[\"arr_0\"], len(z))",
     "['arr_0', 'b']\n"
     "[1. 1.] [0 1 2] 2\n"},
    {"np.savez(\"s\", x=np.arange(3))\n"
     "z = np.load(\"s.npz\")\n"
     "print(z)\n"
     "print(z[\"q\"])",
     "NpzFile 's.npz' with keys: x\n"
     "KeyError: 'q is not a file in the archive'\n"},
    {"np.savez_compressed(\"c.npz\", a=np.zeros((100, 100)), b=np.arange(1000))\n"
     "z = np.load(\"c.npz\")\n"
     "print(z[\"a\"].sum(), z[\"b\"].sum(), z[\"a\"].shape)",
     "0.0 499500 (100, 100)\n"},
    {"np.load(\"missing.npy\")",
     "FileNotFoundError: [Errno 2] No such file or directory: 'missing.npy'\n"},
    {"np.savetxt(\"bad.npy\", [1, 2])\n"
     "np.load(\"bad.npy\")",
     "ValueError: This file contains pickled (object) data. If you trust the file you can load it unsafely using the `allow_pickle=` keyword argument or `pickle.load()`.\n"},
    {"np.array([1, 2], dtype=\"i2\").tofile(\"t.bin\")\n"
     "print(np.fromfile(\"t.bin\", dtype=\"i2\"), np.fromfile(\"t.bin\", dtype=\"u1\", count=3, offset=1))",
     "[1 2] [0 2 0]\n"},
    {"np.array([1.5, 2, 1e100]).tofile(\"t.txt\", sep=\",\")\n"
     "print(np.fromfile(\"t.txt\", sep=\",\"))",
     "[1.5e+000 2.0e+000 1.0e+100]\n"},
    {"np.fromfile(\"t.txt\", sep=\",\", offset=2)",
     "TypeError: 'offset' argument only permitted for binary files\n"},
    {"np.fromfile(\"t.txt\", sep=\" \")",
     "ValueError: string or file could not be read to its end due to unmatched data\n"},
    {"np.fromfile(\"t.bin\", offset=-1)",
     "OSError: [Errno 22] Invalid argument\n"},
    {"np.fromfile(\"t.bin\", offset=100)",
     "ValueError: negative dimensions are not allowed\n"},
    {"np.fromfile(\"nothing.bin\")",
     "FileNotFoundError: [Errno 2] No such file or directory: 'nothing.bin'\n"},
    {"print(np.fromstring(\"1 2\", sep=\" \"), np.fromstring(\"1, 2,3\", sep=\",\", dtype=int), np.fromstring(\"\", sep=\" \"))",
     "[1. 2.] [1 2 3] []\n"},
    {"print(np.fromstring(\" 1   2\\n3 \", sep=\" \"), np.fromstring(\"nan inf -inf 1e5\", sep=\" \"), np.fromstring(\"1 2 3\", sep=\" \", count=2))",
     "[1. 2. 3.] [    nan     inf    -inf 100000.] [1. 2.]\n"},
    {"print(np.fromstring(\"1 , 2\", sep=\",\"), np.fromstring(\"1 , 2\", sep=\" , \"), np.fromstring(\"1,2,\", sep=\",\"), np.fromstring(\"1;2\", sep=\";\", dtype=\"u1\"))",
     "[1. 2.] [1. 2.] [1. 2.] [1 2]\n"},
    {"print(np.fromstring(\"1 0 2\", sep=\" \", dtype=bool), np.fromstring(\"1+2j 3j\", sep=\" \", dtype=complex))",
     "[ True False  True] [1.+2.j 0.+3.j]\n"},
    {"np.fromstring(\"1 2 x\", sep=\" \")",
     "ValueError: string or file could not be read to its end due to unmatched data\n"},
    {"np.fromstring(\"1.5 2\", dtype=int, sep=\" \")",
     "ValueError: string or file could not be read to its end due to unmatched data\n"},
    {"np.fromstring(\"abc\", sep=\" \")",
     "ValueError: string or file could not be read to its end due to unmatched data\n"},
    {"np.fromstring(\"1 2\")",
     "ValueError: The binary mode of fromstring is removed, use frombuffer instead\n"},
    {"np.fromstring(\"a b\", sep=\" \", dtype=\"U1\")",
     "ValueError: don't know how to read character strings with that array type\n"},
    {"np.fromstring(\"1,,2\", sep=\",\")",
     "ValueError: string or file could not be read to its end due to unmatched data\n"},
    {"np.fromstring(\"300 -1\", sep=\" \", dtype=\"u1\")",
     "ValueError: string or file could not be read to its end due to unmatched data\n"},
    {"x = np.arange(5).tobytes()\n"
     "print(np.frombuffer(x, dtype=int), np.frombuffer(x, dtype=\"u1\", count=3, offset=8), np.frombuffer(x, dtype=\"i4\")[:4])\n"
     "print(np.frombuffer(x, dtype=int).flags.writeable)",
     "[0 1 2 3 4] [1 0 0] [0 0 1 0]\n"
     "False\n"},
    {"np.frombuffer(np.arange(3, dtype=\"u1\").tobytes(), dtype=\"u2\")",
     "ValueError: buffer size must be a multiple of element size\n"},
    {"np.frombuffer(np.arange(3, dtype=\"u1\").tobytes(), dtype=\"u1\", offset=5)",
     "ValueError: offset must be non-negative and no greater than buffer length (3)\n"},
    {"np.frombuffer(np.arange(3, dtype=\"u1\").tobytes(), dtype=\"u1\", offset=-1)",
     "ValueError: offset must be non-negative and no greater than buffer length (3)\n"},
    {"np.frombuffer(np.arange(3, dtype=\"u1\").tobytes(), dtype=\"u1\", count=5)",
     "ValueError: buffer is smaller than requested size\n"},
    {"np.frombuffer(np.arange(8, dtype=\"u1\").tobytes()).setflags(write=True)",
     "ValueError: cannot set WRITEABLE flag to True of this array\n"},
    {"a = np.frombuffer(np.arange(3).tobytes(), dtype=int)\n"
     "a[0] = 5",
     "ValueError: assignment destination is read-only\n"},
    {"np.save(\"m.npy\", np.arange(10))\n"
     "m = np.load(\"m.npy\", mmap_mode=\"r\")\n"
     "print(np.array_repr(m[2:5]))\n"
     "print(m.sum(), m.offset, m.mode)\n"
     "m[0] = 1",
     "memmap([2, 3, 4])\n"
     "45 128 r\n"
     "ValueError: assignment destination is read-only\n"},
    {"c = np.load(\"m.npy\", mmap_mode=\"c\")\n"
     "c[0] = 77\n"
     "print(c[:2], np.load(\"m.npy\")[:2])",
     "[77  1] [0 1]\n"},
    {"w = np.load(\"m.npy\", mmap_mode=\"r+\")\n"
     "w[0] = 77\n"
     "w.flush()\n"
     "print(np.load(\"m.npy\"))",
     "[77  1  2  3  4  5  6  7  8  9]\n"},
    {"np.load(\"m.npy\", mmap_mode=\"x\")",
     "ValueError: mode must be one of ['r', 'c', 'r+', 'w+', 'readonly', 'copyonwrite', 'readwrite', 'write'] (got 'x')\n"},
    {"a = np.array(5)\n"
     "np.save(\"zero.npy\", a)\n"
     "print(np.array_repr(np.load(\"zero.npy\")))",
     "array(5)\n"},
    {"np.save(\"e.npy\", np.zeros((0, 3)))\n"
     "print(np.array_repr(np.load(\"e.npy\")))",
     "array([], shape=(0, 3), dtype=float64)\n"},
    {"o = np.lib.format.open_memmap(\"om.npy\", mode=\"w+\", dtype=\"f4\", shape=(2, 3))\n"
     "o[:] = 7\n"
     "o.flush()\n"
     "print(np.array_repr(np.load(\"om.npy\")), o.offset)",
     "array([[7., 7., 7.],\n"
     "       [7., 7., 7.]], dtype=float32) 128\n"},
    {"o = np.lib.format.open_memmap(\"of.npy\", mode=\"w+\", dtype=\"i2\", shape=(2, 3), fortran_order=True)\n"
     "o[0, 1] = 7\n"
     "print(np.load(\"of.npy\"), np.load(\"of.npy\").flags.f_contiguous, o.strides)",
     "[[0 7 0]\n"
     " [0 0 0]] True (2, 4)\n"},
    {"print(np.lib.format.open_memmap(\"om.npy\").shape, np.lib.format.open_memmap(\"om.npy\", mode=\"r\").flags.writeable)",
     "(2, 3) False\n"},
};

#include <sys/stat.h>

/* Programs whose answer is not NumPy's but ours: what cannot be reached, and what is out of bounds. */
static void check_lines(file_state *f, const group *groups, size_t n) {
    for (size_t i = 0; i < n; i++) assert_string_equal(file_state_run(f, groups[i].program), groups[i].printed);
}

static void only_files_below_the_folder_are_reached(void **state) {
    static const group groups[] = {
        {"np.save(\"/tmp/x.npy\", [1])", "PermissionError: only files below the current folder can be reached: '/tmp/x.npy'\n"},
        {"np.save(\"../x.npy\", [1])", "PermissionError: a path with '..' is not taken here: '../x.npy'\n"},
        {"np.save(\"a/../x.npy\", [1])", "FileNotFoundError: [Errno 2] No such file or directory: 'a/../x.npy'\n"},
        {"np.load(\"link\")", "PermissionError: a link is not followed: 'link'\n"},
        {"np.fromfile(\"pipe\")", "PermissionError: not a regular file: 'pipe'\n"},
        {"np.memmap(\"link\", mode=\"r+\")", "PermissionError: a link is not followed: 'link'\n"},
        {"np.save(\"folder.npy\", [1])", "IsADirectoryError: [Errno 21] Is a directory: 'folder.npy'\n"},
        {"np.loadtxt(\"/etc/passwd\")", "PermissionError: only files below the current folder can be reached: '/etc/passwd'\n"},
        {"np.load(\"\")", "FileNotFoundError: [Errno 2] No such file or directory: ''\n"},
    };
    file_state f;
    char       path[96], whole[160];
    (void)state;
    file_state_open(&f, 0);
    snprintf(path, sizeof path, "%s/link", f.folder);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    snprintf(path, sizeof path, "%s/pipe", f.folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    snprintf(path, sizeof path, "%s/folder.npy", f.folder);
    assert_int_equal(mkdir(path, 0700), 0);
    check_lines(&f, groups, sizeof groups / sizeof *groups);
    snprintf(whole, sizeof whole, "np.save(\"%s/in.npy\", [1, 2])\nprint(np.load(\"./in.npy\"))", f.folder);
    assert_string_equal(file_state_run(&f, whole), "[1 2]\n");
    rmdir(path);
    file_state_close(&f);
}

static void temporary_folders_are_below_the_folder(void **state) {
    file_state f;
    char       whole[256], path[96];
    (void)state;
    file_state_open(&f, 0);
    assert_string_equal(file_state_run(&f, "d = mkdtemp()\nn = path.join(d, \"x.npy\")\nnp.save(n, [1, 2])\nprint(n, np.load(n))"), "tmp0/x.npy [1 2]\n");
    snprintf(whole, sizeof whole, "print(path.abspath(n) == \"%s/tmp0/x.npy\", mkdtemp())", f.folder);
    assert_string_equal(file_state_run(&f, whole), "True tmp1\n");
    snprintf(path, sizeof path, "%s/tmp0", f.folder);
    remove_folder(path);
    snprintf(path, sizeof path, "%s/tmp1", f.folder);
    remove_folder(path);
    file_state_close(&f);
}

static void without_a_folder_there_are_no_files(void **state) {
    static const group groups[] = {
        {"np.save(\"x.npy\", [1])", "PermissionError: files are not available here\n"},
        {"np.load(\"x.npy\")", "PermissionError: files are not available here\n"},
        {"np.savez(\"x.npz\", [1])", "PermissionError: files are not available here\n"},
        {"np.memmap(\"x\", mode=\"w+\", shape=3)", "PermissionError: files are not available here\n"},
        {"np.loadtxt(\"x\")", "PermissionError: files are not available here\n"},
        {"np.genfromtxt(\"x\")", "PermissionError: files are not available here\n"},
        {"np.savetxt(\"x\", [1])", "PermissionError: files are not available here\n"},
        {"np.fromfile(\"x\")", "PermissionError: files are not available here\n"},
        {"np.array([1]).tofile(\"x\")", "PermissionError: files are not available here\n"},
        {"np.lib.format.open_memmap(\"x\", mode=\"w+\", shape=(3,))", "PermissionError: files are not available here\n"},
        {"f = TemporaryFile()\nnp.save(f, np.arange(3))\nnp.save(f, [4.5])\nf.seek(0)\nprint(np.load(f), np.load(f))", "[0 1 2] [4.5]\n"},
        {"f = TemporaryFile()\nnp.savez(f, np.arange(3), x=[1])\nf.seek(0)\nz = np.load(f)\nprint(z.files, z[\"x\"])\nfor k in z.keys() do print(k) end",
         "['x', 'arr_0'] [1]\nx\narr_0\n"},
    };
    (void)state;
    RUN_GROUPS(groups);
}

static void files_are_bounded(void **state) {
    static const group groups[] = {
        {"np.save(\"a.npy\", np.zeros(100))\nprint(np.load(\"a.npy\").size)", "100\n"},
        {"np.save(\"b.npy\", np.zeros(2000))", "OSError: a file of 16128 bytes: files may grow by 5000 bytes in all here\n"},
        {"np.memmap(\"c\", mode=\"w+\", shape=4000)[:] = 1\nnp.memmap(\"d\", mode=\"w+\", shape=4000)", "OSError: a file of 4000 bytes: files may grow by 5000 bytes in all here\n"},
        {"m = np.memmap(\"c\", mode=\"r+\", shape=4900)", "OSError: a file of 4900 bytes: files may grow by 5000 bytes in all here\n"},
    };
    file_state f;
    (void)state;
    file_state_open(&f, 5000);
    check_lines(&f, groups, sizeof groups / sizeof *groups);
    file_state_close(&f);
}

static void a_file_that_lies_about_its_size_costs_nothing(void **state) {
    static const char header[] = "\x93NUMPY\x01\x00\x46\x00{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }  \n";
    file_state f;
    char       path[96];
    (void)state;
    file_state_open(&f, 0);
    snprintf(path, sizeof path, "%s/lie.npy", f.folder);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(header, 1, sizeof header - 1, out);
    fclose(out);
    size_t before = mem_live();
    mem_mark_peak();
    assert_string_equal(file_state_run(&f, "np.load(\"lie.npy\")"),
                        "ValueError: Failed to read all data for array. Expected (1000000000000,) = 1000000000000 elements, could only read 0 elements. (file seems not fully written?)\n");
    assert_string_equal(file_state_run(&f, "np.load(\"lie.npy\", mmap_mode=\"r\")"), "ValueError: mmap length is greater than file size\n");
    assert_string_equal(file_state_run(&f, "np.load(\"lie.npy\", mmap_mode=\"r+\")"), "ValueError: mmap length is greater than file size\n");
    assert_true(mem_peak() < before + (1u << 20));
    file_state_close(&f);
}

static void every_failing_allocation_is_survived(void **state) {
    static const char program[] =
        "np.savez_compressed(\"a\", x=np.arange(100))\nz = np.load(\"a.npz\")\nm = np.memmap(\"m\", mode=\"w+\", shape=10)\n"
        "np.savetxt(\"t\", z[\"x\"])\nprint(np.loadtxt(\"t\").sum(), np.genfromtxt(\"t\", dtype=None).sum(), m[:3].size)";
    (void)state;
    for (uint64_t n = 1; n < 400; n += 7) {
        file_state f;
        file_state_open(&f, 0);
        mem_fail_from(n);
        file_state_run(&f, program);
        mem_fail_from(0);
        buf_free(&f.printed);
        buf_init(&f.printed);
        assert_string_equal(file_state_run(&f, program), "4950.0 4950.0 3\n");
        file_state_close(&f);
    }
}

static void files_are_read_and_written_as_numpy_does(void **state) {
    (void)state;
    RUN_FILE_GROUPS(file_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(files_are_read_and_written_as_numpy_does),
        TEST(only_files_below_the_folder_are_reached),
        TEST(without_a_folder_there_are_no_files),
        TEST(files_are_bounded),
        TEST(a_file_that_lies_about_its_size_costs_nothing),
        TEST(every_failing_allocation_is_survived),
        TEST(temporary_folders_are_below_the_folder),
    };
    return RUN_TESTS(tests);
}
