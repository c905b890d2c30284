-- expect: PASS|WRONG|ERROR
return np.int64(math.mininteger) // np.int64(-1)
