-- expect: ERROR
error(nil)
