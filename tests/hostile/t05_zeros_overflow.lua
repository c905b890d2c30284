-- expect: ERROR|MEM
return np.zeros((2 ^ 40 // 1 | 0, 2 ^ 40 // 1 | 0))
