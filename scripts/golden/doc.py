"""Write below every example of scripts/doc/*.txt what NumPy gives for it.

An example is a line ">>> code" of a page; the lines below it, up to the next example or page, are
its outcome. Code is array notation that is Python too; where the two differ, "py> code" below it
is the Python of it. "py> -" says that there is no NumPy of it: its outcome is left as it is, and
so are those of plt when matplotlib is not installed.
"""
import contextlib
import io
import os
import pathlib
import sys
import tempfile
import warnings

import numpy as np

try:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
except ImportError:
    plt = None

PRINTING = np.get_printoptions()
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "doc"


def shown(x):
    """repr, with NumPy's scalars of Python's own kinds as Python shows those."""
    if isinstance(x, (np.float64, np.int64, np.bool_, np.str_)) and type(x) in (np.float64, np.int64, np.bool_, np.str_):
        return repr(x.item())
    if isinstance(x, tuple) and type(x) is not tuple:
        fields = ", ".join(f"{n}={shown(v)}" for n, v in zip(x._fields, x))
        return f"{type(x).__name__}({fields})"
    if type(x) is tuple:
        return "(" + ", ".join(map(shown, x)) + ("," if len(x) == 1 else "") + ")"
    if type(x) is list:
        return "[" + ", ".join(map(shown, x)) + "]"
    return repr(x)


def run(code, names):
    """What a prompt prints for one entry."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            try:
                value = eval(compile(code, "example", "eval"), names)
            except SyntaxError:
                exec(compile(code, "example", "exec"), names)
                value = None
            if value is not None:
                print(shown(value))
        except Exception as e:
            print(f"{type(e).__name__}: {e}".rstrip())
    return out.getvalue().rstrip("\n").split("\n") if out.getvalue().rstrip("\n") else []


def page(lines):
    names, got, i = {"np": np, "plt": plt, "pi": np.pi}, [], 0
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    np.set_printoptions(**{k: v for k, v in PRINTING.items() if k != "override_repr"})
    if plt:
        plt.close("all")
    while i < len(lines):
        if not lines[i].startswith(">>> "):
            got.append(lines[i])
            i += 1
            continue
        code = lines[i][4:]
        got.append(lines[i])
        i += 1
        if i < len(lines) and lines[i].startswith("py> "):
            code = lines[i][4:]
            got.append(lines[i])
            i += 1
        old = []
        while i < len(lines) and not lines[i].startswith(">>> "):
            old.append(lines[i])
            i += 1
        keep = code == "-" or (lines[0].startswith("= plt.") and not plt)
        got += old if keep else run(code, names)
    return got


def main():
    here = os.getcwd()
    for path in sorted(FOLDER.glob("*.txt")):
        text, pages = path.read_text().rstrip("\n").split("\n"), []
        start = [i for i, line in enumerate(text) if line.startswith("= ")] + [len(text)]
        head = text[: start[0]]
        for a, b in zip(start, start[1:]):
            with tempfile.TemporaryDirectory() as folder:
                os.chdir(folder)
                pages += page(text[a:b])
                os.chdir(here)
        path.write_text("\n".join(head + pages) + "\n")
        print(f"{path.name}: {len(start) - 1} pages")


if __name__ == "__main__":
    sys.exit(main())
