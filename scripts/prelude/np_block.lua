-- np.block: an array put together from nested lists of blocks.

local function place(index)
  local text = "arrays"
  for _, i in ipairs(index) do text = text .. "[" .. i .. "]" end
  return text
end

local function is_list(x)
  local k = kind(x)
  return k == "list" or k == "table"
end

local function with(index, i)
  local longer = {table.unpack(index)}
  longer[#longer + 1] = i
  return longer
end

-- How deep the first block lies, and the most axes that a block has; all blocks must lie as deep.
local function measure(arrays, index)
  if kind(arrays) == "tuple" then
    raise("TypeError", place(index) .. " is a tuple. Only lists can be used to arrange blocks, and np.block does not allow implicit conversion from tuple to ndarray.")
  end
  if not is_list(arrays) then return #index, np.ndim(arrays) end
  local parts = items(arrays)
  if #parts == 0 then raise("ValueError", "List at " .. place(index) .. " cannot be empty") end
  local depth, most = nil, 0
  for i, part in ipairs(parts) do
    local here = with(index, i - 1)
    local d, n = measure(part, here)
    if depth and d ~= depth then
      local at = here
      while is_list(part) and #items(part) > 0 do
        at, part = with(at, 0), items(part)[1]
      end
      raise("ValueError", "List depths are mismatched. First element was at depth " .. depth .. ", but there is an element at depth " .. d .. " (" .. place(at) .. ")")
    end
    depth, most = d, math.max(most, n)
  end
  return depth, most
end

local function with_axes(x, n)
  x = np.asanyarray(x)
  if x.ndim >= n then return x end
  local shape = {}
  for i = 1, n - x.ndim do shape[i] = 1 end
  for i = 0, x.ndim - 1 do shape[#shape + 1] = x.shape[i] end
  return x.reshape(shape)
end

local function build(arrays, depth, deepest, ndim)
  if depth == deepest then return with_axes(arrays, ndim) end
  local parts = {}
  for i, part in ipairs(items(arrays)) do parts[i] = build(part, depth + 1, deepest, ndim) end
  return np.concatenate(parts, axis=-(deepest - depth))
end

define("block", "arrays", 1, function(arrays)
  local deepest, most = measure(arrays, {})
  local whole = build(arrays, 0, deepest, math.max(deepest, most))
  if deepest == 0 then return whole.copy() end
  return whole
end)
