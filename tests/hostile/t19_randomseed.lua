-- expect: PASS
math.randomseed()
return 1
