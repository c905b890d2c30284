-- Questions about types, and arrays made to demands.

local order = {e = 1, f = 2, d = 3, F = 2, D = 3}

define("common_type", nil, 0, function(...)
  local complex, precision = false, 1
  for _, a in ipairs{...} do
    local t = np.asarray(a).dtype
    if t.kind == "c" then complex = true end
    if t.kind == "i" or t.kind == "u" then precision = math.max(precision, 3)
    elseif order[t.char] then precision = math.max(precision, order[t.char])
    else raise("TypeError", "can't get common type for non-numeric array") end
  end
  if complex then return precision < 3 and precision > 1 and np.complex64 or precision == 1 and np.complex64 or np.complex128 end
  return ({np.float16, np.float32, np.float64})[precision]
end)

-- --- mintypecode ------------------------------------------------------------------------------------

local by_size = "GDFgdf"

define("mintypecode", "typechars typeset default", 1, function(chars, set, default)
  if set == nil then set = "GDFgdf" end
  if default == nil then default = "d" end
  local codes = {}
  if type(chars) == "string" then
    for c in string.gmatch(chars, ".") do codes[#codes + 1] = c end
  else
    for _, x in ipairs(kind(chars) == "array" and {chars} or items(chars)) do
      codes[#codes + 1] = type(x) == "string" and x or np.asarray(x).dtype.char
    end
  end
  local found = {}
  for _, c in ipairs(codes) do
    if string.find(set, c, 1, true) then found[c] = true end
  end
  if next(found) == nil then return default end
  if found.F and found.d then return "D" end
  for c in string.gmatch(by_size, ".") do
    if found[c] then return c end
  end
  return default
end)

-- --- isdtype ------------------------------------------------------------------------------------------

local kinds = {
  bool = "b", ["signed integer"] = "i", ["unsigned integer"] = "u", integral = "iu", ["real floating"] = "f",
  ["complex floating"] = "c", numeric = "iufc",
}

define("isdtype", "dtype kind", 2, function(dtype, wanted)
  if type(dtype) == "string" then
    raise("TypeError", "dtype argument must be a NumPy dtype, but it is a <class 'str'>.")
  end
  local ok, d = pcall(np.dtype, dtype)
  if not ok then raise("TypeError", "dtype argument must be a NumPy dtype, but it is a " .. kind(dtype) .. ".") end
  local list = kind(wanted) == "tuple" and items(wanted) or {wanted}
  for _, k in ipairs(list) do
    if type(k) == "string" then
      if not kinds[k] then
        if pcall(np.dtype, k) then
          raise("TypeError", "kind argument must be comprised of NumPy dtypes or strings only, but is a <class 'str'>.")
        end
        raise("ValueError", "kind argument is a string, but '" .. k .. "' is not a known kind name.")
      end
      if kinds[k]:find(d.kind, 1, true) then return true end
    elseif np.dtype(k) == d then return true end
  end
  return false
end)

-- --- arrays ----------------------------------------------------------------------------------------------

define("asarray_chkfinite", "a dtype order", 1, function(a, dtype, order)
  a = np.asarray(a, dtype=dtype, order=order)
  if string.find("fc", a.dtype.kind, 1, true) and not np.isfinite(a).all() then
    raise("ValueError", "array must not contain infs or NaNs")
  end
  return a
end)

define("astype", "x dtype * copy device", 2, function(x, dtype, copy)
  if kind(x) ~= "array" then
    raise("TypeError", "Input should be a NumPy array. It is of type " .. kind(x) .. " instead.")
  end
  return x.astype(dtype, copy=copy == nil or copy)
end)

local flags = {
  C = "C", C_CONTIGUOUS = "C", CONTIGUOUS = "C", F = "F", F_CONTIGUOUS = "F", FORTRAN = "F", A = "A", ALIGNED = "A",
  W = "W", WRITEABLE = "W", O = "O", OWNDATA = "O", E = "E", ENSUREARRAY = "E",
}

define("require", "a dtype requirements * like", 1, function(a, dtype, wanted)
  local set = {}
  if type(wanted) == "string" then wanted = {wanted} end
  for _, name in ipairs(wanted ~= nil and items(wanted) or {}) do
    local flag = flags[string.upper(name)]
    if not flag then raise("KeyError", repr(string.upper(name))) end
    set[flag] = true
  end
  if set.C and set.F then raise("ValueError", "Cannot specify both \"C\" and \"F\" order") end
  local r = np.asanyarray(a, dtype=dtype, order=set.F and "F" or set.C and "C" or None)
  local f = r.flags
  if set.O and not f.owndata or set.W and not f.writeable then return r.copy(set.F and "F" or set.C and "C" or "A") end
  return r
end)
