-- expect: TIME
local p = setmetatable({}, {__index = function() return nil end, __newindex = function() end})
return table.move(p, 1, math.maxinteger - 1, 2)
