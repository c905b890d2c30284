-- Settings of NumPy that nothing here depends on, with their usual values.

local size = 8192
define("getbufsize", "", 0, function() return size end)
define("setbufsize", "size", 1, function(n)
  if n < 16 or n % 16 ~= 0 then raise("ValueError", n < 5 and "buffer size, " .. n .. ", is too small" or "buffer size, " .. n .. ", is not a multiple of 16") end
  local old = size
  size = n
  return old
end)
define("geterrcall", "", 0, function() return None end)
