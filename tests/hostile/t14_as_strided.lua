-- expect: ERROR
return np.lib.stride_tricks.as_strided(np.zeros(3), (1000000,), (8,))
