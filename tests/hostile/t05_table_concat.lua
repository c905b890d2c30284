-- expect: MEM
local t = {}
for i = 1, 200 do t[i] = ("x"):rep(1 << 20) end
return #table.concat(t)
