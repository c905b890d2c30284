-- expect: MEM
local keep, part = {}, ("x"):rep(1 << 16)
while true do pcall(function() keep[#keep + 1] = part:rep(16) .. #keep end) end
