-- expect: PASS|WRONG|ERROR
return np.array([1]) << np.array([64, ])
