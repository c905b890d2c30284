-- expect: PASS|WRONG|ERROR
return np.arange(5)[math.mininteger:math.maxinteger:math.maxinteger]
