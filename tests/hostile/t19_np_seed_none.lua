-- expect: PASS|ERROR
np.random.seed()
return 1
