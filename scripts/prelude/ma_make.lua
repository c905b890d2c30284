-- Making masked arrays: by a condition, by value, like np's constructors; and choosing
-- between two.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
local of, define, is_array = nd.of, M.define, M.is_array

-- --- by a condition -----------------------------------------------------------------------

local function masked_where(condition, a, copy)
  local c = M.make_mask(condition, false, false)
  local t = of(a)
  if copy == nil then copy = true end
  local d = np.array(t and t.d or a, kw{copy = copy or None})
  if is_array(c) and c.ndim > 0 and not nd.teq(c.shape, d.shape) then
    M.fail("IndexError", "Inconsistent shape between the condition and the input (got %s and %s)", nd.str(c.shape), nd.str(d.shape))
  end
  if t and t.m then c = M.mask_or(c, t.m) end
  c = M.shrink(c)
  local r = of(M.new(d, false, t))
  if r.f and r.f.dtype ~= d.dtype then r.f = M.check_fill(r.f, d.dtype) end
  if t and t.m then r.m = copy and t.m:copy() or t.m end
  if c then M.set_mask(r, c) end
  if t and not copy and not t.m then t.m = r.m end
  return nd.box(r)
end

define("masked_where", "condition a copy", 2, masked_where)

for _, name in ipairs{"greater", "greater_equal", "less", "less_equal", "not_equal"} do
  define("masked_" .. name, "x value copy", 2, function(x, value, copy)
    return masked_where(ma[name](x, value), x, copy)
  end)
end

define("masked_equal", "x value copy", 2, function(x, value, copy)
  local r = masked_where(ma.equal(x, value), x, copy)
  M.set_fill(of(r), value)
  return r
end)

local function between(name, test)
  define(name, "x v1 v2 copy", 3, function(x, low, high, copy)
    if nd.tr(nd.lt(high, low)) then low, high = high, low end
    return masked_where(test(M.filled_any(x), low, high), x, copy)
  end)
end
between("masked_inside", function(x, low, high) return nd.ge(x, low) & nd.le(x, high) end)
between("masked_outside", function(x, low, high) return nd.lt(x, low) | nd.gt(x, high) end)

define("masked_object", "x value copy shrink", 2, function(x, value, copy, shrink)
  local m = M.mask_or(M.mask(x), M.make_mask(np.equal(M.data(x), value), false, shrink))
  return M.make(x, {mask = m or nil, copy = copy ~= false, fill = value})
end)

define("masked_values", "x value rtol atol copy shrink", 2, function(x, value, rtol, atol, copy, shrink)
  local d, mask = M.filled_any(x, value), nil
  if d.dtype.kind == "f" then mask = np.isclose(d, value, kw{rtol = rtol or 1e-5, atol = atol or 1e-8}) else mask = np.equal(d, value) end
  local r = M.make(d, {mask = mask, copy = copy ~= false, fill = value})
  if shrink ~= false then of(r).m = M.shrink(of(r).m) end
  return r
end)

define("masked_invalid", "a copy", 1, function(a, copy)
  local r = masked_where(np.logical_not(np.isfinite(M.data(a))), of(a) and a or M.data(a), copy)
  if not of(r).m then of(r).m = M.no_mask(of(r).d.shape) end
  return r
end)

define("fix_invalid", "a mask copy fill_value", 1, function(a, mask, copy, fill)
  local r = M.make(a, {mask = mask, copy = copy ~= false})
  local t = of(r)
  local invalid = np.logical_not(np.isfinite(t.d))
  if not np.any(invalid) then return r end
  t.m = np.array(np.logical_or(t.m, invalid))
  np.copyto(t.d, fill == nil and M.fill(t) or M.data(fill), kw{where = invalid, casting = "unsafe"})
  return r
end)

define("masked_all", "shape dtype", 1, function(shape, dtype)
  return M.new(np.zeros(shape, kw{dtype = dtype}), np.ones(shape, kw{dtype = "bool"}))
end)
define("masked_all_like", "arr", 1, function(a)
  local d = np.zeros_like(M.data(a))
  return M.new(d, np.ones(d.shape, kw{dtype = "bool"}))
end)

-- --- like np's ----------------------------------------------------------------------------------

-- np's constructor with fill_value= and hardmask= beside its own arguments.
local function constructor(name)
  rawset(ma, name, function(...)
    local list, n = {...}, select("#", ...)
    local last, fill, hard = list[n], nil, nil
    if type(last) == "table" and not M.list(last) or type(last) == "table" and next(last) ~= nil and #last == 0 then
      local options = {}
      for k, v in pairs(last) do options[k] = v end
      fill, hard = options.fill_value, options.hardmask
      options.fill_value, options.hardmask = nil, nil
      list[n] = options
      if next(options) == nil then n = n - 1 end
    end
    local r = np[name](table.unpack(list, 1, n))
    local function mask_free(x)
      local t = of(M.new(is_array(x) and x or np.array(x), false))
      if fill ~= nil then t.f = M.check_fill(fill, t.d.dtype) end
      t.hard = hard and true or false
      return nd.box(t)
    end
    if nd.kind(r) ~= "tuple" then return mask_free(r) end
    local parts = nd.items(r)
    for i, part in ipairs(parts) do parts[i] = mask_free(part) end
    return nd.t(table.unpack(parts))
  end)
end
for name in ("arange zeros ones empty identity indices fromfunction frombuffer"):gmatch("%S+") do constructor(name) end

for _, name in ipairs{"zeros_like", "ones_like", "empty_like"} do
  rawset(ma, name, function(a, ...)
    local t = of(a)
    return M.new(np[name](M.data(a), ...), t and t.m and t.m:copy(), t)
  end)
end

rawset(ma, "clip", function(a, ...)
  if of(a) then return M.methods.clip(a, ...) end
  return M.new(np.clip(a, ...), false)
end)

rawset(ma, "copy", function(a, ...)
  if of(a) then return M.methods.copy(a) end
  return M.new(np.copy(a, ...), false)
end)

-- --- choosing -----------------------------------------------------------------------------------------

define("where", "condition x y", 1, function(condition, x, y)
  if (x == nil) ~= (y == nil) then M.fail("ValueError", "Must provide both 'x' and 'y' or neither.") end
  if x == nil then return ma.nonzero(condition) end
  local xd, yd, xm, ym = M.data(x), M.data(y), M.mask_array(x), M.mask_array(y)
  if M.is_masked_value(x) and not M.is_masked_value(y) then xd = np.zeros(nd.t(), kw{dtype = yd.dtype})
  elseif M.is_masked_value(y) and not M.is_masked_value(x) then yd = np.zeros(nd.t(), kw{dtype = xd.dtype}) end
  local c = M.filled_any(condition, false)
  local m = np.where(c, xm, ym)
  if M.mask(condition) then m = np.where(M.mask(condition), true, m) end
  m = np.array(m)
  return M.new(np.array(np.where(c, xd, yd)), M.shrink(m))
end)

define("choose", "indices choices out mode", 2, function(indices, choices, out, mode)
  local c, data, masks, any = M.filled_any(indices, 0), {}, {}, false
  for i, x in ipairs(nd.items(choices)) do
    local hidden = M.is_masked_value(x)
    data[i] = hidden and true or M.filled_any(x)
    masks[i] = hidden or M.mask(x) or false
    any = any or masks[i]
  end
  local m = any and np.array(np.choose(c, nd.L(table.unpack(masks)), kw{mode = mode})) or false
  m = M.make_mask(M.mask_or(m, M.mask(indices)))
  local d = np.array(np.choose(c, nd.L(table.unpack(data)), kw{mode = mode}))
  if out ~= nil then
    local t = of(out)
    np.copyto(t and t.d or out, d)
    if t and m then M.set_mask(t, m) end
    return out
  end
  return M.new(d, m)
end)

define("putmask", "a mask values", 3, function(a, mask, values)
  local t, v, vm = of(a), M.data(values), M.mask(values) or false
  local where = M.data(mask)
  if not t then return np.copyto(a, v, kw{where = where, casting = "unsafe"}) end
  if not t.m then
    if vm then
      t.m = M.no_mask(t.d.shape)
      np.copyto(t.m, vm, kw{where = where})
    end
  elseif t.hard then
    if vm then
      local m = t.m:copy()
      np.copyto(m, vm, kw{where = where})
      t.m = np.logical_or(t.m, m)
    end
  else np.copyto(t.m, vm or M.mask_array(values), kw{where = where}) end
  np.copyto(t.d, v, kw{where = where, casting = "unsafe"})
end)

define("put", "a indices values mode", 3, function(a, indices, values, mode)
  if of(a) then return M.methods.put(a, indices, values, mode) end
  np.put(a, M.data(indices), M.data(values), kw{mode = mode})
end)

-- mr_[a, 0, 0, b]: one after the other.
rawset(ma, "mr_", nd.indexed("mr_", function(...)
  local parts = {...}
  for i, x in ipairs(parts) do
    if type(x) == "string" then M.fail("MAError", "Unavailable for masked array.") end
    parts[i] = of(x) and x or np.atleast_1d(M.data(x))
  end
  return ma.concatenate(nd.L(table.unpack(parts)), 0)
end))

-- --- comparing ------------------------------------------------------------------------------------------

define("count_masked", "arr axis", 1, function(a, axis) return M.mask_array(a):sum(kw{axis = axis}) end)
define("flatten_mask", "mask", 1, function(m)
  if is_array(m) and m.dtype.names ~= None then
    return np.moveaxis(np.lib.recfunctions.structured_to_unstructured(m, "bool"), -1, 0):ravel()
  end
  return np.array(m, kw{dtype = "bool"}):ravel()
end)

local widest = {b = "bool", i = "int64", u = "int64", f = "float64", c = "complex128"}

define("flatten_structured_array", "a", 1, function(a)
  local r = np.lib.recfunctions.structured_to_unstructured(np.asarray(a))
  local to = widest[r.dtype.kind]
  return to and r:astype(to) or r
end)

define("allequal", "a b fill_value", 2, function(a, b, fill)
  local m = M.mask_or(M.mask(a), M.mask(b))
  if m and fill == false then return false end
  local same = np.equal(M.data(a), M.data(b))
  if m then same = np.logical_or(same, m) end
  return np.all(same)
end)

local function close(x, y, rtol, atol, equal)
  local d = ma.less_equal(ma.absolute(x - y), ma.add(atol, ma.multiply(rtol, ma.absolute(y))))
  if M.is_masked_value(d) then return equal end
  return np.all(of(d) and M.filled(of(d), equal) or d)
end

define("allclose", "a b masked_equal rtol atol", 2, function(a, b, equal, rtol, atol)
  if equal == nil then equal = true end
  rtol, atol = rtol or 1e-5, atol or 1e-8
  local x, y = M.as_masked(a), M.as_masked(b)
  if y.dtype.kind ~= "f" and y.dtype.kind ~= "c" then y = M.make(y, {dtype = "float64"}) end
  local m = M.mask_or(M.mask(x), M.mask(y))
  local xinf, yinf = np.isinf(of(x).d), np.isinf(M.filled(of(y)))
  if m then xinf = np.logical_and(xinf, np.logical_not(m)) end
  if not np.all(np.equal(xinf, yinf)) then return false end
  if not np.any(xinf) then return close(x, y, rtol, atol, equal) end
  local same = M.hooks.equal(x[xinf], y[xinf])
  if not np.all(M.filled_any(same, equal)) then return false end
  local rest = np.logical_not(xinf)
  return close(x[rest], y[rest], rtol, atol, equal)
end)

-- --- walking ------------------------------------------------------------------------------------------------

define("ndenumerate", "a compressed", 1, function(a, compressed)
  local d, m = M.data(a), M.mask_array(a)
  local shape, flat, hidden, i = d.shape, d:ravel(), m:ravel(), -1
  local places = np.ndindex and nd.items(np.argwhere(np.ones(shape, kw{dtype = "bool"})))
  return function()
    repeat i = i + 1 until i >= flat.size or compressed == false or not hidden[i]
    if i >= flat.size then return nil end
    local at = nd.t(table.unpack(nd.items(places[i + 1])))
    return at, hidden[i] and M.masked or flat[i]
  end
end)

if not M.print_option then M.print_option = {display = "--", enabled = true} end
rawset(ma, "masked_print_option", nd.callable("--", function() return "--" end, {
  display = function() return M.print_option.display end,
  set_display = function(a, b) M.print_option.display = b == nil and a or b end,
  enabled = function() return M.print_option.enabled end,
  enable = function(a, b)
    local on = b
    if type(a) == "boolean" or type(a) == "number" then on = a end
    M.print_option.enabled = on == nil or on == true or on == 1
  end,
}))
