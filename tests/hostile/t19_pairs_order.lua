-- expect: PASS
local t = {a = 1, b = 2}
for k in pairs(t) do end
return 1
