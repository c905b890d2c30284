-- expect: MEM|ERROR
return np.outer(np.arange(100000), np.arange(100000))
