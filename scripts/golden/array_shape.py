"""Writes tests/golden/array_reshape.inc and array_ravel.inc: values, strides and view or copy, as NumPy has them."""
import random

import numpy as np

BASES = {"v": np.arange(5), "a": np.arange(6).reshape(2, 3), "b": np.arange(24).reshape(2, 3, 4), "x": np.arange(120).reshape(2, 3, 4, 5),
         "s": np.array(5), "e": np.arange(0).reshape(0, 3), "o": np.arange(1).reshape(1, 1), "z": np.broadcast_to(np.arange(4), (2, 3, 4))}
FORMS = ["v", "a", "b", "x", "s", "e", "o", "z", "a.T", "b.T", "x.T", "v[::-1]", "v[1:2]", "v[::2]", "b[::-1]", "b[:, ::-1]", "b[:, :, ::2]", "b[:, :, 1:3]",
         "b[::-1, ::-1, ::-1]", "b[:, 1:2]", "x[:, :, ::2, ::-1]", "x[:, :0]", "z.T", "z[:, :, 1:2]", "o.T", "a[:1]", "b.T[::2]", "a[:, :1]", "x[:, 1]", "x[1:, 2:]",
         "b[:, None]", "a[..., None].T"]


def tell(a):
    shape = "(" + ",".join(map(str, a.shape)) + (",)" if a.ndim == 1 else ")")
    return " ".join([shape, a.dtype.str] + [str(x) for x in a.ravel().tolist()])


def made(call, a):
    try:
        r = call(a)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e), "", "-"
    return tell(r), " ".join(map(str, r.strides)), "v" if np.shares_memory(r, a) or r.size == 0 and not r.flags.owndata else "c"


def factors(r, n):
    shape = []
    while n > 1 and r.random() < 0.85:
        d = r.choice([d for d in range(1, n + 1) if n % d == 0])
        shape.append(d)
        n //= d
    if n != 1 or r.random() < 0.3:
        shape.append(n)
    r.shuffle(shape)
    return shape


def quoted(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(name, rows):
    with open("tests/golden/" + name, "w") as f:
        f.write("/* Written by scripts/golden/array_shape.py from NumPy %s: make golden */\n" % np.__version__)
        for row in dict.fromkeys(rows):
            f.write("{" + ", ".join(quoted(s) for s in row) + "},\n")


def main():
    r, rows, ravels = random.Random(3), [], []
    fixed = [("a", [4, 2], "C"), ("a", [-1, 4], "C"), ("a", [-1, -1], "C"), ("a", [-2, 3], "C"), ("a", [-1, 0], "C"), ("e", [0, -1], "C"), ("e", [3, -1], "C"),
             ("a", [], "C"), ("s", [-1], "C"), ("s", [], "C"), ("a", [3, 2], "F"), ("a", [2, 3], "K"), ("a", [-1, 4], "F"), ("a", [7], "C"), ("e", [0, 5], "C"),
             ("e", [2], "C"), ("a", [1 << 40, 1 << 40], "C"), ("o", [1, 1, 1, 1], "C"), ("o", [], "F"), ("a.T", [6], "C"), ("a.T", [3, 2, 1], "C")]
    for text, shape, order in fixed:
        rows.append((text, shape, order))
    for text in FORMS:
        a = eval("a" + text[1:], {"a": BASES[text[0]]})
        for _ in range(9):
            shape = factors(r, a.size) if a.size else r.choice([[0], [0, 2], [3, 0], [1, 0, 1]])
            if shape and a.size and r.random() < 0.4:
                shape[r.randrange(len(shape))] = -1
            rows.append((text, shape, r.choice("CCCFA")))
        for order in "CFAK":
            ravels.append((text, order) + made(lambda a: a.ravel(order), a))
    out = []
    for text, shape, order in rows:
        a = eval("a" + text[1:], {"a": BASES[text[0]]})
        out.append((text, " ".join(map(str, shape)), order) + made(lambda a: a.reshape(shape, order=order), a))
    write("array_reshape.inc", [row for row in out if len(row[3]) < 600])
    write("array_ravel.inc", [row for row in ravels if len(row[2]) < 600])


main()
