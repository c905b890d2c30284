#!/usr/bin/env python3
"""Write tests/golden/bind_names.inc: programs and what Python with NumPy prints.

    build/oracle/bin/python scripts/golden/bind_names.py
"""
import contextlib
import io
import os
import re
import warnings

import numpy as np

from bind_names_list import LINES, SETUP

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


with open(os.path.join("tests", "golden", "bind_names.inc"), "w") as out:
    out.write("/* Written by scripts/golden/bind_names.py with NumPy %s. */\n" % np.__version__)
    for line in filter(None, map(str.strip, LINES.splitlines())):
        program = SETUP + (line[1:].replace("; ", "\n") if line.startswith("!") else "print((%s,))" % line)
        out.write("{%s, %s},\n" % (quoted(program), quoted(printed(program))))
