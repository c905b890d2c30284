"""The programs that bind_names.py asks Python, by topic: what few texts use of np."""

SETUP = """a = np.array([1, 2, 3, 4, 5])
b = np.array([[1, 2], [3, 4]])
m = np.array([[10, 7, 4], [3, 2, 1]])
x = np.array([0.1, 0.5, 2.5, 3.5, 1.5, 2.2, 9.1, 4.4])
y = np.array([1, 2, 2.5, 1.5, 0.5, 1.2, 3.1, 2.4])
z = np.array([[0, 0, 1], [0, 2, 3], [0, 0, 0]])
q = np.arange(16).reshape(4, 4)
"""

METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased",
           "normal_unbiased"]
RULES = ["auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"]

LINES = r"""
np.bartlett(12), np.blackman(12), np.hamming(12), np.hanning(12), np.kaiser(12, 14)
np.bartlett(0), np.hanning(1), np.kaiser(1, 2), np.hamming(2)
np.i0(0.), np.i0([0, 1, 2, 3, 20])
np.i0(1j)
np.block([[np.eye(2) * 2, np.zeros((2, 3))], [np.ones((3, 2)), np.eye(3) * 3]])
np.block([1, 2, 3]), np.block(5), np.block([a, 10]), np.block([[a], [a]]), np.block([[[1, 2]], [[3, 4]]]).shape
np.block([[np.ones(2), 3], [[4, 5], 6]])
np.block([[1], 2])
np.block([[1, 2], []])
np.block([(1, 2)])
np.block([[np.ones((2, 2)), np.ones(2)]])
np.base_repr(5), np.base_repr(-255, 16), np.base_repr(0), np.base_repr(0, 2, 3), np.base_repr(7, base=5, padding=3)
np.base_repr(1.5)
np.base_repr(3, 1)
np.binary_repr(3), np.binary_repr(-3), np.binary_repr(3, width=4), np.binary_repr(-3, width=3), np.binary_repr(-3, width=5), np.binary_repr(-4, width=3), np.binary_repr(0), np.binary_repr(-8, 8)
np.binary_repr(-9, 2)
q[np.diag_indices_from(q)], np.tril_indices_from(q, k=1), q[np.triu_indices_from(q)], np.mask_indices(3, np.triu), np.mask_indices(3, np.tril, -1)
np.diag_indices_from(np.ones((3, 2)))
np.tril_indices_from(a)
np.mintypecode(['d', 'f', 'S']), np.mintypecode(np.array([1.1, 2-3.j])), np.mintypecode('abceh', default='G')
np.common_type(np.array(['a']))
np.isdtype(np.float32, np.float64), np.isdtype(np.float32, "real floating"), np.isdtype(np.complex128, ("real floating", "complex floating")), np.isdtype(np.bool, 'numeric'), np.isdtype(np.int8, 'integral')
np.isdtype('f4', 'foo')
np.isdtype(np.float32, 'foo')
np.asarray_chkfinite([1, 2], dtype=float), np.astype(np.array([1.5]), np.int64)
np.asarray_chkfinite([np.nan])
np.require(np.arange(6).reshape(2, 3), np.float32, ['A', 'O', 'W', 'F']).flags.f_contiguous
np.require([1], None, ['Q'])
np.emath.sqrt(-1), np.emath.sqrt([4, -4]), np.emath.sqrt(4), np.emath.power([2, 4], -2), np.emath.power([-2, 4], 2), np.emath.logn(2, [4, 8]), np.emath.log2([-4, -8, 8]).round(6), np.emath.arcsin([1, 2]).round(6), np.emath.arctanh([0, 2]).round(6), np.emath.arccos(2)
np.emath.foo
np.pad(a, (2, 3), 'linear_ramp', end_values=(5, -4)), np.pad(a, (2,), 'maximum'), np.pad(a, (2,), 'mean'), np.pad(a, (2,), 'median')
np.pad(b, ((3, 2), (2, 3)), 'minimum')
np.pad(a, (2, 3), 'reflect', reflect_type='odd'), np.pad(a, (2, 3), 'symmetric', reflect_type='odd')
np.pad(a, (12, 13), 'symmetric', reflect_type='odd'), np.pad(a, (12, 13), 'reflect', reflect_type='odd'), np.pad([4], 2, 'reflect', reflect_type='odd')
np.pad(b, 2, 'mean', stat_length=1), np.pad(b * 1.5, ((1, 1), (2, 2)), 'mean', stat_length=((1, 2), (1, 1))), np.pad(b, 3, 'linear_ramp')
np.pad(b, 3, 'reflect', reflect_type='odd')
np.pad(a, 1, 'mean', end_values=3)
np.pad(a, 1, 'maximum', stat_length=0)
np.pad(a, -1, 'mean')
np.histogram2d(x, y, bins=3)
np.histogram2d(x, y, bins=[2, 3], range=[[0, 10], [0, 4]], density=True)
np.histogram2d(x, y, bins=[[0, 2, 4], [0, 1, 5]], weights=np.arange(8))
np.histogramdd(np.stack([x, y, x + y], axis=1), bins=(2, 3, 2))
np.histogramdd([x, y], bins=(2, 3, 4))
np.histogramdd([x, y], bins=(2, -3))
np.histogram(x, 'auto'), np.histogram(np.array([0, 0, 0, 1, 2, 3, 3, 4, 5]), 'auto', range=(0, 1)), np.histogram([], 'auto')
np.histogram(x, 'auto', weights=y)
np.histogram(x, 'nothing')
np.percentile(m, 40, axis=0, method='hazen'), np.percentile(m, [40, 50], axis=1, method='weibull', keepdims=True), np.quantile(m, 0.5, method='inverted_cdf'), np.quantile(m, 0.3, axis=(0, 1), method='hazen'), np.quantile([1, np.nan], 0.5, method='hazen')
np.quantile(x, [0.2, 0.5], weights=np.arange(8), method='inverted_cdf'), np.percentile(m, 50, axis=1, weights=[1, 2, 5], method='inverted_cdf')
np.quantile(x, 0.5, weights=y)
np.cov(m, fweights=[1, 2, 3]), np.cov(m, aweights=[1., 2, 3]), np.cov(m, fweights=[1, 2, 3], aweights=[.5, 2, 3], ddof=0), np.cov(x, y, aweights=np.arange(8)).round(9)
np.cov(m, fweights=[1.5, 2, 3])
np.cov(m, aweights=[1, 2])
np.cov(m, fweights=[-1, 2, 3])
np.mgrid[-1:1:5j], np.ogrid[0:1:3j], np.mgrid[0:2, 0:1:3j]
np.r_['-1', m, m], np.r_['0,2', [1, 2, 3], [4, 5, 6]], np.r_['0,2,0', [1, 2, 3], [4, 5, 6]], np.r_['1,2,0', [1, 2, 3], [4, 5, 6]], np.r_['0,3', [1, 2], 4:6].shape, np.r_['0,3,1', [1, 2], [4, 5]].shape
np.r_[-1:1:6j, [0, 0, 0], 5, 6], np.c_[[1, 2, 3], [4, 5, 6]], np.c_[np.array([[1, 2, 3]]), 0, 0, np.array([[4, 5, 6]])]
np.r_['x', [1, 2]]
np.r_[[1, 2], '0']
np.trim_zeros(z), np.trim_zeros(z, axis=-1), np.trim_zeros(z, 'f'), np.trim_zeros(z, 'b', axis=(0,)), np.trim_zeros(np.array([0, 1, 0, 2, 0])), np.trim_zeros(z * 0).shape
np.trim_zeros(z, axis=5)
np.lexsort((m, m * -1), axis=1), np.lexsort((m, m[::-1]), axis=0), np.lexsort(m)
np.lexsort((m, m[0]))
np.logspace(2.0, 3.0, num=4, base=[2.0, 3.0], axis=-1), np.logspace(1, 2, 3, base=[2.0, 3.0])
np.unique_all(np.array([3, 1, 1, 2])), np.unique_counts([1, 1, 2]).counts, np.unique_inverse([3, 1, 3]).inverse_indices
np.nan_to_num(np.array([np.inf, -np.inf, np.nan, -128, 128]), nan=np.array([1, 2, 3, 4, 5]), posinf=33333333.0, neginf=-9999)
np.nan_to_num(np.array([complex(np.inf, np.nan), np.nan, complex(np.nan, np.inf)])), np.nan_to_num(np.array([complex(np.inf, np.nan), np.nan, complex(np.nan, np.inf)]), nan=111111, posinf=222222)
np.average(np.arange(8).reshape(2, 2, 2), axis=(0, 1), weights=[[1. / 4, 3. / 4], [1., 1. / 2]]), np.average(np.arange(8).reshape(2, 2, 2), axis=(1, 0), weights=[[1, 3], [1., 2]])
np.average(np.arange(8).reshape(2, 2, 2), axis=(0, 1), weights=[1, 2])
np.delete(q, np.s_[::2], 1), np.insert(np.arange(6), np.s_[2:4], [7, 8]), np.delete(q, np.s_[1:5])
np.ravel_multi_index(np.array([[3, 6, 6], [4, 5, 1]]), (4, 4), mode=('clip', 'wrap'))
!c = np.zeros((9, 2), int); np.fill_diagonal(c, [1, 2, 3], wrap=True); print(c)
!c = np.zeros((5, 3), int); np.fill_diagonal(c, 4, wrap=True); print(c)
!c = np.array([2, 2, 2]); print(np.isneginf(np.array([-np.inf, 0., np.inf]), c), c, np.isposinf(np.inf))
np.format_float_positional(np.float32(np.pi)), np.format_float_positional(np.float16(np.pi)), np.format_float_positional(np.float16(0.3)), np.format_float_positional(np.float16(0.3), unique=False, precision=10)
np.format_float_positional(3.0), np.format_float_positional(3.0, trim='0'), np.format_float_positional(3.0, trim='-'), np.format_float_positional(3.25, min_digits=5), np.format_float_positional(1234.5678, precision=2), np.format_float_positional(1234.5678, precision=2, fractional=False), np.format_float_positional(0.00012345, precision=3, fractional=False)
np.format_float_positional(-2.5, pad_left=5, pad_right=4), np.format_float_positional(2.5, sign=True), np.format_float_positional(0.0), np.format_float_positional(1e22), np.format_float_positional(56294995342131.5, precision=3), np.format_float_positional(0.5, unique=False, precision=0), np.format_float_positional(np.nan), np.format_float_positional(7)
np.format_float_scientific(np.float32(np.pi)), np.format_float_scientific(np.float32(1.23e24), unique=False, precision=15), np.format_float_scientific(np.float32(1.23e24), exp_digits=4), np.format_float_scientific(0.0), np.format_float_scientific(3.0, trim='0'), np.format_float_scientific(3.0, trim='-'), np.format_float_scientific(1e-300), np.format_float_scientific(123456.0, precision=3), np.format_float_scientific(1.5, min_digits=4), np.format_float_scientific(-1.5, pad_left=4), np.format_float_scientific(-np.inf)
np.format_float_positional(1.5, unique=False)
np.format_float_positional(1.5, precision=1, min_digits=3)
np.packbits([[[1, 0, 1], [0, 1, 0]], [[1, 1, 0], [0, 0, 1]]], axis=-1), np.packbits(b), np.packbits(b, axis=0), np.packbits([True, True, True, False, False, False, False, False, True], bitorder='little')
np.unpackbits(np.uint8([[2], [7], [23]]), axis=1), np.unpackbits(np.uint8([[2], [7]]), axis=1, count=-3), np.unpackbits(np.uint8([2])), np.unpackbits(np.uint8([[2]]), axis=1, count=11), np.unpackbits(np.uint8([2]), bitorder='little')
np.packbits([1.5])
np.unpackbits([1])
np.unpackbits(np.uint8([1]), count=-9)
np.add.reduceat(np.arange(8), [0, 4, 1, 5, 2, 6, 3, 7]), np.multiply.reduceat(q, [0, 3], 1), np.add.reduceat(q, [0, 3, 1, 2, 0]), np.maximum.reduceat([3, 1, 2], [1]), np.add.reduceat([1, 2], [])
"""

LINES += "".join("np.quantile(x, [0.1, 0.5, 0.77], method='%s')\n" % m for m in METHODS)
LINES += "".join("np.histogram_bin_edges(x, bins='%s')\n" % r for r in RULES)
