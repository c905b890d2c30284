-- expect: ERROR
return np.repeat(np.arange(3), -1)
