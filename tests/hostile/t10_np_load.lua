-- expect: ERROR
return np.load("/etc/passwd")
