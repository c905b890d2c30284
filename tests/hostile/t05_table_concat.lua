-- expect: MEM
local t, part = {}, ("x"):rep(1 << 16)
for i = 1, 3200 do t[i] = part .. i end
return #table.concat(t)
