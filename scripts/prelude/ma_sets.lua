-- Sets, averages, medians, covariance and fits of masked arrays.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
M.need("ma_methods")
M.need("ma_rows")
local of, define, is_array, new = nd.of, M.define, M.is_array, M.new

-- --- sets: masked elements are one value, the last ---------------------------------------------

-- Sorted, masked last, as one flat masked array, and where each element came from.
local function ordered(a)
  local x = M.methods.ravel(M.as_masked(a))
  local t = of(x)
  local at = np.argsort(t.d, kw{kind = "stable"})
  if t.m then
    at = np.argsort(M.filled(t, t.d.dtype.kind == "f" and 0 / 0 or M.extremum(t.d.dtype, "minimum", false)), kw{kind = "stable"})
    local hidden = t.m[at]
    at = np.concatenate(nd.L(at[np.logical_not(hidden)], at[hidden]))
  end
  return x[at], at
end

-- Where an element of the sorted array differs from the one before.
local function starts(s)
  local t = of(s)
  local n = t.d.size
  local first = np.ones(n, kw{dtype = "bool"})
  if n < 2 then return first end
  local high, low = nd.key("s", 1), nd.key("s", nil, -1)
  local new_value = np.not_equal(t.d[high], t.d[low])
  if t.m then
    local x, y = t.m[high], t.m[low]
    new_value = np.where(np.logical_and(x, y), false, np.logical_or(new_value, np.not_equal(x, y)))
  end
  first[high] = new_value
  return first
end

local function unique(a, with_index, with_inverse)
  if not with_index and not with_inverse and not (M.mask(a) and M.mask(a):any()) then return new(np.unique(M.data(a)), false) end
  local s, at = ordered(a)
  local first = starts(s)
  local r = s[first]
  if not with_index and not with_inverse then return r end
  local out = {r}
  if with_index then out[#out + 1] = at[first] end
  if with_inverse then
    local inverse = np.empty(at.shape, kw{dtype = "int64"})
    inverse[at] = np.cumsum(first) - 1
    out[#out + 1] = inverse:reshape(M.data(a).shape)
  end
  return nd.t(table.unpack(out))
end
define("unique", "ar1 return_index return_inverse", 1, unique)

local function joined(a, b, assume_unique)
  if not assume_unique then a, b = unique(a), unique(b) end
  return (ordered(ma.concatenate(nd.L(a, b), None)))
end

define("intersect1d", "ar1 ar2 assume_unique", 2, function(a, b, assume_unique)
  local s = joined(a, b, assume_unique)
  if of(s).d.size < 2 then return s end
  local repeated = np.logical_not(starts(s)[nd.key("s", 1)])
  return s[nd.key("s", nil, -1)][repeated]
end)

define("setxor1d", "ar1 ar2 assume_unique", 2, function(a, b, assume_unique)
  local s = joined(a, b, assume_unique)
  if of(s).d.size == 0 then return s end
  local first = starts(s)
  local next_first = np.concatenate(nd.L(first[nd.key("s", 1)], np.array(nd.L(true))))
  return s[np.logical_and(first, next_first)]
end)

define("union1d", "ar1 ar2", 2, function(a, b) return unique(ma.concatenate(nd.L(a, b), None)) end)

-- For each element of a: is it in b? Both are sorted as one, each value of a first: it is there when its
-- follower is equal.
local function found(a, b, unique_already, invert)
  local back
  if unique_already then a, b = M.as_masked(a), M.as_masked(b)
  else
    local both = unique(a, false, true)
    a, back, b = both[0], both[1], unique(b)
  end
  local both = ma.concatenate(nd.L(a, b), 0)
  local order = M.argsort(of(both), -1, "stable")
  local s = both[order]
  local high, low = s[nd.key("s", 1)], s[nd.key("s", nil, -1)]
  local same = invert and M.hooks.not_equal(high, low) or M.hooks.equal(high, low)
  local flags = ma.concatenate(nd.L(same, np.array(nd.L(invert and true or false))), 0)
  local at = np.argsort(order, kw{kind = "stable"})[nd.key("s", nil, of(a).d.size)]
  local r = flags[at]
  if back ~= nil then return r[back] end
  return r
end

define("in1d", "ar1 ar2 assume_unique invert", 2, found)
define("isin", "element test_elements assume_unique invert", 2, function(a, b, unique_already, invert)
  return ma.reshape(found(a, b, unique_already, invert), M.data(a).shape)
end)
define("setdiff1d", "ar1 ar2 assume_unique", 2, function(a, b, assume_unique)
  a = assume_unique and M.methods.ravel(M.as_masked(a)) or unique(a)
  b = assume_unique and b or unique(b)
  return a[of(found(a, b, true, true)).d]
end)

-- --- averages and medians ------------------------------------------------------------------------

-- Weights along some axes, as an array that broadcasts over all.
local function spread_weights(a, w, axis)
  local n = of(a).d.ndim
  if axis == nil then M.fail("TypeError", "Axis must be specified when shapes of a and weights differ.") end
  local axes, shape, sizes = M.axis_list(axis, n), {}, {}
  for i, ax in ipairs(axes) do sizes[i] = of(a).d.shape[ax] end
  if not nd.teq(nd.t(table.unpack(sizes)), w.shape) then
    M.fail("ValueError", "Shape of weights must be consistent with shape of a along specified axis.")
  end
  for i = 1, n do shape[i] = 1 end
  for _, ax in ipairs(axes) do shape[ax + 1] = of(a).d.shape[ax] end
  return ma.reshape(ma.transpose(w, np.argsort(np.array(nd.L(table.unpack(axes))))), nd.t(table.unpack(shape)))
end

define("average", "a axis weights returned * keepdims", 1, function(a, axis, weights, returned, keep)
  a = M.as_masked(a)
  local average, scale
  if weights == nil then
    average = M.mean(of(a), axis, nil, keep)
    scale = M.count(of(a), axis, keep)
    scale = is_array(scale) and scale:astype(M.dtype_of(average)) or scale * 1.0
  else
    local w, at = M.as_masked(weights), of(a)
    local dtype = np.result_type(at.d.dtype, of(w).d.dtype)
    if dtype.kind ~= "f" and dtype.kind ~= "c" or ("biu"):find(at.d.dtype.kind, 1, true) then dtype = np.result_type(dtype, "float64") end
    if not nd.teq(at.d.shape, of(w).d.shape) then w = spread_weights(a, w, axis) end
    if at.m then
      w = new(np.multiply(of(w).d, np.logical_not(at.m)), np.array(np.logical_or(M.mask_array(w), at.m)))
    end
    scale = ma.sum(w, kw{axis = axis, dtype = dtype, keepdims = keep or false})
    local product = new(np.multiply(at.d, of(w).d, kw{dtype = dtype}), M.mask_or(at.m, of(w).m), at)
    average = M.divide(ma.sum(product, kw{axis = axis, keepdims = keep or false}), scale)
  end
  if not returned then return average end
  if not nd.teq(M.data(scale).shape, M.data(average).shape) then
    scale = new(np.broadcast_to(M.data(scale), M.data(average).shape):copy(), false)
  end
  return nd.t(average, scale)
end)

-- The middle of one line's unmasked values.
local function middle(values, kind)
  local n = values.size
  if n == 0 then return M.masked end
  local s = np.sort(values)
  if kind == "f" and np.isnan(s[n - 1]) then return s[n - 1] end
  if n % 2 == 1 then return s[n // 2] end
  return np.mean(s[nd.key("s", n // 2 - 1, n // 2 + 1)])
end

local function median_along(t, axis, keep)
  local d, m = np.moveaxis(t.d, axis, -1), np.moveaxis(t.m, axis, -1)
  local shape = nd.items(d.shape)
  local n = table.remove(shape)
  d, m = d:reshape(nd.t(-1, n)), m:reshape(nd.t(-1, n))
  local values, hidden = {}, {}
  for i = 0, d.shape[0] - 1 do
    local x = middle(d[i][np.logical_not(m[i])], t.d.dtype.kind)
    hidden[i + 1] = M.is_masked_value(x)
    values[i + 1] = hidden[i + 1] and 0 or x
  end
  local dtype = t.d.dtype.kind == "f" and t.d.dtype or "float64"
  if keep then table.insert(shape, axis + 1, 1) end
  local out = np.array(nd.L(table.unpack(values)), kw{dtype = dtype}):reshape(nd.t(table.unpack(shape)))
  return new(out, not t.unmasked and np.array(nd.L(table.unpack(hidden))):reshape(nd.t(table.unpack(shape))), t.unmasked and {f = t.f} or nil)
end

define("median", "a axis out overwrite_input keepdims", 1, function(a, axis, _, _, keep)
  local t = of(a)
  if not t then
    local r = np.median(a, kw{axis = axis, keepdims = keep or false})
    return is_array(r) and r.ndim > 0 and new(r, false) or r
  end
  if not t.m then t = {d = t.d, m = M.no_mask(t.d.shape), f = t.f, unmasked = true} end
  if axis == nil then
    local r = middle(t.d[np.logical_not(t.m)], t.d.dtype.kind)
    if t.d.dtype.kind ~= "f" and not M.is_masked_value(r) then r = r * 1.0 end
    if keep then return new(np.array(M.data(r)):reshape(nd.t(table.unpack((function()
      local ones = {}
      for i = 1, t.d.ndim do ones[i] = 1 end
      return ones
    end)()))), false) end
    return r
  end
  local axes = M.axis_list(axis, t.d.ndim)
  if #axes == 1 then
    local r = median_along(t, axes[1], keep)
    if of(r).d.ndim > 0 then return r end
    return M.is_true(of(r).m) and M.masked or nd.scalar(of(r).d)
  end
  M.fail("NotImplementedError", "the median over several axes at once is not supported: move them into one with reshape")
end)

-- --- covariance ---------------------------------------------------------------------------------------

local function centred(x, y, rowvar, allow)
  x = M.make(x, {ndmin = 2, copy = true, dtype = "float64"})
  if allow == false and M.mask_array(x):any() then M.fail("ValueError", "Cannot process masked data.") end
  if of(x).d.shape[0] == 1 then rowvar = true end
  local axis = rowvar and 0 or 1
  local xm = M.mask_array(x)
  if y ~= nil then
    y = M.make(y, {ndmin = 2, dtype = "float64"})
    local ym = M.mask_array(y)
    if allow == false and ym:any() then M.fail("ValueError", "Cannot process masked data.") end
    if (xm:any() or ym:any()) and nd.teq(of(x).d.shape, of(y).d.shape) then
      xm = np.logical_or(xm, ym)
      ym = xm
      of(x).m, y = xm, new(of(y).d, xm)
    end
    x = ma.concatenate(nd.L(x, y), axis)
    xm = np.concatenate(nd.L(xm, ym), axis)
  end
  local seen = np.logical_not(xm):astype("float32")
  local mean = ma.mean(x, kw{axis = rowvar and 1 or 0, keepdims = true})
  x = M.hooks.isub(x, mean)
  return x, seen, rowvar
end

define("cov", "x y rowvar bias allow_masked ddof", 1, function(x, y, rowvar, bias, allow, ddof)
  if ddof ~= nil and ddof ~= math.floor(ddof) then M.fail("ValueError", "ddof must be an integer") end
  ddof = ddof or (bias and 0 or 1)
  local seen
  x, seen, rowvar = centred(x, y, rowvar ~= false, allow)
  local d = M.filled(of(x), 0)
  if not rowvar then d, seen = d.T, seen.T end
  local factor = np.dot(seen, seen.T) - ddof
  local data = nd.quiet(np.divide, np.dot(d, np.conjugate(d).T), factor)
  return ma.squeeze(M.make(data, {mask = np.less_equal(factor, 0)}))
end)

define("corrcoef", "x y rowvar bias allow_masked ddof", 1, function(x, y, rowvar, _, allow)
  local c = ma.cov(x, y == nil and None or y, kw{rowvar = rowvar ~= false, allow_masked = allow ~= false})
  if of(c).d.ndim == 0 then return M.divide(c, c) end
  local std = M.sqrt(ma.diagonal(c))
  return M.hooks.idiv(c, ma.multiply.outer(std, std))
end)

-- --- polynomials --------------------------------------------------------------------------------------------

define("vander", "x n", 1, function(x, n)
  local r, m = np.vander(M.data(x), n), M.mask(x)
  if m then r[m] = 0 end
  return r
end)

define("polyfit", "x y deg rcond full w cov", 3, function(x, y, deg, rcond, full, w, cov)
  x, y = M.as_masked(x), M.as_masked(y)
  local m = of(x).m
  if of(y).d.ndim == 1 then m = M.mask_or(m, of(y).m)
  elseif of(y).d.ndim == 2 then m = M.mask_or(m, of(y).m and of(y).m:any(kw{axis = 1}) or false)
  else M.fail("TypeError", "Expected a 1D or 2D array for y!") end
  if w ~= nil then
    w = M.as_masked(w)
    if of(w).d.ndim ~= 1 then M.fail("TypeError", "expected a 1-d array for weights") end
    if of(w).d.shape[0] ~= of(y).d.shape[0] then M.fail("TypeError", "expected w and y to have the same length") end
    m = M.mask_or(m, of(w).m)
  end
  local function seen(a) return m and of(a).d[np.logical_not(m)] or of(a).d end
  return np.polyfit(seen(x), seen(y), deg, kw{rcond = rcond, full = full, w = w and seen(w), cov = cov})
end)
