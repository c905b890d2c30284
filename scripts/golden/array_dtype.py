"""Writes tests/golden/array_promote.inc and array_cast.inc: NumPy's promotion and casting of numeric types and text."""
import warnings

import numpy as np

NUMBERS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
TYPES = NUMBERS + ["U1", "U5", "U21", "U40"]
RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]
VALUES = ["0", "1", "-1", "-1.5", "2.9", "127", "128", "200", "255", "256", "300.7", "-129", "32768", "65536", "-32769", "2147483647", "2147483648",
          "-2147483649", "4294967295", "1e10", "-1e10", "9007199254740993", "9.3e18", "1e19", "-1e19", "1e300", "1e-300", "nan", "inf", "-inf", "-0.0", "16777217",
          "65519", "65520", "-70000", "2049", "2051", "5e-8", "3e-8", "6.1e-5", "-1e-7", "1+2j", "-0.5-1e300j", "infj", "(2049.5+65520j)"]


def header(f, name):
    f.write("/* Written by scripts/golden/%s from NumPy %s: make golden */\n" % (name, np.__version__))


def promote():
    with open("tests/golden/array_promote.inc", "w") as f:
        header(f, "array_dtype.py")
        for a in TYPES:
            for b in TYPES:
                rules = "".join(str(int(np.can_cast(a, b, r))) for r in RULES)
                f.write('{"%s", "%s", "%s", "%s"},\n' % (a, b, np.promote_types(a, b), rules))


def text(x):
    x = x.item() if hasattr(x, "item") else x
    if isinstance(x, bool):
        return str(int(x))
    if isinstance(x, complex):
        return "%.17g,%.17g" % (x.real, x.imag)
    return "%.17g" % x if isinstance(x, float) else str(x)


def cast():
    rows = []
    for source in NUMBERS:
        for value in VALUES:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                held = np.array([complex(value) if "j" in value else float(value)]).astype(source)
            for target in NUMBERS + ["U21", "U3"]:
                with warnings.catch_warnings(record=True) as w:
                    warnings.simplefilter("always")
                    got = held.astype(target)[0]
                rows.append((source, text(held[0]), target, text(got), str(w[0].message) if w else ""))
    with open("tests/golden/array_cast.inc", "w") as f:
        header(f, "array_dtype.py")
        for row in dict.fromkeys(rows):
            f.write("{" + ", ".join('"%s"' % x for x in row) + "},\n")


promote()
cast()
