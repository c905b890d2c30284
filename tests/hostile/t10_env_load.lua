-- expect: PASS|ERROR
return load("return 1 + 1", "x", "t", {})() - 1
