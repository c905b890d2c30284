-- expect: ERROR|CRASH|MEM|TIME|PASS
local function nest(n)
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function() nest(n + 1) end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  if coroutine.close then coroutine.close(co) end
end
nest(1)
return 1
