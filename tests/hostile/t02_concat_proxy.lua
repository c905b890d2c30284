-- expect: TIME
local p = setmetatable({}, {__index = function() return "" end, __len = function() return math.maxinteger - 1 end})
return table.concat(p)
