-- expect: ERROR
local mt = getmetatable(np.zeros(3))
mt.__eq = function() return true end
return 1
