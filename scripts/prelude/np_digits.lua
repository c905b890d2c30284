-- Whole numbers written in other bases.

local digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

local function whole(x, name)
  if kind(x) == "scalar" or kind(x) == "array" then x = x.item() end
  if math.type(x) == "integer" then return x end
  if type(x) == "boolean" then return x and 1 or 0 end
  raise("TypeError", "'" .. (type(x) == "number" and "float" or type(x) == "string" and "str" or type(x)) .. "' object cannot be interpreted as an integer")
end

local function written(n, base)
  if n == 0 then return "0" end
  local text, negative = "", n < 0
  while n ~= 0 do
    local digit = math.fmod(n, base)
    if digit < 0 then digit = -digit end
    text = string.sub(digits, digit + 1, digit + 1) .. text
    n = (n - math.fmod(n, base)) // base
  end
  return text, negative
end

define("base_repr", "number base padding", 1, function(n, base, padding)
  if base == nil then base = 2 end
  if padding == nil then padding = 0 end
  if base > 36 then raise("ValueError", "Bases greater than 36 not handled in base_repr.") end
  if base < 2 then raise("ValueError", "Bases less than 2 not handled in base_repr.") end
  if math.type(n) == "float" then n = math.tointeger(n < 0 and math.ceil(n) or math.floor(n)) end
  n = whole(n)
  local text, negative = written(n, base)
  if n == 0 then text = "" end
  text = string.rep("0", padding) .. text
  if n == 0 and padding == 0 then text = "0" end
  return negative and "-" .. text or text
end)

define("binary_repr", "num width", 1, function(n, width)
  n = whole(n)
  if n >= 0 then
    local text = written(n, 2)
    if width ~= nil and width < #text then
      raise("ValueError", "Insufficient bit width=" .. width .. " provided for binwidth=" .. #text)
    end
    return string.rep("0", (width or 0) - #text) .. text
  end
  if n == math.mininteger then
    if width == nil then return "-1" .. string.rep("0", 63) end
    return string.rep("1", width - 64) .. "1" .. string.rep("0", 63)
  end
  local text = written(-n, 2)
  if width == nil then return "-" .. text end
  local poly = #text
  if (1 << (poly - 1)) == -n then poly = poly - 1 end
  if width < poly + 1 then
    raise("ValueError", "Insufficient bit width=" .. width .. " provided for binwidth=" .. (poly + 1))
  end
  local twos = written((1 << (poly + 1)) + n, 2)
  twos = string.rep("0", poly + 1 - #twos) .. twos
  return string.rep("1", width - #twos) .. twos
end)
