-- np's own functions that NumPy makes masked arrays of when they are given one.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local of = nd.of

-- np.name(m, ...) is m:name(...).
for name in ("sum prod mean std var min max any all argmin argmax cumsum cumprod argsort ravel reshape transpose swapaxes "
  .. "repeat take diagonal trace nonzero round clip put"):gmatch("%S+") do
  nd.gate(name, function(a, ...)
    if not of(a) then return np[name](M.data(a), ...) end
    return M.methods[name](a, ...)
  end)
end
nd.gate("amin", function(...) return M.methods.min(...) end)
nd.gate("amax", function(...) return M.methods.max(...) end)
nd.gate("around", function(...) return M.methods.round(...) end)
nd.gate("compress", function(condition, a, ...)
  if not of(a) then return np.compress(M.data(condition), a, ...) end
  return M.methods.compress(a, condition, ...)
end)

-- np.name(m, ...) is np.ma.name(m, ...).
for _, name in ipairs{"squeeze", "expand_dims", "atleast_1d", "atleast_2d", "atleast_3d", "zeros_like", "ones_like", "empty_like", "diff",
  "average", "append", "sort", "isin", "unique"} do
  nd.gate(name, function(...) return ma[name](...) end)
end
nd.gate("asanyarray", function(a, ...) return ma.asanyarray(a, ...) end)

-- Joined data without the masks: a masked array that hides nothing.
for _, name in ipairs{"concatenate", "stack", "vstack", "hstack", "dstack", "column_stack"} do
  nd.gate(name, function(...) return M.new(np[name](...), false) end)
end
nd.gate("resize", function(a, ...) return M.new(np.resize(M.data(a), ...), false) end)

-- Views by slices keep the mask.
for _, name in ipairs{"flip", "fliplr", "flipud", "rot90", "roll", "moveaxis", "rollaxis", "broadcast_to"} do
  nd.gate(name, function(a, ...)
    local t = of(a)
    if not t then return np[name](M.data(a), ...) end
    if name == "broadcast_to" then return np.broadcast_to(t.d, ...) end
    return M.new(np[name](t.d, ...), t.m and np[name](t.m, ...), t)
  end)
end

-- Texts.
nd.gate("array_repr", function(a) return nd.repr(a) end)
nd.gate("array_str", function(a) return nd.str(a) end)
