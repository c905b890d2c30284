-- expect: ERROR
return np.take(np.arange(3), np.array([5, -9]))
