#!/usr/bin/env python3
"""Write tests/golden/array_TOPIC.inc: calls, what NumPy answers, what it warns of.

    build/oracle/bin/python scripts/golden/array_calls.py

A call is spelt so that both Python and tests/array/call.h can read it: lists, tuples, numbers,
strings, and A(list, 'dtype') for an array of another type (.T behind it transposes).
"""
import os
import warnings

import numpy as np

from array_calls_list import TOPICS

A = np.array
nan, inf = np.nan, np.inf
ERRORS = {"_UFuncNoLoopError": "UFuncTypeError", "_UFuncOutputCastingError": "UFuncTypeError"}


def answer(call):
    scope = {**vars(np), "A": A, "nan": nan, "inf": inf}
    seed, _, rest = call.partition(": ")
    if rest:
        np.random.seed(eval(seed))
        scope.update(vars(np.random))
        call = rest
    try:
        result = eval(call, scope)
    except Exception as e:
        name = type(e).__name__
        return "%s: %s" % (ERRORS.get(name, name), e)
    if isinstance(result, str):
        return result
    if isinstance(result, (list, tuple)) and not isinstance(result, np.ndarray):
        return "(%s)" % ", ".join(repr(r) for r in result)
    return repr(result)


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


for topic, calls in TOPICS.items():
    path = os.path.join("tests", "golden", "array_%s.inc" % topic)
    with open(path, "w") as out:
        out.write("/* Written by scripts/golden/array_calls.py with NumPy %s. */\n" % np.__version__)
        for call in calls.strip().splitlines():
            call = call.strip()
            if not call:
                continue
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                want = answer(call)
            told = "".join("%s: %s\n" % (w.category.__name__, w.message) for w in caught)
            out.write("{%s, %s, %s},\n" % (quoted(call), quoted(want), quoted(told)))
