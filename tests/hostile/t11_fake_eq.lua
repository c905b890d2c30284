-- expect: WRONG
return setmetatable({}, {__eq = function() return true end})
