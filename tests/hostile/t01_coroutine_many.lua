-- expect: TIME
while true do
  local c = coroutine.wrap(function() for i = 1, 1000 do end end)
  c()
end
