"""What `make bench` times: name, set-up, expression. The same text in Python and in array notation."""

F8 = "a = np.arange(N) * 1.5"
WAVE = "a = np.sin(np.arange(N) * 1.7)"
TWO = F8 + "; b = a + 1"

OPS = [
    # arithmetic
    ("a + b", TWO, "a + b"),
    ("a * 2", F8, "a * 2"),
    ("a / b", TWO, "a / b"),
    ("f4 a + b", "a = (np.arange(N) * 1.5).astype('float32'); b = a + 1", "a + b"),
    ("i8 a + b", "a = np.arange(N); b = a + 1", "a + b"),
    ("i8 a // 7", "a = np.arange(N)", "a // 7"),
    ("i8 a % 7", "a = np.arange(N)", "a % 7"),
    ("a ** 2", F8, "a ** 2"),
    ("-a", F8, "-a"),
    ("a[::2] + b[::2]", TWO, "a[::2] + b[::2]"),
    ("row + column", "a = np.arange(N).reshape(W, -1) * 1.5; b = np.arange(W).reshape(-1, 1)", "a + b"),
    ("a += b", TWO, "np.add(a, b, out=a)"),
    ("2 * a + b", TWO, "2 * a + b"),
    # functions of elements
    ("sqrt", F8, "np.sqrt(a)"),
    ("exp", "a = np.arange(N) / N", "np.exp(a)"),
    ("log", F8 + " + 1", "np.log(a)"),
    ("sin", F8, "np.sin(a)"),
    ("tanh", WAVE, "np.tanh(a)"),
    ("abs", WAVE, "np.abs(a)"),
    ("floor", F8, "np.floor(a)"),
    ("round", WAVE, "np.round(a, 2)"),
    ("clip", WAVE, "np.clip(a, -0.5, 0.5)"),
    ("maximum", TWO, "np.maximum(a, b)"),
    # comparing, choosing
    ("greater", F8, "np.greater(a, 2.0)"),
    ("equal", "a = np.arange(N); b = a + 1", "np.equal(a, b)"),
    ("isnan", F8, "np.isnan(a)"),
    ("and", "a = np.arange(N) % 2 == 0; b = np.arange(N) % 3 == 0", "a & b"),
    ("a[mask]", WAVE + "; m = np.greater(a, 0.2)", "a[m]"),
    ("where", WAVE + "; m = np.greater(a, 0.2)", "np.where(m, a, 0.0)"),
    ("nonzero", WAVE + "; m = np.greater(a, 0.2)", "np.nonzero(m)"),
    ("count_nonzero", WAVE + "; m = np.greater(a, 0.2)", "np.count_nonzero(m)"),
    ("take", F8 + "; i = np.arange(N)[::-1].copy()", "a[i]"),
    # reductions
    ("sum", F8, "a.sum()"),
    ("sum f4", "a = (np.arange(N) * 1.5).astype('float32')", "a.sum()"),
    ("sum axis 0", "a = np.arange(N).reshape(W, -1) * 1.5", "a.sum(axis=0)"),
    ("sum axis 1", "a = np.arange(N).reshape(W, -1) * 1.5", "a.sum(axis=1)"),
    ("prod", "a = np.ones(N)", "a.prod()"),
    ("max", WAVE, "a.max()"),
    ("argmax", WAVE, "a.argmax()"),
    ("mean", F8, "np.mean(a)"),
    ("std", WAVE, "np.std(a)"),
    ("any", "a = np.zeros(N, dtype='bool')", "a.any()"),
    ("median", WAVE, "np.median(a)"),
    ("percentile", WAVE, "np.percentile(a, 30)"),
    ("nanmean", WAVE, "np.nanmean(a)"),
    ("cumsum", F8, "np.cumsum(a)"),
    ("diff", F8, "np.diff(a)"),
    # order
    ("sort", WAVE, "np.sort(a)"),
    ("sort i8", "a = np.arange(N) * 7919 % 10007", "np.sort(a)"),
    ("argsort", WAVE, "np.argsort(a)"),
    ("unique", "a = np.arange(N) % 10", "np.unique(a)"),
    ("searchsorted", F8 + "; b = a[::3].copy()", "np.searchsorted(a, b)"),
    ("bincount", "a = np.arange(N) % 10", "np.bincount(a)"),
    # making and joining
    ("zeros", "x = 0", "np.zeros(N)"),
    ("arange", "x = 0", "np.arange(N)"),
    ("linspace", "x = 0", "np.linspace(0, 1, N)"),
    ("copy", F8, "a.copy()"),
    ("astype", F8, "a.astype('int64')"),
    ("concatenate", F8, "np.concatenate((a, a))"),
    ("transposed copy", "a = np.arange(N).reshape(W, -1) * 1.5", "a.T.copy()"),
    ("repeat", "a = np.arange(N) * 1.5", "np.repeat(a, 2)"),
    ("rand", "x = 0", "np.random.rand(N)"),
    # products
    ("dot", TWO, "np.dot(a, b)"),
    ("a @ b small", "a = np.ones((3, 3)); b = np.ones((3, 3))", "a @ b"),
    ("outer", "a = np.arange(min(W, 1000)) * 1.5", "np.outer(a, a)"),
    # views: what they cost does not depend on the size
    ("view a[1:]", F8, "a[1:]"),
    ("view reshape", F8, "a.reshape(-1, 1)"),
    ("view a.T", F8, "a.T"),
    ("item a[1]", F8, "a[1]"),
]
VIEWS = [name for name, _, _ in OPS if name.startswith(("view", "item"))]


def width(n):
    """Rows of what is laid out as a grid."""
    return 3 if n < 100 else 20 if n <= 1000 else 1000
