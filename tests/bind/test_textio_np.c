/* tests/bind/test_textio_np.c: np.savetxt, np.loadtxt, np.genfromtxt.
 *
 * Each program was run by Python with NumPy 2.4; what it printed is what is expected here. */
#include "bind/file_groups.h"

static const group textio_groups[] = {
    {"print(np.loadtxt([\"0 1\", \"2 3\"]))",
     "[[0. 1.]\n"
     " [2. 3.]]\n"},
    {"print(np.array_repr(np.loadtxt(StringIO(\"1,0,2\\n3,0,4\"), delimiter=\",\", usecols=(0, 2), unpack=True)))",
     "array([[1., 3.],\n"
     "       [2., 4.]])\n"},
    {"np.loadtxt([\"1 2\", \"3 x\"])",
     "ValueError: could not convert string 'x' to float64 at row 1, column 2.\n"},
    {"np.loadtxt([\"1 2\", \"3\"])",
     "ValueError: the number of columns changed from 2 to 1 at row 2; use `usecols` to select a subset and avoid this error\n"},
    {"np.loadtxt([\"1 2\", \"3 4 5\"])",
     "ValueError: the number of columns changed from 2 to 3 at row 2; use `usecols` to select a subset and avoid this error\n"},
    {"np.loadtxt([\"1 2\", \"3 4\"], usecols=(0, 5))",
     "ValueError: invalid column index 5 at row 1 with 2 columns\n"},
    {"print(np.loadtxt([\"1 2\", \"3 4\"], usecols=-1))",
     "[2. 4.]\n"},
    {"np.loadtxt([\"1 2\"], usecols=\"a\")",
     "TypeError: usecols must be an int or a sequence of ints but it contains at least one element of type 'str'\n"},
    {"np.loadtxt([\"1 2\"], usecols=1.5)",
     "TypeError: usecols must be an int or a sequence of ints but it contains at least one element of type 'float'\n"},
    {"np.loadtxt([\"1.5 2\"], dtype=int)",
     "ValueError: could not convert string '1.5' to int64 at row 0, column 1.\n"},
    {"np.loadtxt([\"300 2\"], dtype=\"u1\")",
     "ValueError: could not convert string '300' to uint8 at row 0, column 1.\n"},
    {"np.loadtxt([\"-1 2\"], dtype=\"u1\")",
     "ValueError: could not convert string '-1' to uint8 at row 0, column 1.\n"},
    {"np.loadtxt([\"1 0\", \"a 1\"], dtype=bool)",
     "ValueError: could not convert string 'a' to bool at row 1, column 1.\n"},
    {"print(np.loadtxt([\"1+2j (3-1j)\"], dtype=complex))",
     "[1.+2.j 3.-1.j]\n"},
    {"print(np.array_repr(np.loadtxt([\"a bb ccc\", \"d e f\"], dtype=str)), np.array_repr(np.loadtxt([\"a bb ccc\"], dtype=\"U2\")))",
     "array([['a', 'bb', 'ccc'],\n"
     "       ['d', 'e', 'f']], dtype='<U3') array(['a', 'bb', 'cc'], dtype='<U2')\n"},
    {"print(np.array_repr(np.loadtxt([\"# x\", \"\"])))",
     "array([], dtype=float64)\n"},
    {"np.loadtxt([\"1,2,,3\"], delimiter=\",\")",
     "ValueError: could not convert string '' to float64 at row 0, column 3.\n"},
    {"print(np.loadtxt([\"1, 2 ,3\"], delimiter=\",\"))",
     "[1. 2. 3.]\n"},
    {"print(np.loadtxt([\"1 2 # c\", \"#d\", \"\", \"3 4\"]))",
     "[[1. 2.]\n"
     " [3. 4.]]\n"},
    {"print(np.loadtxt([\"1 2 // c\", \"3 4\"], comments=\"//\"), np.loadtxt([\"1 2 // c\", \"3 4 %d\"], comments=[\"//\", \"%\"]))",
     "[[1. 2.]\n"
     " [3. 4.]] [[1. 2.]\n"
     " [3. 4.]]\n"},
    {"np.loadtxt([\"1 2\"], comments=\"\")",
     "ValueError: comments cannot be an empty string. Use comments=None to disable comments.\n"},
    {"np.loadtxt([\"1 2\"], delimiter=\"ab\")",
     "TypeError: Text reading control character must be a single unicode character or None; but got: 'ab'\n"},
    {"np.loadtxt([\"1 2\"], delimiter=\"\\n\")",
     "TypeError: control character 'delimiter' cannot be a newline (`\\r` or `\\n`).\n"},
    {"np.loadtxt([\"1#2\"], delimiter=\"#\")",
     "TypeError: The values for control characters 'comment' and 'delimiter' are incompatible\n"},
    {"print(np.loadtxt([\"1 2\", \"3 4\", \"5 6\"], skiprows=1, max_rows=1))",
     "[3. 4.]\n"},
    {"np.loadtxt([\"1 2\"], skiprows=-1)",
     "ValueError: argument must be nonnegative\n"},
    {"np.loadtxt([\"1 2\"], max_rows=-1)",
     "ValueError: argument must be nonnegative\n"},
    {"print(np.loadtxt([\"1 2\"], max_rows=0))",
     "[]\n"},
    {"np.loadtxt([\"1 2\"], ndmin=3)",
     "ValueError: Illegal value of ndmin keyword: 3\n"},
    {"print(np.array_repr(np.loadtxt([\"1 2\"], ndmin=2)), np.array_repr(np.loadtxt([\"1\", \"2\"], ndmin=2)), np.array_repr(np.loadtxt([\"1\"], ndmin=1)), np.array_repr(np.loadtxt([\"5\"])), np.array_repr(np.loadtxt([\"1\", \"2\"])), np.array_repr(np.loadtxt([\"1\", \"2\"], ndmin=2, unpack=True)))",
     "array([[1., 2.]]) array([[1.],\n"
     "       [2.]]) array([1.]) array(5.) array([1., 2.]) array([[1., 2.]])\n"},
    {"print(np.loadtxt([\"1 nan -inf +INF infinity\"]))",
     "[  1.  nan -inf  inf  inf]\n"},
    {"np.loadtxt([\"1_000\"])",
     "ValueError: could not convert string '1_000' to float64 at row 0, column 1.\n"},
    {"np.loadtxt([\"0x10\"])",
     "ValueError: could not convert string '0x10' to float64 at row 0, column 1.\n"},
    {"np.loadtxt([\"1d5\"])",
     "ValueError: could not convert string '1d5' to float64 at row 0, column 1.\n"},
    {"print(np.array_repr(np.loadtxt([\"\\\"a b\\\",2\", \"\\\"c \\\"\\\"q\\\"\\\"\\\",3\"], delimiter=\",\", dtype=str, quotechar=\"\\\"\")))",
     "array([['a b', '2'],\n"
     "       ['c \"q\"', '3']], dtype='<U5')\n"},
    {"np.loadtxt(\"nofile.txt\")",
     "FileNotFoundError: nofile.txt not found.\n"},
    {"np.loadtxt(5)",
     "ValueError: fname must be a string, filehandle, list of strings,\n"
     "or generator. Got <class 'int'> instead.\n"},
    {"print(np.loadtxt([\"1\\t2  3\"]), np.loadtxt([\"1\\t2\"], delimiter=\"\\t\"))",
     "[1. 2. 3.] [1. 2.]\n"},
    {"np.loadtxt([\" 1 2 \"], delimiter=\" \")",
     "ValueError: could not convert string '' to float64 at row 0, column 1.\n"},
    {"print(np.loadtxt([\"1e400 1e-400\"]))",
     "[inf  0.]\n"},
    {"np.loadtxt([\"99999999999999999999\"], dtype=int)",
     "ValueError: could not convert string '99999999999999999999' to int64 at row 0, column 1.\n"},
    {"print(np.array_repr(np.loadtxt([\"1 2\"], dtype=\"f4\")), np.array_repr(np.loadtxt([\"1\", \"2\"], usecols=[])), np.array_repr(np.loadtxt([\"1 2\"], usecols=[0, 0])))",
     "array([1., 2.], dtype=float32) array([], shape=(2, 0), dtype=float64) array([1., 1.])\n"},
    {"np.loadtxt([\"a\"], dtype=\"f4\")",
     "ValueError: could not convert string 'a' to float32 at row 0, column 1.\n"},
    {"np.loadtxt([\"1 2\\n3 4\"])",
     "ValueError: Found an unquoted embedded newline within a single line of input.  This is currently not supported.\n"},
    {"np.loadtxt(StringIO(\"1,2,\\n3,4,\\n\"), delimiter=\",\")",
     "ValueError: could not convert string '' to float64 at row 0, column 3.\n"},
    {"print(np.array_repr(np.loadtxt(StringIO(\"a,,b\\n\"), delimiter=\",\", dtype=str)))",
     "array(['a', '', 'b'], dtype='<U1')\n"},
    {"print(np.loadtxt(StringIO(\"1 2\\n2 4\\n3 9 12\\n4 16 20\"), usecols=(0, 1)))",
     "[[ 1.  2.]\n"
     " [ 2.  4.]\n"
     " [ 3.  9.]\n"
     " [ 4. 16.]]\n"},
    {"np.savetxt(\"s.txt\", [[1, 2.5], [3, 4]], delimiter=\",\", header=\"a b\\nc\", footer=\"end\")\n"
     "print(np.loadtxt(\"s.txt\", delimiter=\",\"))\n"
     "f = StringIO()\n"
     "np.savetxt(f, [1, 2.5])\n"
     "print(f.getvalue())",
     "[[1.  2.5]\n"
     " [3.  4. ]]\n"
     "1.000000000000000000e+00\n"
     "2.500000000000000000e+00\n"
     "\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1, 2.5])\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1.000000000000000000e+00\n"
     "2.500000000000000000e+00\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [[1, 2], [3, 4]], fmt=\"%d\", delimiter=\",\", header=\"a\\nb\", footer=\"end\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "# a\n"
     "# b\n"
     "1,2\n"
     "3,4\n"
     "# end\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [[1, 2]], fmt=[\"%d\", \"%.2f\"])\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1 2.00\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [[1, 2]], fmt=\"%d-%5.1f|\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1-  2.0|\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [[1, 2]], fmt=\"%d %d %d\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ValueError: fmt has wrong number of % formats:  %d %d %d\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [[1, 2]], fmt=[\"%d\"])\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "AttributeError: fmt has wrong shape.  ['%d']\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1 + 2j, 3 - 4j])\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     " (1.000000000000000000e+00+2.000000000000000000e+00j)\n"
     " (3.000000000000000000e+00-4.000000000000000000e+00j)\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [\"a\", \"b\"])\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "TypeError: Mismatch between array dtype ('<U1') and format specifier ('%.18e')\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [\"a\", \"b\"], fmt=\"%s\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "a\n"
     "b\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, 5)\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ValueError: Expected 1D or 2D array, got 0D array instead\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, np.zeros((1, 1, 1)))\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ValueError: Expected 1D or 2D array, got 3D array instead\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [True, False], fmt=\"%d\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1\n"
     "0\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, np.array([0.1], dtype=\"f4\"), fmt=\"%s\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "0.1\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1.0, 2], fmt=\"%s\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1.0\n"
     "2.0\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1.5], fmt=\"%d\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1, 2], newline=\"\\r\\n\", fmt=\"%i\", comments=\"//\", header=\"h\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "//h\r\n"
     "1\r\n"
     "2\r\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [np.nan, np.inf, -np.inf])\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "nan\n"
     "inf\n"
     "-inf\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [[1 + 1j, 2]], fmt=\"%.1f\", delimiter=\",\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     " (1.0+1.0j), (2.0+0.0j)\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1.5], fmt=3)\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ValueError: invalid fmt: 3\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [-np.nan], fmt=\"%5.1f\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "  nan\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1e300], fmt=\"%10.4g\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "    1e+300\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1.5], fmt=\"%x\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "TypeError: Mismatch between array dtype ('float64') and format specifier ('%x')\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1, 2], fmt=\"%05.1f%%\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ValueError: fmt has wrong number of % formats:  %05.1f%%\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [np.nan], fmt=\"%d\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ValueError: cannot convert float NaN to integer\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1, 2], fmt=\"%+d\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "+1\n"
     "+2\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [1, 2], fmt=\"%-5d|\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "1    |\n"
     "2    |\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [\"a\", \"bcd\"], fmt=\"%5s\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "    a\n"
     "  bcd\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [\"abc\"], fmt=\"%.2s\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ab\n"
     "|\n"},
    {"f = StringIO()\n"
     "np.savetxt(f, [255], fmt=\"%x\")\n"
     "print(f.getvalue(), \"|\", sep=\"\")",
     "ff\n"
     "|\n"},
};

static const group genfromtxt_groups[] = {
    {"print(np.array_repr(np.genfromtxt([\"1,2,3\", \"4,5,6\"], delimiter=\",\")))",
     "array([[1., 2., 3.],\n"
     "       [4., 5., 6.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,,3\", \"4,5,x\"], delimiter=\",\")))",
     "array([[ 1., nan,  3.],\n"
     "       [ 4.,  5., nan]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,,3\", \"4,5,x\"], delimiter=\",\", filling_values=0)))",
     "array([[1., 0., 3.],\n"
     "       [4., 5., 0.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,,3\", \"4,5,x\"], delimiter=\",\", dtype=int)))",
     "array([[ 1, -1,  3],\n"
     "       [ 4,  5, -1]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,,3\", \"4,5,6\"], delimiter=\",\", filling_values=[7, 8, 9])))",
     "array([[1., 8., 3.],\n"
     "       [4., 5., 6.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\", \"3 4\"], unpack=True)))",
     "array([[1., 3.],\n"
     "       [2., 4.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"a 1\", \"b 2\"], dtype=str)))",
     "array([['a', '1'],\n"
     "       ['b', '2']], dtype='<U1')\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\", \"3\"])))",
     "ValueError: Some errors were detected !\n"
     "    Line #2 (got 1 columns instead of 2)\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\", \"3\", \"4 5\"], invalid_raise=False)))",
     "array([[1., 2.],\n"
     "       [4., 5.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\", \"3\", \"4 5 6\"], skip_footer=1)))",
     "ValueError: Some errors were detected !\n"
     "    Line #2 (got 1 columns instead of 2)\n"},
    {"print(np.array_repr(np.genfromtxt([\"h\", \"1 2\", \"3 4\", \"t\"], skip_header=1, skip_footer=1)))",
     "array([[1., 2.],\n"
     "       [3., 4.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"h\", \"1 2\", \"3 4\"], skip_header=1, max_rows=1)))",
     "array([1., 2.])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2 # c\", \"# d\", \"3 4\"])))",
     "array([[1., 2.],\n"
     "       [3., 4.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"123456\", \"789012\"], delimiter=3)))",
     "array([[123., 456.],\n"
     "       [789.,  12.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"123456\", \"789012\"], delimiter=[1, 2, 3])))",
     "array([[  1.,  23., 456.],\n"
     "       [  7.,  89.,  12.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1::2\", \"3::4\"], delimiter=\"::\")))",
     "array([[1., 2.],\n"
     "       [3., 4.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\" a , b \", \"c,d\"], delimiter=\",\", dtype=\"U3\", autostrip=True)))",
     "array([['a', 'b'],\n"
     "       ['c', 'd']], dtype='<U3')\n"},
    {"print(np.array_repr(np.genfromtxt([\" a , b \", \"c,d\"], delimiter=\",\", dtype=\"U3\")))",
     "array([['a ', ' b'],\n"
     "       ['c', 'd']], dtype='<U3')\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2 3\", \"4 5 6\"], usecols=(0, 2))))",
     "array([[1., 3.],\n"
     "       [4., 6.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2 3\", \"4 5 6\"], usecols=-1)))",
     "array([3., 6.])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\", \"3 4\"], dtype=None)))",
     "array([[1, 2],\n"
     "       [3, 4]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1.5 2.5\", \"3 4\"], dtype=None)))",
     "array([[1.5, 2.5],\n"
     "       [3. , 4. ]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"True False\"], dtype=None)))",
     "array([ True, False])\n"},
    {"print(np.array_repr(np.genfromtxt([\"a b\", \"cc d\"], dtype=None)))",
     "array([['a', 'b'],\n"
     "       ['cc', 'd']], dtype='<U2')\n"},
    {"print(np.array_repr(np.genfromtxt([\"1\", \"2\"])))",
     "array([1., 2.])\n"},
    {"print(np.array_repr(np.genfromtxt([\"5\"])))",
     "array(5.)\n"},
    {"print(np.array_repr(np.genfromtxt([\"5\"], ndmin=2)))",
     "array([[5.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 N/A\"], missing_values=\"N/A\", dtype=int)))",
     "array([ 1, -1])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 N/A\", \"2 3\"], missing_values=\"N/A\", dtype=None)))",
     "array([[ 1, -1],\n"
     "       [ 2,  3]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 N/A\"], loose=False)))",
     "ValueError: Cannot convert string 'N/A'\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 N/A\"], missing_values=\"N/A\", filling_values=5, loose=False)))",
     "array([1., 5.])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1.5 2\"], dtype=\"i4\")))",
     "array([1, 2], dtype=int32)\n"},
    {"print(np.array_repr(np.genfromtxt([\"1.5 2\"], dtype=int)))",
     "array([-1,  2])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1_000 2\"])))",
     "array([1000.,    2.])\n"},
    {"print(np.array_repr(np.genfromtxt([\"TRUE 0 false\"], dtype=bool)))",
     "array([ True, False, False])\n"},
    {"print(np.array_repr(np.genfromtxt([])))",
     "array([], dtype=float64)\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\"], max_rows=0)))",
     "ValueError: 'max_rows' must be at least 1.\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\"], max_rows=1, skip_footer=1)))",
     "ValueError: The keywords 'skip_footer' and 'max_rows' can not be specified at the same time.\n"},
    {"print(np.array_repr(np.genfromtxt(5)))",
     "TypeError: fname must be a string, a filehandle, a sequence of strings,\n"
     "or an iterator of strings. Got <class 'int'> instead.\n"},
    {"print(np.array_repr(np.genfromtxt(\"nofile.csv\")))",
     "FileNotFoundError: nofile.csv not found.\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,2\", \"\", \"3,4\"], delimiter=\",\")))",
     "array([[1., 2.],\n"
     "       [3., 4.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1, 2\"], delimiter=\",\", dtype=int)))",
     "array([1, 2])\n"},
    {"print(np.array_repr(np.genfromtxt([\"nan inf\"])))",
     "array([nan, inf])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1+2j 3\"], dtype=complex)))",
     "array([1.+2.j, 3.+0.j])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,2,3\"], delimiter=\",\", usecols=(0, 7))))",
     "ValueError: Some errors were detected !\n"
     "    Line #1 (got 3 columns instead of 2)\n"},
    {"print(np.array_repr(np.genfromtxt([\"1,,3\"], delimiter=\",\", dtype=\"f4\")))",
     "array([ 1., nan,  3.], dtype=float32)\n"},
    {"print(np.array_repr(np.genfromtxt([\"x\"], dtype=\"u1\")))",
     "OverflowError: Python integer -1 out of bounds for uint8\n"},
    {"print(np.array_repr(np.genfromtxt([\"1 2\", \"3 4\"], converters={})))",
     "array([[1., 2.],\n"
     "       [3., 4.]])\n"},
    {"print(np.array_repr(np.genfromtxt([\"#a b\", \"1 2\"], comments=\"#\")))",
     "array([1., 2.])\n"},
    {"print(np.array_repr(np.genfromtxt([\"1;2%x\", \"3;4\"], delimiter=\";\", comments=\"%\")))",
     "array([[1., 2.],\n"
     "       [3., 4.]])\n"},
};

static void converters_and_limits(void **state) {
    static const group groups[] = {
        {"print(np.loadtxt([\"1 2\", \"3 4\"], {converters={[0]=function(s) return tonumber(s) * 2 end}}))", "[[2. 2.]\n [6. 4.]]\n"},
        {"print(np.loadtxt([\"1 2-\", \"3- 4\"], {converters=function(s) return s:sub(-1) == \"-\" and -tonumber(s:sub(1, -2)) or tonumber(s) end}))", "[[ 1. -2.]\n [-3.  4.]]\n"},
        {"np.loadtxt([\"1 2\"], {converters={[5]=tonumber}})", "ValueError: converter specified for column 5, which is invalid for the number of fields 2.\n"},
        {"np.loadtxt([\"1 2\"], {converters=function(s) return {1, 2} end})", "ValueError: setting an array element with a sequence.\n"},
        {"print(np.genfromtxt([\"1 x\", \"3 4\"], {filling_values={[1]=9}}))", "[[1. 9.]\n [3. 4.]]\n"},
        {"print(np.genfromtxt([\"1 x\", \"3 4\"], {converters={[1]=function(s) return #s end}}))", "[[1. 1.]\n [3. 1.]]\n"},
        {"print(np.loadtxt([\"\\xff\\xfe a\"], dtype=\"U2\").shape)", "(2,)\n"},
    };
    (void)state;
    RUN_FILE_GROUPS(groups);
}

static void tables_of_text_are_read_and_written(void **state) {
    (void)state;
    RUN_FILE_GROUPS(textio_groups);
}

static void tables_with_holes_are_read(void **state) {
    (void)state;
    RUN_FILE_GROUPS(genfromtxt_groups);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(tables_of_text_are_read_and_written),
        TEST(tables_with_holes_are_read),
        TEST(converters_and_limits),
    };
    return RUN_TESTS(tests);
}
