-- Joining, reshaping, products: what np does to data, done to masks too.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
M.need("ma_methods")
local of, define, is_array, new = nd.of, M.define, M.is_array, M.new

-- --- joining ----------------------------------------------------------------------------------

local function parts_of(arrays)
  local data, masks, any = {}, {}, false
  for i, x in ipairs(M.items(arrays)) do
    data[i], masks[i] = M.data(x), M.mask_array(x)
    any = any or M.mask(x)
  end
  return nd.L(table.unpack(data)), nd.L(table.unpack(masks)), any
end

local function concatenate(arrays, axis)
  local data, masks, any = parts_of(arrays)
  if axis == nil then axis = 0 end
  local d = np.concatenate(data, axis)
  if not any then return new(d, false) end
  return new(d, M.shrink(np.concatenate(masks, axis)))
end
M.concatenate = concatenate

rawset(ma, "concatenate", function(...) return concatenate(nd.rawargs("concatenate", "arrays axis", 1, ...)) end)
rawset(ma, "append", function(...)
  local a, b, axis = nd.args("append", "a b axis", 2, ...)
  return concatenate(nd.L(a, b), axis == nil and None or axis)
end)

-- Their result has a full mask.
local function joining(name, target)
  rawset(ma, name, function(arrays, ...)
    local data, masks = parts_of(arrays)
    return new(np[target or name](data, ...), np[target or name](masks, ...))
  end)
end
for _, name in ipairs{"stack", "vstack", "hstack", "dstack", "column_stack"} do joining(name) end
joining("row_stack", "vstack")

rawset(ma, "hsplit", function(a, ...)
  local data, masks = nd.items(np.hsplit(M.data(a), ...)), nd.items(np.hsplit(M.mask_array(a), ...))
  return new(np.array(nd.L(table.unpack(data))), np.array(nd.L(table.unpack(masks))))
end)
rawset(ma, "diagflat", function(a, ...) return new(np.diagflat(M.data(a), ...), np.diagflat(M.mask_array(a), ...)) end)

for _, name in ipairs{"atleast_1d", "atleast_2d", "atleast_3d"} do
  rawset(ma, name, function(...)
    local out = {...}
    for i, x in ipairs(out) do out[i] = new(np[name](M.data(x)), np[name](M.mask_array(x)), of(x)) end
    if #out == 1 then return out[1] end
    return nd.t(table.unpack(out))
  end)
end

-- --- shape ----------------------------------------------------------------------------------------

define("reshape", "a new_shape order", 2, function(a, shape, order)
  local t = of(a)
  local d = np.reshape(M.data(a), shape, kw{order = order})
  return new(d, t and t.m and np.reshape(t.m, shape, kw{order = order}), t)
end)
define("transpose", "a axes", 1, function(a, axes)
  local t = of(a)
  return new(np.transpose(M.data(a), axes), t and t.m and np.transpose(t.m, axes), t)
end)
define("resize", "x new_shape", 2, function(a, shape)
  local t = of(a)
  return new(np.array(np.resize(M.data(a), shape)), t and t.m and np.resize(t.m, shape))
end)
define("squeeze", "a axis fill_value hardmask", 1, function(a, axis)
  local t = of(a)
  local d = np.squeeze(M.data(a), kw{axis = axis})
  return new(d, t and t.m and np.squeeze(t.m, kw{axis = axis}), t)
end)
define("expand_dims", "a axis", 2, function(a, axis)
  local t = of(a)
  local d = np.expand_dims(M.data(a), axis)
  if not t then return d end
  return new(d, t.m and np.expand_dims(t.m, axis), t)
end)
define("diag", "v k", 1, function(a, k)
  local t = of(a)
  return new(np.diag(M.data(a), k or 0), t and t.m and np.diag(t.m, k or 0))
end)
define("take", "a indices axis out mode", 2, function(a, ...) return M.take(M.as_masked(a), ...) end)

for _, name in ipairs{"shape", "ndim", "size"} do
  rawset(ma, name, function(a, ...) return np[name](M.data(a), ...) end)
end

-- --- order -----------------------------------------------------------------------------------------

rawset(ma, "sort", function(...)
  local a, axis, kind, order, endwith, fill, stable = nd.rawargs("sort", "a axis kind order endwith fill_value * stable", 1, ...)
  local t = of(a)
  local flat = axis == None
  if axis == nil then axis = -1 end
  if not t then
    if fill ~= nil then fill = nil end
    return np.sort(a, kw{axis = axis})
  end
  local r = new(t.d:copy(), t.m and t.m:copy(), t)
  if flat then r, axis = M.methods.flatten(r), 0 end
  M.methods.sort(r, kw{axis = axis, endwith = endwith, fill_value = fill})
  return r
end)

rawset(ma, "argsort", function(a, ...)
  if of(a) then return M.methods.argsort(a, ...) end
  local axis = nd.args("argsort", "axis kind order endwith fill_value * stable", 0, ...)
  return np.argsort(a, kw{axis = axis == nil and -1 or axis})
end)

-- --- differences --------------------------------------------------------------------------------------

local function whole_slices(n)
  local keys = {}
  for i = 1, n do keys[i] = nd.key("s") end
  return keys
end

local function step(a, axis, subtract)
  local ndim = of(a).d.ndim
  if axis < 0 then axis = axis + ndim end
  local high, low = whole_slices(ndim), whole_slices(ndim)
  high[axis + 1], low[axis + 1] = nd.key("s", 1), nd.key("s", nil, -1)
  local x, y = a[nd.t(table.unpack(high))], a[nd.t(table.unpack(low))]
  return subtract(x, y)
end

define("diff", "a n axis prepend append", 1, function(a, n, axis, prepend, append)
  n, axis = n or 1, axis or -1
  if n == 0 then return a end
  if n < 0 then M.fail("ValueError", "order must be non-negative but got %s", nd.repr(n)) end
  a = M.as_masked(a)
  if of(a).d.ndim == 0 then M.fail("ValueError", "diff requires input that is at least one dimensional") end
  local function edge(x)
    if of(x) or is_array(x) and x.ndim > 0 or M.list(x) then return M.as_masked(x) end
    local shape = nd.items(a.shape)
    shape[(axis < 0 and axis + #shape or axis) + 1] = 1
    return np.broadcast_to(M.data(x), nd.t(table.unpack(shape)))
  end
  local all = {}
  if prepend ~= nil then all[#all + 1] = edge(prepend) end
  all[#all + 1] = a
  if append ~= nil then all[#all + 1] = edge(append) end
  if #all > 1 then a = concatenate(nd.L(table.unpack(all)), axis) end
  local f = of(a).d.dtype.kind == "b" and np.not_equal or np.subtract
  for _ = 1, n do a = step(a, axis, function(x, y) return M.call_ufunc(f, x, y) end) end
  return a
end)

define("ediff1d", "arr to_end to_begin", 1, function(a, to_end, to_begin)
  local t = of(M.as_masked(a))
  local r = step(new(t.d:ravel(), t.m and t.m:ravel()), 0, M.hooks.subtract)
  local all = {r}
  if to_begin ~= nil then table.insert(all, 1, to_begin) end
  if to_end ~= nil then all[#all + 1] = to_end end
  if #all == 1 then return r end
  return ma.hstack(nd.L(table.unpack(all)))
end)

-- --- products: masked elements count as nothing ------------------------------------------------------------

local function propagate(a, axis)
  local t = of(M.make(a, {}))
  if not t.m or not t.m:any() then return nd.box(t) end
  t.m = np.logical_or(t.m, t.m:any(kw{axis = axis, keepdims = true}))
  return nd.box(t)
end

define("dot", "a b strict out", 2, function(a, b, strict, out)
  if strict == true and np.ndim(M.data(a)) > 0 and np.ndim(M.data(b)) > 0 then
    a = propagate(a, -1)
    b = propagate(b, M.data(b).ndim == 1 and -1 or M.data(b).ndim - 2)
  end
  local d = np.dot(M.filled_any(a, 0), M.filled_any(b, 0))
  local m = np.logical_not(np.dot(np.logical_not(M.mask_array(a)), np.logical_not(M.mask_array(b))))
  local r = new(np.array(d), np.array(m))
  if out == nil then return r end
  local t = of(out)
  np.copyto(t.d, of(r).d)
  t.m = of(r).m
  return out
end)

define("inner", "a b", 2, function(a, b)
  local x, y = M.filled_any(a, 0), M.filled_any(b, 0)
  return new(np.array(np.inner(np.atleast_1d(x), np.atleast_1d(y))), false)
end)
rawset(ma, "innerproduct", ma.inner)

define("outer", "a b", 2, function(a, b)
  local d = np.outer(M.filled_any(a, 0), M.filled_any(b, 0))
  if not M.mask(a) and not M.mask(b) then return new(d, false) end
  local m = np.logical_or.outer(M.mask_array(a):ravel(), M.mask_array(b):ravel())
  return new(d, M.shrink(m))
end)
rawset(ma, "outerproduct", ma.outer)

local function sliding(name, default)
  define(name, "a v mode propagate_mask", 2, function(a, v, mode, propagate_mask)
    mode = mode or default
    local f, am, vm = np[name], M.mask_array(a), M.mask_array(v)
    if propagate_mask == false then
      local seen = f(np.logical_not(am), np.logical_not(vm), kw{mode = mode})
      return M.make(f(M.filled_any(a, 0), M.filled_any(v, 0), {mode = mode}), kw{mask = np.logical_not(seen)})
    end
    local m = np.logical_or(f(am, np.ones(vm.shape, kw{dtype = "bool"}), kw{mode = mode}), f(np.ones(am.shape, kw{dtype = "bool"}), vm, kw{mode = mode}))
    return M.make(f(M.data(a), M.data(v), {mode = mode}), kw{mask = m})
  end)
end
sliding("correlate", "valid")
sliding("convolve", "full")

-- --- shifts and rounding -----------------------------------------------------------------------------------

for _, name in ipairs{"left_shift", "right_shift"} do
  define(name, "a n", 2, function(a, n)
    local m = M.mask(a)
    local x = M.filled_any(a, m and 0 or nil)
    if of(n) then return M.call_ufunc(np[name], x, n) end
    return new(np.array(np[name](x, n)), m)
  end)
end

define("round_", "a decimals out", 1, function(a, decimals, out)
  if of(a) then return M.methods.round(a, decimals, out) end
  return np.round(a, decimals or 0)
end)
rawset(ma, "round", ma.round_)
rawset(ma, "around", function(a, ...)
  local t = of(a)
  local r = np.round(M.data(a), ...)
  if not is_array(r) then return t and M.is_true(t.m) and M.masked or r end
  return new(r, t and t.m, t)
end)
