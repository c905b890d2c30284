-- expect: ERROR|CRASH|MEM
local function f() return coroutine.wrap(f)() end
f()
