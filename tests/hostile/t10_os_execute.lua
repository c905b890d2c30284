-- expect: ERROR
return os.execute("id")
