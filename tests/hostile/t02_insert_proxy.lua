-- expect: TIME
local p = setmetatable({}, {__index = function() return 1 end, __newindex = function() end, __len = function() return 1 << 40 end})
table.insert(p, 1, 0)
