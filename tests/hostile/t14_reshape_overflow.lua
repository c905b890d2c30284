-- expect: ERROR
return np.zeros(4).reshape(1 << 32, 1 << 32)
