-- expect: MEM|ERROR
return np.arange(0, math.maxinteger)
