-- np.broadcast and np.nditer: objects that walk several arrays at once.

local function tuple(t) return nd.t(table.unpack(t)) end

-- a object whose fields a function gives; what it is called is for messages.
local function object(name, fields, methods)
  return setmetatable({}, {
    __index = function(_, key)
      if methods[key] then return methods[key] end
      local f = fields[key]
      if f == nil then raise("AttributeError", "'numpy." .. name .. "' object has no attribute '" .. tostring(key) .. "'") end
      return f()
    end,
    __newindex = function() raise("AttributeError", "attributes of numpy." .. name .. " are not assigned") end,
    __call = function(_, ...) return methods.__next() end,
    __tostring = function() return "<numpy." .. name .. " object>" end,
    __metatable = false,
  })
end

local function joint(arrays)
  local shapes = {}
  for i, a in ipairs(arrays) do shapes[i] = a.shape end
  return np.broadcast_shapes(table.unpack(shapes))
end

local function size_of(shape)
  local n = 1
  for i = 0, #shape - 1 do n = n * shape[i] end
  return n
end

-- A loop over several arrays gets one value for each, as zip gives them.

-- One element of a view as a view without axes, or as a value.
local function element(view, at, n)
  return nd.get(view, string.rep("i", n) .. "e", table.unpack(at, 1, n))
end

-- The next place in C order; false after the last.
local function step(at, shape, n)
  for i = n, 1, -1 do
    at[i] = at[i] + 1
    if at[i] < shape[i - 1] then return true end
    at[i] = 0
  end
  return false
end

local function start(n)
  local at = {}
  for i = 1, n do at[i] = 0 end
  return at
end

-- --- broadcast --------------------------------------------------------------------------------------

define("broadcast", nil, 0, function(...)
  local arrays = {...}
  if #arrays == 0 then raise("ValueError", "Need at least 0 and at most 64 array objects.") end
  for i, x in ipairs(arrays) do arrays[i] = np.asarray(x) end
  local ok, shape = pcall(joint, arrays)
  if not ok then
    shape = nil
    np.broadcast_arrays(table.unpack(arrays))
  end
  local n, index, at = #shape, 0, start(#shape)
  local total = size_of(shape)
  local wide = {}
  for i, a in ipairs(arrays) do wide[i] = np.broadcast_to(a, shape) end
  local methods = {}
  function methods.reset() index, at = 0, start(n) end
  function methods.__next()
    if index >= total then return nil end
    local values = {}
    for i, a in ipairs(wide) do values[i] = scalar(element(a, at, n)) end
    index = index + 1
    step(at, shape, n)
    return table.unpack(values)
  end
  return object("broadcast", {
    shape = function() return shape end, ndim = function() return n end, nd = function() return n end,
    size = function() return total end, index = function() return index end, numiter = function() return #arrays end,
  }, methods)
end)

-- --- nditer ------------------------------------------------------------------------------------------

local known = {
  buffered = true, c_index = true, f_index = true, multi_index = true, external_loop = true, common_dtype = true,
  copy_if_overlap = true, delay_bufalloc = true, grow_inner = true, ranged = true, reduce_ok = true, refs_ok = true, zerosize_ok = true,
}

-- Axes from the widest step to the narrowest, and which of them run backwards, for order "K".
local function natural(view)
  local axes, turned = {}, {}
  for i = 0, view.ndim - 1 do axes[i + 1] = i end
  local strides = view.strides
  table.sort(axes, function(i, k)
    local a, b = math.abs(strides[i]), math.abs(strides[k])
    if a == b or a == 0 or b == 0 then return i < k end
    return a > b
  end)
  for i = 0, view.ndim - 1 do turned[i] = strides[i] < 0 end
  return axes, turned
end

-- The axes in which all operands are walked; places are those of the arrays as they are given.
local function axes_for(order, wide)
  local n, axes, turned = wide[1].ndim, {}, {}
  if order == "K" or order == "A" then return natural(wide[1]) end
  for i = 1, n do axes[i] = order == "F" and n - i or i - 1 end
  return axes, turned
end

define("nditer", "op flags op_flags op_dtypes order casting op_axes itershape buffersize", 1,
function(op, flags, op_flags, op_dtypes, order, casting)
  local many = kind(op) == "list" or kind(op) == "tuple" or kind(op) == "table"
  local ops, set = many and items(op) or {op}, {}
  for _, flag in ipairs(flags ~= nil and items(flags) or {}) do
    if not known[flag] then raise("ValueError", "Unexpected iterator global flag \"" .. tostring(flag) .. "\"") end
    set[flag] = true
  end
  local modes = {}
  for i = 1, #ops do modes[i] = {} end
  if op_flags ~= nil then
    local list = items(op_flags)
    local each = #list > 0 and type(list[1]) ~= "string"
    for i = 1, #ops do
      for _, m in ipairs(each and items(list[i]) or list) do modes[i][m] = true end
    end
  end
  local given = {}
  for i, x in ipairs(ops) do
    if kind(x) ~= "none" then given[#given + 1] = np.asarray(x) end
  end
  local ok, shape = pcall(joint, given)
  if not ok then
    local text = ""
    for _, a in ipairs(given) do text = text .. string.gsub(str(a.shape), " ", "") .. " " end
    raise("ValueError", "operands could not be broadcast together with shapes " .. text)
  end
  local types = op_dtypes ~= nil and items(op_dtypes) or {}
  local wide = {}
  for i, x in ipairs(ops) do
    local write = modes[i].readwrite or modes[i].writeonly
    if kind(x) == "none" then
      wide[i] = np.zeros(shape, dtype=types[i] or np.result_type(table.unpack(given)))
      ops[i] = wide[i]
    else
      local a = np.asarray(x)
      if types[i] and a.dtype ~= np.dtype(types[i]) then
        if not set.buffered and not modes[i].copy then
          raise("TypeError", "Iterator operand required copying or buffering, but neither copying nor buffering was enabled")
        end
        a = a.astype(types[i])
      end
      ops[i] = a
      wide[i] = write and a or np.broadcast_to(a, shape)
      if not write then
        wide[i] = wide[i].view()
        wide[i].setflags(write=false)
      end
    end
  end
  local n = #shape
  local axes, turned = axes_for(order or "K", wide)
  local total = size_of(shape)
  if total == 0 and not set.zerosize_ok then
    raise("ValueError", "Iteration of zero-sized operands is not enabled")
  end
  -- Views whose C order is the order of the walk.
  local walked, lengths = {}, {}
  for i, a in ipairs(wide) do
    local flipped = {}
    for k = 0, n - 1 do
      if turned[k] then flipped[#flipped + 1] = k end
    end
    if #flipped > 0 then a = np.flip(a, axis=tuple(flipped)) end
    walked[i] = n > 0 and np.transpose(a, axes) or a
  end
  for i = 1, n do lengths[i - 1] = shape[axes[i]] end
  if set.external_loop then
    for i, a in ipairs(walked) do walked[i] = a.reshape(-1) end
    lengths, total, n = {[0] = total}, 1, 1
  end
  local at, index = start(n), 0
  local fields, methods = {}, {}
  local function now(i)
    if set.external_loop then return walked[i] end
    return element(walked[i], at, n)
  end
  local function value()
    if #ops == 1 then return now(1) end
    local all = {}
    for i = 1, #ops do all[i] = now(i) end
    return tuple(all)
  end
  local function place()
    local out = {}
    for i = 1, n do
      local k = axes[i]
      out[k + 1] = turned[k] and lengths[i - 1] - 1 - at[i] or at[i]
    end
    return out
  end
  local function flat(fortran)
    local p, sum = place(), 0
    for i = 1, n do
      local k = fortran and n + 1 - i or i
      sum = sum * shape[k - 1] + p[k]
    end
    return sum
  end
  function methods.iternext()
    index = index + 1
    if not set.external_loop then step(at, lengths, n) end
    return index < total
  end
  local fresh = true
  function methods.__next()
    if not fresh then methods.iternext() end
    fresh = false
    if index >= total then return nil end
    local all = {}
    for i = 1, #ops do all[i] = now(i) end
    return table.unpack(all)
  end
  function methods.reset() index, at, fresh = 0, start(n), true end
  function methods.close() end
  function fields.finished() return index >= total end
  function fields.multi_index()
    if not set.multi_index then raise("ValueError", "Iterator is not tracking a multi-index") end
    return tuple(place())
  end
  function fields.index()
    if not set.c_index and not set.f_index then raise("ValueError", "Iterator does not have an index") end
    return flat(set.f_index)
  end
  function fields.iterindex() return index end
  function fields.itersize() return total end
  function fields.ndim() return n end
  function fields.shape() return shape end
  function fields.nop() return #ops end
  function fields.value() return value() end
  function fields.operands() return tuple(ops) end
  return setmetatable({}, {
    __index = function(_, key)
      if math.type(key) == "integer" then
        if key < 0 or key >= #ops then raise("IndexError", "Iterator operand index " .. key .. " is out of bounds") end
        return now(key + 1)
      end
      if methods[key] then return methods[key] end
      if fields[key] then return fields[key]() end
      raise("AttributeError", "'numpy.nditer' object has no attribute '" .. tostring(key) .. "'")
    end,
    __newindex = function(_, key, x)
      if math.type(key) ~= "integer" or key < 0 or key >= #ops then raise("IndexError", "Iterator operand index is out of bounds") end
      now(key + 1)[...] = x
    end,
    __call = function() return methods.__next() end,
    __len = function() return #ops end,
    __tostring = function() return "<numpy.nditer object>" end,
    __metatable = false,
  })
end)
