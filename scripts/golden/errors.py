#!/usr/bin/env python3
"""Write tests/golden/errors.inc and errors_files.inc: programs that NumPy refuses, and with which error: type and whole text.

    build/oracle/bin/python scripts/golden/errors.py

LEFT names those of the list whose text belongs to Python or to what ndrill is not, each with the reason.
"""
import os
import tempfile
import warnings

import numpy as np

from errors_list import AREAS, SETUP
from errors_left import LEFT

NAMES = {"_UFuncInputCastingError": "UFuncTypeError", "_UFuncOutputCastingError": "UFuncTypeError", "_UFuncNoLoopError": "UFuncTypeError",
         "_UFuncBinaryResolutionError": "UFuncTypeError", "_ArrayMemoryError": "MemoryError"}


def refused(program):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec("import numpy as np\n" + SETUP + program, {})
        except Exception as e:
            name = type(e).__name__
            return "%s: %s" % (NAMES.get(name, name), e)
    return None


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


if __name__ == "__main__":
    path = os.path.abspath(os.path.join("tests", "golden", "errors.inc"))
    os.chdir(tempfile.mkdtemp())
    head = "/* Written by scripts/golden/errors.py with NumPy %s. */\n" % np.__version__
    with open(path, "w") as others, open(path.replace("errors", "errors_files"), "w") as files:
        others.write(head)
        files.write(head)
        for area, lines in AREAS.items():
            out = files if area == "files" else others
            out.write("/* %s */\n" % area)
            for line in filter(None, map(str.strip, lines.splitlines())):
                text = refused(line)
                if text is not None and line not in LEFT:
                    out.write("{%s, %s},\n" % (quoted(SETUP + line), quoted(text + "\n")))
