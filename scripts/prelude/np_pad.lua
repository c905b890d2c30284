-- np.pad's other modes: statistics, ramps, odd reflections, a function of the caller's. One axis after the other:
-- what an earlier axis was given counts for a later one.

local function full(n) return {n, n} end

-- A pair for each axis of what may be one number, one pair or a list of pairs.
local function pairs_of(x, ndim, default)
  local out = {}
  for i = 1, ndim do out[i] = full(default) end
  if x == nil then return out end
  local a = np.broadcast_to(np.asarray(x), (ndim, 2)).tolist()
  for i = 1, ndim do out[i] = {a[i - 1][0], a[i - 1][1]} end
  return out
end

local function slice(a, axis, from, to)
  return np.moveaxis(np.moveaxis(a, axis, 0)[from:to], 0, axis)
end

local stats = {maximum = np.max, minimum = np.min, mean = np.mean, median = np.median}

local function statistic(name, a, axis, from, to)
  local s = stats[name](slice(a, axis, from, to), axis=axis, keepdims=true)
  if (name == "mean" or name == "median") and string.find("iu", a.dtype.kind, 1, true) then s = np.rint(s) end
  return s.astype(a.dtype)
end

local function with_statistic(name, a, axis, width, length)
  local n = a.shape[axis]
  local left, right = length[1], length[2]
  if left == false or left > n then left = n end
  if right == false or right > n then right = n end
  if (left == 0 or right == 0) and (name == "maximum" or name == "minimum") then
    raise("ValueError", "stat_length of 0 yields no value for padding")
  end
  local before = statistic(name, a, axis, 0, left)
  local after = before
  if left ~= n or right ~= n then after = statistic(name, a, axis, n - right, n) end
  return np.concatenate({np.repeat(before, width[1], axis), a, np.repeat(after, width[2], axis)}, axis=axis)
end

local function ramp(edge, value, width, axis, dtype)
  return np.linspace(value, np.squeeze(edge, axis), num=width, endpoint=false, dtype=dtype, axis=axis)
end

local function with_ramps(a, axis, width, values)
  local n = a.shape[axis]
  local before = ramp(slice(a, axis, 0, 1), values[1], width[1], axis, a.dtype)
  local after = np.flip(ramp(slice(a, axis, n - 1, n), values[2], width[2], axis, a.dtype), axis)
  return np.concatenate({before, a, after}, axis=axis)
end

-- Mirrored at the edge and turned around its value; edge: whether the edge is repeated.
local function with_odd(a, axis, width, edge)
  local left, right, period = width[1], width[2], a.shape[axis]
  if period == 1 then
    return np.concatenate({np.repeat(a, left, axis), a, np.repeat(a, right, axis)}, axis=axis)
  end
  local offset = edge and 1 or 0
  while left > 0 or right > 0 do
    local n = a.shape[axis]
    local most = edge and n // period * period or (n - 1) // (period - 1) * (period - 1)
    local parts, l, r = {a}, math.min(most, left), math.min(most, right)
    if l > 0 then
      local chunk = np.flip(slice(a, axis, 1 - offset, 1 - offset + l), axis)
      table.insert(parts, 1, 2 * slice(a, axis, 0, 1) - chunk)
    end
    if r > 0 then
      local chunk = np.flip(slice(a, axis, n - 1 + offset - r, n - 1 + offset), axis)
      parts[#parts + 1] = 2 * slice(a, axis, n - 1, n) - chunk
    end
    a = np.concatenate(parts, axis=axis)
    left, right = left - l, right - r
  end
  return a
end

-- f changes each line of the padded array in place.
local function with_function(a, widths, f)
  local padded = np.pad(a, widths)
  for axis = 0, a.ndim - 1 do
    local view = np.moveaxis(padded, axis, -1)
    local n = 1
    for i = 0, view.ndim - 2 do n = n * view.shape[i] end
    local pair = (widths[axis + 1][1], widths[axis + 1][2])
    for k = 0, n - 1 do
      local at = {}
      if view.ndim > 1 then
        local shape = {}
        for i = 0, view.ndim - 2 do shape[i + 1] = view.shape[i] end
        at = items(np.unravel_index(k, shape))
      end
      f(nd.get(view, string.rep("i", view.ndim - 1) .. "s", table.unpack(at)), pair, axis, {})
    end
  end
  return padded
end

local allowed = {
  linear_ramp = {end_values = true}, maximum = {stat_length = true}, mean = {stat_length = true}, median = {stat_length = true},
  minimum = {stat_length = true}, reflect = {reflect_type = true}, symmetric = {reflect_type = true},
}

hooks.pad = function(a, width, mode, constant, length, values, reflect)
  a = np.asarray(a)
  if not np.issubdtype(np.asarray(width).dtype, np.integer) then raise("TypeError", "`pad_width` must be of integral type.") end
  local widths = pairs_of(width, a.ndim, 0)
  for _, pair in ipairs(widths) do
    if pair[1] < 0 or pair[2] < 0 then raise("ValueError", "index can't contain negative values") end
  end
  if type(mode) == "function" then return with_function(a, widths, mode) end
  local ok = allowed[mode]
  if not ok then raise("ValueError", "mode '" .. tostring(mode) .. "' is not supported") end
  local given = {constant_values = constant, stat_length = length, end_values = values, reflect_type = reflect}
  for name, value in pairs(given) do
    if value ~= nil and not ok[name] then raise("ValueError", "unsupported keyword arguments for mode '" .. mode .. "': {'" .. name .. "'}") end
  end
  local lengths, ends = pairs_of(length, a.ndim, false), pairs_of(values, a.ndim, 0)
  for axis = 0, a.ndim - 1 do
    local w = widths[axis + 1]
    if a.size == 0 and a.shape[axis] == 0 and w[1] + w[2] > 0 then
      raise("ValueError", "can't extend empty axis " .. axis .. " using modes other than 'constant' or 'empty'")
    end
    if mode == "linear_ramp" then a = with_ramps(a, axis, w, ends[axis + 1])
    elseif stats[mode] then a = with_statistic(mode, a, axis, w, lengths[axis + 1])
    else a = with_odd(a, axis, w, mode == "symmetric") end
  end
  return a
end
