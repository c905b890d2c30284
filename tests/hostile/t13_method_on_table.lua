-- expect: ERROR
return np.zeros(3).reshape({x = 1})
