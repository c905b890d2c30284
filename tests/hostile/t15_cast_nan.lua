-- expect: PASS|WRONG|ERROR
return np.array([0 / 0, 1 / 0, -1 / 0, 1e300]).astype("int8")
