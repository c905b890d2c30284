-- expect: ERROR|PASS|WRONG|TIME|MEM
return np.array(setmetatable({}, {__index = function(_, i) return i end, __len = function() return math.maxinteger end}))
