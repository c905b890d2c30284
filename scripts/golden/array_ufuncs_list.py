"""What scripts/golden/array_ufuncs.py asks NumPy."""

TYPES = ("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128").split()
INTS = TYPES[1:9]
WEAK = ("weak bool", "weak int", "weak float", "weak complex")


def all_pairs():
    names = TYPES + list(WEAK)
    return [(x, y) for x in names for y in names]


def lines(*parts):
    return "\n".join(parts)


def each(template, names):
    return "\n".join(template.format(t=t) for t in names)


def limits(t):
    bits = int(t.lstrip("uint"))
    return (0, 2 ** bits - 1) if t[0] == "u" else (-2 ** (bits - 1), 2 ** (bits - 1) - 1)


def wrap_rows():
    out = []
    for t in INTS:
        low, high = limits(t)
        edge = "A([%d, %d, 3, 100], '%s')" % (low, high, t)
        other = "A([%d, 2, 7, 100], '%s')" % (high, t)
        out += ["%s(%s, %s)" % (op, edge, other) for op in ("add", "subtract", "multiply")]
        out += ["negative(%s)" % edge, "absolute(%s)" % edge, "square(%s)" % edge, "sign(%s)" % edge]
        zero = "A([0, %d, 2, 7], '%s')" % (high if t[0] == "u" else -1, t)
        out += ["%s(%s, %s)" % (op, edge, zero) for op in ("floor_divide", "remainder", "fmod", "divmod")]
        out += ["power(A([2, 3, 5, %d], '%s'), A([70, 41, 0, 3], '%s'))" % (high, t, t)]
        out += ["gcd(%s, A([12, 18, 0, 7], '%s'))" % (edge, t), "lcm(A([4, 6, 0, 7], '%s'), A([6, 0, 0, 3], '%s'))" % (t, t)]
    return "\n".join(out)


DIVIDENDS = "[7.5, -7.5, 0.0, -0.0, 5.0, -5.0, inf, -inf, nan, 1.0, -1.0, 6.0]"

ARITH = lines(
    wrap_rows(),
    each("add(A([True, True, False], 'bool'), A([True, False, False], '{t}'))", TYPES),
    "multiply([True, True, False], [True, False, False])", "subtract([True], [True])", "negative([True])",
    "positive([True])", "absolute([True, False])", "divide([True, False], [True, True])",
    "floor_divide([True, True], [True, False])", "power([True, False], [False, False])", "square([True])",
    *("%s(A(%s, '%s'), %s)" % (op, DIVIDENDS, t, d) for op in ("floor_divide", "remainder", "fmod", "divide", "divmod")
      for t in ("float64", "float32") for d in ("2.0", "-2.0", "0.0", "inf", "nan", "0.3")),
    "divide([1, 2, 3], [2, 0, 4])", "divide(A([1, 2], 'int8'), A([4, 3], 'int8'))", "divide([0, 1], 0)",
    "divide([0.0, 1.0], 0)", "divide(1, [4, 0])", "reciprocal([0, 1, 2, -1])", "reciprocal([0.0, 4.0, -0.0])",
    "reciprocal(A([0, 1], 'uint8'))", "power([2, 3], [3, -1])", "power([2.0, 3.0], -1)", "power([4, 9], 0.5)",
    "power([4.0, 9.0, -1.0], 0.5)", "power([-3, 5], 2)", "power([1.5, 3.0], 2)", "power([1.5, 3.0], 3)",
    "power([0.0], -1)", "power(2, [0, 1, 10])", "float_power([2, 3], [3, -1])",
    "add([1e308], 1e308)", "multiply([1e200], 1e200)", "add([inf], [-inf])", "multiply([1e-200], 1e-200)",
    "sign([nan, -0.0, 2.5, -3.0])", "heaviside([-1.0, 0.0, 1.0, nan], 0.5)", "copysign([1.0, -2.0], [-1.0, 1.0])",
    "maximum([nan, 1.0, 2.0], [1.0, nan, 3.0])", "minimum([nan, 1.0, 2.0], [1.0, nan, 3.0])",
    "fmax([nan, 1.0, nan], [1.0, nan, nan])", "fmin([nan, 1.0, nan], [1.0, nan, nan])",
    "maximum([0.0, -0.0], [-0.0, 0.0])", "maximum([True, False], [False, False])", "minimum([3, -1], [2, 5])",
    "add(['a', 'bc'], ['de', 'f'])", "add(['ab'], [['x'], ['y']])", "multiply(['a'], [2])", "subtract(['a'], ['b'])",
    "maximum(['a'], ['b'])", "add(['a'], [1])", "add([1.5], ['a'])", "add(['a'], 2)", "negative(['a'])",
    "floor_divide(['a'], [2])", "power(['a'], [2])", "divide(['a'], [2])", "gcd([1.5], [2])", "gcd([True], [True])",
)

COMPARE = lines(
    *("%s(A([1, 2, 3], '%s'), A([2, 2, 2], '%s'))" % (op, x, y)
      for op in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
      for x, y in (("int8", "int8"), ("uint8", "int64"), ("float32", "float64"), ("int64", "uint64"), ("uint64", "int8"))),
    *("%s(A([9223372036854775808, 5, 0], 'uint64'), A([-1, 5, -9], 'int64'))" % op
      for op in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")),
    *("%s(A([1, -2], 'int8'), %s)" % (op, n) for op in ("less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
      for n in ("300", "-300", "1", "1.5", "True")),
    *("%s(%s, A([1, 2], 'uint8'))" % (op, n) for op in ("less", "greater_equal", "equal") for n in ("-1", "256", "2")),
    *("%s([nan, 1.0, inf], [nan, nan, inf])" % op for op in ("less", "less_equal", "equal", "not_equal")),
    "less([True, False], [False, True])", "less(['a', 'b', 'ab'], ['b', 'a', 'a'])", "equal(['a', 'b'], 'a')",
    "not_equal(['a', 'b'], ['a', 'c'])", "equal(['a'], [1])", "not_equal(['a'], [1])", "less(['a'], [1])",
    "greater([1.5], ['a'])", "greater_equal(['b', ''], ['a', ''])", "equal([1, 2], [1, 2, 3])",
    "logical_and([1.5, 0.0, nan], [2, 3, 1])", "logical_or([0, 0], [0, 7])", "logical_xor([True, False], [5, 0])",
    "logical_not([1.5, 0.0, nan])", "logical_not(['a'])", "logical_and(['a', ''], ['b', 'c'])", "logical_or(['', ''], [0, 2])",
    "logical_and(A([1, 0], 'int8'), 300)", "isnan([1.0, nan, inf])", "isinf([1.0, nan, -inf])", "isfinite([1.0, nan, inf])",
    "isnan([1, 2])", "isfinite([True])", "isnan(['a'])", "signbit([-0.0, 1.0, -inf])", "signbit([1, -1])",
)

BITS = lines(
    each("bitwise_and(A([12, 10, 7], '{t}'), A([10, 3, 1], '{t}'))", INTS),
    each("bitwise_or(A([12, 10, 7], '{t}'), A([10, 3, 1], '{t}'))", INTS),
    each("bitwise_xor(A([12, 10, 7], '{t}'), A([10, 3, 1], '{t}'))", INTS),
    each("invert(A([0, 10, 7], '{t}'))", INTS),
    each("bitwise_count(A([0, 10, 7, 127], '{t}'))", INTS),
    each("left_shift(A([1, 1, 3, 1], '{t}'), A([0, 7, 65, 31], '{t}'))", INTS),
    each("right_shift(A([100, 64, 3, 1], '{t}'), A([2, 63, 65, 0], '{t}'))", INTS),
    each("right_shift(A([-100, -64, -3, -1], '{t}'), A([2, 63, -1, 70], '{t}'))", INTS[:4]),
    "left_shift([1, 1], -1)", "left_shift([1, -1], 63)", "right_shift([-1], 70)", "left_shift([True], [3])",
    "bitwise_and([True, True], [True, False])", "bitwise_xor([True, True], [True, False])", "invert([True, False])",
    "bitwise_and([1.5], [1])", "invert([1.5])", "left_shift([1.0], 1)", "bitwise_or(['a'], [1])", "bitwise_count([1.5])",
    "bitwise_count([-7, -1])", "bitwise_and([True, False], 1)", "bitwise_and(A([1], 'uint64'), A([1], 'int64'))",
)

UFUNC = lines(
    "add([1, 2], [1, 2, 3])", "add([[1, 2], [3, 4]], [10, 20])", "add([[1], [2]], [[10, 20, 30]])", "add([[1, 2]], [[1], [2], [3]])",
    "add([1], [1.5], out=A([1], 'int64'))", "sqrt([4], out=A([1], 'int64'))", "add([1, 2], [3, 4], out=A([0, 0], 'int8'))",
    "add([1.5, 2], [3, 4], out=A([0, 0], 'float32'))", "add([1, 2], [3, 4], out=A([[0, 0], [9, 9]], 'float64'))",
    "add([1, 2], [1, 2], out=A([1, 2, 3], 'int64'))", "add([[1, 2], [2, 3]], [1, 2], out=A([1, 2], 'int64'))",
    "add([1, 2], 1, where=[True, False], out=A([9, 9], 'int64'))", "add([1, 2], 1, where=A([1, 0], 'int64'), out=A([9, 9], 'int64'))",
    "add([[1, 2], [3, 4]], 1, where=[True, False], out=A([[9, 9], [9, 9]], 'float64'))",
    "divide([1, 2], 0, where=[False, False], out=A([9, 9], 'float64'))",
    "add([1], [2], dtype='float32')", "add([1.5], [2.0], dtype='int64')", "add([1.5], [2.0], dtype='int64', casting='unsafe')",
    "less([1.5], [2.0], dtype='float64')", "less([1.5], [2.0], dtype='bool')", "sqrt([2], dtype='int64')", "sqrt([2.0], dtype='float32')",
    "sqrt([2.0], dtype='float32', casting='safe')", "bitwise_and([2], [2], dtype='float32')", "add([1], [2], casting='no', dtype='float64')",
    "add([1], [2.0], casting='safe', out=A([1], 'float32'))", "modf([3.5, -2.25, inf])", "frexp([3.0, 0.0, inf, -0.375])",
    "ldexp([1.0, 0.5], [3, -2])", "ldexp([1.0], [3.0])", "divmod([7, -7], [2, 2])", "divmod([7.5, -7.5], 2)", "sqrt(['a'])", "sin(['a'])",
    "floor(['a'])", "absolute(['a'])", "positive(['a'])", "spacing([1.0, 0.0, -1.0, inf])", "nextafter([1.0], 2.0)", "add(A([1, 2], 'int8'), 200)",
    "add(A([1, 2], 'uint8'), -1)", "multiply(A([1, 2], 'float32'), 2.5)", "multiply(A([1], 'float32'), 1e300)", "multiply(A([1, 2], 'uint8'), 1.5)",
    "multiply([True, False], 2)", "add([True], True)", "add(1, 2)", "add(A(5, 'int8'), A(7, 'int8'))", "divide(A(5, 'float32'), A(0, 'float32'))",
    "sqrt(A([4, 9], 'int16'))", "sqrt(A([4, 9], 'uint32'))", "copysign(A([1], 'int8'), A([1], 'uint16'))", "hypot(A([3], 'int32'), A([4], 'int16'))",
    "add(A([[1, 2, 3], [4, 5, 6]], 'int64').T, [[10, 20]])", "multiply(A([[1, 2, 3], [4, 5, 6]], 'int64').T, A([[1, 2, 3], [4, 5, 6]], 'int64').T)",
    "deg2rad([180, 90])", "rad2deg(A([3, 1], 'float32'))",
)

ROUND = lines(
    *("round(A(%s, '%s'), %d)" % (v, t, d) for t in ("float64", "float32") for d in (0, 1, 2, -1, -2)
      for v in ("[0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 0.15, 1234.5]",)),
    *("round(A([15, 25, -15, 120, 4], '%s'), %d)" % (t, d) for t in ("int8", "int16", "int64") for d in (0, 2, -1, -2, -3)),
    "round(A([127], 'int8'), -1)", "round(A([150], 'uint8'), -3)", "round([15], -25)", "round([True], -1)", "round(['a'])", "round([1e300], 10)",
    "round(2.675, 2)", "round([nan, inf, -inf], 1)", "rint([0.5, 1.5, -0.5])", "floor([1.5, -1.5, -0.0])", "ceil([1.5, -1.5, -0.5])",
    "trunc([1.5, -1.5, -0.5])", "floor([1, 2])", "trunc([True])", "rint([1, 2])", "fabs([1, -2])",
    "clip([1, 2, 3], 2, 1)", "clip([1, 2, 3], None, 2)", "clip([1, 2, 3], 2, None)", "clip([1, 2, 3], 1.5, 2)", "clip(A([1, 2, 3], 'int8'), 0, 300)",
    "clip(A([1, 2, 3], 'uint8'), -1, 2)", "clip([1.0, nan], nan, 2)", "clip(['a'], 'a', 'b')", "clip([True], 0, 1)", "clip([1, 2, 3], [1, 2], 2)",
    "clip([1, 2, 3], 0, 2, out=A([0, 0, 0], 'int32'))", "clip([1, 2, 3], 0.5, 2, out=A([0, 0, 0], 'int32'))", "clip([[1, 5], [9, 3]], [2, 4], [[6], [7]])",
    "clip([0.5, nan, 9.0], 1, 3)", "clip(A([1, 200], 'uint8'), 5, 256)",
    "nan_to_num([nan, inf, -inf, 1.5])", "nan_to_num(A([nan, inf, -inf, 1.5], 'float32'))", "nan_to_num([1, 2])", "nan_to_num([True])",
    "nan_to_num([nan, inf, -inf], nan=7.0, posinf=1.0, neginf=-1.0)",
)

M = "[[3, 1, 2], [9, 8, 7]]"
MF = "A([[3.5, nan, 2.0], [9.0, 8.0, nan]], 'float64')"
REDUCTIONS = "sum prod min max any all mean var std ptp count_nonzero nansum nanprod nanmin nanmax nanmean nanvar nanstd".split()

REDUCE = lines(
    *("%s(%s%s)" % (r, m, o) for r in REDUCTIONS for m in (M, MF, "A(%s, 'int8')" % M, "A([[3, 1], [0, 8]], 'float32')", "[True, False]")
      for o in ("", ", axis=0", ", axis=-1") if not (m == "[True, False]" and (o or r in ("ptp", "nanmin", "nanmax")))),
    *("%s(%s, %s)" % (r, M, o) for r in ("sum", "max", "mean", "std") for o in (
        "axis=(0, 1)", "axis=(0, 0)", "axis=2", "axis=-3", "axis=1, keepdims=True", "keepdims=True", "axis=0, out=A([0, 0, 0], 'float64')",
        "axis=0, out=A([0, 0], 'float64')", "out=A([0, 0, 0], 'float64')")),
    *("%s(A([], 'float64'))" % r for r in REDUCTIONS),
    *("%s(A([[], []], 'float64'), axis=%d)" % (r, x) for r in ("sum", "max", "mean", "any") for x in (0, 1)),
    "sum(A([1, 2], 'uint8'))", "sum([True, True])", "sum([1, 2], dtype='float32')", "sum([1.5, 2.0], dtype='int64')", "prod(A([200, 2], 'uint8'), dtype='uint8')",
    "sum([1.5, 2.0], initial=10)", "max([1.5, 2.0], initial=10)", "max(A([], 'float64'), initial=3)", "max([1, 2], where=[True, False])",
    "max([1, 2], where=[True, False], initial=0)", "sum([1, 2], where=[True, False])", "sum([1, 2], where=A([1, 0], 'int64'))", "mean([1, 2], where=[False, False])",
    "mean([[1, 2], [3, 4]], axis=0, where=[[True, False], [True, True]])", "var([1, 2, 5], where=[True, False, True])",
    "sum(['a'])", "max(['a'])", "mean(['a'])", "any(['a', ''])", "all(['a', ''])", "prod(['a'])", "count_nonzero(['a', ''])", "std(['a'])",
    "var([5.0], ddof=1)", "std([1.0, 2.0, 4.0], ddof=1)", "nanvar([nan])", "nanstd([1.0, nan], ddof=1)", "nanmean([nan, nan])", "nanmax(A([nan], 'float64'))",
    "nanmin(A([[nan, 1.0], [nan, 2.0]], 'float64'), axis=0)", "nansum([nan])", "sum([1e308, 1e308])", "sum([inf, -inf])", "var([inf, 1.0])", "any([nan])",
    "mean([1, 2], dtype='float32')", "mean([1, 2], dtype='int64')", "sum(5)", "sum(5, axis=0)", "sum(5, axis=1)", "sum([-0.0])", "max([nan, 1.0])",
    *("%s(%s%s)" % (r, m, o) for r in ("argmin", "argmax", "nanargmin", "nanargmax") for m in (M, MF, "[2, 7, 7, 1, 1]", "[True, False, True]", "['b', 'c', 'a']")
      for o in ("", ", axis=0", ", keepdims=True") if not ("nan" in r and "'" in m)),
    "argmax(A([], 'float64'))", "argmin(A([[], []], 'float64'), axis=1)", "nanargmax([nan])", "nanargmin([[nan, 1.0], [nan, nan]], axis=1)", "argmax([1, 2], axis=3)",
    *("reduce(%s, op='%s')" % (a, op) for a in ("[10, 3, 2]", "[[8, 3], [2, 5]]", "[10.0, 3.0]", "[True, False]", "['a']")
      for op in ("add", "subtract", "multiply", "divide", "maximum", "bitwise_and", "logical_or", "less", "divmod", "hypot")
      if not (op == "hypot" and "True" in a)),
    "reduce([[8, 3], [2, 5]], op='subtract', axis=None)", "reduce([[8, 3], [2, 5]], op='add', axis=(0, 1))", "reduce([8, 3], op='sqrt')",
    "reduce(A([], 'int64'), op='subtract')", "reduce(A([], 'int64'), op='bitwise_and')",
)

CUMULATE = lines(
    *("%s(%s%s)" % (r, m, o) for r in ("cumsum", "cumprod", "nancumsum", "nancumprod")
      for m in (M, "A(%s, 'int8')" % M, "[[1.5, nan], [2.0, 4.0]]", "A([[1, 2], [3, 4]], 'float32').T", "[True, True]", "5", "A([], 'float64')")
      for o in ("", ", axis=0", ", axis=-1") if not (m in ("5", "[True, True]", "A([], 'float64')") and o)),
    "cumsum([[1, 2], [3, 4]], axis=2)", "cumsum([1, 2], dtype='float32')", "cumsum([1.5, 2.0], dtype='int64')", "cumsum(['a'])", "cumsum([1e308, 1e308])",
    "cumsum([1, 2], out=A([0, 0], 'float64'))", "cumsum([1, 2], out=A([0, 0, 0], 'float64'))", "cumsum([-0.0])", "cumsum(A([100, 100], 'uint8'))",
    *("accumulate(%s, op='%s')" % (a, op) for a in ("[1, 3, 2]", "[[8, 3], [2, 5]]", "[8.0, nan, 2.0]", "5") for op in
      ("add", "maximum", "subtract", "divide", "minimum", "logical_or", "less", "sqrt", "divmod")),
    "accumulate([[8, 3], [2, 5]], op='subtract', axis=1)", "accumulate([1, 2], op='add', axis=1)",
    "diff([1, 4, 9])", "diff([1, 4, 9], n=2)", "diff([1, 4, 9], n=5)", "diff(A([1, 4, 9], 'int64'), n=0)", "diff([1, 4, 9], n=-1)", "diff(5)", "diff([True, False, False])",
    "diff([[1, 4, 9], [0, 1, 5]], axis=0)", "diff([[1, 4, 9]], axis=2)", "diff(A([4, 1], 'uint8'))", "diff([1.5, nan, 2.0])",
    "bincount([1, 2, 2, 5])", "bincount([1, -1])", "bincount(A([1.0], 'float64'))", "bincount(A([[1]], 'int64'))", "bincount(A([], 'int64'))", "bincount([1, 2], weights=A([1.0], 'float64'))",
    "bincount([1, 2, 1], weights=[0.5, 1.5, 2.0], minlength=5)", "bincount([1, 2], minlength=-1)", "bincount([True, False])", "bincount(A(3, 'int64'))",
    "average([1, 2, 6])", "average([1, 2], weights=[3, 1])", "average([1, 2], weights=[0, 0])", "average([1, 2], weights=[1, 2, 3])",
    "average([[1, 2], [3, 4]], weights=[1, 2])", "average([[1, 2], [3, 4]], axis=0, weights=[1, 2, 3])", "average([[1, 2], [3, 4]], axis=0, weights=[1, 2])",
    "average([[1, 2], [3, 4]], axis=1, weights=[1, 3])", "average([1, 2], axis=3)", "average(A([1, 2], 'float32'), weights=A([1, 2], 'float32'))",
    "average([[1, 2], [3, 4]], axis=0, weights=[[1, 2], [3, 4]])",
)

MEDIAN = lines(
    *("%s(%s%s)" % (r, m, o) for r in ("median", "nanmedian") for m in ("[3, 1, 2, 4]", "[[3, 1, 2], [9, 8, 7]]", MF, "A([3, 1, 2, 4], 'float32')", "A([3, 1, 2], 'int8')", "[5.0]")
      for o in ("", ", axis=0", ", axis=-1, keepdims=True")),
    "median([True, False])", "median(A([], 'float64'))", "nanmedian(A([], 'float64'))", "nanmedian([nan, nan])", "median([1.0, nan])", "median(['a'])", "median([1, 2], axis=1)",
    "median([[1, 2], [3, 4]], axis=(0, 1))", "median([inf, inf])", "median([1, 1, 1, 1, 1, 1, 2])", "median(A([[], []], 'float64'), axis=1)",
    *("quantile(%s, %s%s)" % (m, q, o) for m in ("[1, 2, 3, 4]", "[[3.5, 1.0, 2.0], [9.0, 8.0, 7.0]]", "A([1, 2, 3, 4], 'float32')", "[1.0, nan, 3.0]") for q in ("0.3", "0", "1", "[0.25, 0.5, 0.9]")
      for o in ("", ", axis=-1")),
    *("nanquantile(%s, %s)" % (m, q) for m in ("[1.0, nan, 3.0, 10.0]", "[nan]") for q in ("0.3", "[0.5, 1.0]")),
    "quantile([1, 2, 3], [0, 1])", "quantile([1.0, inf], 1)", "quantile([1.0, inf], 1.0)", "quantile([1.0, inf], 0.0)", "quantile([[1.0, inf]], 1.0, axis=0)", "quantile([1.0, nan], 0)", "quantile(A([3, 1], 'int8'), 1)",
    "quantile([1, 2, 3], 1.5)", "quantile(A([], 'float64'), 0.5)", "quantile([[3.5, 1.0], [9.0, 8.0]], [0.5, 0.1], axis=0, keepdims=True)",
)

C_VALUES = "[1+2j, -3.5+0.25j, 2j, -1+0j, 0j, 1e200+1e-200j, 3-4j, 0.5+3j, 7+7j]"
C_OTHERS = "[2-1j, 0.5j, -1+1j, 3+0j, 1+1j, 2+3j, 0j, -0.25+8j, 7-7j]"
C_ODD = "[nan+1j, 1+nanj, inf+1j, 1-infj, -inf+infj, nan+infj, 0j, 2+0j]"
C_REAL_OPS = ("floor_divide", "remainder", "fmod", "divmod", "arctan2", "hypot", "copysign", "nextafter", "heaviside", "logaddexp", "cbrt",
              "fabs", "signbit", "floor", "ceil", "trunc", "degrees", "spacing", "modf", "frexp", "gcd", "bitwise_and", "invert", "left_shift")
C_ONE = ("negative", "positive", "absolute", "sign", "conjugate", "square", "reciprocal", "rint", "isnan", "isinf", "isfinite", "logical_not")
C_TWO = ("add", "subtract", "multiply", "divide", "maximum", "minimum", "fmax", "fmin", "less", "less_equal", "greater", "greater_equal",
         "equal", "not_equal", "logical_and", "logical_or", "logical_xor")
C_MATH = ("sqrt", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh",
          "tanh", "arcsinh", "arccosh", "arctanh")
C_SMALL = "[0.5+1j, -0.25-0.75j, 2+0.125j, 1j, -1.5+0j, 1+1j]"
C_FOLDED = "[[1+2j, 3-1j, 0.5j], [2, -4+1j, 1-2j]]"


def for_types(template, types):
    return lines(*(template % t for t in types))


COMPLEX = lines(
    *("%s(A(%s, '%s'), A(%s, '%s'))" % (op, C_VALUES.replace("1e200+1e-200j", "1e20+1e-20j"), t, C_OTHERS, t) for op in C_TWO for t in ("complex64", "complex128")),
    *("%s(A(%s, '%s'))" % (op, C_VALUES.replace("1e200+1e-200j", "1e20+1e-20j"), t) for op in C_ONE for t in ("complex64", "complex128")),
    *("%s(A(%s, 'complex128'))" % (op, C_SMALL) for op in C_MATH),
    *("%s(%s)" % (op, C_ODD) for op in C_ONE if op not in ("reciprocal", "square", "sign")), "sign([nan+1j, inf+1j, 1-infj, -inf+infj, 0j])",
    *("%s(%s, [1+1j, 1+1j, 1+1j, 1+1j, 1+1j, 1+1j, nan+1j, 1+nanj])" % (op, C_ODD) for op in C_TWO[4:]),
    *("%s([1+1j, 2j], 2)" % op for op in C_TWO + ("power", "float_power")), *("%s([1.5, 2.0], 1j)" % op for op in C_TWO),
    *("%s(A([1.5, 2.0], '%s'), 1j)" % (op, t) for op in ("add", "multiply", "less") for t in ("float32", "float16", "int8", "bool", "complex64")),
    *("add(A([1, 2], '%s'), A([1j, 2], '%s'))" % (t, c) for t in TYPES for c in ("complex64", "complex128")),
    *("%s([1j], [1])" % op for op in C_REAL_OPS if op not in ("cbrt", "fabs", "signbit", "floor", "ceil", "trunc", "degrees", "spacing", "modf", "frexp", "invert")),
    *("%s([1j])" % op for op in ("cbrt", "fabs", "signbit", "floor", "ceil", "trunc", "degrees", "spacing", "modf", "frexp", "invert")),
    *("power(%s, %s)" % (C_VALUES.replace("1e200+1e-200j", "2+0j"), e) for e in ("2", "3", "-1", "0.5", "5", "-2", "0", "1", "1j", "2.5+1j")),
    "power([2j, 1+1j], [3, 2+0j])", "power([0j, 0j, 0j], [1+0j, -1+0j, 1j])", "divide([1+1j, 0j, 1j], [0j, 0j, 0j])", "divide([1+1j], 0)",
    "reciprocal([0j])", "multiply([1e200+1e200j], [1e200+1e200j])", "add([1], [1j], dtype='complex64')", "absolute([3+4j], dtype='complex64')",
    "add([1j], [2], out=A([0.0], 'float64'))", "add([1j], [2], out=A([0], 'complex64'))", "add(A([1.0], 'float32'), 1e300+1j)",
    *("%s(A(%s, '%s')%s)" % (f, C_FOLDED, t, a) for f in ("sum", "prod", "mean", "var", "std", "min", "max", "ptp", "any", "all", "count_nonzero", "argmin", "argmax",
      "cumsum", "cumprod", "median") for t in ("complex64", "complex128") for a in ("", ", axis=0", ", axis=1")),
    *("%s([1+2j, nan, 3j, 1+nanj])" % f for f in ("sum", "max", "min", "argmax", "argmin", "nansum", "nanprod", "nanmean", "nanvar", "nanstd", "nanmax", "nanmin",
      "median", "nanmedian")),
    "var([1j, 2], ddof=1)", "std([1+1j], ddof=1)", "mean([1, 2], dtype='complex64')", "sum([1j, 2], dtype='complex64')", "quantile([1j], 0.5)",
    *("%s([%s])" % (f, ", ".join(["1.1+0.1j"] * 20)) for f in ("prod", "cumprod")), "power([%s], 7)" % ", ".join(["1.1+0.1j"] * 5),
    "max([0+0j, 1-1j], initial=1)", "reduce([[1j, 2], [3, 4j]], op='multiply', axis=1)", "accumulate([1j, 2, 1+1j], op='multiply')",
    "round([1.234+5.678j, -0.5-1.5j], 1)", "round([1.5+2.5j])", "round([15+25j], -1)", "clip([1+1j, 5, -2j], 0, 2+1j)", "clip([1+1j, nan], 0, 3)",
    "nan_to_num([nan+1j, inf-infj])", "nan_to_num([nan+1j, inf-infj], nan=7, posinf=1, neginf=-1)", "nan_to_num(A([nan+infj], 'complex64'))",
)

H_VALUES = "[1.5, -2.25, 0.1, 1000, -0.0, 65504, 6e-8, 3e-5, 7]"
H_OTHERS = "[0.5, 3, -0.1, 0.001, 2, 2, 0.5, -3e-5, 0]"
H_ODD = "[nan, inf, -inf, 0, -0.0, 65504, 6e-8, -6e-8]"
H_ONE = C_ONE + ("fabs", "signbit", "floor", "ceil", "trunc", "degrees", "radians", "spacing", "modf", "frexp", "cbrt")
H_TWO = C_TWO + ("floor_divide", "remainder", "fmod", "divmod", "arctan2", "hypot", "copysign", "nextafter", "heaviside", "logaddexp", "power")
FLOAT16 = lines(
    *("%s(A(%s, 'float16'), A(%s, 'float16'))" % (op, H_VALUES, H_OTHERS) for op in H_TWO),
    *("%s(A(%s, 'float16'))" % (op, v) for op in H_ONE for v in (H_VALUES, H_ODD)),
    *("%s(A([0.5, -0.25, 1, 2], 'float16'))" % op for op in C_MATH),
    *("%s(A(%s, 'float16'), A([1, 1, nan, -0.0, 0, inf, 0, 0], 'float16'))" % (op, H_ODD) for op in C_TWO + ("copysign", "nextafter", "fmod")),
    *("%s(A([1, 2], 'float16'), %s)" % (op, n) for op in ("add", "multiply", "less") for n in ("3", "0.1", "70000", "1e6", "True")),
    *("add(A([1, 2], 'float16'), A([1, 2], '%s'))" % t for t in TYPES),
    *("%s(A([1, 2, 3], '%s'))" % (op, t) for op in ("sqrt", "sin", "exp", "floor", "rint", "degrees", "isnan") for t in ("int8", "uint8", "bool", "int16", "uint16", "int32")
      if op not in ("sin", "exp") or t[-2:] not in ("16", "32")),
    *("%s(A([1, 2, 3], '%s'), A([2, 2, 2], '%s'))" % (op, x, y) for op in ("arctan2", "hypot", "logaddexp", "copysign", "divide", "float_power")
      for x, y in (("int8", "uint8"), ("int8", "int8"), ("bool", "int8"), ("int8", "int16"), ("uint8", "bool"), ("uint16", "int8"), ("float16", "int8"))
      if op not in ("arctan2", "logaddexp") or not (x + y).replace("float16", "").endswith("16") and "uint16" not in x),
    "arctan2(A([1], 'int8'), 1)", "arctan2(A([True], 'bool'), 1)", "arctan2(A([1], 'int8'), 1.5)", "ldexp(A([1, 2], 'int8'), [1, 2])", "ldexp(A([1, 2], 'float16'), [1, 20])",
    "add(A([60000], 'float16'), A([60000], 'float16'))", "add([1.0], [2.0], out=A([0], 'float16'))", "add([1e6], [2.0], out=A([0], 'float16'))",
    "add([1, 2], [3, 4], dtype='float16')", "multiply(A([2, 3], 'float16'), A([1, 2], 'float16'), dtype='float64')",
    *("%s(A([[1.5, 2, 3], [4, -5.25, 0.1]], 'float16')%s)" % (f, a) for f in ("sum", "prod", "mean", "var", "std", "min", "max", "ptp", "any", "all", "count_nonzero", "argmin",
      "argmax", "cumsum", "cumprod", "median") for a in ("", ", axis=0", ", axis=1")),
    *("%s(A([1, nan, 3, 2], 'float16'))" % f for f in ("sum", "max", "min", "argmax", "argmin", "nansum", "nanmean", "nanvar", "nanmax", "nanargmin", "median", "nanmedian")),
    "mean(A([60000, 60000, 60000], 'float16'))", "mean(A([[60000, 60000]], 'float16'), axis=1)", "sum(A([60000, 60000], 'float16'))", "sum(A([1, 2], 'float16'), dtype='float64')",
    "quantile(A([1, 2, 4, 8], 'float16'), [0.25, 0.5])", "reduce(A([8, 2, 3], 'float16'), op='subtract')", "reduce(A([8, 3, nan], 'float16'), op='fmax')",
    "accumulate(A([1, 3, 2], 'float16'), op='maximum')", "round(A([1.25, 2.675, -0.5], 'float16'), 1)", "round(A([15, 25], 'float16'), -1)",
    "clip(A([1, 5, nan], 'float16'), 2, 3.5)", "nan_to_num(A([nan, inf, -inf], 'float16'))",
)

TOPICS = {"complex": COMPLEX, "float16": FLOAT16, "arith": ARITH, "compare": COMPARE, "bits": BITS, "ufunc": UFUNC, "round": ROUND, "reduce": REDUCE, "cumulate": CUMULATE, "median": MEDIAN}

SHAPES = [(5,), (8,), (127,), (128,), (129,), (1000,), (8193,), (20000,), (4, 7), (100, 83), (3, 5000), (900, 11), (7, 20, 30), (2, 3, 5, 7)]


def sum_cases():
    out = []
    for op in ("sum", "mean", "var", "std", "prod", "cumsum"):
        for shape in SHAPES:
            for layout in ("c", "fortran", "reversed", "strided", "cut"):
                axes = [None] + ([(0,), (len(shape) - 1,)] if len(shape) > 1 else []) + ([(0, 2)] if len(shape) == 3 else [])
                if op == "cumsum":
                    axes = [None]
                for x in axes:
                    for dtype in ("float64", "float32"):
                        if op in ("prod", "cumsum", "std") and shape not in ((129,), (100, 83), (7, 20, 30)):
                            continue
                        out.append((op, dtype, shape, layout, x))
                    if op in ("sum", "mean", "var") and shape in ((5,), (127,), (129,), (8193,), (100, 83), (7, 20, 30)):
                        out += [(op, dtype, shape, layout, x) for dtype in ("float16", "complex64", "complex128")]
    return out


SUM_CASES = sum_cases()
