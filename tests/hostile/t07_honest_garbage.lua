-- expect: PASS
local a
for i = 1, 60 do a = np.zeros(1000000) end
return 1
