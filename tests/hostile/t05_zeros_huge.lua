-- expect: MEM|ERROR
return np.zeros((1000000, 1000000))
