-- How masked arrays are written: with a mask, every element as Python would write it by
-- itself, and -- for those that are masked.
local M = ...
local nd, np = M.nd, M.np
local kw = nd.kw

M.print_option = M.print_option or {display = "--", enabled = true}

-- --- elements as texts ---------------------------------------------------------------------------

local function values_of(d)
  local k, size = d.dtype.kind, d.dtype.itemsize
  local flat = d:ravel()
  if k == "f" then flat = flat:astype("float64")
  elseif k == "c" then flat = flat:astype("complex128"):tolist()
  elseif (k == "u" or k == "i") and size < 8 then flat = flat:astype("int64") end
  return nd.items(flat), k
end

local function element_texts(d, m)
  local values, k = values_of(d)
  local hidden = nd.items(m:ravel())
  local write = (k == "M" or k == "m" or k == "u") and nd.str or nd.repr
  for i, v in ipairs(values) do values[i] = hidden[i] and M.print_option.display or write(v) end
  return values
end

-- Very long axes lose their middle.
local function shorten(a, limit)
  local half = limit // 2
  for axis = 0, a.ndim - 1 do
    local n = a.shape[axis]
    if n > limit then
      local head = np.take(a, np.arange(half), kw{axis = axis})
      a = np.concatenate(nd.L(head, np.take(a, np.arange(n - half, n), kw{axis = axis})), axis)
    end
  end
  return a
end

-- Every axis down to its edges.
local function edges(a, edge)
  for axis = 0, a.ndim - 1 do
    local n = a.shape[axis]
    if n > 2 * edge then
      local head = np.take(a, np.arange(edge), kw{axis = axis})
      a = np.concatenate(nd.L(head, np.take(a, np.arange(n - edge, n), kw{axis = axis})), axis)
    end
  end
  return a
end

-- --- lines ------------------------------------------------------------------------------------------

local function width(s) return utf8 and utf8.len(s) or #s end

-- s and line with a word added, which starts a new line where it does not fit.
local function extend(s, line, word, limit, indent)
  if width(line) + width(word) > limit and #line > #indent then
    s = s .. line:gsub("%s+$", "") .. "\n"
    line = indent
  end
  return s, line .. word
end

local function last_axis(w, at, n, indent, limit)
  limit = limit - math.max(#(w.separator:gsub("%s+$", "")), 1)
  local s, line = "", indent
  for i = 0, n - 1 do
    if w.skips[w.ndim] and i == w.edge then
      s, line = extend(s, line, "...", limit, indent)
      line = line .. w.separator
    end
    s, line = extend(s, line, w.texts[at + i + 1], limit, indent)
    if i < n - 1 then line = line .. w.separator end
  end
  return s .. line
end

local function block(w, axis, at, indent, limit)
  if axis > w.ndim then return w.texts[at + 1] end
  local n, s = w.shape[axis], nil
  if axis == w.ndim then s = last_axis(w, at, n, indent, limit)
  else
    local rows = {}
    local between = w.separator:gsub("%s+$", "") .. ("\n"):rep(w.ndim - axis)
    for i = 0, n - 1 do
      if w.skips[axis] and i == w.edge then rows[#rows + 1] = indent .. "..." end
      rows[#rows + 1] = indent .. block(w, axis + 1, at + i * w.steps[axis], indent .. " ", limit - 1)
    end
    s = table.concat(rows, between)
  end
  return "[" .. s:sub(#indent + 1) .. "]"
end

local function object_text(d, m, separator, prefix, suffix)
  local threshold, edge, limit = nd.print_options()
  local skips, shape, steps = {}, {}, {}
  if d.size > threshold then
    for axis = 0, d.ndim - 1 do skips[axis + 1] = d.shape[axis] > 2 * edge end
    d, m = edges(d, edge), edges(m, edge)
  end
  if d.size == 0 and d.ndim > 0 then return ("["):rep(1) .. "]" end
  local step = 1
  for axis = d.ndim, 1, -1 do
    shape[axis], steps[axis] = d.shape[axis - 1], step
    step = step * shape[axis]
  end
  local w = {texts = element_texts(d, m), shape = shape, steps = steps, ndim = d.ndim, skips = skips, edge = edge, separator = separator}
  return block(w, 1, 0, " " .. (" "):rep(#prefix), limit - #suffix)
end

local function body(t, separator, prefix, suffix)
  local d, m = t.d, t.m
  if not M.print_option.enabled then d, m = M.filled(t, nd.scalar(M.fill(t))), false end
  if not m then
    if separator == " " then return nd.str(d) end
    return np.array2string(d, kw{separator = separator, prefix = prefix, suffix = suffix})
  end
  local limit = d.ndim > 1 and 100 or 1500
  return object_text(shorten(d, limit), shorten(m, limit), separator, prefix, suffix)
end

-- --- str and repr ---------------------------------------------------------------------------------------

function M.text(t)
  if t.const then return M.print_option.display end
  return body(t, " ", "", "")
end

local implied = {["int64"] = true, ["float64"] = true, ["complex128"] = true, ["bool"] = true}

local function fill_text(t)
  local f = M.fill(t)
  local value = nd.scalar(f)
  local k = f.dtype.kind
  if k == t.d.dtype.kind and (k == "U" or k == "S") then return nd.repr(value) end
  if f.dtype == t.d.dtype then return nd.str(value) end
  if f.ndim > 0 then return nd.repr(f) end
  if f.dtype.kind == "U" then return "np.str_(" .. nd.repr(value) .. ")" end
  return "np." .. f.dtype.name .. "(" .. nd.str(value) .. ")"
end

local function dtype_text(dtype)
  local text = nd.repr(dtype):match("^dtype%((.*)%)$")
  local name = text:match("^'([a-z]+%d*)'$")
  return name and not text:match("datetime") and name or text
end

function M.repr(t)
  if t.const then return "masked" end
  local d, start = t.d, "masked_array("
  local needs_dtype = not implied[d.dtype.name] or d.size == 0 or (t.m and t.m:all())
  local keys = {"data", "mask", "fill_value", needs_dtype and "dtype" or nil}
  local one_row, indents = true, {}
  for axis = 0, d.ndim - 2 do one_row = one_row and d.shape[axis] == 1 end
  for _, key in ipairs(keys) do indents[key] = (" "):rep(one_row and math.max(2, #start + 4 - #key) or 2) end
  if one_row then indents.data = start end
  local mask_text = t.m and np.array2string(t.m, kw{separator = ", ", prefix = indents.mask .. "mask=", suffix = ","}) or "False"
  local texts = {data = body(t, ", ", indents.data .. "data=", ","), mask = mask_text, fill_value = fill_text(t), dtype = needs_dtype and dtype_text(d.dtype)}
  local lines = {}
  for i, key in ipairs(keys) do lines[i] = indents[key] .. key .. "=" .. texts[key] end
  return (one_row and "" or start .. "\n") .. table.concat(lines, ",\n") .. ")"
end
