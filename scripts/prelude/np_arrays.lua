-- What some functions of np do when they are asked for more than is common: along several axes, of several dimensions.

-- The box around all that is not zero, along the axes asked for.
hooks.trim_zeros = function(a, trim, axis)
  local given = a
  a = np.asarray(a)
  trim = trim == nil and "fb" or string.lower(trim)
  local axes = {}
  if axis == nil then
    for i = 0, a.ndim - 1 do axes[i + 1] = i end
  elseif math.type(axis) == "integer" then axes = {axis}
  else axes = items(axis) end
  local places = items(np.nonzero(a))
  for _, k in ipairs(axes) do
    if k < -a.ndim or k >= a.ndim then raise("AxisError", "axis: axis " .. k .. " is out of bounds for array of dimension " .. a.ndim) end
    k = k < 0 and k + a.ndim or k
    local at, n = places[k + 1], a.shape[k]
    local first, stop = 0, n
    if string.find(trim, "f") then first = at.size > 0 and at.min() or n end
    if string.find(trim, "b") then stop = at.size > 0 and at.max() + 1 or first end
    a = np.moveaxis(np.moveaxis(a, k, 0)[first:stop], 0, k)
  end
  return a
end

-- The last key counts most; each is sorted along an axis.
hooks.lexsort = function(keys, axis)
  local list = {}
  if kind(keys) == "array" then
    for i = 0, keys.shape[0] - 1 do list[i + 1] = keys[i] end
  else list = items(keys) end
  for i, key in ipairs(list) do list[i] = np.asarray(key) end
  for _, key in ipairs(list) do
    if key.ndim ~= list[1].ndim then raise("ValueError", "all keys need to be the same shape") end
    for d = 0, key.ndim - 1 do
      if key.shape[d] ~= list[1].shape[d] then raise("ValueError", "all keys need to be the same shape") end
    end
  end
  axis = axis == nil and -1 or axis
  local n = list[1].ndim
  if axis < -n or axis >= n then raise("AxisError", "axis " .. axis .. " is out of bounds for array of dimension " .. n) end
  local order = np.argsort(list[1], axis=axis, kind="stable")
  for i = 2, #list do
    local next = np.argsort(np.take_along_axis(list[i], order, axis=axis), axis=axis, kind="stable")
    order = np.take_along_axis(order, next, axis=axis)
  end
  return order
end

-- Replacements that are arrays, or parts of complex numbers.
local function replace(x, nan, posinf, neginf)
  local info = np.finfo(x.dtype)
  local is_nan, is_inf, negative = np.isnan(x), np.isinf(x), np.signbit(x)
  x = np.where(is_nan, np.asarray(nan == nil and 0.0 or nan).astype(x.dtype), x)
  x = np.where(np.logical_and(is_inf, np.logical_not(negative)), np.asarray(posinf == nil and info.max or posinf).astype(x.dtype), x)
  return np.where(np.logical_and(is_inf, negative), np.asarray(neginf == nil and info.min or neginf).astype(x.dtype), x)
end
local function part(x, name)
  if x ~= nil and kind(x) == "array" and x.dtype.kind == "c" then return x[name] end
  return x
end
hooks.nan_to_num = function(x, nan, posinf, neginf)
  x = np.asarray(x)
  if not string.find("fc", x.dtype.kind, 1, true) then return x.copy() end
  if x.dtype.kind ~= "c" then return replace(x, nan, posinf, neginf) end
  local out = np.empty_like(x)
  for _, name in ipairs{"real", "imag"} do
    out[name][...] = replace(x[name], part(nan, name), part(posinf, name), part(neginf, name))
  end
  return out
end

-- Weights that lie along some of the axes.
hooks.average = function(a, axis, weights)
  a, weights = np.asarray(a), np.asarray(weights)
  local axes = items(axis)
  local same = weights.ndim == a.ndim
  for d = 0, a.ndim - 1 do same = same and weights.shape[d] == a.shape[d] end
  for i, k in ipairs(axes) do axes[i] = k < 0 and k + a.ndim or k end
  if not same then
    local fits = weights.ndim == #axes
    for i, k in ipairs(axes) do fits = fits and weights.shape[i - 1] == a.shape[k] end
    if not fits then raise("ValueError", "Shape of weights must be consistent with shape of a along specified axis.") end
    local order, shape = {}, {}
    for d = 0, a.ndim - 1 do shape[d + 1] = 1 end
    for i, k in ipairs(axes) do order[i], shape[k + 1] = i, a.shape[k] end
    table.sort(order, function(i, k) return axes[i] < axes[k] end)
    for i, k in ipairs(order) do order[i] = k - 1 end
    weights = np.transpose(weights, order).reshape(shape)
  end
  weights = np.broadcast_to(weights, a.shape)
  local sum = weights.sum(axis=nd.t(table.unpack(axes)))
  if np.any(np.equal(sum, 0.0)) then raise("ZeroDivisionError", "Weights sum to zero, can't be normalized") end
  return np.multiply(a, weights).sum(axis=nd.t(table.unpack(axes))) / sum
end

-- A base for each sequence.
hooks.logspace = function(start, stop, num, endpoint, base, axis)
  local n = math.max(np.ndim(start), np.ndim(stop), np.ndim(base))
  start, stop, base = np.array(start, ndmin=n), np.array(stop, ndmin=n), np.array(base, ndmin=n)
  local y = np.linspace(start, stop, num=num == nil and 50 or num, endpoint=endpoint == nil or endpoint, axis=axis == nil and 0 or axis)
  return np.power(np.expand_dims(base, axis=axis == nil and 0 or axis), y)
end

-- The places that a slice means along an axis of n.
hooks.slice_places = function(key, n)
  return np.arange(n)[key]
end
