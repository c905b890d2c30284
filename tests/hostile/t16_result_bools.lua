-- expect: OUTPUT
return np.zeros(10000000, dtype="bool")
