#!/usr/bin/env python3
"""Write tests/golden/print.txt: random arrays and options, and how NumPy shows them.

    build/oracle/bin/python scripts/golden/print.py

An entry is a line "array DTYPE SHAPE PRECISION THRESHOLD EDGEITEMS LINEWIDTH SUPPRESS FLOATMODE SIGN", a line
with the elements' bytes in hexadecimal (or "zeros", "range"), the lines of repr behind "r|", those of str
behind "s|".
"""
import numpy as np

rng = np.random.default_rng(20)
TYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
MODES = ["maxprec", "fixed", "unique", "maxprec_equal"]
LETTERS = ["a", "b", "'", '"', "\\", "\n", "\u00e9", "\u4e2d", "\u200b", "\U0001f600", " ", "\x7f", "\xa0", "\ud7ff", "\t"]


def floats(n, dtype):
    kinds = [
        lambda: rng.standard_normal(n),
        lambda: rng.integers(-100, 100, n) / rng.choice([1, 2, 4, 8, 10, 100, 1000]),
        lambda: rng.standard_normal(n) * 10.0 ** rng.integers(-12, 12, n),
        lambda: np.frombuffer(rng.bytes(n * 8), dtype)[:n],
        lambda: 10.0 ** rng.integers(-9, 10, n),
        lambda: 2.0 ** rng.integers(-140, 120, n),
        lambda: (rng.integers(0, 2000, n) + 0.5) / 10.0 ** rng.integers(0, 10),
        lambda: rng.random(n) * 10 ** float(rng.integers(-5, 9)),
    ]
    x = np.array(kinds[rng.integers(0, len(kinds))]()).astype(dtype)
    if n and rng.random() < 0.25:
        x[rng.integers(0, n, max(1, n // 4))] = rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0])
    return x


def array():
    ndim = int(rng.integers(0, 4))
    shape = tuple(int(k) for k in rng.integers(1, [2, 30, 8, 5][ndim], ndim))
    n, pick = int(np.prod(shape)), rng.random()
    if pick < 0.65:
        dtype = str(rng.choice(["float16", "float32", "float64", "complex64", "complex128"]))
        if dtype[0] == "c":
            part = "float32" if dtype == "complex64" else "float64"
            a = np.zeros(n, dtype)
            a.real, a.imag = floats(n, part), floats(n, part)
            return a.reshape(shape)
        return floats(n, dtype).reshape(shape)
    if pick < 0.75:
        return np.array(["".join(rng.choice(LETTERS, rng.integers(0, 5))) for _ in range(n)], "U4").reshape(shape)
    dtype = str(rng.choice(TYPES))
    if dtype == "bool":
        return rng.integers(0, 2, shape).astype(bool)
    i = np.iinfo(dtype)
    return rng.integers(max(i.min, -(10 ** int(rng.integers(1, 19)))), min(i.max, 10 ** int(rng.integers(1, 19))), shape, dtype=dtype)


def options():
    o = dict(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, floatmode="maxprec", sign="-")
    if rng.random() < 0.5:
        o.update(
            precision=int(rng.choice([0, 2, 3, 8, 12, 17])), threshold=int(rng.choice([0, 5, 20, 1000])),
            edgeitems=int(rng.choice([1, 2, 3])), linewidth=int(rng.choice([20, 40, 75, 120])),
            suppress=bool(rng.integers(0, 2)), floatmode=str(rng.choice(MODES)), sign=str(rng.choice(["-", "+", " "])))
    return o


def write(out, a, o, data):
    out.write("array %s %s %d %d %d %d %d %s '%s'\n" % (
        a.dtype.str.lstrip("<|"), ",".join(map(str, a.shape)) or "-", o["precision"], o["threshold"], o["edgeitems"],
        o["linewidth"], o["suppress"], o["floatmode"], o["sign"]))
    out.write(data + "\n")
    with np.printoptions(**o):
        for mark, text in (("r|", repr(a)), ("s|", str(a))):
            for line in text.split("\n"):
                out.write(mark + line + "\n")


with open("tests/golden/print.txt", "w", encoding="utf-8", newline="\n") as out, np.errstate(all="ignore"):
    out.write("# build/oracle/bin/python scripts/golden/print.py, NumPy %s\n" % np.__version__)
    for _ in range(800):
        a = array()
        write(out, a, options(), np.ascontiguousarray(a).tobytes().hex() or "zeros")
    usual = dict(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, floatmode="maxprec", sign="-")
    for shape in [(40, 40), (1001,), (0, 3), (10, 10, 11), (2, 600), (1100, 1), (5, 0), (7, 7, 7, 7)]:
        write(out, np.zeros(shape), usual, "zeros")
    for shape in [(1000,), (1001,), (2, 1000), (24,), (2, 1, 3, 4), (20, 60), (9, 9, 13)]:
        write(out, np.arange(int(np.prod(shape))).reshape(shape), usual, "range")
        write(out, np.arange(int(np.prod(shape)), dtype="float64").reshape(shape), usual, "range")
