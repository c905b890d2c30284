-- The methods of masked arrays that keep or choose elements: shape, values, the mask itself.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
local of, args = nd.of, nd.args
local methods, new, is_array, method, give, finish = M.methods, M.new, M.is_array, M.method, M.give, M.finish

-- --- shape ----------------------------------------------------------------------------------------------

-- The method of arrays, on data and mask alike.
local function on_both(name, public)
  local function call(a, ...)
    local t = of(a)
    if t.const and name == "copy" then return a end
    local d = t.d[name](t.d, ...)
    return new(d, t.m and t.m[name](t.m, ...), t)
  end
  methods[name] = call
  if public then rawset(ma, name, function(a, ...) return call(M.as_masked(a), ...) end) end
end
on_both("copy")
on_both("diagonal", true)
on_both("flatten")
on_both("repeat", true)
on_both("squeeze")
on_both("swapaxes", true)
on_both("transpose")
on_both("reshape")

method("ravel", "a order", 1, function(a, order)
  local t = of(a)
  return new(t.d:ravel(kw{order = order}), t.m and t.m:ravel(kw{order = order}), t)
end)

method("compress", "a condition axis out", 2, function(a, condition, axis)
  local t = of(a)
  local c = M.data(condition)
  return new(t.d:compress(c, kw{axis = axis}), t.m and t.m:compress(c, kw{axis = axis}), t)
end, false)
rawset(ma, "compress", function(...)
  local condition, a, axis, out = args("compress", "condition a axis out", 2, ...)
  return methods.compress(M.as_masked(a), condition, kw{axis = axis, out = out})
end)

method("compressed", "a", 1, function(a)
  local t = of(a)
  local d = t.d:ravel()
  if not t.m then return d end
  return d[np.logical_not(t.m:ravel())]
end)

function M.take(a, indices, axis, out, mode)
  local t = of(a)
  local hidden = M.mask(indices) or false
  local at = hidden and M.filled(of(indices), 0) or M.data(indices)
  local d = np.take(t.d, at, kw{axis = axis, mode = mode})
  local m = t.m and np.take(t.m, at, kw{axis = axis, mode = mode}) or false
  if hidden then m = np.logical_or(m, hidden) end
  if not is_array(d) then return finish(d, m) end
  return give(new(d, m), out)
end
method("take", "a indices axis out mode", 2, M.take, false)

method("trace", "a offset axis1 axis2 dtype out", 1, function(a, offset, axis1, axis2, dtype)
  local t = of(a)
  local options = kw{offset = offset or 0, axis1 = axis1 or 0, axis2 = axis2 or 1}
  local d, m = t.d:diagonal(options), t.m and t.m:diagonal(options)
  return M.filled(of(new(d:astype(dtype or "float64"), m)), 0):sum(kw{axis = -1})
end)

methods.resize = function()
  M.fail("ValueError", "A masked array does not own its data and therefore cannot be resized.\nUse the numpy.ma.resize function instead.")
end

-- --- values ----------------------------------------------------------------------------------------------

method("round", "a decimals out", 1, function(a, decimals, out)
  local t = of(a)
  local r = t.d:round(decimals or 0)
  if not is_array(r) then return M.is_true(t.m) and M.masked or r end
  return give(new(r, t.m, t), out)
end, false)

method("clip", "a min max out", 1, function(a, low, high, out)
  local t = of(a)
  local function bound(x)
    if x == nil then return None end
    return of(x) and of(x).d or x
  end
  local m = M.mask_or(M.mask_or(t.m, M.mask(low)), M.mask(high))
  local r = np.clip(t.d, bound(low), bound(high))
  if not is_array(r) then return M.is_true(m) and M.masked or r end
  return give(new(r, m, t), out)
end, false)

for _, name in ipairs{"conj", "conjugate"} do
  methods[name] = function(a) return new(np.conjugate(of(a).d), of(a).m, of(a)) end
end

method("astype", "a dtype order casting subok copy", 2, function(a, dtype, order)
  local t = of(a)
  local r = of(new(t.d:astype(dtype, kw{order = order}), t.m and t.m:copy(), t))
  if r.f then r.f = M.check_fill(nd.scalar(r.f), r.d.dtype) end
  return nd.box(r)
end, false)

method("view", "a dtype type fill_value", 1, function(a, dtype, type, fill)
  local t = of(a)
  if dtype == np.ndarray or type == np.ndarray then return t.d end
  if dtype == ma.MaskedArray then dtype = nil end
  local r = of(new(t.d:view(dtype), t.m, t))
  if dtype ~= nil then r.f = nil end
  if fill ~= nil then r.f = M.check_fill(fill, r.d.dtype) end
  return nd.box(r)
end, false)

method("dot", "a b out strict", 2, function(a, b, out, strict) return ma.dot(a, b, kw{out = out, strict = strict}) end, false)

method("filled", "a fill_value", 1, function(a, fill) return M.filled(of(a), fill) end, false)
method("fill", "a value", 2, function(a, value) of(a).d:fill(value) end, false)

-- None is what a list cannot hold in Lua's place: masked elements become it.
local function nested(d, m)
  if d.ndim == 0 then return m:item() and None or d:item() end
  local out = {}
  for i = 0, d.shape[0] - 1 do
    if d.ndim == 1 then out[i + 1] = m[i] and None or d:item(i)
    else out[i + 1] = nested(d[i], m[i]) end
  end
  return nd.L(table.unpack(out, 1, d.shape[0]))
end

method("tolist", "a fill_value", 1, function(a, fill)
  local t = of(a)
  if not t.m then return t.d:tolist() end
  if fill ~= nil then return M.filled(t, fill):tolist() end
  return nested(t.d, t.m)
end, false)
method("tobytes", "a fill_value order", 1, function(a, fill, order) return M.filled(of(a), fill):tobytes(order or "C") end, false)
methods.item = function(a, ...) return of(a).d:item(...) end
methods.nonzero = function(a) return np.nonzero(M.filled(of(a), 0)) end
rawset(ma, "nonzero", function(a) return methods.nonzero(M.as_masked(a)) end)
methods.searchsorted = function(a, ...) return of(a).d:searchsorted(...) end
methods.choose = function(a, ...) return ma.choose(a, ...) end

method("put", "a indices values mode", 3, function(a, indices, values, mode)
  local t, at = of(a), M.data(indices)
  local v, vm = M.data(values), M.mask(values) or false
  if t.hard and t.m then
    local free = np.logical_not(t.m:ravel()[at])
    v = np.resize(v, at.shape)[free]
    at = at[free]
  end
  np.put(t.d, at, v, kw{mode = mode})
  if not t.m and not vm then return end
  local m = t.m or M.no_mask(t.d.shape)
  np.put(m, at, vm or false, kw{mode = mode})
  t.m = M.shrink(m)
end, false)

-- --- the mask ------------------------------------------------------------------------------------------------

method("harden_mask", "a", 1, function(a) of(a).hard = true return a end)
method("soften_mask", "a", 1, function(a) of(a).hard = false return a end)
method("shrink_mask", "a", 1, function(a) of(a).m = M.shrink(of(a).m) return a end)
method("unshare_mask", "a", 1, function(a)
  local t = of(a)
  if t.shared then t.m, t.shared = t.m and t.m:copy(), false end
  return a
end, false)
method("set_fill_value", "a value", 1, function(a, value) M.set_fill(of(a), value) end, false)
method("get_fill_value", "a", 1, function(a) return M.fill_value(of(a)) end, false)
method("ids", "a", 1, function(a)
  local t = of(a)
  return nd.t(nd.address(t.d), t.m and nd.address(t.m) or nd.address(M.masked))
end)
methods.iscontiguous = function(a) return of(a).d.flags.c_contiguous end
-- The words are NumPy's own: it has no such method either.
methods.tofile = function() M.fail("NotImplementedError", "MaskedArray.tofile() not implemented yet.") end
for _, name in ipairs{"toflex", "torecords", "setfield", "getfield", "byteswap", "dump", "dumps", "to_device"} do
  methods[name] = function() M.fail("NotImplementedError", "MaskedArray.%s() is not supported.", name) end
end
methods.setflags = function(a, ...) return of(a).d:setflags(...) end

-- Comparisons that plain Lua writes a:gt(5).
for short, name in pairs{lt = "less", le = "less_equal", gt = "greater", ge = "greater_equal", eq = "equal", ne = "not_equal"} do
  methods[short] = function(a, b) return M.hooks[name](a, b) end
end
