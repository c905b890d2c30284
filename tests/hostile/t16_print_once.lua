-- expect: OUTPUT
print(("x"):rep(1 << 20))
return 1
