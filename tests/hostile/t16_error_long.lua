-- expect: ERROR
error(("x"):rep(1 << 20))
