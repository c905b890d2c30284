-- expect: ERROR|PASS
local f = load("\27Lua", "x", "b")
return f()
