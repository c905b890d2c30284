#!/usr/bin/env python3
"""Random programs on ndrill and on NumPy, compared bit for bit.

usage: run.py NDRILL [--count N] [--seed S] [--show N] [--golden FILE]

Every program has a seed of its own: S, S + 1, ... A difference is shrunk to the fewest lines that still show it
and printed with its seed. tests/parity/KNOWN.md excuses what is explained there: each of its lines that begins with
`- /PATTERN/` covers the shrunk programs whose text or difference matches. Exit 1 when anything else differs.
"""
import argparse, os, re, subprocess, sys, tempfile, time
import numpy as np
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from programs import FIXED, Program, program

KNOWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/parity/KNOWN.md")
ULPS = 2

PRELUDE = """import numpy as np
hex = {}
for i = 0, 255 do hex[string.char(i)] = string.format('%02x', i) end
function emit(name, x)
  local a = np.asarray(x)
  local text = np.array_repr(a)
  print(name .. '|' .. a.dtype.str .. '|' .. tostring(a.shape) .. '|' .. (string.gsub(a.tobytes(), '.', hex)) .. '|' .. (string.gsub(text, '\\n', '~')))
end
function case(i, f)
  print('case ' .. i)
  local ok, e = pcall(f)
  if not ok then print('error|' .. (string.gsub(tostring(e), '\\n', '~'))) end
end
"""


def as_notation(p, i):
    known, out = set(), [f"case({i}, function()"]
    for line in p.lines:
        name = re.match(r"(v\d+) = ", line)
        out.append("  " + ("local " if name and name[1] not in known else "") + line)
        if name:
            known.add(name[1])
    out += [f"  emit('{n}', {n})" for n in p.names] + ["end)"]
    return "\n".join(out)


def run_ndrill(ndrill, programs):
    """The lines that each program printed."""
    text = PRELUDE + "\n".join(as_notation(p, i) for i, p in enumerate(programs))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as f:
        f.write(text)
        f.flush()
        done = subprocess.run([ndrill, "run", f.name], capture_output=True, text=True, errors="replace")
    results = [[] for _ in programs]
    at = None
    for line in done.stdout.splitlines():
        if line.startswith("case "):
            at = int(line[5:])
        elif at is not None:
            results[at].append(line)
    if done.returncode:
        where = results[at] if at is not None else results[0]
        where.append(f"error|ended with {done.returncode}: {done.stderr.strip()[:300]}")
    return results


def expected(p):
    if p.error:
        return ["error|" + f"{p.error[0]}: {p.error[1]}".replace("\n", "~")]
    out = []
    for n in p.names:
        a = np.asarray(p.env[n])
        out.append("|".join([n, a.dtype.str, str(a.shape), a.tobytes().hex(), np.array_repr(a).replace("\n", "~")]))
    return out


# --- comparing ----------------------------------------------------------------------------------------

def ordered(bits, signed):
    """Float bits as integers in the order of the floats."""
    x = bits.astype(signed).astype(object)
    low = -(1 << (bits.dtype.itemsize * 8 - 1))
    return np.array([v if v >= 0 else low - v for v in x.ravel()], dtype=object)


def close(dtype, got, want):
    """True when two byte strings hold the same floats within ULPS, NaN where NaN is."""
    real = {"f": dtype, "c": f"f{np.dtype(dtype).itemsize // 2}"}.get(np.dtype(dtype).kind)
    if not real:
        return False
    a, b = (np.frombuffer(bytes.fromhex(t), dtype=real) for t in (got, want))
    nan = np.isnan(a) & np.isnan(b)
    size = np.dtype(real).itemsize
    u, s = f"u{size}", f"i{size}"
    apart = np.array([abs(x - y) for x, y in zip(ordered(a.view(u), s), ordered(b.view(u), s))], dtype=object)
    return bool(np.all(nan | (apart <= ULPS)))


def same_nan(dtype, got, want):
    """Equal but for the payload and sign of NaN, which are no part of a value."""
    kind = np.dtype(dtype).kind
    if kind not in "fc":
        return False
    real = dtype if kind == "f" else f"f{np.dtype(dtype).itemsize // 2}"
    a, b = (np.frombuffer(bytes.fromhex(t), dtype=real) for t in (got, want))
    u = f"u{np.dtype(real).itemsize}"
    return bool(np.all((np.isnan(a) & np.isnan(b)) | (a.view(u) == b.view(u))))


def zero_signs(dtype, got, want):
    """Equal as numbers: only the signs of zeros differ."""
    if np.dtype(dtype).kind not in "fc":
        return False
    a, b = (np.frombuffer(bytes.fromhex(t), dtype=dtype) for t in (got, want))
    return bool(np.array_equal(a, b, equal_nan=True))


def difference(p, got):
    want = expected(p)
    if got == want:
        return None
    if p.error or len(got) != len(want):
        return f"ndrill: {got[-1] if got else 'nothing'}\n  NumPy:  {want[-1] if want else 'no error'}"
    for g, w in zip(got, want):
        if g == w:
            continue
        gp, wp = g.split("|"), w.split("|")
        same_type = len(gp) == 5 and gp[:3] == wp[:3]
        if same_type and same_nan(wp[1], gp[3], wp[3]) and (gp[4] == wp[4]):
            continue
        if same_type and wp[0] in p.nearly and close(wp[1], gp[3], wp[3]):
            continue
        mark = "[sign of zero] " if same_type and zero_signs(wp[1], gp[3], wp[3]) else ""
        return f"{mark}ndrill: {g[:400]}\n  NumPy:  {w[:400]}"
    return None


# --- shrinking ---------------------------------------------------------------------------------------------

def replay(lines, nearly):
    p = Program(None)
    for line in lines:
        if not p.run(line):
            break
        name = re.match(r"(v\d+) = ", line)
        if name and name[1] not in p.names:
            p.names.append(name[1])
    p.nearly = set(nearly)
    return p


def names_known(lines):
    known = set()
    for line in lines:
        used = set(re.findall(r"\bv\d+\b", line))
        made = re.match(r"(v\d+) = ", line)
        if made:
            used.discard(made[1]) if made[1] not in line[len(made[0]):] else None
        if not used <= known:
            return False
        if made:
            known.add(made[1])
    return True


def shrink(ndrill, p):
    """Drop lines while the difference stays."""
    best, text = p, difference(p, run_ndrill(ndrill, [p])[0])
    changed = True
    while changed:
        changed = False
        for i in range(len(best.lines) - 1, -1, -1):
            lines = best.lines[:i] + best.lines[i + 1:]
            if not lines or not names_known(lines):
                continue
            q = replay(lines, best.nearly)
            d = difference(q, run_ndrill(ndrill, [q])[0])
            if d:
                best, text, changed = q, d, True
                break
    return best, text


# --- the whole ------------------------------------------------------------------------------------------------

def known_patterns():
    with open(KNOWN) as f:
        return [re.compile(m[1]) for m in re.finditer(r"^- /(.+)/", f.read(), re.M)]


def write_golden(path, programs):
    """Programs and what they give, for a test that has no NumPy. What may differ in a last digit is not among them."""
    with open(path, "w") as f:
        f.write(f"# Made by scripts/parity/run.py --golden, NumPy {np.__version__}: programs, and what they give.\n")
        f.write("prelude\n" + PRELUDE)
        for i, p in enumerate(programs):
            f.write(f"program {i}\n" + as_notation(p, i) + "\nexpected\n" + "\n".join(expected(p)) + "\n")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("ndrill"); ap.add_argument("--count", type=int, default=10000); ap.add_argument("--seed", type=int, default=None)
    ap.add_argument("--show", type=int, default=10); ap.add_argument("--golden"); ap.add_argument("--batch", type=int, default=500)
    a = ap.parse_args()
    seed = a.seed if a.seed is not None else int(time.time())
    patterns, found, excused, began = known_patterns(), 0, 0, time.time()
    golden, fixed = [], [replay(lines, []) for lines in FIXED]
    print(f"parity: {a.count} programs from seed {seed}, NumPy {np.__version__}")
    for first in range(0, a.count, a.batch):
        seeds = range(seed + first, seed + min(first + a.batch, a.count))
        programs = [program(s) for s in seeds]
        if first == 0:
            seeds, programs = ["fixed"] * len(fixed) + list(seeds), fixed + programs
        for s, p, got in zip(seeds, programs, run_ndrill(a.ndrill, programs)):
            if not difference(p, got):
                if a.golden and got == expected(p):
                    golden.append(p)
                continue
            small, text = shrink(a.ndrill, p)
            if text is None:
                text = "only in company of other programs: " + str(difference(p, got))
            whole = "\n".join(small.lines) + "\n" + text
            if any(k.search(whole) for k in patterns):
                excused += 1
                continue
            found += 1
            if found <= a.show:
                print(f"\nseed {s}:\n  " + "\n  ".join(small.lines) + f"\n  {text}")
    if a.golden:
        write_golden(a.golden, golden)
    took = time.time() - began
    print(f"parity: {a.count} programs, {found} differ, {excused} as explained in tests/parity/KNOWN.md; {a.count / took * 60:.0f} a minute; again with --seed {seed}")
    sys.exit(1 if found else 0)


main()
