-- Rows, columns and runs: masking or dropping whole ones, and finding where runs of masked
-- elements begin and end.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
local of, define, is_array = nd.of, M.define, M.is_array

-- --- whole rows and columns ------------------------------------------------------------------

local function two_axes(a, name)
  if M.data(a).ndim ~= 2 then M.fail("NotImplementedError", "%s works for 2D arrays only.", name) end
end

local function axis_list(axis, n)
  local axes = {}
  if axis == nil then
    for i = 0, n - 1 do axes[#axes + 1] = i end
    return axes
  end
  for i, x in ipairs(M.items(axis)) do
    if x < -n or x >= n then M.fail("AxisError", "axis %d is out of bounds for array of dimension %d", x, n) end
    axes[i] = x < 0 and x + n or x
  end
  return axes
end
M.axis_list = axis_list

local function compress_nd(x, axis)
  local t = of(M.as_masked(x))
  if not t.m or not t.m:any() then return t.d end
  if t.m:all() then return np.array(nd.L()) end
  local d, n = t.d, t.d.ndim
  for _, ax in ipairs(axis_list(axis, n)) do
    local others = {}
    for i = 0, n - 1 do if i ~= ax then others[#others + 1] = i end end
    d = np.compress(np.logical_not(t.m:any(kw{axis = nd.t(table.unpack(others))})), d, kw{axis = ax})
  end
  return d
end

define("compress_nd", "x axis", 1, compress_nd)
define("compress_rowcols", "x axis", 1, function(x, axis) two_axes(x, "compress_rowcols") return compress_nd(x, axis) end)
define("compress_rows", "a", 1, function(a) two_axes(a, "compress_rows") return compress_nd(a, 0) end)
define("compress_cols", "a", 1, function(a) two_axes(a, "compress_cols") return compress_nd(a, 1) end)

local function mask_rowcols(a, axis)
  two_axes(a, "mask_rowcols")
  local r = M.make(a, {})
  local t = of(r)
  if not t.m or not t.m:any() then return r end
  local rows, columns = t.m:any(kw{axis = 1, keepdims = true}), t.m:any(kw{axis = 0, keepdims = true})
  local m = t.m:copy()
  if axis == nil or axis == 0 then m = np.logical_or(m, rows) end
  if axis == nil or axis == 1 or axis == -1 then m = np.logical_or(m, columns) end
  t.m = m
  return r
end
define("mask_rowcols", "a axis", 1, mask_rowcols)
define("mask_rows", "a axis", 1, function(a) return mask_rowcols(a, 0) end)
define("mask_cols", "a axis", 1, function(a) return mask_rowcols(a, 1) end)

-- --- runs ----------------------------------------------------------------------------------------

-- Slices of the runs of true elements: between the places where the mask changes.
local function runs(m)
  m = m:ravel()
  local n, out = m.size, {}
  if n == 0 then return nd.L() end
  local changes = nd.items(np.flatnonzero(np.not_equal(m[nd.key("s", 1)], m[nd.key("s", nil, -1)])) + 1)
  if m[0] then table.insert(changes, 1, 0) end
  if m[n - 1] then changes[#changes + 1] = n end
  for i = 1, #changes, 2 do out[#out + 1] = nd.key("s", changes[i], changes[i + 1]) end
  return nd.L(table.unpack(out))
end

local function whole(a) return nd.L(nd.key("s", 0, M.data(a).size)) end

define("clump_unmasked", "a", 1, function(a)
  local m = M.mask(a)
  return m and runs(np.logical_not(m)) or whole(a)
end)
define("clump_masked", "a", 1, function(a)
  local m = M.mask(a)
  return m and runs(m) or nd.L()
end)

local function contiguous(a)
  local m = M.mask(a)
  return m and runs(np.logical_not(m)) or whole(a)
end
define("flatnotmasked_contiguous", "a", 1, contiguous)
define("notmasked_contiguous", "a axis", 1, function(a, axis)
  local x = M.as_masked(a)
  local n = of(x).d.ndim
  if n > 2 then M.fail("NotImplementedError", "Currently limited to at most 2D array.") end
  if axis == nil or n == 1 then return contiguous(x) end
  local out, other = {}, (axis + 1) % 2
  for i = 0, of(x).d.shape[other] - 1 do
    local key = other == 0 and nd.t(i, nd.key("s")) or nd.t(nd.key("s"), i)
    out[i + 1] = contiguous(x[key])
  end
  return nd.L(table.unpack(out))
end)

local function edges(a)
  local m = M.mask(a)
  if not m or not m:any() then return np.array(nd.L(0, M.data(a).size - 1)) end
  local seen = np.flatnonzero(np.logical_not(m))
  if seen.size == 0 then return None end
  return seen[np.array(nd.L(0, -1))]
end
define("flatnotmasked_edges", "a", 1, edges)
define("notmasked_edges", "a axis", 1, function(a, axis)
  local x = M.as_masked(a)
  local d, m = of(x).d, M.mask_array(x)
  if axis == nil or d.ndim == 1 then return edges(x) end
  local places, first, last = np.indices(d.shape), {}, {}
  for i = 0, d.ndim - 1 do
    local at = M.new(places[i], m)
    first[i + 1] = ma.compressed(ma.min(at, axis))
    last[i + 1] = ma.compressed(ma.max(at, axis))
  end
  return nd.L(nd.t(table.unpack(first)), nd.t(table.unpack(last)))
end)

-- --- functions applied along axes ---------------------------------------------------------------------

rawset(ma, "apply_over_axes", function(f, a, axes)
  local value, n = M.as_masked(a), M.data(a).ndim
  for _, axis in ipairs(axis_list(axes, n)) do
    local r = f(value, axis)
    if np.ndim(M.data(r)) ~= of(value).d.ndim then r = ma.expand_dims(r, axis) end
    if np.ndim(M.data(r)) ~= of(value).d.ndim then M.fail("ValueError", "function is not returning an array of the correct shape") end
    value = r
  end
  return value
end)

-- One result a line along the axis: a number each, or an array each, whose axes take the axis's place.
rawset(ma, "apply_along_axis", function(f, axis, arr, ...)
  local a = M.as_masked(arr)
  local d = of(a).d
  axis = axis_list(axis, d.ndim)[1]
  local lines = ma.transpose(a, (function()
    local order = {}
    for i = 0, d.ndim - 1 do if i ~= axis then order[#order + 1] = i end end
    order[#order + 1] = axis
    return nd.t(table.unpack(order))
  end)())
  local outer = nd.items(of(lines).d.shape)
  local n = table.remove(outer)
  lines = ma.reshape(lines, nd.t(-1, n))
  local data, masks, inner = {}, {}, nil
  for i = 0, of(lines).d.shape[0] - 1 do
    local r = f(lines[i], ...)
    if not of(r) and type(r) == "userdata" then r = M.as_masked(r) end
    inner = inner or np.shape(M.data(r))
    data[i + 1], masks[i + 1] = M.data(r), M.mask_array(r)
  end
  local shape = {table.unpack(outer)}
  for _, s in ipairs(nd.items(inner)) do shape[#shape + 1] = s end
  local function back(list)
    local x = np.array(nd.L(table.unpack(list))):reshape(nd.t(table.unpack(shape)))
    for k = 0, #shape - #outer - 1 do x = np.moveaxis(x, #outer + k, axis + k) end
    return x
  end
  local out, m = back(data), back(masks)
  return M.new(out, M.shrink(m))
end)
