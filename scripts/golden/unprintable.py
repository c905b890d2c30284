#!/usr/bin/env python3
"""Write engine/array/print_unprintable.inc: the code points str.isprintable() refuses.

    build/oracle/bin/python scripts/golden/unprintable.py
"""
import sys
import unicodedata


def runs():
    start = None
    for code in range(0x80, sys.maxunicode + 2):
        hidden = code <= sys.maxunicode and not chr(code).isprintable()
        if hidden and start is None:
            start = code
        elif not hidden and start is not None:
            yield start, code - 1
            start = None


with open("engine/array/print_unprintable.inc", "w") as out:
    out.write("// clang-format off\n")
    out.write("/* First and last code point of each run that Python does not print, from U+0080 on.\n")
    out.write(" * Unicode %s; written by scripts/golden/unprintable.py. */\n" % unicodedata.unidata_version)
    line = ""
    for first, last in runs():
        word = "{0x%x,0x%x}," % (first, last)
        if len(line) + len(word) > 150:
            out.write(line + "\n")
            line = ""
        line += word
    out.write(line + "\n")
