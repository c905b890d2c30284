-- np.lib.recfunctions: arrays with fields, put together and taken apart.

local M = {}

local function names_of(dtype) return items(dtype.names) end
local function type_of(dtype, name) return dtype.fields[name][0] end
local function list_of(x) return type(x) == "string" and {x} or items(x) end
local function has(list, name)
  for _, n in ipairs(list) do if n == name then return true end end
  return false
end

local function with_fields(a, what)
  a = np.asarray(a)
  if a.dtype.names == None then raise("ValueError", what .. " needs an array with fields") end
  return a
end

local function finish(out, asrecarray) return asrecarray and out.view(np.recarray) or out end

-- Every value of a record, one after the other, along a new last axis.
local function columns(a, shape, out)
  for _, name in ipairs(names_of(a.dtype)) do
    local f = field(a, name)
    if f.dtype.names ~= None then columns(f, shape, out)
    else out[#out + 1] = f.reshape(shape + (-1,)) end
  end
  return out
end

M.structured_to_unstructured = wrap("structured_to_unstructured", "arr dtype copy casting", 1, function(arr, dtype)
  if np.asarray(arr).dtype.names == None then raise("ValueError", "arr must be a structured array") end
  arr = np.asarray(arr)
  local parts = columns(arr, arr.shape, {})
  if #parts == 0 then raise("NotImplementedError", "arr has no fields. Unable to determine dtype") end
  local out = np.concatenate(parts, axis=-1)
  return dtype == nil and out or out.astype(dtype)
end)

-- The last axis, value by value, into the fields.
local function fill(out, arr, at)
  for _, name in ipairs(names_of(out.dtype)) do
    local f = field(out, name)
    if f.dtype.names ~= None then at = fill(f, arr, at)
    else
      local n = 1
      for k = out.ndim, f.ndim - 1 do n = n * f.shape[k] end
      if n == 1 and f.ndim == out.ndim then f[...] = arr[..., at]
      else f[...] = arr[..., at:at + n].reshape(f.shape) end
      at = at + n
    end
  end
  return at
end

local function count_values(dtype)
  local n = 0
  for _, name in ipairs(names_of(dtype)) do
    local d = type_of(dtype, name)
    local base, times = d.base, 1
    for _, k in ipairs(items(d.shape)) do times = times * k end
    n = n + times * (base.names ~= None and count_values(base) or 1)
  end
  return n
end

M.unstructured_to_structured = wrap("unstructured_to_structured", "arr dtype names align copy casting", 1, function(arr, dtype, names, align)
  arr = np.asarray(arr)
  if arr.shape == () then raise("ValueError", "arr must have at least one dimension") end
  local n = arr.shape[-1]
  if n == 0 then raise("NotImplementedError", "last axis with size 0 is not supported") end
  if dtype == nil then
    local given, spec = names ~= nil and items(names) or {}, np.asarray([0]).tolist()
    spec = {}
    for k = 1, n do spec[k] = (given[k] or "f" .. (k - 1), arr.dtype) end
    dtype = np.dtype(spec, align or false)
  else
    if names ~= nil then raise("ValueError", "don't supply both dtype and names") end
    dtype = np.dtype(dtype)
    if dtype.names == None then raise("ValueError", "dtype must be a structured dtype") end
  end
  if count_values(dtype) ~= n then
    raise("ValueError", "The length of the last dimension of arr must be equal to the number of fields in dtype")
  end
  local out = np.zeros(arr.shape[:-1], dtype)
  fill(out, arr, 0)
  return out
end)

M.drop_fields = wrap("drop_fields", "base drop_names usemask asrecarray", 2, function(base, drop, usemask, asrecarray)
  base = with_fields(base, "drop_fields")
  drop = list_of(drop)
  local spec = {}
  for _, name in ipairs(names_of(base.dtype)) do
    if not has(drop, name) then spec[#spec + 1] = (name, type_of(base.dtype, name)) end
  end
  if #spec == 0 then return None end
  local out = np.zeros(base.shape, np.dtype(spec))
  for _, name in ipairs(names_of(out.dtype)) do field(out, name)[...] = field(base, name) end
  return finish(out, asrecarray)
end)

M.rename_fields = wrap("rename_fields", nil, 0, function(base, mapper)
  base = with_fields(base, "rename_fields")
  local function renamed(dtype)
    local spec = {}
    for k, name in ipairs(names_of(dtype)) do
      local d = type_of(dtype, name)
      spec[k] = (mapper[name] or name, d.names ~= None and renamed(d) or d)
    end
    return np.dtype(spec)
  end
  return base.view(renamed(base.dtype))
end)

M.append_fields = wrap("append_fields", "base names data dtypes fill_value usemask asrecarray", 3, function(base, names, data, dtypes, fill_value, usemask, asrecarray)
  if usemask ~= false then raise("NotImplementedError", "append_fields: masked records are not supported: usemask=False") end
  base = with_fields(base, "append_fields")
  local several = type(names) ~= "string"
  names = list_of(names)
  data = several and items(data) or {data}
  if #names ~= #data then raise("ValueError", "The number of arrays does not match the number of names") end
  local types = dtypes ~= nil and (type(dtypes) == "string" and {dtypes} or kind(dtypes) == "list" and items(dtypes) or kind(dtypes) == "tuple" and items(dtypes) or {dtypes}) or nil
  local spec, n = {}, base.shape[0]
  for _, name in ipairs(names_of(base.dtype)) do spec[#spec + 1] = (name, type_of(base.dtype, name)) end
  for k, name in ipairs(names) do
    local a = np.asarray(data[k])
    if types then a = a.astype(types[k] or types[1]) end
    data[k] = a.ravel()
    n = math.max(n, data[k].shape[0])
    spec[#spec + 1] = (name, data[k].dtype)
  end
  local out = np.full(n, fill_value == nil and -1 or fill_value, np.dtype(spec))
  for _, name in ipairs(names_of(base.dtype)) do field(out, name)[:base.shape[0]] = field(base, name) end
  for k, name in ipairs(names) do field(out, name)[:data[k].shape[0]] = data[k] end
  return finish(out, asrecarray)
end)
M.rec_append_fields = wrap("rec_append_fields", "base names data dtypes", 3, function(base, names, data, dtypes)
  return M.append_fields(base, names, data, dtypes, None, false, true)
end)
M.rec_drop_fields = wrap("rec_drop_fields", "base drop_names", 2, function(base, drop) return M.drop_fields(base, drop, false, true) end)

M.merge_arrays = wrap("merge_arrays", "seqarrays fill_value flatten usemask asrecarray", 1, function(seq, fill_value, flatten, usemask, asrecarray)
  local arrays, spec, n = kind(seq) == "array" and {seq} or items(seq), {}, 0
  if usemask then raise("NotImplementedError", "merge_arrays: masked records are not supported: usemask=False") end
  if #arrays == 1 and np.asarray(arrays[1]).dtype.names ~= None then return finish(np.asarray(arrays[1]).ravel(), asrecarray) end
  -- A record of one field is that field.
  local function is_flat(a) return a.dtype.names ~= None and (flatten or #a.dtype.names == 1) end
  for k, a in ipairs(arrays) do
    a = np.asarray(a).ravel()
    arrays[k] = a
    n = math.max(n, a.shape[0])
    if is_flat(a) then
      for _, name in ipairs(names_of(a.dtype)) do spec[#spec + 1] = (name, type_of(a.dtype, name)) end
    else spec[#spec + 1] = ("", a.dtype) end
  end
  local out, at = np.full(n, fill_value == nil and -1 or fill_value, np.dtype(spec)), 0
  local names = names_of(out.dtype)
  for _, a in ipairs(arrays) do
    if is_flat(a) then
      for _, name in ipairs(names_of(a.dtype)) do
        at = at + 1
        field(out, names[at])[:a.shape[0]] = field(a, name)
      end
    else
      at = at + 1
      field(out, names[at])[:a.shape[0]] = a
    end
  end
  return finish(out, asrecarray)
end)

local function packed(dtype, align, recurse)
  local spec = {}
  for k, name in ipairs(names_of(dtype)) do
    local d = type_of(dtype, name)
    spec[k] = (name, recurse and d.names ~= None and packed(d, align, true) or d)
  end
  return np.dtype(spec, align or false)
end
M.repack_fields = wrap("repack_fields", "a align recurse", 1, function(a, align, recurse)
  if kind(a) ~= "array" then return packed(np.dtype(a), align, recurse) end
  return a.astype(packed(a.dtype, align, recurse))
end)

M.require_fields = wrap("require_fields", "array required_dtype", 2, function(a, dtype)
  a = with_fields(a, "require_fields")
  local out = np.zeros(a.shape, dtype)
  for _, name in ipairs(names_of(out.dtype)) do
    if has(names_of(a.dtype), name) then field(out, name)[...] = field(a, name) end
  end
  return out
end)
M.assign_fields_by_name = wrap("assign_fields_by_name", "dst src zero_unassigned", 2, function(dst, src, zero)
  for _, name in ipairs(names_of(dst.dtype)) do
    if has(names_of(src.dtype), name) then field(dst, name)[...] = field(src, name)
    elseif zero ~= false then field(dst, name)[...] = 0 end
  end
end)
M.apply_along_fields = wrap("apply_along_fields", "func arr", 2, function(func, arr) return func(M.structured_to_unstructured(arr), axis=-1) end)

local function names_tree(dtype)
  local out = ()
  for _, name in ipairs(names_of(dtype)) do
    local d = type_of(dtype, name)
    out = out + (d.names ~= None and ((name, names_tree(d)),) or (name,))
  end
  return out
end
M.get_names = wrap("get_names", "adtype", 1, function(dtype) return names_tree(np.dtype(dtype)) end)
local function names_flat(dtype)
  local out = ()
  for _, name in ipairs(names_of(dtype)) do
    local d = type_of(dtype, name)
    out = out + (name,)
    if d.names ~= None then out = out + names_flat(d) end
  end
  return out
end
M.get_names_flat = wrap("get_names_flat", "adtype", 1, function(dtype) return names_flat(np.dtype(dtype)) end)

hooks.recfunctions = module("numpy.lib.recfunctions", M)
