-- expect: MEM|ERROR
return np.tile(np.arange(1000), 1000000)
