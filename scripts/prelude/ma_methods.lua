-- The methods of masked arrays that go over axes: sums, extremes, orders; and the functions of
-- np.ma that only call them.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
local of, args = nd.of, nd.args
M.need("ma_ops")
local methods, new, is_array = M.methods, M.new, M.is_array

-- method("sum", "a axis", f): f gets the parts, then the arguments. Also ma.sum when `public`.
local function method(name, params, required, f, public)
  local full = "MaskedArray." .. name
  local function call(...)
    return f(args(full, params, required, ...))
  end
  methods[name] = call
  if public == false then return end
  rawset(ma, name, function(a, ...)
    if a ~= nil and not of(a) and not (type(a) == "table" and not M.list(a)) then a = M.as_masked(a) end
    return call(a, ...)
  end)
end

M.method = method

local function put_out(out, r)
  local t = of(out)
  local to = t and t.d or out
  if M.is_masked_value(r) then
    if not t and ("biu"):find(to.dtype.kind, 1, true) then M.fail("MaskError", "Masked data information would be lost in one or more location.") end
    to[nd.key("e")] = t and 0 or 0 / 0
  else np.copyto(to, M.data(r), kw{casting = "unsafe"}) end
  if t then
    local m = M.mask(r)
    if m or t.m then
      t.m = t.m or M.no_mask(to.shape)
      t.m[nd.key("e")] = m or false
    end
  end
  return out
end

local function give(r, out)
  if out == nil then return r end
  return put_out(out, r)
end

M.give = give

-- --- over axes --------------------------------------------------------------------------------

local function reduced_mask(t, axis, keep)
  return t.m and t.m:all(kw{axis = axis, keepdims = keep}) or false
end

-- A result with the mask of where all was masked, its fill value its own.
local function finish(r, m)
  if is_array(r) then return new(r, m) end
  if M.is_true(m) then return M.masked end
  return r
end

M.finish = finish

local function totals(name, neutral, has_dtype)
  local params = has_dtype and "a axis dtype out keepdims" or "a axis out keepdims"
  method(name, params, 1, function(a, axis, dtype, out, keep)
    if not has_dtype then dtype, out, keep = nil, dtype, out end
    local t = of(a)
    local d = M.filled(t, neutral)
    return give(finish(np[name](d, kw{axis = axis, dtype = dtype, keepdims = keep or false}), reduced_mask(t, axis, keep or false)), out)
  end)
end
totals("sum", 0, true)
totals("prod", 1, true)
totals("all", true)
totals("any", false)
methods.product = methods.prod
rawset(ma, "product", ma.prod)

local function running(name, neutral)
  method(name, "a axis dtype out", 1, function(a, axis, dtype, out)
    local t = of(a)
    local r = np[name](M.filled(t, neutral), kw{axis = axis, dtype = dtype})
    local m = t.m
    if m and not nd.teq(m.shape, r.shape) then m = m:reshape(r.shape) end
    return give(new(r, m and m:copy()), out)
  end)
end
running("cumsum", 0)
running("cumprod", 1)

local function count(t, axis, keep)
  if t.const then return 0 end
  local m = t.m or M.no_mask(t.d.shape)
  return np.logical_not(m):sum(kw{axis = axis, keepdims = keep or false})
end
M.count = count
method("count", "a axis keepdims", 1, function(a, axis, keep) return count(of(a), axis, keep) end)

local function mean(t, axis, dtype, keep)
  if not t.m then
    local r = t.d:mean(kw{axis = axis, dtype = dtype, keepdims = keep or false})
    return is_array(r) and new(r, false, t) or r
  end
  local k, half = t.d.dtype.kind, false
  if dtype == nil then
    if k == "i" or k == "u" or k == "b" then dtype = "float64"
    elseif t.d.dtype.name == "float16" then dtype, half = "float32", true end
  end
  local total = methods.sum(nd.box(t), kw{axis = axis, dtype = dtype, keepdims = keep or false})
  local n = count(t, axis, keep)
  if not is_array(n) and n == 0 then return M.masked end
  local r = M.divide(M.multiply(total, 1.0), n)
  if half then return of(r) and methods.astype(r, "float16") or nd.scalar(np.array(r, kw{dtype = "float16"})) end
  return r
end
M.mean = mean
method("mean", "a axis dtype out keepdims", 1, function(a, axis, dtype, out, keep) return give(mean(of(a), axis, dtype, keep), out) end)

method("anom", "a axis dtype", 1, function(a, axis, dtype)
  local m = mean(of(a), axis, dtype)
  if axis == nil or axis == 0 then return M.hooks.subtract(a, m) end
  return M.hooks.subtract(a, ma.expand_dims(m, axis))
end)
rawset(ma, "anomalies", ma.anom)

local function var(t, axis, dtype, ddof, keep, given)
  if not t.m then
    local r = t.d:var(kw{axis = axis, dtype = dtype, ddof = ddof or 0, keepdims = keep or false, mean = given})
    return is_array(r) and new(r, false, t) or r
  end
  local a = nd.box(t)
  local n = count(t, axis, keep) - (ddof or 0)
  local off = M.hooks.subtract(a, given == nil and mean(t, axis, dtype, true) or given)
  if t.d.dtype.kind == "c" then off = new(np.square(np.absolute(of(off).d)), of(off).m) else off = M.multiply(off, off) end
  local total = methods.sum(off, kw{axis = axis, keepdims = keep or false})
  local r = M.divide(total, n)
  local tr = of(r)
  if tr and tr.d.ndim > 0 then
    tr.m = M.mask_or(reduced_mask(t, axis, keep or false), np.less_equal(n, 0))
    tr.f, tr.hard = t.f, t.hard
  end
  return r
end
method("var", "a axis dtype out ddof keepdims mean", 1, function(a, axis, dtype, out, ddof, keep, given)
  return give(var(of(a), axis, dtype, ddof, keep, given), out)
end)
method("std", "a axis dtype out ddof keepdims mean", 1, function(a, axis, dtype, out, ddof, keep, given)
  local r = var(of(a), axis, dtype, ddof, keep, given)
  if not M.is_masked_value(r) then r = M.sqrt(r) end
  return give(r, out)
end)

-- --- extremes -------------------------------------------------------------------------------------

local function extreme_fill(t, name, fill)
  if fill ~= nil then return fill end
  return M.extremum(t.d.dtype, name, name == "maximum")
end

local function extreme(name, which)
  method(name, "a axis out fill_value keepdims", 1, function(a, axis, out, fill, keep)
    local t = of(a)
    local r = np[name](M.filled(t, extreme_fill(t, which, fill)), kw{axis = axis, keepdims = keep or false})
    local m = reduced_mask(t, axis, keep or false)
    if is_array(r) and m and m:any() then np.copyto(r, M.check_fill(nil, r.dtype), kw{where = m, casting = "unsafe"}) end
    return give(finish(r, m), out)
  end)
end
extreme("min", "minimum")
extreme("max", "maximum")
rawset(ma, "amin", ma.min)
rawset(ma, "amax", ma.max)

method("ptp", "a axis out fill_value keepdims", 1, function(a, axis, out, fill, keep)
  local options = kw{axis = axis, fill_value = fill, keepdims = keep or false}
  local high, low = methods.max(a, options), methods.min(a, options)
  if of(high) then return give(M.hooks.isub(high, low), out) end
  return give(of(low) and M.masked or np.subtract(high, low), out)
end)

local function place_of_extreme(name, which)
  method(name, "a axis fill_value out keepdims", 1, function(a, axis, fill, out, keep)
    local t = of(a)
    return np[name](M.filled(t, extreme_fill(t, which, fill)), kw{axis = axis, out = out, keepdims = keep or false})
  end)
end
place_of_extreme("argmin", "minimum")
place_of_extreme("argmax", "maximum")

-- --- order --------------------------------------------------------------------------------------------

local function sorting_fill(t, endwith, fill)
  if fill ~= nil then return fill end
  if endwith == false then return M.extremum(t.d.dtype, "maximum", true) end
  if t.d.dtype.kind == "f" then return 0 / 0 end
  return M.extremum(t.d.dtype, "minimum", false)
end

local function argsort(t, axis, kind, endwith, fill)
  return np.argsort(M.filled(t, sorting_fill(t, endwith, fill)), kw{axis = axis, kind = kind})
end
M.argsort = argsort

function methods.argsort(...)
  local a, axis, kind, _, endwith, fill, stable = nd.rawargs("MaskedArray.argsort", "a axis kind order endwith fill_value * stable", 1, ...)
  local t = of(a)
  if stable == true then M.fail("ValueError", "`stable` parameter is not supported for masked arrays.") end
  if axis == nil then
    axis = -1
    if t.d.ndim > 1 then
      nd.warn("MaskedArrayFutureWarning", "In the future the default for argsort will be axis=-1, not the current None, to match its " ..
        "documentation and np.argsort. Explicitly pass -1 or None to silence this warning.")
      axis = None
    end
  end
  if fill == None then fill = nil end
  if kind == None then kind = nil end
  return argsort(t, axis, kind, endwith, fill)
end

method("sort", "a axis kind order endwith fill_value * stable", 1, function(a, axis, kind, _, endwith, fill, stable)
  local t = of(a)
  if stable == true then M.fail("ValueError", "`stable` parameter is not supported for masked arrays.") end
  if axis == nil then axis = -1 end
  if t.const then return end
  if not t.m then return t.d:sort(kw{axis = axis, kind = kind}) end
  local at = argsort(t, axis, kind, endwith, fill)
  local d, m = np.take_along_axis(t.d, at, kw{axis = axis}), np.take_along_axis(t.m, at, kw{axis = axis})
  t.d[nd.key("e")] = d
  t.m[nd.key("e")] = m
end, false)

for _, name in ipairs{"partition", "argpartition"} do
  methods[name] = function(a, ...)
    nd.warn("UserWarning", ("Warning: '%s' will ignore the 'mask' of the MaskedArray."):format(name))
    return of(a).d[name](of(a).d, ...)
  end
end

M.need("ma_elements")
