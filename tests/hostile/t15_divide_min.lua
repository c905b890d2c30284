-- expect: PASS|WRONG|ERROR
return np.array([math.mininteger]) // np.array([-1])
