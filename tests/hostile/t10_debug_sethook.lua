-- expect: ERROR
debug.sethook()
