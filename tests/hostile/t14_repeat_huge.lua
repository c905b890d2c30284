-- expect: MEM|ERROR
return np.repeat(np.arange(3), math.maxinteger)
