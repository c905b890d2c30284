-- expect: PASS
tostring = nil
print = nil
type = nil
return 1
