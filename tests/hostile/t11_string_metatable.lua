-- expect: ERROR
getmetatable("").__index = function() return 1 end
return ("x").foo
