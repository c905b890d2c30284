-- expect: MEM
return #(("x"):rep(1 << 20)):gsub(".", ("y"):rep(1 << 10))
