-- np.ma: an array with a mask beside it. This part has what a masked array is made of, its
-- fill value, and masks themselves; the other parts (ma_*.lua) stand on it.
--
-- The parts of a masked array, of(x): d its data, m its mask (an array of bools) or false,
-- f its fill value (a 0-d array) or nil, hard and shared as NumPy's flags, const and n for `masked`.
local M = ...
local nd, np, ma, None = M.nd, M.np, M.ma, M.None
local kw = nd.kw
local of, box, kind, args = nd.of, nd.box, nd.kind, nd.args

function M.fail(type, text, ...) nd.raise(type, text:format(...)) end

-- A function of the module under its name and signature: define("sum", "a axis", 1, function(a, axis) ... end).
function M.define(name, params, required, f)
  rawset(ma, name, function(...) return f(args(name, params, required, ...)) end)
end

-- --- parts ---------------------------------------------------------------------------------

-- A masked array over d that takes fill value and hardness from the parts `from`.
function M.new(d, m, from)
  return box{d = d, m = m or false, f = from and from.f, hard = from and from.hard or false, shared = from and from.shared or false}
end

function M.is_array(x) return kind(x) == "array" end

function M.data(x)
  local t = of(x)
  if t then return t.d end
  return M.is_array(x) and x or np.array(x)
end

function M.mask(x)
  local t = of(x)
  return t and t.m
end

function M.shape(x) return M.data(x).shape end

function M.no_mask(shape) return np.zeros(shape, kw{dtype = "bool"}) end

function M.mask_array(x)
  local t = of(x)
  if t and t.m then return t.m end
  if t or M.is_array(x) then return M.no_mask((t and t.d or x).shape) end
  return M.no_mask(np.shape(x))
end

-- The truth of a mask of no axes, whatever it is.
function M.is_true(m) return m ~= nil and nd.tr(m) and true or false end

function M.list(x)
  local k = kind(x)
  return k == "list" or k == "tuple" or k == "table" or k == "range"
end

-- A Lua table of a sequence or of one value.
function M.items(x)
  if M.list(x) then return nd.items(x) end
  if M.is_array(x) and x.ndim > 0 or of(x) and of(x).d.ndim > 0 then return nd.items(x) end
  return {x}
end

-- --- the fill value ----------------------------------------------------------------------------

local kinds = {
  b = {true}, i = {999999}, u = {999999}, f = {1e20}, c = {1e20, "complex128"}, U = {"N/A"}, S = {"N/A", "S3"}, O = {"?"},
}

local function dtype_of(x)
  local k = kind(x)
  if k == "dtype" then return x end
  if k == "type" then return np.dtype(x) end
  local t = of(x)
  if t then return t.d.dtype end
  if k == "array" or k == "scalar" then return x.dtype end
  if k == "userdata" then return np.dtype(x) end
  return np.array(x).dtype
end
M.dtype_of = dtype_of

-- With its own dtype, which is not always the array's.
local function default_fill(dtype, for_array)
  local k = dtype.kind
  if k == "M" or k == "m" then return np.array("NaT", kw{dtype = dtype}) end
  local default = kinds[k] or kinds.O
  if k == "u" and for_array then return np.array(999999, kw{dtype = "uint64"}) end
  if default[2] then return np.array(default[1], kw{dtype = default[2]}) end
  return np.array(default[1])
end

-- A fill value as a 0-d array; nil gives the default.
function M.check_fill(value, dtype)
  if value == nil or value == None then return default_fill(dtype, true) end
  local text = dtype.kind
  if type(value) == "string" and text ~= "U" and text ~= "S" and text ~= "O" then
    M.fail("TypeError", "Cannot set fill value of string with array of dtype %s", tostring(dtype))
  end
  local t = of(value)
  local good, got = pcall(np.array, t and t.d or value, kw{dtype = dtype})
  if not good then M.fail("TypeError", "Cannot convert fill_value %s to dtype %s", nd.str(value), tostring(dtype)) end
  return got
end

function M.fill(t)
  t.f = t.f or M.check_fill(nil, t.d.dtype)
  return t.f
end

function M.set_fill(t, value)
  local target = M.check_fill(value, t.d.dtype)
  if t.f and t.f.dtype == target.dtype and target.ndim == 0 then t.f[nd.key("e")] = target
  else t.f = target end
end

function M.fill_value(t) return nd.scalar(M.fill(t)) end

-- The data with masked elements replaced, a copy only where there are some.
function M.filled(t, value)
  local m = t.m
  if not m then return t.d end
  local f
  if value == nil then f = M.fill(t) else f = M.check_fill(value, t.d.dtype) end
  if t.const then return f end
  if not m:any() then return t.d end
  local r = t.d:copy("K")
  np.copyto(r, f, kw{where = m, casting = "unsafe"})
  return r
end

function M.filled_any(x, value)
  local t = of(x)
  if t then return M.filled(t, value) end
  return M.is_array(x) and x or np.array(x)
end

M.define("filled", "a fill_value", 1, M.filled_any)
M.define("default_fill_value", "obj", 1, function(x) return nd.scalar(default_fill(dtype_of(x))) end)

local function extremum(name, least)
  M.define(name .. "_fill_value", "obj", 1, function(x)
    local value = M.extremum(dtype_of(x), name, least)
    if value == nil then return None end
    return value
  end)
end

-- What never wins: `least` asks for the value below all others.
function M.extremum(dtype, name, least)
  local k = dtype.kind
  if k == "b" then return least and 0 or 1 end
  if k == "i" or k == "u" then
    local info = np.iinfo(dtype)
    return least and info.min or info.max
  end
  if k == "f" then return least and -math.huge or math.huge end
  if k == "c" then return nd.scalar(np.array((least and -1 or 1) * math.huge) * np.array(nd.j(1) + 1)) end
  if k == "U" or k == "S" or k == "O" then return nil end
  M.fail("TypeError", "Unsuitable type %s for calculating %s.", tostring(dtype), name)
end
extremum("minimum", false)
extremum("maximum", true)

M.define("set_fill_value", "a fill_value", 2, function(a, value)
  local t = of(a)
  if t then M.set_fill(t, value) end
end)

M.define("common_fill_value", "a b", 2, function(a, b)
  local function value(x) return of(x) and M.fill_value(of(x)) or nd.scalar(default_fill(dtype_of(x))) end
  local x, y = value(a), value(b)
  if nd.teq(x, y) then return x end
  return None
end)

-- --- masks -------------------------------------------------------------------------------------------

function M.shrink(m)
  if m and not m:any() then return false end
  return m
end

-- The type of a mask over values of type d: a bool for every field, or one.
function M.mask_type(d)
  if d.names ~= None then
    local spec = {}
    for i, name in ipairs(nd.items(d.names)) do spec[i] = {name, M.mask_type(nd.items(d.fields[name])[1])} end
    return np.dtype(spec)
  end
  if d.subdtype ~= None then return np.dtype{M.mask_type(d.base), d.shape} end
  return np.dtype("bool")
end

local function mask_of_fields(m, dtype)
  local to = M.mask_type(np.dtype(dtype or "bool"))
  if to.names == None then
    return M.is_array(m) and m.dtype.names ~= None and np.ones(m.shape, kw{dtype = to}) or nil
  end
  return np.array(m, kw{dtype = to})
end

function M.make_mask(m, copy, shrink, dtype)
  if m == nil or m == false then return false end
  local fields = mask_of_fields(m, dtype)
  if fields then return fields end
  local r = np.array(M.filled_any(m, true), kw{dtype = "bool", copy = copy or None})
  if shrink == nil or shrink then return M.shrink(r) end
  return r
end

function M.mask_or(a, b, copy, shrink)
  if not a then return M.make_mask(b, copy, shrink) end
  if not b then return M.make_mask(a, copy, shrink) end
  if shrink == nil then shrink = true end
  if rawequal(a, b) and M.is_array(a) then
    if shrink then return M.shrink(a) end
    return a
  end
  return M.make_mask(np.array(np.logical_or(a, b)), copy, shrink)
end

local function as_mask(m)
  if m == nil then return false end
  return m
end

M.define("getdata", "a subok", 1, M.data)
M.define("getmask", "a", 1, function(a) return as_mask(M.mask(a)) end)
M.define("getmaskarray", "arr", 1, M.mask_array)
M.define("make_mask", "m copy shrink dtype", 1, M.make_mask)
M.define("make_mask_none", "newshape dtype", 1, function(shape, dtype)
  return np.zeros(shape, kw{dtype = dtype and M.mask_type(np.dtype(dtype)) or "bool"})
end)
M.define("make_mask_descr", "ndtype", 1, function(d) return M.mask_type(np.dtype(d)) end)
M.define("mask_or", "m1 m2 copy shrink", 2, function(a, b, copy, shrink) return as_mask(M.mask_or(a, b, copy, shrink)) end)
M.define("is_mask", "m", 1, function(m) return M.is_array(m) and m.dtype.kind == "b" or type(m) == "boolean" end)
M.define("is_masked", "x", 1, function(x)
  local m = M.mask(x)
  return m and m:any() or false
end)
M.define("isMaskedArray", "x", 1, function(x) return of(x) ~= nil end)
rawset(ma, "isarray", ma.isMaskedArray)
rawset(ma, "isMA", ma.isMaskedArray)
rawset(ma, "get_data", ma.getdata)
rawset(ma, "get_mask", ma.getmask)

-- --- making them ---------------------------------------------------------------------------------------

-- Is a masked value among the items? Only the outermost list is looked at, as NumPy does.
local function holds_masked(x)
  for _, item in ipairs(nd.items(x)) do
    if of(item) then return true end
  end
  return false
end

local function mask_of_items(x)
  local out = {}
  for i, item in ipairs(nd.items(x)) do out[i] = M.mask_array(item) end
  return np.array(out)
end

-- mask= as an array of the data's shape.
local function fit_mask(mask, d, copy)
  if mask == true then return np.ones(d.shape, kw{dtype = "bool"}), copy end
  if mask == false then return M.no_mask(d.shape), copy end
  local m = np.array(M.data(mask), kw{dtype = "bool", copy = copy or None})
  if nd.teq(m.shape, d.shape) then return m, copy end
  if m.size == 1 then return np.full(d.shape, m:item()), true end
  if m.size == d.size then return m:reshape(d.shape), true end
  M.fail("MaskError", "Mask and data not compatible: data size is %d, mask size is %d.", d.size, m.size)
end

-- The mask of data that came without mask=.
local function inherited(data, t, d, o)
  if t and t.m then
    if o.keep == false then return false end
    local m = t.m
    if o.copy then m = m:copy() end
    if not nd.teq(m.shape, d.shape) then m = m:reshape(d.shape) end
    return m
  end
  if not t and M.list(data) and holds_masked(data) then
    local good, m = pcall(mask_of_items, data)
    if good and m:any() then return m end
  end
  return false
end

-- o: mask (nil: none) dtype copy ndmin fill keep hard order
function M.make(data, o)
  local t = of(data)
  local copy = o.copy and true or nil
  local d = np.array(t and t.d or data, kw{dtype = o.dtype, copy = copy or None, order = o.order, ndmin = o.ndmin})
  local r = {d = d, hard = o.hard}
  if r.hard == nil then r.hard = t and t.hard or false end
  if o.mask == nil or o.mask == None then
    r.m = inherited(data, t, d, o)
    r.shared = not copy
  else
    local m, copied = fit_mask(o.mask, d, copy)
    if t and t.m and o.keep ~= false then m, copied = np.array(np.logical_or(m, t.m)), true end
    r.m, r.shared = m, not copied
  end
  local f = o.fill
  if f == nil then f = t and t.f end
  if f ~= nil then r.f = M.check_fill(f, d.dtype) end
  return box(r)
end

function M.masked_array(data, mask, dtype, copy, _, ndmin, fill, keep, hard, _, order)
  return M.make(data, {mask = mask, dtype = dtype, copy = copy, ndmin = ndmin, fill = fill, keep = keep, hard = hard, order = order})
end

M.define("array", "data dtype copy order mask fill_value keep_mask hard_mask shrink subok ndmin", 1,
  function(data, dtype, copy, order, mask, fill, keep, hard, _, _, ndmin)
    return M.make(data, {mask = mask, dtype = dtype, copy = copy, ndmin = ndmin, fill = fill, keep = keep, hard = hard or false, order = order})
  end)
M.define("masked_array", "data mask dtype copy subok ndmin fill_value keep_mask hard_mask shrink order", 1, M.masked_array)

-- A class to isinstance, a function to everybody else.
M.hooks.class = ma.masked_array
rawset(ma, "MaskedArray", nd.class())
rawset(ma, "masked_array", ma.MaskedArray)

-- x itself when it is masked already.
function M.as_masked(x, dtype, order)
  if of(x) and dtype == nil then return x end
  return M.make(x, {dtype = dtype, order = order})
end
M.define("asarray", "a dtype order", 1, function(a, dtype, order) return M.make(a, {dtype = dtype, order = order}) end)
M.define("asanyarray", "a dtype order", 1, M.as_masked)

M.masked = box{d = np.array(0.0), m = np.array(true), n = np.array(0 / 0), hard = false, shared = false, const = true}
M.data(M.masked):setflags(kw{write = false})
M.mask(M.masked):setflags(kw{write = false})
rawset(ma, "masked", M.masked)
rawset(ma, "masked_singleton", M.masked)
rawset(ma, "nomask", false)
rawset(ma, "MaskType", np.bool_)
rawset(ma, "bool_", np.bool_)

function M.is_masked_value(x) return rawequal(x, M.masked) end

-- --- the other parts -----------------------------------------------------------------------------------

-- Which part defines a name. Parts are loaded when they are first asked for.
local places = {
  ma_ops = "exp conjugate sin cos arctan arcsinh sinh cosh tanh absolute abs angle fabs negative floor ceil logical_not sqrt log log2 log10 "
    .. "tan arcsin arccos arccosh arctanh add subtract multiply arctan2 equal not_equal less_equal greater_equal less greater logical_and "
    .. "logical_or logical_xor bitwise_and bitwise_or bitwise_xor hypot divide true_divide floor_divide remainder mod fmod power maximum "
    .. "minimum alltrue sometrue",
  ma_methods = "sum prod product all any cumsum cumprod count mean anom anomalies var std min max amin amax ptp argmin argmax diagonal "
    .. "repeat swapaxes ravel compress compressed trace nonzero harden_mask soften_mask shrink_mask ids",
  ma_make = "masked_where masked_equal masked_not_equal masked_greater masked_greater_equal masked_less masked_less_equal masked_inside "
    .. "masked_outside masked_values masked_invalid masked_object fix_invalid masked_all masked_all_like arange zeros ones empty identity "
    .. "indices zeros_like ones_like empty_like fromfunction frombuffer copy allclose allequal ndenumerate masked_print_option where choose "
    .. "clip count_masked flatten_mask putmask put mr_",
  ma_shape = "concatenate append stack vstack hstack dstack column_stack row_stack hsplit atleast_1d atleast_2d atleast_3d diagflat diag "
    .. "reshape resize transpose squeeze expand_dims take sort argsort shape ndim size diff ediff1d dot inner innerproduct outer "
    .. "outerproduct correlate convolve left_shift right_shift round round_ around",
  ma_rows = "mask_rows mask_cols mask_rowcols compress_rows compress_cols compress_rowcols compress_nd notmasked_edges "
    .. "flatnotmasked_edges notmasked_contiguous flatnotmasked_contiguous clump_masked clump_unmasked apply_along_axis apply_over_axes",
  ma_sets = "unique intersect1d setxor1d in1d isin union1d setdiff1d vander polyfit cov corrcoef average median",
}

local loaded = {}
function M.need(part)
  if loaded[part] then return end
  loaded[part] = true
  local good, why = pcall(nd.part, part)
  if good then return end
  loaded[part] = nil
  error(why, 0)
end

function M.hooks.missing(name)
  local word = " " .. name .. " "
  for part, names in pairs(places) do
    if (" " .. names .. " "):find(word, 1, true) then return M.need(part) end
  end
  -- Nobody's: all names are wanted, to find one like it.
  for part in pairs(places) do M.need(part) end
end

function M.hooks.truth(a)
  local t = of(a)
  if t.const then return false end
  return nd.tr(t.d)
end

setmetatable(M.hooks, {__index = function(hooks, name)
  M.need("ma_ops")
  return rawget(hooks, name)
end})

-- A value that is called, has fields, and cannot be changed.
function nd.callable(text, call, fields)
  return setmetatable({}, {
    __index = fields, __metatable = false, __tostring = function() return text end, __call = function(_, ...) return call(...) end,
    __newindex = function() M.fail("TypeError", "%s cannot be changed", text) end,
  })
end

-- A value that is only indexed: f gets the items of the key.
function nd.indexed(text, f)
  return setmetatable({}, {
    __index = function(_, k) return f(nd.key_items(k)) end, __metatable = false, __tostring = function() return text end,
    __newindex = function() M.fail("TypeError", "%s cannot be changed", text) end,
  })
end

M.need("ma_index")
M.need("ma_gates")
