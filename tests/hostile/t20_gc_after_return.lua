-- expect: TIME|PASS
local t = setmetatable({}, {__gc = function() while true do end end})
t = nil
return 1
