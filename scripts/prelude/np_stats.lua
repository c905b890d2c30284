-- Quantiles by other definitions and with weights; covariances with weights.

-- Of n values in order: the (fractional) places where the quantiles lie, from 0.
local function place(alpha, beta)
  return function(n, q) return n * q + (alpha + q * (1 - alpha - beta)) - 1 end
end
local continuous = {
  averaged_inverted_cdf = function(n, q) return n * q - 1 end,
  interpolated_inverted_cdf = place(0, 1), hazen = place(0.5, 0.5), weibull = place(0, 0),
  median_unbiased = place(1 / 3.0, 1 / 3.0), normal_unbiased = place(3 / 8.0, 3 / 8.0),
}
local discrete = {
  inverted_cdf = function(n, q)
    local at = n * q - 1
    local before = np.floor(at)
    return np.where(np.equal(at, before), before, before + 1)
  end,
  closest_observation = function(n, q)
    local at = n * q - 1.5
    local before = np.floor(at)
    local stay = np.logical_and(np.equal(at, before), np.equal(before % 2, 1))
    return np.where(stay, before, before + 1)
  end,
}

local function lerp(a, b, t)
  local d = b - a
  local low, high = a + d * t, b - d * (1 - t)
  return np.where(np.greater_equal(t, 0.5), high, low)
end

-- The axes as one, at the front; and the shape that keepdims keeps.
local function front(a, axis)
  local kept = {}
  for i = 0, a.ndim - 1 do kept[i + 1] = a.shape[i] end
  if axis == nil then
    for i = 1, a.ndim do kept[i] = 1 end
    return a.reshape(-1), kept
  end
  local list = math.type(axis) == "integer" and {axis} or items(axis)
  for i, x in ipairs(list) do
    list[i] = x < 0 and x + a.ndim or x
    if list[i] < 0 or list[i] >= a.ndim then
      raise("AxisError", "axis " .. x .. " is out of bounds for array of dimension " .. a.ndim)
    end
    kept[list[i] + 1] = 1
  end
  local to, shape = {}, {-1}
  for i = 1, #list do to[i] = i - 1 end
  a = np.moveaxis(a, list, to)
  for i = #list, a.ndim - 1 do shape[#shape + 1] = a.shape[i] end
  return a.reshape(shape), kept
end

local function by_definition(a, q, method)
  local n = a.shape[0]
  local sorted = np.sort(a, axis=0)
  local spread = {}
  for i = 0, q.ndim - 1 do spread[#spread + 1] = q.shape[i] end
  for i = 1, a.ndim - 1 do spread[#spread + 1] = 1 end
  local got
  if discrete[method] then
    got = np.take(sorted, np.clip(discrete[method](n, q), 0, n - 1).astype("int64"), axis=0)
  else
    local at = continuous[method](n, q)
    local before = np.floor(at)
    local t = at - before
    if method == "averaged_inverted_cdf" then t = np.where(np.equal(t, 0), 0.5, 1.0) end
    local low = np.take(sorted, np.clip(before, 0, n - 1).astype("int64"), axis=0)
    local high = np.take(sorted, np.clip(before + 1, 0, n - 1).astype("int64"), axis=0)
    got = lerp(low, high, t.reshape(spread))
  end
  if string.find("fc", a.dtype.kind, 1, true) then
    local bad = np.isnan(sorted[-1])
    if np.any(bad) then got = np.where(bad, np.nan, got).astype(got.dtype) end
  end
  return got
end

local function by_weight(a, q, w)
  local n = a.shape[0]
  local flat, weight, columns = a.reshape((n, -1)), w.reshape((n, -1)), {}
  local ask = q.reshape(-1)
  for k = 0, flat.shape[1] - 1 do
    local order = np.argsort(flat[:, k], kind="stable")
    local sorted = flat[:, k][order]
    local cdf = np.cumsum(weight[:, k][order], dtype="float64")
    cdf = cdf / cdf[-1]
    if cdf[0] == 0 then cdf = np.where(np.equal(cdf, 0), -1.0, cdf) end
    local at = np.minimum(np.searchsorted(cdf, ask, side="left"), n - 1)
    columns[k + 1] = np.take(sorted, at)
  end
  local got = np.stack(columns, axis=1)
  local shape = {}
  for i = 0, q.ndim - 1 do shape[#shape + 1] = q.shape[i] end
  for i = 1, a.ndim - 1 do shape[#shape + 1] = a.shape[i] end
  return got.reshape(shape)
end

-- q within 0 and 1.
hooks.quantile = function(a, q, axis, method, keepdims, weights)
  a, q = np.asarray(a), np.asarray(q)
  if weights ~= nil and method ~= "inverted_cdf" then
    raise("ValueError", "Only method 'inverted_cdf' supports weights. Got: " .. method .. ".")
  end
  local lines, kept = front(a, axis)
  if lines.shape[0] == 0 then raise("IndexError", "index -1 is out of bounds for axis 0 with size 0") end
  local got
  if weights ~= nil then
    local w = np.asarray(weights)
    if np.any(np.less(w, 0)) then raise("ValueError", "Weights must be non-negative.") end
    if w.ndim ~= a.ndim then
      if axis == nil then raise("TypeError", "Axis must be specified when shapes of a and weights differ.") end
      local shape = {}
      for i = 0, a.ndim - 1 do shape[i + 1] = 1 end
      shape[(axis < 0 and axis + a.ndim or axis) + 1] = w.shape[0]
      w = w.reshape(shape)
    end
    local wide = front(np.broadcast_to(w, a.shape), axis)
    got = by_weight(lines, q, wide)
  else got = by_definition(lines, q, method) end
  if keepdims then
    local shape = {}
    for i = 0, q.ndim - 1 do shape[#shape + 1] = q.shape[i] end
    for _, n in ipairs(kept) do shape[#shape + 1] = n end
    got = got.reshape(shape)
  end
  return scalar(got)
end

-- --- covariance -------------------------------------------------------------------------------------------

local function weights_of(w, name, n)
  if w.ndim > 1 then raise("RuntimeError", "cannot handle multidimensional " .. name) end
  if w.shape[0] ~= n then raise("RuntimeError", "incompatible numbers of samples and " .. name) end
  if np.any(np.less(w, 0)) then raise("ValueError", name .. " cannot be negative") end
end

hooks.cov = function(m, y, rowvar, bias, ddof, fweights, aweights, dtype)
  local x = np.atleast_2d(np.asarray(m, dtype="float64"))
  if np.iscomplexobj(m) then x = np.atleast_2d(np.asarray(m)) end
  if rowvar == false and np.ndim(m) ~= 1 then x = x.T end
  if y ~= nil then
    local other = np.atleast_2d(np.asarray(y, dtype="float64"))
    if rowvar == false and other.shape[0] ~= 1 then other = other.T end
    x = np.concatenate({x, other}, axis=0)
  end
  if ddof == nil then ddof = bias == true and 0 or 1 end
  local w, n = nil, x.shape[1]
  if fweights ~= nil then
    local f = np.asarray(fweights, dtype="float64")
    if not np.all(np.equal(f, np.around(f))) then raise("TypeError", "fweights must be integer") end
    weights_of(f, "fweights", n)
    w = f
  end
  local a
  if aweights ~= nil then
    a = np.asarray(aweights, dtype="float64")
    weights_of(a, "aweights", n)
    w = w == nil and a or w * a
  end
  local sum = w.sum()
  local mean = (x * w).sum(axis=1) / sum
  local fact
  if ddof == 0 then fact = sum
  elseif a == nil then fact = sum - ddof
  else fact = sum - ddof * (w * a).sum() / sum end
  if fact <= 0 then
    warn("RuntimeWarning", "Degrees of freedom <= 0 for slice")
    fact = 0.0
  end
  x = x - mean[:, None]
  local c = np.dot(x, (x * w).T.conj())
  return np.squeeze(c * np.true_divide(1, fact))
end
