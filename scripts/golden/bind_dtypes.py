#!/usr/bin/env python3
"""Write tests/golden/bind_{busdays,bytes,records,recarrays,recfunctions,tables,times}.inc: one-line programs and what Python with NumPy prints.

    build/oracle/bin/python scripts/golden/bind_dtypes.py

In the lists a line that ends in a semicolon is a statement, which stands before every line after it until a line
of "---". Where Lua is written in another way, it stands behind " ### ".
"""
import contextlib
import io
import os
import re
import warnings

import numpy as np

from bind_dtypes_list import TOPICS

NAMES = {"_UFuncNoLoopError": "UFuncTypeError", "_UFuncBinaryResolutionError": "UFuncTypeError", "_UFuncInputCastingError": "UFuncTypeError"}


def plain(text):
    text = re.sub(r"np\.(?:float64|int64|str_)\(([^()]*)\)", r"\1", text)
    return text.replace("np.True_", "True").replace("np.False_", "False")


def printed(program):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec("import numpy as np\n" + program, {})
        except KeyError as e:
            print("KeyError: %s" % e)
        except Exception as e:
            name = type(e).__name__
            print("%s: %s" % (NAMES.get(name, name), e))
    return plain(out.getvalue())


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


for topic, lines in TOPICS.items():
    with open(os.path.join("tests", "golden", "bind_%s.inc" % topic), "w") as out:
        out.write("/* Written by scripts/golden/bind_dtypes.py with NumPy %s. */\n" % np.__version__)
        before = ["", ""]
        for line in filter(None, map(str.strip, lines.splitlines())):
            if line == "---":
                before = ["", ""]
                continue
            python, _, lua = line.partition(" ### ")
            pair = [python, lua or python]
            if line.endswith(";"):
                before = [b + p.rstrip(";") + "\n" for b, p in zip(before, pair)]
                continue
            python, lua = (b + "print((%s,))" % p for b, p in zip(before, pair))
            out.write("{%s, %s},\n" % (quoted(lua), quoted(printed(python))))
