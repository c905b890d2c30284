-- expect: TIME
local function spin() while true do end end
while true do
  pcall(function() local x <close> = setmetatable({}, {__close = spin}) error("x") end)
end
