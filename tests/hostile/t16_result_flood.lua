-- expect: OUTPUT
return np.zeros(2000000)
