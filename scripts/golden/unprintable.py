#!/usr/bin/env python3
"""Write engine/array/print_unprintable.inc: the code points str.isprintable() refuses.

    build/oracle/bin/python scripts/golden/unprintable.py > engine/array/print_unprintable.inc
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


print("// clang-format off")
print("/* First and last code point of each run that Python does not print, from U+0080 on.")
print(" * Unicode %s; written by scripts/golden/unprintable.py. */" % unicodedata.unidata_version)
line = ""
for first, last in runs():
    word = "{0x%x,0x%x}," % (first, last)
    if len(line) + len(word) > 150:
        print(line)
        line = ""
    line += word
print(line)
