"""Writes tests/golden/array_npy.inc: arrays as np.save writes them, in hexadecimal."""
import io

import numpy as np

ARRAYS = [np.array([[1.5, -2.0], [np.inf, 0.1]]), np.zeros((0, 3), "i4"), np.array(-5, "i1"), np.asfortranarray(np.arange(6, dtype="u2").reshape(2, 3)),
          np.array(["ab", "c\u00e9\U0001f600"]), np.array([True, False, True]), np.arange(3, dtype="f4"), np.array([2**63], "u8"), np.arange(24, dtype="i8").reshape(2, 3, 4)[:, ::-1, ::2],
          np.zeros((1,) * 20, "i2"), np.array([1 + 2j, 3.5 - 4j]), np.array([[1j], [2]], "c8"), np.array([0.1, 65504, -0.0], "f2")]
FOREIGN = [np.arange(3, dtype=">i4"), np.array(["ab", "c"], dtype=">U2"), np.array([1.5], dtype=">f8"), np.array([1 + 2j], dtype=">c8"), np.array([1.5], dtype=">f2")]


def tell(a):
    shape = "(" + ",".join(map(str, a.shape)) + (",)" if a.ndim == 1 else ")")
    native = a.astype(a.dtype.newbyteorder("="))

    def one(x):
        if isinstance(x, bool):
            return str(int(x))
        if isinstance(x, complex):
            return "%.17g,%.17g" % (x.real, x.imag)
        return "%.17g" % x if isinstance(x, float) else repr(x)

    return " ".join([shape, native.dtype.str] + [one(x) for x in native.ravel().tolist()])


def main():
    with open("tests/golden/array_npy.inc", "w") as f:
        f.write("/* Written by scripts/golden/array_npy.py from NumPy %s: make golden */\n" % np.__version__)
        for arrays, ours in ((ARRAYS, 1), (FOREIGN, 0)):
            for a in arrays:
                out = io.BytesIO()
                np.save(out, a)
                f.write('{"%s", %d, "%s"},\n' % (tell(a).replace("\\", "\\\\"), ours, out.getvalue().hex()))
        for version in ((2, 0), (3, 0)):
            out = io.BytesIO()
            np.lib.format.write_array(out, np.arange(2), version=version)
            f.write('{"%s", 0, "%s"},\n' % (tell(np.arange(2)), out.getvalue().hex()))


main()
