-- expect: ERROR
return np.fromfile("/etc/passwd")
