-- expect: MEM|ERROR
return np.zeros((1, 100000)) + np.zeros((100000, 1))
