#!/usr/bin/env python3
"""Write tests/golden/random_*.inc: what NumPy draws, to the bit.

    build/oracle/bin/python scripts/golden/random_draws.py

Rows are C initializers. After every draw stands the next 64-bit word of the generator: a draw that takes
too many words, or too few, is seen even when its value is right.
"""
import contextlib
import io
import os
import warnings

import numpy as np

warnings.simplefilter("ignore")
GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "golden")
COMMAND = "build/oracle/bin/python scripts/golden/random_draws.py"


def write(name, rows):
    with open(os.path.join(GOLDEN, "random_%s.inc" % name), "w") as f:
        f.write("// clang-format off\n// Written by %s, NumPy %s.\n" % (COMMAND, np.__version__))
        f.writelines(row + "\n" for row in rows)


def next_word(bits):
    return "UINT64_C(%d)" % ((int(bits.random_raw()) << 32 | int(bits.random_raw())) if isinstance(bits, np.random.MT19937) else int(bits.random_raw()))


def number(x):
    x = float(x)
    return "NAN" if x != x else ("-INFINITY" if x < 0 else "INFINITY") if x in (float("inf"), float("-inf")) else x.hex()


def integer(x):
    return "INT64_MIN" if int(x) == -2**63 else "INT64_C(%d)" % int(x)


# --- bit generators and seed sequences ------------------------------------------------------------

KINDS = ["PCG64", "PCG64DXSM", "SFC64", "Philox", "MT19937"]


def bits_rows():
    for kind in KINDS:
        for seed in (0, 5, 2**40 + 7):
            g = getattr(np.random, kind)(seed)
            words = ", ".join("UINT64_C(%d)" % g.random_raw() for _ in range(5))
            g.random_raw(5000)
            yield '{ND_%s, UINT64_C(%d), {%s}, UINT64_C(%d)},' % (kind.upper(), seed, words, g.random_raw())


def jump_rows():
    for kind in KINDS[:2]:
        for steps in (0, 1, 7, 2**62, -1, -7):
            g = getattr(np.random, kind)(5).advance(steps)
            yield '{ND_%s, INT64_C(%d), 0, UINT64_C(%d)},' % (kind.upper(), steps, g.random_raw())
        for jumps in (1, 2, 3, 1000):
            g = getattr(np.random, kind)(5).jumped(jumps)
            yield '{ND_%s, 0, UINT64_C(%d), UINT64_C(%d)},' % (kind.upper(), jumps, g.random_raw())


def seed_rows():
    for words, pool in (([0], 4), ([5], 4), ([1, 2], 4), ([7, 0, 0, 0, 0, 9], 4), (list(range(1, 12)), 4), ([3], 8), ([2**32 - 1] * 9, 8)):
        s = np.random.SeedSequence(words, pool_size=pool)
        entropy = ", ".join("%du" % w for w in words)
        state = ", ".join("%du" % w for w in s.generate_state(10))
        yield "{{%s}, %d, %d, {%s}}," % (entropy, len(words), pool, state)


# --- distributions --------------------------------------------------------------------------------------

DISTS = {
    "random": [()], "standard_normal": [()], "standard_exponential": [()], "standard_cauchy": [()],
    "standard_gamma": [(0.0,), (0.3,), (1.0,), (4.5,)],
    "uniform": [(0.0, 1.0), (-3.5, 2.25)], "normal": [(0.0, 1.0), (10.0, 2.5), (1.0, 0.0)],
    "exponential": [(1.0,), (2.5,)], "lognormal": [(0.0, 1.0), (-1.0, 0.25)],
    "gamma": [(0.5, 2.0), (1.0, 3.0), (9.0, 0.5)],
    "beta": [(0.5, 0.5), (1.0, 1.0), (2.0, 5.0), (0.01, 0.001), (1e-150, 1e-150)],
    "chisquare": [(1.0,), (2.0,), (7.5,)], "f": [(2.0, 5.0), (10.0, 0.7)],
    "noncentral_chisquare": [(0.5, 2.0), (3.0, 0.0), (3.0, 20.0)], "noncentral_f": [(3.0, 4.0, 1.5)],
    "standard_t": [(1.0,), (10.0,)], "pareto": [(3.0,)], "weibull": [(0.0,), (1.5,)], "power": [(0.5,), (5.0,)],
    "laplace": [(0.0, 1.0)], "gumbel": [(1.0, 2.0)], "logistic": [(0.0, 1.5)], "rayleigh": [(2.0,)],
    "wald": [(3.0, 2.0), (100.0, 0.1)], "vonmises": [(0.0, 4.0), (3.0, 1e-9), (-2.0, 3e-6), (1.0, 5e4), (1.0, 2e6)],
    "triangular": [(-3.0, 0.0, 8.0), (0.0, 0.0, 1.0)],
    "poisson": [(0.0,), (0.7,), (9.99,), (10.0,), (150.0,), (1e12,)],
    "binomial": [(0, 0.5), (10, 0.0), (10, 1.0), (10, 0.3), (100, 0.9), (1000, 0.4), (10**9, 0.2), (10**17, 0.7), (40, 0.25)],
    "geometric": [(1.0,), (0.5,), (0.2,), (1e-7,)], "zipf": [(1.5,), (4.0,), (20.0,)],
    "logseries": [(0.01,), (0.9,), (0.9999,)], "negative_binomial": [(3.0, 0.5), (0.7, 0.1), (100.0, 0.01)],
    "hypergeometric": [(5, 5, 3), (10, 20, 9), (100, 50, 60), (1000, 9, 500), (7, 400000, 300000), (20, 30, 45)],
}
INTS = {"binomial": 1, "hypergeometric": 3}


def dist_rows():
    for name, sets in DISTS.items():
        for params in sets:
            for legacy in (False, True):
                bits = np.random.MT19937()
                bits._legacy_seeding(11)
                if not legacy:
                    bits = np.random.PCG64(11)
                draw = getattr(np.random.RandomState(bits) if legacy else np.random.Generator(bits), name)
                got = draw(*params, size=8)
                args = ", ".join("{.i = %d}" % p if i < INTS.get(name, 0) else "{.f = %s}" % number(p) for i, p in enumerate(params)) or "{0}"
                real = ", ".join(map(number, got)) if got.dtype.kind == "f" else "0"
                count = ", ".join(map(integer, got)) if got.dtype.kind == "i" else "0"
                yield '{"%s", %d, {%s}, {%s}, {%s}, %s},' % (name, legacy, args, real, count, next_word(bits))


def float_rows():
    for name, params in (("random", ()), ("standard_normal", ()), ("standard_exponential", ()), ("standard_gamma", (0.3,)), ("standard_gamma", (1.0,)), ("standard_gamma", (4.5,))):
        bits = np.random.PCG64(12)
        got = getattr(np.random.Generator(bits), name)(*params, size=3000, dtype=np.float32)
        total = number(np.cumsum(got.astype(float))[-1])
        first = ", ".join(number(x) + "f" for x in got[:6])
        yield '{"%s", %s, {%s}, %s, %s},' % (name, number(params[0] if params else 0), first, total, next_word(bits))


def tail_rows():
    """Sums of so many draws that the ziggurat's rare ways are gone too."""
    for name in ("standard_normal", "standard_exponential"):
        bits = np.random.PCG64(13)
        got = getattr(np.random.Generator(bits), name)(size=200000)
        yield '{"%s", %s, %s, %s},' % (name, number(np.cumsum(got)[-1]), number(got.max()), next_word(bits))


# --- integers -----------------------------------------------------------------------------------------------

BOUNDS = {
    "bool": [(0, 1), (1, 1)], "int8": [(-128, 127), (-5, 5), (0, 0), (100, 127)], "uint8": [(0, 255), (0, 9)],
    "int16": [(-2**15, 2**15 - 1), (0, 299)], "uint16": [(0, 65535), (5, 60000)],
    "int32": [(-2**31, 2**31 - 1), (0, 9), (-10, 2**30)], "uint32": [(0, 2**32 - 1), (7, 3 * 10**9)],
    "int64": [(-2**63, 2**63 - 1), (0, 9), (0, 2**32 - 1), (0, 2**32), (-10**15, 10**18)], "uint64": [(0, 2**63 - 1), (3, 2**40)],
}


def integer_rows():
    for name, pairs in BOUNDS.items():
        for low, high in pairs:
            for legacy in (False, True):
                bits = np.random.MT19937()
                bits._legacy_seeding(21)
                if not legacy:
                    bits = np.random.PCG64(21)
                if legacy:
                    if high == 2**63 - 1 and name in ("int64", "uint64"):
                        continue
                    got = np.random.RandomState(bits).randint(low, high + 1, 7, dtype=name)
                else:
                    got = np.random.Generator(bits).integers(low, high, 7, dtype=name, endpoint=True)
                yield '{"%s", %d, %s, %s, {%s}, %s},' % (name, legacy, integer(low), integer(high), ", ".join(map(integer, got)), next_word(bits))


# --- choice ----------------------------------------------------------------------------------------------------

def choice_rows():
    for n, size, replace, shuffle in ((10, 6, True, True), (10, 6, False, True), (10, 10, False, False), (1, 1, False, True), (20000, 6, False, True),
                                      (20000, 900, False, True), (20000, 900, False, False), (9, 0, False, True)):
        for weighted in (False, True):
            for legacy in (False, True):
                if weighted and n > 100:
                    continue
                bits = np.random.MT19937()
                bits._legacy_seeding(31)
                if not legacy:
                    bits = np.random.PCG64(31)
                p = np.arange(1, n + 1) / (n * (n + 1) / 2) if weighted else None
                if legacy:
                    got = np.random.RandomState(bits).choice(n, size, replace, p)
                else:
                    got = np.random.Generator(bits).choice(n, size, replace, p, shuffle=shuffle)
                yield "{%d, %d, %d, %d, %d, %d, {%s}, %s}," % (n, size, replace, shuffle, weighted, legacy, ", ".join(map(str, got[:6])) or "0", next_word(bits))


# --- programs ----------------------------------------------------------------------------------------------------

PROGRAMS = [
    "rng = np.random.default_rng(0)\nprint(rng, rng.random(3), rng.integers(0, 10, 5), rng.random(), rng.integers(3))",
    "rng = np.random.default_rng(42)\nprint(rng.integers(0, 100, 3, dtype=np.int8), rng.integers(1, 6, size=(2, 3), endpoint=True), rng.integers([0, 100], [10, 200]))",
    "rng = np.random.default_rng(1)\nprint(rng.normal(10, 2, 3), rng.normal(size=2), rng.normal([0, 100], 1), rng.standard_normal((2, 2)), rng.uniform(-1, 1, 3))",
    "rng = np.random.default_rng(1)\nprint(rng.random(2, dtype=np.float32), rng.standard_normal(2, dtype='float32'), rng.standard_exponential(2, method='inv'), rng.standard_gamma(2.0))",
    "rng = np.random.default_rng(2)\nout = np.zeros(3)\nrng.random(out=out)\nprint(out)\nprint(rng.standard_normal(out=out), out)",
    "rng = np.random.default_rng(3)\nprint(rng.choice(5, 3), rng.choice([10, 20, 30], 2, replace=False), rng.choice(['a', 'b', 'c'], p=[0.1, 0.2, 0.7]), rng.choice(np.arange(6).reshape(2, 3), 2, axis=1, replace=False))",
    "rng = np.random.default_rng(4)\na = np.arange(6)\nrng.shuffle(a)\nprint(a, rng.permutation(5), rng.permutation([1, 2, 3]))\nb = np.arange(9).reshape(3, 3)\nrng.shuffle(b, axis=1)\nprint(b)\nprint(rng.permuted(b, axis=1))\nprint(rng.permuted(b.T[:, ::2]), rng.permutation(b, axis=1))\nc = [1, 2, 3, 4, 5]\nrng.shuffle(c)\nprint(c)",
    "rng = np.random.default_rng(5)\nprint(rng.beta(2, 3), rng.binomial(10, 0.5, 3), rng.chisquare(2), rng.poisson(3, (2, 2)), rng.geometric(0.3), rng.gamma([1, 2, 3]), rng.triangular(0, 1, 2))",
    "rng = np.random.default_rng(6)\nprint(rng.multinomial(20, [0.25, 0.25, 0.5], size=2))\nprint(rng.dirichlet((10, 5, 3), 2))\nprint(rng.multivariate_hypergeometric([16, 8, 4], 6, size=3))\nprint(rng.multivariate_hypergeometric([16, 8, 4], 20, method='count'))",
    "a, b = np.random.default_rng(7).spawn(2)\nprint(a.random(), b.random(), a)",
    "print(np.random.SeedSequence(5), np.random.SeedSequence([1, 2], spawn_key=(3,), pool_size=8))\ns = np.random.SeedSequence(12345)\nc = s.spawn(2)\nprint(c, s, s.entropy, s.spawn_key, s.pool, c[1].generate_state(3), s.generate_state(2, np.uint64))",
    "g = np.random.PCG64(5)\nprint(g.random_raw(), g.random_raw(2), g.jumped().random_raw(), g.advance(-7).random_raw(), g.seed_seq)\nprint(np.random.Generator(np.random.MT19937(3)).random(2), np.random.Generator(np.random.SFC64(3)).random(2), np.random.Generator(np.random.Philox(3)).random(2), np.random.Generator(np.random.PCG64DXSM(3)).random(2))",
    "r = np.random.RandomState(42)\nprint(r, r.rand(2), r.randn(2), r.randint(0, 10, 5), r.normal(10, 2), r.choice(5, 3, replace=False), r.permutation(4), r.random_sample())\nprint(r.exponential(2, 2), r.poisson(5, 3), r.binomial(10, 0.5, 3), r.gamma(2, 1, 2), r.beta(1, 2), r.standard_t(3), r.geometric(0.2), r.multinomial(10, [0.2, 0.3, 0.5]))",
    "np.random.seed(3)\nstate = np.random.get_state()\na = np.random.randn(3)\nnp.random.set_state(state)\nb = np.random.randn(3)\nprint(a, (a == b).all(), state[0], state[1][:3], state[2:])",
    "np.random.seed(8)\nprint(np.random.exponential(), np.random.laplace(size=2), np.random.lognormal(), np.random.rayleigh(), np.random.zipf(2), np.random.logseries(0.5), np.random.hypergeometric(5, 5, 3), np.random.dirichlet([1, 2]))",
    "rng = np.random.default_rng(9)\nx = rng.multivariate_normal([1, 2], np.array([[2.0, 0.5], [0.5, 1.0]]), size=4)\nprint(x.shape, np.round(x, 6))",
    "bits = np.random.PCG64(1)\na = np.random.Generator(bits)\nb = np.random.default_rng(bits)\nprint(a.random(), b.random(), a.bit_generator.random_raw())",
]

FAILURES = """
rng.integers(5, 2)|rng.integers(0)|rng.integers(5, 4, endpoint=True)|rng.integers(0, 300, dtype=np.int8)|rng.integers(-200, 10, dtype='int8')|rng.integers(0, 10, dtype=float)
rng.integers([1, 2], [5, 1])|rng.integers([1, 2, 3], 10, size=(2,))|rng.integers(0, 5, size=-1)|rng.integers(0, 5, size=2.5)|R.randint(5, 2)|R.randint(0)|R.randint(0, 10, dtype=float)
rng.random(dtype='int32')|rng.random(2, out=np.zeros(3))|rng.random(out=np.zeros(3, 'float32'))|rng.random(out=np.zeros((3, 3))[:, ::2])|rng.standard_gamma([2.0, 3.0], out=np.zeros(3))
rng.uniform(1, 0)|rng.uniform([1, 2], [0, 3])|rng.uniform(0, np.inf)|rng.uniform([0, 1], np.inf)|R.uniform(0, np.inf)|rng.normal(0, -1)|rng.normal([0, 1, 2], 1, size=(2,))|rng.normal([0, 1, 2], [1, 2])|rng.normal(size=-2)|rng.normal('a')
rng.triangular(1, 0, 2)|rng.triangular(0, 3, 2)|rng.triangular(0, 0, 0)|rng.hypergeometric(5, 5, 11)|rng.hypergeometric(5, 1, -1)|rng.hypergeometric(10**9, 5, 1)|R.hypergeometric(5, 5, 0)|R.hypergeometric([5], 5, [-1])
rng.binomial([3, -1], 0.5)|rng.binomial(3, 1.5)|rng.binomial(3, [1.5])|rng.binomial(np.nan, 0.5)|rng.negative_binomial(1e19, 0.5)|rng.negative_binomial(np.nan, 0.5)|rng.poisson(-1)|rng.poisson([-1])|rng.poisson(1e30)|rng.poisson(np.nan)|rng.geometric(0)|rng.zipf(1)|rng.logseries(1)|rng.beta(0, 1)|rng.gamma(-1)
rng.choice(0)|rng.choice([], 3)|rng.choice(5, 6, replace=False)|rng.choice(2.5)|rng.choice(3, p=[0.5, 0.5])|rng.choice(3, p=[0.5, 0.5, np.nan])|rng.choice(3, p=[0.5, 0.6, -0.1])|rng.choice(3, p=[0.5, 0.6, 0.1])|rng.choice(3, 3, replace=False, p=[0.5, 0.5, 0])|rng.choice([1, 2], axis=2)
R.choice(0)|R.choice(2.5)|R.choice(3, p=[0.5, 0.5])|R.choice(3, p=[0.5, 0.6, 0.1])|R.choice(3, 4, replace=False)
rng.shuffle(5)|rng.shuffle('abc')|rng.shuffle((1, 2))|rng.shuffle([1, 2], axis=1)|rng.shuffle(np.arange(3), axis=1)|rng.shuffle(np.array(3))|rng.shuffle(np.broadcast_to(1, (3,)))|rng.permutation(np.array(5))|R.permutation(2.5)|rng.permuted(5)|rng.permuted([1, 2], out=[1])|rng.permuted([1, 2], out=np.zeros(3))|rng.permuted([1.5, 2], out=np.zeros(2, int))
rng.multinomial(5, [0.5, 0.6, 0.1])|rng.multinomial(-1, [0.5, 0.5])|rng.multinomial(5, [0.5, np.nan])|rng.multinomial(5, [])|R.multinomial(5, 0.5)|rng.dirichlet([1, -1])|R.dirichlet([1, 0])|rng.multivariate_hypergeometric([3, 4], 8)|rng.multivariate_hypergeometric([3, 4], 2, method='x')
rng.multivariate_normal([0], [1])|rng.multivariate_normal([0, 1], np.eye(2), method='x')|rng.multivariate_normal([0, 1], np.array([[1, 2], [2, 1]]), check_valid='raise')|rng.spawn(-1)
np.random.default_rng(-1)|np.random.default_rng('a')|np.random.default_rng(1.5)|np.random.default_rng([1, -2])|np.random.default_rng([1, 2.5])|np.random.Generator(5)|np.random.RandomState(-5)|np.random.RandomState(2**40)|np.random.RandomState([])|np.random.seed('a')|np.random.SeedSequence(5, pool_size=3)|np.random.SeedSequence(5).generate_state(3, np.int64)|R.set_state(5)|R.set_state(('x', [1], 3))|rng.foo
"""


def quoted(text):
    lines = text.split("\n")
    parts = [line + ("\\n" if i < len(lines) - 1 else "") for i, line in enumerate(x.replace("\\", "\\\\").replace('"', '\\"') for x in lines)]
    return "\n     ".join('"%s"' % p for p in parts if p) or '""'


def run(program):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(program, {"np": np})
        except Exception as e:
            print("%s: %s" % (type(e).__name__, e))
    return out.getvalue()


def program_rows():
    for program in PROGRAMS:
        yield "    {%s,\n     %s}," % (quoted(program), quoted(run(program)))


def failure_rows():
    for line in FAILURES.strip().split("\n"):
        for call in line.split("|"):
            program = "rng = np.random.default_rng(1)\nR = np.random.RandomState(1)\n" + call
            yield "    {%s,\n     %s}," % (quoted(program), quoted(run(program)))


write("bits", bits_rows())
write("jump", jump_rows())
write("seed", seed_rows())
write("dist", dist_rows())
write("float", float_rows())
write("tail", tail_rows())
write("integers", integer_rows())
write("choice", choice_rows())
write("programs", program_rows())
write("failures", failure_rows())
