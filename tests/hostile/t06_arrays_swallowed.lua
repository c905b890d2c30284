-- expect: MEM|TIME
local keep = {}
while true do pcall(function() keep[#keep + 1] = np.zeros(1000000) end) end
