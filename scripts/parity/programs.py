"""Random programs that mean the same in Python and in array notation.

A program is a list of statements. Each is tried in NumPy while the program grows, so that the next one knows
shapes and dtypes; now and then one is wrong on purpose, and then its error is what is compared. The same
seed gives the same programs.
"""
import random, warnings
import numpy as np

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64",
          "complex64", "complex128"]
PLAIN = ["bool", "int64", "float64"]                        # their scalars are Lua's own values
BINARY = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "fmod", "maximum", "minimum", "fmax", "fmin",
          "equal", "not_equal", "less", "less_equal", "greater", "greater_equal", "logical_and", "logical_or", "logical_xor",
          "bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift", "copysign", "gcd", "lcm", "heaviside", "nextafter"]
OPERATORS = ["+", "-", "*", "/", "//", "%", "==", "!=", "<", "<=", ">", ">=", "&", "|"]
UNARY = ["negative", "positive", "absolute", "sign", "square", "floor", "ceil", "trunc", "rint", "isnan", "isinf", "isfinite", "signbit",
         "logical_not", "invert", "conjugate", "reciprocal", "sqrt"]
# Their last digits may differ: nothing is computed from what they give.
NEARLY = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh",
          "tanh", "arcsinh", "arccosh", "arctanh", "cbrt"]
NEARLY2 = ["arctan2", "hypot", "logaddexp", "logaddexp2"]
REDUCE = ["sum", "prod", "min", "max", "mean", "std", "var", "any", "all", "argmin", "argmax", "ptp", "count_nonzero", "median",
          "nansum", "nanmax", "nanmin", "nanmean", "cumsum", "cumprod"]
WHOLE = {"argmin", "argmax", "cumsum", "cumprod"}          # one axis at most
NO_KEEP = {"cumsum", "cumprod"}
# Programs that once differed.
FIXED = [
    ["v0 = np.zeros((0, 0))", "v1 = np.argmin(v0, axis=0)"],
    ["v0 = np.zeros((0, 3, 0))", "v1 = np.min(v0, axis=1)", "v2 = np.max(v0, axis=(1, 2))"],
    ["v0 = np.zeros((0, 1, 0), dtype='int16')", "v1 = np.ptp(v0, axis=-3)"],
    ["v0 = np.ones((1, 0))", "v0[[-1, -1], [0]] = v0"],
    ["v0 = np.array(-4)", "v1 = np.flip(v0)", "v0[...] = 7"],
    ["v0 = np.array([True, False])", "v1 = np.ediff1d(v0)"],
    ["v0 = np.array([True, False])", "v0 += np.arange(3.0)"],
    ["v0 = np.array([1, 2], dtype='uint16')", "v0 -= np.arange(3)"],
    ["v0 = np.array([1, 2], dtype='complex64')", "v0[1] = v0"],
    ["v0 = np.array([1, 2])", "v0[1] = v0"],
    ["v0 = np.array(['a', 'b'])", "v0[1] = v0"],
    ["v0 = np.array([True, False])", "v0[1] = v0[:1]"],
    ["v0 = np.zeros((1, 4))", "v0[-1::1, -4] = v0"],
    ["v0 = np.array([-0.0, 0.0, 2.5])", "v1 = np.clip(v0, 0, 2)"],
    ["v0 = np.array([-np.inf, np.nan, 1.0], dtype='float16')", "v1 = np.clip(v0, 0, 2)"],
    ["v0 = np.array([True])", "v1 = np.power(v0, 2)", "v2 = v0 ** 2", "v3 = np.array(True) ** 2"],
    ["v0 = np.array([2.5, -1], dtype='float32')", "v0 **= 2"],
    ["v0 = np.arange(12).reshape((4, 3)).T", "v1 = np.insert(v0, 0, 5, axis=-1)", "v2 = v1.reshape((-1, 4))", "v2[...] = 7"],
    ["v0 = np.arange(12).reshape((4, 3)).T", "v1 = np.delete(v0, 1, axis=0)", "v2 = v1.reshape((-1, 4))", "v2[...] = 7"],
]
LIMIT = 400                                                # elements of an array


class Program:
    def __init__(self, rng):
        self.rng, self.lines, self.env, self.names = rng, [], {"np": np}, []
        self.error, self.nearly = None, set()

    # --- growing -----------------------------------------------------------------------------

    def run(self, line):
        """Execute in NumPy; True when the program may go on."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(line, self.env)
        except Exception as e:
            self.error = (type(e).__name__, str(e))
        self.lines.append(line)
        return self.error is None

    def let(self, expr, nearly=False):
        name = f"v{len(self.names)}"
        if not self.run(f"{name} = {expr}"):
            return
        x = self.env[name]
        if not isinstance(x, (np.ndarray, np.generic, int, float, complex, bool)) or np.size(x) > LIMIT:
            self.lines.pop()
            return
        self.names.append(name)
        if nearly:
            self.nearly.add(name)

    def pick(self, test=lambda x: True):
        """The name of an array that may be computed from."""
        ok = [n for n in self.names if n not in self.nearly and isinstance(self.env[n], np.ndarray) and test(self.env[n])]
        return self.rng.choice(ok[-4:]) if ok else None

    def of(self, name):
        return self.env[name]


# --- literals -------------------------------------------------------------------------------------

def number(rng, dtype):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.choice(["True", "False"])
    if kind == "u":
        return str(rng.choice([0, 1, 2, 3, 7, 100, 255 if dtype == "uint8" else 1000]) if dtype != "uint8" else rng.randrange(256))
    if kind == "i":
        return str(rng.randint(-128, 127) if rng.random() < .3 else rng.randint(-5, 9))
    special = ["np.nan", "np.inf", "-np.inf", "-0.0", "0.0", "1e30" if dtype != "float16" else "6e4", "1e-30" if dtype != "float16" else "6e-8"]
    real = rng.choice(special) if rng.random() < .12 else repr(round(rng.uniform(-9, 9), rng.choice([0, 1, 2, 6])))
    return real


def literal(rng, shape, dtype):
    if not shape:
        return number(rng, dtype)
    return "[" + ", ".join(literal(rng, shape[1:], dtype) for _ in range(shape[0])) + "]"


def shape_of(rng, most=4, ndim=None):
    n = rng.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]) if ndim is None else ndim
    return tuple(rng.choice([0, 1, 1, 2, 2, 3, 3, 4, 5]) if rng.random() < .97 else 0 for _ in range(n))


def tup(t):
    t = list(t)
    return "(" + ", ".join(map(str, t)) + ("," if len(t) == 1 else "") + ")"


# --- statements -----------------------------------------------------------------------------------

def create(p):
    rng, dtype = p.rng, p.rng.choice(DTYPES)
    shape = shape_of(rng)
    size = int(np.prod(shape))
    kind = rng.randrange(9)
    if kind < 4 and 0 < size <= 40:
        return p.let(f"np.array({literal(rng, shape, dtype)}, dtype='{dtype}')")
    if kind == 4:
        return p.let(f"np.full({tup(shape)}, {number(rng, dtype)}, dtype='{dtype}')")
    if kind == 5 and dtype != "bool":
        step = rng.choice(["1", "2", "-1", "0.5", "3"])
        return p.let(f"np.arange({rng.randint(-4, 4)}, {rng.randint(-4, 12)}, {step}, dtype='{dtype}')" if not dtype.startswith("c") else f"np.arange({rng.randint(1, 9)})")
    if kind == 6:
        return p.let(f"np.linspace({rng.randint(-3, 3)}, {rng.randint(-3, 9)}, {rng.randint(0, 9)}, endpoint={rng.choice(['True', 'False'])})")
    if kind == 7:
        return p.let(f"np.eye({rng.randint(0, 4)}, {rng.randint(0, 4)}, {rng.randint(-2, 2)}, dtype='{dtype}')")
    order = rng.choice(["'C'", "'F'"])
    return p.let(f"np.array((np.arange({max(size, 1)}) - {rng.randint(0, size + 1)}).astype('{dtype}').reshape({tup(shape) if size else '(-1,)'}), order={order})")


def slice_text(rng, n):
    lo, hi = (rng.choice(["", str(rng.randint(-n - 1, n + 1))]) for _ in range(2))
    step = rng.choice(["", "", ":1", ":2", ":-1", ":-1", ":-2", ":3"])
    return f"{lo}:{hi}{step}"


def basic_key(rng, shape):
    parts, i = [], 0
    for n in shape:
        r = rng.random()
        if r < .55:
            parts.append(slice_text(rng, n))
        elif r < .75:
            parts.append(str(rng.randint(-n, n - 1)) if n and rng.random() < .95 else str(n + 1))
        elif r < .83:
            parts += ["None", slice_text(rng, n)]
        elif r < .9 and "..." not in parts:
            parts.append("...")
            break
        else:
            break
    return ", ".join(parts) or "..."


def view(p):
    rng, a = p.rng, p.pick()
    if a is None:
        return create(p)
    x = p.of(a)
    n = x.ndim
    axis = lambda: rng.randint(-n, n - 1) if n and rng.random() < .96 else n + 1
    kind = rng.randrange(14)
    if kind < 5:
        return p.let(f"{a}[{basic_key(rng, x.shape)}]")
    if kind == 5:
        return p.let(f"{a}.T")
    if kind == 6 and n:
        return p.let(f"np.transpose({a}, {tup(rng.sample(range(n), n))})")
    if kind == 7 and n:
        return p.let(f"np.swapaxes({a}, {axis()}, {axis()})")
    if kind == 8 and n:
        return p.let(f"np.moveaxis({a}, {axis()}, {axis()})")
    if kind == 9:
        f = rng.choice(["ravel", "flatten", "copy"])
        return p.let(f"{a}.{f}({rng.choice(['', chr(39) + 'F' + chr(39), chr(39) + 'C' + chr(39)])})")
    if kind == 10:
        size = x.size
        d = [k for k in range(1, size + 1) if size % k == 0] or [0]
        k = rng.choice(d)
        return p.let(f"{a}.reshape({rng.choice([tup((k, -1)), tup((-1, k)), tup((size,)), tup((k, size // k if k else 0)), tup((3, -1))])})")
    if kind == 11:
        return p.let(f"np.expand_dims({a}, {rng.randint(-n - 1, n)})")
    if kind == 12:
        return p.let(f"np.broadcast_to({a}, {tup((rng.randint(1, 3),) + x.shape)})")
    return p.let(rng.choice([f"np.squeeze({a})", f"np.flip({a})", f"np.flip({a}, {axis()})", f"np.diagonal({a}, {rng.randint(-1, 1)})",
                             f"np.rot90({a})", f"np.roll({a}, {rng.randint(-3, 3)}, axis={axis()})", f"np.atleast_2d({a})", f"{a}.real"]))


def operand(p, a):
    """Something that broadcasts with a, most of the time."""
    rng, x = p.rng, p.of(a)
    r = rng.random()
    if r < .45:
        fits = lambda y: all(s == t or s == 1 or t == 1 for s, t in zip(x.shape[::-1], y.shape[::-1]))
        b = p.pick(fits)
        if b:
            return b
    if r < .75:
        return rng.choice(["2", "3", "-1", "0", "2.5", "0.5", "True", "7"])
    if r < .9:
        dtype = rng.choice([d for d in DTYPES if d not in PLAIN])
        return f"np.{dtype}({number(rng, dtype)})"
    return p.pick() or "1"


def elementwise(p):
    rng, a = p.rng, p.pick()
    if a is None:
        return create(p)
    b = operand(p, a)
    kind = rng.randrange(12)
    if kind < 4:
        return p.let(f"{a} {rng.choice(OPERATORS)} {b}")
    if kind < 7:
        return p.let(f"np.{rng.choice(BINARY)}({a}, {b})")
    if kind < 9:
        return p.let(f"np.{rng.choice(UNARY)}({a})")
    if kind == 9:
        return p.let(f"np.where({a} > {rng.choice(['0', '1'])}, {a}, {b})")
    if kind == 10:
        return p.let(f"np.clip({a}, {rng.choice(['0', '-2', '1.5', 'None'])}, {rng.choice(['3', '2.5', '5'])})")
    if rng.random() < .1:
        return p.let(f"np.power({a}, {b})", nearly=True)
    return p.let(rng.choice([f"np.round({a}, {rng.randint(-1, 2)})", f"{a}.astype('{rng.choice(DTYPES)}')", f"np.abs({a})", f"-{a}",
                             f"np.nan_to_num({a})", f"{a} ** 2", f"np.isclose({a}, {b})", f"np.result_type({a}, {b}).itemsize"]))


def nearly(p):
    rng, a = p.rng, p.pick()
    if a is None:
        return create(p)
    if rng.random() < .25:
        b = operand(p, a)
        return p.let(f"np.{rng.choice(NEARLY2)}({a}, {b})", nearly=True)
    return p.let(f"np.{rng.choice(NEARLY)}({a})", nearly=True)


def fancy_key(p, x):
    rng = p.rng
    if x.ndim == 0:
        return rng.choice(["()", "..."])
    n = x.shape[0]
    ints = lambda m, k: "[" + ", ".join(str(rng.randint(-m, m - 1)) for _ in range(k)) + "]" if m else "[0]"
    r = rng.random()
    if r < .3:
        return ints(n, rng.randint(1, 4))
    if r < .55:
        name = next((k for k in p.names if p.of(k) is x), None)
        if name and x.dtype.kind != "c":
            return f"{name} > {rng.choice(['0', '1', '2'])}"
    if r < .7 and x.ndim > 1:
        k = rng.randint(1, 3)
        return f"{ints(n, k)}, {ints(x.shape[1], k)}"
    if r < .8 and x.ndim > 1:
        return f"{slice_text(rng, n)}, {ints(x.shape[1], 2)}"
    if r < .9 and x.ndim > 1:
        return f"{ints(n, 2)}, {slice_text(rng, x.shape[1])}"
    return f"np.arange({n}) % {rng.choice([2, 3])} == 0"


def take(p):
    a = p.pick()
    if a is None:
        return create(p)
    p.let(f"{a}[{fancy_key(p, p.of(a))}]")


def put(p):
    """Assign into an array; it must own what it changes, or a view's base changes too, which is as good."""
    rng, a = p.rng, p.pick(lambda x: x.flags.writeable)
    if a is None:
        return create(p)
    x = p.of(a)
    key = fancy_key(p, x) if rng.random() < .5 else basic_key(rng, x.shape)
    value = rng.choice(["0", "1", "-3", "2.5", "True", a, f"{a}[{key}]", f"{a}[{key}] + 1"])
    if rng.random() < .3:
        p.run(f"{a}[{key}] {rng.choice(['+=', '-=', '*='])} {rng.choice(['1', '2', '0.5'])}")
    else:
        p.run(f"{a}[{key}] = {value}")


def inplace(p):
    rng, a = p.rng, p.pick(lambda x: x.flags.writeable)
    if a is None:
        return create(p)
    p.run(f"{a} {rng.choice(['+=', '-=', '*='])} {operand(p, a)}")


def reduction(p):
    rng, a = p.rng, p.pick()
    if a is None:
        return create(p)
    n, f = p.of(a).ndim, rng.choice(REDUCE)
    args = [a]
    r = rng.random()
    if n and r < .5:
        args.append(f"axis={rng.randint(-n, n - 1) if rng.random() < .96 else n}")
    elif n > 1 and r < .65 and f not in WHOLE:
        args.append(f"axis={tup(rng.sample(range(n), rng.randint(1, n)))}")
    if f not in NO_KEEP and rng.random() < .25:
        args.append("keepdims=True")
    if f in ("std", "var") and rng.random() < .4:
        args.append("ddof=1")
    if f in ("sum", "prod", "cumsum") and rng.random() < .15:
        args.append(f"dtype='{rng.choice(DTYPES[1:])}'")
    p.let(f"np.{f}({', '.join(args)})")


def join(p):
    rng, a = p.rng, p.pick()
    if a is None:
        return create(p)
    x = p.of(a)
    b = p.pick(lambda y: y.shape == x.shape) or a
    if rng.random() < .1:
        b = p.pick()
    n = x.ndim
    axis = rng.randint(-n, n - 1) if n else 0
    p.let(rng.choice([
        f"np.concatenate([{a}, {b}], axis={axis})", f"np.concatenate(({a}, {b}))", f"np.stack([{a}, {b}], axis={axis})", f"np.vstack([{a}, {b}])",
        f"np.hstack([{a}, {b}])", f"np.dstack([{a}, {b}])", f"np.column_stack([{a}, {b}])", f"np.append({a}, {b})", f"np.repeat({a}, {rng.randint(0, 3)}, axis={axis})",
        f"np.tile({a}, {rng.choice(['2', '(2, 1)', '(1, 2, 1)'])})", f"np.array_split({a}, {rng.randint(1, 3)}, axis={axis})[0]", f"np.delete({a}, {rng.randint(-2, 2)}, axis={axis})",
        f"np.insert({a}, {rng.randint(0, 1)}, 5, axis={axis})", f"np.pad({a}, 1)", f"np.pad({a}, (1, 2), mode='{rng.choice(['edge', 'reflect', 'wrap', 'symmetric'])}')",
    ]))


def order(p):
    rng, a = p.rng, p.pick()
    if a is None:
        return create(p)
    x = p.of(a)
    n = x.ndim
    axis = rng.choice(["-1", "0", "None"]) if n else "None"
    p.let(rng.choice([
        f"np.sort({a}, axis={axis})", f"np.argsort({a}, axis={axis}, kind='stable')", f"np.unique({a})", f"np.unique({a}, return_counts=True)[1]",
        f"np.unique({a}, return_index=True)[1]", f"np.unique({a}, return_inverse=True)[1]", f"np.searchsorted(np.sort({a}, axis=None), {rng.randint(-2, 4)})",
        f"np.nonzero({a})[0]" if n else f"np.flatnonzero({a})", f"np.argwhere({a})", f"np.flatnonzero({a})", f"np.sort({a}.ravel())[::-1]", f"np.lexsort(({a}.ravel(), {a}.ravel()[::-1]))",
        f"np.isin({a}, [0, 1, 2])", f"np.union1d({a}, [1, 2])", f"np.intersect1d({a}, [0, 1, 2, 3])", f"np.setdiff1d({a}, [1])",
        f"np.digitize({rng.randint(-2, 5)}, np.arange(4))", f"np.bincount(np.abs({a}.ravel()).astype('int64') % 7)",
    ]))


def product(p):
    rng, a = p.rng, p.pick(lambda x: x.ndim)
    if a is None:
        return create(p)
    x = p.of(a)
    b = p.pick(lambda y: y.ndim and x.ndim and y.shape[-2 if y.ndim > 1 else 0] == x.shape[-1]) or a
    # Small whole numbers: the order of a product's sums is the library's own affair.
    whole = lambda v: f"(np.nan_to_num({v}.real).astype('int64') % 8).astype('{p.of(v).dtype if p.of(v).dtype.kind != 'b' else 'int64'}')"
    p.let(rng.choice([
        f"np.dot({whole(a)}, {whole(b)})", f"{whole(a)} @ {whole(b)}", f"np.outer({whole(a)}, {whole(b)})", f"np.diff({a})", f"np.trace({a})",
        f"np.tril({a})", f"np.triu({a}, 1)", f"np.kron({whole(a)}, [1, 2])", f"np.cross([1, 2, 3], [4, 5, 6])", f"np.inner({whole(a)}, {whole(a)})",
        f"np.einsum('...i->...', {whole(a)})", f"np.tensordot({whole(a)}, {whole(b)}, axes=1)", f"np.ediff1d({a})", f"np.cumsum({a})",
        f"np.meshgrid({a}.ravel()[:3], [1, 2])[0]", f"np.array_equal({a}, {b})", f"np.may_share_memory({a}, {b})", f"np.shares_memory({a}, {b})", f"np.take({a}, [0, -1])",
    ]))


KINDS = [(create, 3), (view, 6), (elementwise, 6), (take, 3), (put, 2), (inplace, 1), (reduction, 4), (join, 2), (order, 2), (product, 2), (nearly, 1)]


def program(seed):
    rng = random.Random(seed)
    p = Program(rng)
    create(p)
    kinds, weights = zip(*KINDS)
    for _ in range(rng.randint(2, 7)):
        if p.error:
            break
        rng.choices(kinds, weights)[0](p)
    return p
