-- expect: MEM
local s = ("x"):rep(1 << 30)
return #s
