#!/usr/bin/env python3
"""Write tests/golden/bind_{einsum,linalg,complex,poly}.inc: one-line programs and what Python with NumPy prints.

    build/oracle/bin/python scripts/golden/bind_linalg.py

int64, float64 and bool scalars are plain numbers in ndrill, so they are written as such. What comes from LAPACK
is rounded (R), and vectors without a sign of their own are shown by their absolute values.
"""
import contextlib
import io
import os
import re
import warnings

import numpy as np

from bind_linalg_list import SETUP, TOPICS

NAMES = {"_UFuncInputCastingError": "UFuncTypeError", "_UFuncNoLoopError": "UFuncTypeError"}


def plain(text):
    text = re.sub(r"np\.(?:float64|int64|bool|str_)\(([^()]*)\)", r"\1", text)
    return text.replace("np.True_", "True").replace("np.False_", "False")


def printed(program):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec("import numpy as np\n" + program, {})
        except Exception as e:
            name = type(e).__name__
            print("%s: %s" % (NAMES.get(name, name), e))
    return plain(out.getvalue())


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


for topic, lines in TOPICS.items():
    with open(os.path.join("tests", "golden", "bind_%s.inc" % topic), "w") as out:
        out.write("/* Written by scripts/golden/bind_linalg.py with NumPy %s. */\n" % np.__version__)
        for line in filter(None, map(str.strip, lines.splitlines())):
            line = re.sub(r"\bR\((.*)\)$", r"(np.round(\1, 6) + 0.0)", line)
            program = SETUP[topic] + (line if line.startswith(("print(", "!")) else "print((%s,))" % line).lstrip("!")
            out.write("{%s, %s},\n" % (quoted(program), quoted(printed(program))))
