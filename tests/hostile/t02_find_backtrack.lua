-- expect: TIME
local s = ("a"):rep(30000)
return s:find((".-"):rep(20) .. "b")
