"""Programs that NumPy refuses, by area: what errors.py asks Python. Each line is one program of array notation
that is Python too; a, b, m and v are made before it."""

SETUP = "a = np.arange(6).reshape(2, 3)\nb = np.arange(4.0)\nm = np.ones((2, 2))\nv = np.array([1, 2, 3])\n"

AREAS = {}

AREAS["indexing"] = r"""
v[5]
v[-4]
a[2]
a[0, 3]
a[0, 0, 0]
a[0, 0, 0, 0]
v[1.0]
x = v['x']
v[1.5]
v[[0, 5]]
v[[0.5, 1]]
a[:, [0, 3]]
v[np.array([True, False])]
a[np.array([[True, False]])]
a[[0, 1], [0, 1, 2]]
v[::0]
v[..., ...]
v[1, 2]
np.array(5)[0]
v[:, 0]
b[np.array([True, False, True, False, True])]
v.item(5)
a.item(2, 0)
a.item()
np.take(v, 5)
np.take(a, 3, axis=1)
np.take(v, [0, 7])
np.unravel_index(9, (2, 3))
np.ravel_multi_index(([0, 2], [0, 1]), (2, 3))
np.ix_([[1, 2]], [1])
np.choose([0, 3], [[1, 2], [3, 4]])
np.take_along_axis(a, np.array([0, 1]), axis=1)
np.take_along_axis(a, np.array([[0.5]]), axis=1)
"""

AREAS["assignment"] = r"""
v[5] = 1
v[:] = [1, 2]
v[[0, 1]] = [1, 2, 3]
v[v > 1] = [1, 2, 3]
a[0] = [1, 2]
v[0] = [1, 2]
v[0] = 'x'
v[0] = np.nan
v[0] = np.inf
v[:] = np.array([[1, 2, 3], [4, 5, 6]])
np.uint8([1, 2])[0] = 300
np.broadcast_to(v, (2, 3))[0] = 1
np.put(v, 7, 1)
np.put(v, [0, 1, -5], [1, 2, 3])
np.place(v, [True, False, True], [])
np.putmask(v, [True, False], 1)
np.fill_diagonal(v, 1)
np.copyto(v, b)
np.copyto(v, 1.5)
np.put_along_axis(a, np.array([0]), 1, axis=1)
v.fill('x')
v.itemset(0)
"""

AREAS["broadcasting"] = r"""
v + b
a + b
a * m
np.add(v, np.ones((2, 2)))
np.maximum(np.ones((2, 3)), np.ones((3, 2)))
np.broadcast_to(v, (2, 2))
np.broadcast_to(v, (3, 2))
np.broadcast_to(a, (3,))
np.broadcast_to(v, (-1, 3))
np.broadcast_shapes((2, 3), (4, 3))
np.broadcast_arrays(v, b)
np.where([True, False], v, b)
np.add(v, 1, out=b[:2])
np.add(v, v, out=np.zeros((2, 2)))
v += b
v += 1.5
v -= np.ones((2, 3), int)
np.add(1, 2, 3, 4)
np.add(1)
np.hypot(v, b)
np.copyto(m, v)
np.clip(v, [1, 2], 3)
"""

AREAS["reshape"] = r"""
a.reshape(4, 2)
a.reshape(4, -1)
a.reshape(-1, -1)
np.reshape(v, (2, 2))
np.zeros((0, 3)).reshape(0, -1)
a.reshape(2, 3, order='X')
a.transpose(0, 0)
a.transpose(0)
a.transpose(0, 2)
np.transpose(a, (1, 0, 2))
np.swapaxes(a, 0, 2)
np.moveaxis(a, 0, 3)
np.moveaxis(a, [0, 1], [0])
np.moveaxis(a, [0, 0], [0, 1])
np.rollaxis(a, 3)
np.squeeze(a, axis=0)
np.squeeze(a, axis=5)
np.expand_dims(v, 3)
np.expand_dims(v, (0, 0))
np.flip(v, 1)
np.fliplr(v)
np.rot90(v)
np.rot90(a, 1, (0, 0))
np.roll(v, 1, axis=2)
np.roll(a, (1, 2, 3), (0, 1))
a.ravel('X')
a.flatten('X')
v.view('f4').view('i2').view('c16')
np.array([1, 2, 3], dtype='u1').view('u2')
a.T.view('i4')
a.resize(3, 3)
np.resize(v, (-1, 2))
np.tile(v, -1)
np.repeat(v, [1, 2])
np.repeat(v, -1)
np.repeat(a, 2, axis=3)
np.diag(np.ones((2, 2, 2)))
np.diagonal(v)
np.diagonal(a, 0, 0, 0)
np.trace(v)
np.tril(5)
np.vander(a)
len(np.array(5))
np.atleast_2d(v).reshape(7)
"""

AREAS["joining"] = r"""
np.concatenate([v, a])
np.concatenate([a, np.ones((3, 2))])
np.concatenate([])
np.concatenate([1, 2])
np.concatenate([v, v], axis=1)
np.concatenate((a, a), axis=2)
np.concatenate(5)
np.stack([v, b])
np.stack([])
np.stack([v, v], axis=3)
np.hstack([a, np.ones((3, 3))])
np.vstack([v, b])
np.vstack([])
np.dstack([v, b])
np.column_stack([v, b])
np.append(a, v, axis=0)
np.append(a, [[1, 2]], axis=0)
np.split(v, 2)
np.split(v, [1], axis=1)
np.array_split(v, 0)
np.hsplit(np.array(5), 2)
np.vsplit(v, 2)
np.dsplit(a, 2)
np.insert(v, 5, 1)
np.insert(v, [0, 7], 1)
np.delete(v, 5)
np.delete(v, [0, 7])
np.delete(a, 0, axis=2)
np.block([[1, 2], 3])
np.block([])
np.pad(v, -1)
np.pad(v, 1, mode='nothing')
np.pad(v, 1.5)
np.pad(a, [(1, 2, 3)])
np.pad(v, 1, mode='edge', constant_values=3)
np.meshgrid(v, v, indexing='xx')
np.unstack(np.array(5))
"""

AREAS["creation"] = r"""
np.zeros(-1)
np.zeros((2, -3))
np.zeros('x')
np.zeros(2.5)
np.ones((2, 2.5))
np.empty(65 * [1])
np.full(2, [1, 2, 3])
np.arange(0, 10, 0)
np.arange()
np.arange(1, 2, 3, 4, 5)
np.linspace(0, 1, -3)
np.linspace(0, 1, 2.5)
np.geomspace(0, 10)
np.eye(-1)
np.array([[1, 2], [3]])
np.array([1, [2, 3]])
np.array([[1, 2], [3, 4, 5]])
np.array('x', dtype=int)
np.array(['1', 'b'], dtype=float)
np.array([300], dtype=np.uint8)
np.array([-1], dtype='u8')
v.astype('q1')
np.array([1, 2], ndmin=70)
np.array([1], copy=False)
np.asarray([1, 2], copy=False)
np.array([1], order='Q')
np.fromiter([1, 2, 3], dtype=int, count=5)
np.frombuffer(b, dtype='i3')
np.fromstring('1 2 x', sep=' ')
np.identity(2.5)
np.indices(3)
np.full((2, 2), 'x', dtype=int)
np.diagflat()
np.copy()
np.array()
"""

AREAS["casting"] = r"""
v.astype('int7')
v.astype('foo')
v.astype(b)
v.astype(float, casting='no')
b.astype(int, casting='safe')
b.astype(int, casting='same_kind')
v.astype(float, casting='foo')
np.array([1, 2.5]).astype(int, casting='same_value')
np.array([300]).astype('u1', casting='same_value')
np.add(v, 1, casting='foo')
np.array(['x']).astype(int)
np.array(['1.5x']).astype(float)
np.dtype('foo')
np.dtype('i3')
np.dtype('float7')
np.dtype(5)
np.dtype('>')
np.can_cast(1, 'i1')
np.can_cast('foo', 'i1')
np.promote_types('i4', 'foo')
np.result_type()
np.int8(200)
np.uint8(-1)
np.int8([1, 2]) + 200
np.uint8([1]) + (-1)
np.uint8([1]) * 300
np.int64('x')
np.float32('x')
np.add(v, 1, dtype='u1', casting='no')
np.add(b, 1, dtype=int)
np.iinfo(float)
np.finfo(int)
np.finfo('foo')
np.issubdtype('foo', int)
v & 1.5
b & 1
b << 1
x = ~b
x = -np.array([True])
np.array([True]) - np.array([False])
v ** -1
np.array([2]) ** np.array([-1])
np.array(['a']) + 1
np.array(['a']) * 2
np.sqrt(np.array(['a']))
np.bitwise_and(1.5, 2)
np.left_shift(1.0, 2)
np.invert(1.5)
np.gcd(1.5, 2)
v @ 5
x = 'a' + v
np.array(['b', 'a']) - np.array(['a', 'b'])
int(v)
float(a)
bool(v)
if v: pass
not a
v < 'x'
"""

AREAS["reductions"] = r"""
np.sum(v, axis=1)
np.sum(a, axis=2)
np.sum(a, axis=(0, 0))
np.sum(a, axis=(0, 5))
np.sum(a, axis=1.0)
np.sum(a, axis='x')
np.max(np.array([]))
np.min(np.zeros((0, 3)), axis=0)
np.argmax(np.array([]))
np.argmin(np.zeros((2, 0)), axis=1)
np.nanargmax(np.array([np.nan, np.nan]))
np.argmax(a, axis=3)
np.mean(a, axis=4)
np.median(a, axis=4)
np.std(np.array(['a']))
np.sum(np.array(['a', 'b']))
np.mean(np.array(['a', 'b']))
np.prod(np.array(['a']))
np.cumsum(a, axis=2)
np.cumsum(np.array(['a']))
np.percentile(v, 101)
np.percentile(v, -1)
np.quantile(v, 1.5)
np.quantile(v, 0.5, method='foo')
np.percentile(v, 50, axis=1)
np.average(v, weights=[0, 0, 0])
np.average(v, weights=[1, 2])
np.average(a, weights=[1, 2, 3])
np.average(a, axis=0, weights=[1, 2, 3])
np.ptp(np.array([]))
np.bincount([-1, 2])
np.bincount(a)
np.bincount([1, 2], weights=[1])
np.bincount([1], minlength=-1)
np.histogram(v, bins=0)
np.histogram(v, bins=[3, 2, 1])
np.histogram(v, range=(3, 1))
np.histogram(v, bins='foo')
np.histogram([1, np.nan])
np.digitize(v, [3, 1, 2])
np.digitize(v, [[1, 2]])
np.diff(v, n=-1)
np.diff(np.array(5))
np.diff(v, axis=1)
np.gradient(np.array([1.0]))
np.gradient(v, edge_order=3)
np.trapezoid(v, axis=2)
np.add.reduce(a, axis=2)
np.subtract.reduce(a, axis=(0, 1))
np.add.reduce(5, axis=1)
np.maximum.reduce([])
np.add.reduceat(v, [0, 7])
np.add.accumulate(np.array(5))
np.sin.reduce(v)
np.divmod.reduce(v)
np.add.at(v, [5], 1)
np.add.outer()
np.sum(a, keepdims=True, out=np.zeros(3))
np.sum(a, axis=0, out=np.zeros(2))
np.any(a, axis=3)
np.max(a, axis=0, initial='x')
np.min(a, where=[True, False, True])
np.count_nonzero(a, axis=3)
np.cov(np.ones((2, 2, 2)))
np.corrcoef(v, b)
np.ediff1d()
np.cross([1, 2, 3, 4], [1, 2, 3, 4])
"""

AREAS["products"] = r"""
np.dot(a, a)
np.dot(a, b)
np.dot(v, b)
np.matmul(a, a)
np.matmul(v, 5)
np.matmul(np.ones((2, 2, 3)), np.ones((3, 3, 2)))
a @ b
np.inner(a, b)
np.vdot(v, b)
np.tensordot(a, a, 1)
np.tensordot(a, a, axes=([0], [0, 1]))
np.tensordot(a, a, axes=3)
np.einsum('ij,jk', a, a)
np.einsum('ijk', a)
np.einsum('ij->k', a)
np.einsum('i', a)
np.einsum('ij,jk->ik', a)
np.einsum('i$', v)
np.einsum('ij->iij', a)
np.einsum()
np.kron()
np.convolve([], v)
np.convolve(a, v)
np.convolve(v, v, mode='foo')
np.correlate([], v)
np.interp(1.5, [1, 2], [1, 2, 3])
np.interp(1.5, [], [])
np.polyfit([1, 2], [1, 2, 3], 1)
np.polyfit([], [], 1)
np.polyfit([1, 2], [1, 2], -1)
np.roots(a)
np.poly(a)
np.polyder([1, 2], -1)
np.polyint([1, 2], -1)
"""

AREAS["linalg"] = r"""
np.linalg.inv(v)
np.linalg.inv(a)
np.linalg.inv(np.zeros((2, 2)))
np.linalg.solve(np.ones((2, 2)), [1, 2])
np.linalg.solve(a, [1, 2])
np.linalg.solve(m + np.eye(2), [1, 2, 3])
np.linalg.det(a)
np.linalg.det(5)
np.linalg.slogdet(v)
np.linalg.cholesky(-np.eye(2))
np.linalg.cholesky(a)
np.linalg.eig(a)
np.linalg.eig([[np.nan, 1], [1, 2]])
np.linalg.eigh(a)
np.linalg.eigvals(v)
np.linalg.svd(v)
np.linalg.qr(v)
np.linalg.qr(m, mode='foo')
np.linalg.lstsq(m, [1, 2, 3], rcond=None)
np.linalg.matrix_power(a, 2)
np.linalg.matrix_power(m, 1.5)
np.linalg.matrix_power(m, -1)
np.linalg.norm(a, 'foo')
np.linalg.norm(v, 'fro')
np.linalg.norm(np.ones((2, 2, 2)), 2)
np.linalg.norm(a, axis=(0, 1, 2))
np.linalg.norm(a, axis=3)
np.linalg.cond(np.zeros((0, 2)))
np.linalg.multi_dot([m])
np.linalg.multi_dot([m, np.ones((3, 2))])
np.linalg.pinv(v)
np.linalg.matrix_rank(m, tol=1, rtol=1)
np.linalg.tensorinv(m, ind=0)
np.linalg.inv(np.array([['a']]))
np.linalg.inv(np.float16([[1]]))
np.linalg.outer(m, m)
np.linalg.cross([1, 2], [1, 2])
np.linalg.foo
"""

AREAS["sorting"] = r"""
np.sort(v, axis=1)
np.sort(v, kind='foo')
np.sort(v, order='x')
np.argsort(a, axis=2)
v.sort(axis=1)
np.partition(v, 5)
np.partition(v, 1.5)
np.argpartition(v, -4)
np.lexsort([])
np.lexsort([v, b])
np.searchsorted(v, 1, side='foo')
np.searchsorted(a, 1)
np.searchsorted(v, 1, sorter=[0, 1])
np.unique(a, axis=3)
np.sort(np.array(5))
np.where()
np.where(v > 1, v)
np.where(a, a, b)
np.nonzero(np.array(5))
np.select([v > 1], [v, v])
np.select([], [])
np.select([v], [v])
np.piecewise(v, [v > 1], [1, 2, 3])
np.compress([True, False, True, True], v)
np.extract([True, False, True, True, True], v)
np.intersect1d()
np.isin()
np.triu_indices()
np.diag_indices_from(v)
np.mask_indices(3)
"""

AREAS["random"] = r"""
np.random.randint(5, 2)
np.random.randint(0)
np.random.randint(0, 300, dtype='u1')
np.random.randint(0, 5, dtype='f8')
np.random.randint(2.5, 'x')
np.random.choice([], 2)
np.random.choice(5, 6, replace=False)
np.random.choice(5, p=[0.5, 0.5])
np.random.choice(2, p=[0.5, 0.6])
np.random.choice(2, p=[1.5, -0.5])
np.random.choice(-1)
np.random.choice(np.array(5.5))
np.random.choice(a)
np.random.normal(0, -1)
np.random.uniform(0, np.inf)
np.random.exponential(-1)
np.random.poisson(-1)
np.random.binomial(10, 2)
np.random.binomial(-1, 0.5)
np.random.gamma(-1)
np.random.beta(0, 1)
np.random.seed(-1)
np.random.seed('x')
np.random.rand(-1)
np.random.rand('x')
np.random.randn(2, -1)
np.random.permutation(5.5)
np.random.shuffle(5)
np.random.default_rng(-1)
np.random.default_rng('x')
np.random.default_rng(0).integers(5, 2)
np.random.default_rng(0).integers(0, 300, dtype='u1')
np.random.default_rng(0).choice(5, 6, replace=False)
np.random.default_rng(0).choice([], 1)
np.random.default_rng(0).normal(0, -1)
np.random.default_rng(0).random(-1)
np.random.default_rng(0).foo()
np.random.multivariate_normal([0, 0], [[1, 0]])
np.random.dirichlet([-1, 1])
np.random.foo
"""

AREAS["fft"] = r"""
np.fft.fft([])
np.fft.fft(v, n=0)
np.fft.fft(v, axis=1)
np.fft.fft(v, norm='foo')
np.fft.fft2(v)
np.fft.fftn(a, axes=(0, 5))
np.fft.fftn(a, s=(2,), axes=(0, 1))
np.fft.irfft([1], n=0)
np.fft.rfft([1j, 2])
np.fft.fft(np.array(['a']))
np.fft.fftfreq(0)
np.fft.fftfreq(2.5)
np.fft.fft(5)
np.fft.foo
"""

AREAS["masked"] = r"""
np.ma.array([1, 2, 3], mask=[1, 0])
np.ma.masked_where([True, False], v)
np.ma.concatenate([])
np.ma.array(v, mask=[1, 0, 0])[5]
np.ma.array(v, fill_value='x')
np.ma.median(np.ma.array(v), axis=2)
np.ma.masked_values(v, 'x')
np.ma.array([1, 2]).reshape(3)
np.ma.array([1, 2]) + np.ma.array([1, 2, 3])
np.ma.foo
"""

AREAS["memory"] = r"""
np.lib.stride_tricks.sliding_window_view(v, 5)
np.lib.stride_tricks.sliding_window_view(v, -1)
np.lib.stride_tricks.sliding_window_view(a, (2, 2, 2))
np.lib.stride_tricks.sliding_window_view(a, 2, axis=5)
np.lib.stride_tricks.as_strided(v, (2, 2), (8,))
v.setflags(foo=1)
np.broadcast_to(v, (2, 3)).flags.writeable + v.foo
v.foo
np.foo
np.require(v, None, ['Q'])
np.ascontiguousarray()
v.shape = (2, 2)
v.dtype = 'foo'
np.lib.foo
"""

AREAS["files"] = r"""
np.load('no_such_file.npy')
np.loadtxt('no_such_file.txt')
np.genfromtxt('no_such_file.txt')
np.fromfile('no_such_file.bin')
np.memmap('no_such_file.bin', mode='r')
np.memmap('no_such_file.bin', mode='w+')
np.memmap('no_such_file.bin', mode='x')
np.savetxt('x.txt', np.ones((2, 2, 2)))
np.savetxt('x.txt', v, fmt='%d %d')
np.save()
np.savez()
np.load('no_such_file.npz')
"""

AREAS["calls"] = r"""
np.zeros()
np.zeros(2, foo=1)
np.sum(v, 0, axis=0)
np.sum()
np.reshape(v)
np.add(v, 1, foo=2)
np.sin()
np.sin(1, 2, 3)
np.clip(v, 1, 2, 3, 4, 5)
np.round(v, 1.5)
np.round('x')
np.abs()
np.linspace(0)
np.concatenate()
np.where(1, 2, 3, 4)
np.dot(1)
np.histogram()
v.sum(0, axis=0)
v.reshape()
v.mean(foo=1)
v.argmax(5)
v.astype()
v.nothing()
np.ndarray.nothing
np.apply_along_axis(np.sum, 2, a)
np.apply_over_axes(np.sum, a, [5])
np.fromfunction(np.add)
np.set_printoptions(floatmode='foo')
np.set_printoptions(threshold='x')
np.array2string(v, foo=1)
np.format_float_positional('x')
np.base_repr(1, 40)
np.binary_repr(9, 2)
"""
