-- expect: ERROR
return io.open("/etc/passwd")
