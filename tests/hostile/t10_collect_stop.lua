-- expect: TIME
collectgarbage("stop")
local t
while true do t = {("x"):rep(1000)} end
