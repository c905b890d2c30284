-- expect: ERROR
return loadfile("/etc/passwd")
