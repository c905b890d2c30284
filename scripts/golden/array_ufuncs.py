#!/usr/bin/env python3
"""Write tests/golden/array_TOPIC.inc for element-by-element operations and reductions.

    build/oracle/bin/python scripts/golden/array_ufuncs.py

Calls are spelt as in array_calls.py. A bare number stands for a Lua number (weak). The file of
sums holds {case, hash of the result's bits}: long arrays in many layouts, where the order of the
additions shows.
"""
import os
import warnings

import numpy as np

from array_ufuncs_list import SUM_CASES, TOPICS, all_pairs

A = np.array
nan, inf = np.nan, np.inf
ERRORS = {"_UFuncNoLoopError": "UFuncTypeError", "_UFuncOutputCastingError": "UFuncTypeError",
          "_UFuncInputCastingError": "UFuncTypeError"}
listed = lambda x: np.array(x) if isinstance(x, list) else x
EXTRA = {
    "equal": lambda a, b: listed(a) == listed(b), "not_equal": lambda a, b: listed(a) != listed(b),
    "power": lambda a, b: listed(a) ** listed(b),
    "reduce": lambda a, op="add", **k: getattr(np, op).reduce(a, **k),
    "accumulate": lambda a, op="add", axis=0: getattr(np, op).accumulate(a, axis=axis),
}


def answer(call):
    try:
        result = eval(call, {**vars(np), **EXTRA, "A": A, "nan": nan, "inf": inf, "nanj": complex(0, nan), "infj": complex(0, inf)})
    except Exception as e:
        name = type(e).__name__
        return "%s: %s" % (ERRORS.get(name, name), e)
    if isinstance(result, tuple):
        return "(%s)" % ", ".join(repr(r) for r in result)
    return repr(result)


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def write_calls(topic, calls):
    with open(os.path.join("tests", "golden", "array_%s.inc" % topic), "w") as out:
        out.write("/* Written by scripts/golden/array_ufuncs.py with NumPy %s. */\n" % np.__version__)
        for call in filter(None, (line.strip() for line in calls.splitlines())):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                want = answer(call)
            told = "".join("%s: %s\n" % (w.category.__name__, w.message) for w in caught)
            out.write("{%s, %s, %s},\n" % (quoted(call), quoted(want), quoted(told)))


def numbers(n):
    """Element i of the long arrays; tests/array/test_moments.c makes the same."""
    i = np.arange(n, dtype=np.uint64)
    x = (i * np.uint64(2654435761) + np.uint64(12345)) % np.uint64(2 ** 32)
    return (x.astype(np.float64) / 2.0 ** 32 - 0.5) * (1.0 + (i % np.uint64(7)).astype(np.float64) * 1000.0)


def laid_out(dtype, shape, layout):
    n = int(np.prod(shape))
    a = numbers(2 * n).astype(dtype)
    if a.dtype.kind == "c":
        a.imag = a.real[::-1].copy()
    if layout == "strided":
        return a.reshape(shape[:-1] + (2 * shape[-1],))[..., ::2]
    a = a[:n]
    if layout == "fortran":
        return a.reshape(shape[::-1]).T
    a = a.reshape(shape)
    if layout == "reversed":
        return a[(slice(None, None, -1),) * a.ndim]
    if layout == "cut":
        return a[..., : shape[-1] * 2 // 3]
    return a


def bits(a):
    h = 1469598103934665603
    for byte in np.ascontiguousarray(a).tobytes():
        h = ((h ^ byte) * 1099511628211) % 2 ** 64
    return h


def write_sums():
    with open(os.path.join("tests", "golden", "array_sums.inc"), "w") as out:
        out.write("/* Written by scripts/golden/array_ufuncs.py with NumPy %s. */\n" % np.__version__)
        for op, dtype, shape, layout, axes in SUM_CASES:
            a = laid_out(dtype, shape, layout)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                r = getattr(np, op)(a, axis=axes)
            list_of = lambda t: "{%s}" % ", ".join(str(x) for x in t)
            out.write('{"%s", "%s", %d, %s, "%s", %d, %s, 0x%016xu},\n' % (
                op, dtype, len(shape), list_of(shape), layout, -1 if axes is None else len(axes),
                "{0}" if not axes else list_of(axes), bits(r)))


def write_pairs():
    with open(os.path.join("tests", "golden", "array_result_types.inc"), "w") as out:
        out.write("/* Written by scripts/golden/array_ufuncs.py with NumPy %s. */\n" % np.__version__)
        for x, y in all_pairs():
            one = lambda t: {"weak bool": True, "weak int": 1, "weak float": 1.5, "weak complex": 1j}.get(t) if t.startswith("weak") else np.ones(1, t)
            out.write('{"%s", "%s", "%s"},\n' % (x, y, np.result_type(one(x), one(y))))


for topic, calls in TOPICS.items():
    write_calls(topic, calls)
write_sums()
write_pairs()
