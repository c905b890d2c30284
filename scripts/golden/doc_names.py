"""Write scripts/doc/names.list: NumPy's public names, one a line.

Names of an array, a Generator and a ufunc are written a.sum, rng.normal, ufunc.at. Modules that
hold no arrays to work with (typing, ...) are one name each.
"""
import pathlib
import types

import numpy as np
import numpy.exceptions
import numpy.lib
import numpy.polynomial
import numpy.rec
import numpy.testing

PATH = pathlib.Path(__file__).resolve().parent.parent / "doc" / "names.list"


def public(module):
    return sorted(n for n in dir(module) if not n.startswith("_"))


def members(head, module, functions_only=True):
    for name in public(module):
        value = getattr(module, name)
        if isinstance(value, types.ModuleType) and functions_only:
            continue
        yield f"{head}.{name}"


def own(head, module):
    """What the module says is its own."""
    for name in sorted(module.__all__):
        if not isinstance(getattr(module, name), types.ModuleType):
            yield f"{head}.{name}"


def main():
    names = list(members("np", np))
    whole = ["core", "ctypeslib", "dtypes", "f2py", "testing", "typing"]
    names += [f"np.{n}" for n in whole]
    names += own("np.linalg", np.linalg)
    names += own("np.fft", np.fft)
    names += own("np.random", np.random)
    names += own("np.ma", np.ma)
    names += own("np.char", np.char)
    names += own("np.strings", np.strings)
    names += own("np.emath", np.emath)
    names += own("np.rec", np.rec)
    names += own("np.testing", np.testing)
    names += own("np.exceptions", np.exceptions)
    names += own("np.polynomial", np.polynomial)
    names += own("np.lib", np.lib)
    names += ["np.lib.format.open_memmap", "np.lib.stride_tricks.as_strided", "np.lib.stride_tricks.sliding_window_view"]
    names += members("a", np.ndarray)
    names += members("rng", np.random.Generator)
    names += members("ufunc", np.ufunc)
    seen = list(dict.fromkeys(n for n in names if not n.endswith(".test")))
    PATH.write_text("\n".join(seen) + "\n")
    print(f"{PATH.name}: {len(seen)} names of NumPy {np.__version__}")


main()
