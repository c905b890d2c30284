-- expect: MEM
local keep = {}
for i = 1, 1000 do keep[i] = np.ones(1000000) end
