-- expect: ERROR
return np.zeros(3)[math.mininteger]
