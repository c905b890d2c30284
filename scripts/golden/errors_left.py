"""Lines of errors_list.py that are not asked of ndrill, and why."""

PYTHON = "the words are Python's own, of how NumPy happens to be written"
LUA = "another form in Lua"

LEFT = {
    "x = v['x']": "v['x'] is v.x in Lua",
    "np.max(a, axis=0, initial='x')": "its text shows np.str_('x')",
    "v[0] = [1, 2]": "a list has become an array by then, whose text is ValueError: setting an array element with a sequence.",
    "np.concatenate(5)": PYTHON,
    "np.can_cast('foo', 'i1')": PYTHON,
    "np.finfo('foo')": PYTHON,
    "if v: pass": LUA,
    "np.trapezoid(v, axis=2)": PYTHON,
    "np.random.randint(2.5, 'x')": PYTHON,
    "np.fft.fft(np.array(['a']))": "the types of text and Python floats that it speaks of are not here",
    "np.ma.masked_values(v, 'x')": "np.ma refuses the fill value first",
    "v.dtype = 'foo'": "setting .dtype is refused altogether: NumPy deprecates it",
    "v.setflags(foo=1)": PYTHON,
    "v.sum(0, axis=0)": PYTHON + ": _sum()",
    "v.mean(foo=1)": PYTHON + ": _mean()",
    "np.ndarray.nothing": "np.ndarray has no attributes of its own here",
    "np.lib.foo": "np.lib is a plain table of its names",
}
