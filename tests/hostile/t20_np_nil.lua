-- expect: PASS
np = nil
return 1
