-- np.emath: functions that answer with complex numbers where the real ones have no value.

local M = {}

local function complex(x)
  if string.find("c", x.dtype.kind, 1, true) then return x end
  return x.astype(x.dtype.itemsize < 8 and string.find("f", x.dtype.kind, 1, true) and "complex64" or "complex128")
end
local function any(x) return np.asarray(x).any() end

-- Complex when some element is left of zero.
local function below_zero(x)
  x = np.asarray(x)
  if x.dtype.kind ~= "c" and any(np.less(x, 0)) then return complex(x) end
  return x
end
local function beyond_one(x)
  x = np.asarray(x)
  if x.dtype.kind ~= "c" and any(np.greater(np.abs(x), 1)) then return complex(x) end
  return x
end
local function give(x) return scalar(x) end

for _, name in ipairs{"sqrt", "log", "log2", "log10"} do
  M[name] = function(x) return give(np[name](below_zero(x))) end
end
for name, target in pairs{arccos = "arccos", arcsin = "arcsin", arctanh = "arctanh"} do
  M[name] = function(x) return give(np[target](beyond_one(x))) end
end
function M.logn(n, x) return give(np.log(below_zero(x)) / np.log(below_zero(n))) end
function M.power(x, p)
  x, p = below_zero(x), np.asarray(p)
  if string.find("iu", p.dtype.kind, 1, true) and any(np.less(p, 0)) then p = p * 1.0 end
  return give(np.power(x, p))
end

publish("emath", module("numpy.lib.scimath", M))
