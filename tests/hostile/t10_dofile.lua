-- expect: ERROR
return dofile("/etc/passwd")
