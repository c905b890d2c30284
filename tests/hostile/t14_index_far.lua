-- expect: ERROR
return np.zeros(3)[1 << 62]
