-- expect: ERROR
local f = np.zeros(3).sum
local m = getmetatable(np.zeros(3))
return m.__index(io, "sum")
