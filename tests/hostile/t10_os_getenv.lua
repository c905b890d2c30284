-- expect: ERROR
return os.getenv("HOME")
