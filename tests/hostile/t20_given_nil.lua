-- expect: PASS
arr = nil
return 1
