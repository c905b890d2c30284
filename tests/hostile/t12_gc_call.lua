-- expect: ERROR
local a = np.zeros(3)
getmetatable(a).__gc(a)
return a
