-- Masked arrays between brackets and after a dot: elements, slices, attributes, and the same
-- assigned to.
local M = ...
local nd, np, None = M.nd, M.np, M.None
local kw = nd.kw
local of, kind, quiet = nd.of, nd.kind, nd.quiet
local new = M.new

local hooks = M.hooks
M.attributes = {}
M.methods = setmetatable({}, {__index = function(methods, name)
  if not name:find("^[%a_][%w_]*$") then return nil end
  M.need("ma_methods")
  return rawget(methods, name)
end})

-- --- elements ------------------------------------------------------------------------------

local function get(t, k)
  local d = t.d[k]
  if not t.m then
    if kind(d) ~= "array" then return d end
    return new(d, false, t)
  end
  local m = t.m[k]
  if m == true then return M.masked end
  if m == false then return d end
  local r = new(d, m, t)
  of(r).shared = true
  return r
end

local function assign(a, k, v) a[k] = v end

-- Masked elements of a hard mask keep their data.
local function set_hard(t, k, dv, mv)
  if (kind(k) == "array" or of(k)) and k.dtype.kind == "b" then
    quiet(assign, t.d, k * np.logical_not(t.m), dv)
    return
  end
  local m = M.mask_or(t.m[k], mv, true)
  local part = t.d[k]
  if kind(part) == "array" and part.size > 1 then np.copyto(part, dv, kw{where = np.logical_not(m or false)})
  elseif not m then part = dv end
  t.d[k] = part
  t.m[k] = m
end

local function set(t, k, v)
  if t.const then M.fail("MaskError", "Cannot alter the masked element.") end
  if M.is_masked_value(v) then
    t.m = t.m or M.no_mask(t.d.shape)
    t.m[k] = true
    return
  end
  local tv = of(v)
  local dv, mv = tv and tv.d or v, tv and tv.m or false
  if not t.m then
    quiet(assign, t.d, k, dv)
    if mv then
      t.m = M.no_mask(t.d.shape)
      t.m[k] = mv
    end
  elseif t.hard then set_hard(t, k, dv, mv)
  elseif of(k) and not tv then quiet(assign, t.d, of(k).d, dv)
  else
    quiet(assign, t.d, k, dv)
    t.m[k] = mv
  end
end

-- --- attributes --------------------------------------------------------------------------------

local attributes = M.attributes

for name in ("shape dtype ndim size itemsize nbytes strides flags"):gmatch("%S+") do
  attributes[name] = function(t) return t.d[name] end
end
function attributes.data(t) return t.d end
attributes._data = attributes.data
function attributes.mask(t) return t.m end
attributes._mask, attributes.recordmask = attributes.mask, attributes.mask
attributes.fill_value = M.fill_value
function attributes.hardmask(t) return t.hard end
function attributes.sharedmask(t) return t.shared end
function attributes.baseclass() return np.ndarray end
function attributes.base(t) return t.d end
function attributes.T(t) return new(t.d.T, t.m and t.m.T, t) end
function attributes.mT(t)
  if t.d.ndim < 2 then M.fail("ValueError", "matrix transpose with ndim < 2 is undefined") end
  return new(t.d.mT, t.m and t.m.mT)
end
function attributes.real(t) return new(t.d.real, t.m and t.m:copy()) end
function attributes.imag(t) return new(t.d.imag, t.m and t.m:copy()) end
function attributes.flat(t) return new(t.d:ravel(), t.m and t.m:ravel(), t) end

-- A mask from any value, its elements one after the other and over again.
function M.set_mask(t, mask)
  if M.is_masked_value(mask) then mask = true end
  if not t.m then t.m = M.no_mask(t.d.shape) end
  local m = M.data(mask)
  if t.hard then t.m[nd.key("e")] = np.logical_or(t.m, m)
  elseif m.ndim == 0 then t.m[nd.key("e")] = m:astype("bool")
  elseif m.size == t.m.size then t.m[nd.key("e")] = m:astype("bool"):reshape(t.m.shape)
  else t.m[nd.key("e")] = np.resize(m:astype("bool"), t.m.shape) end
end

local writers = {mask = M.set_mask, _mask = function(t, m) t.m = m and M.data(m) or false end}
function writers.fill_value(t, value) M.set_fill(t, value) end
function writers.shape(t, shape)
  t.d = t.d:view()
  t.d.shape = shape
  if t.m then t.m = t.m:reshape(t.d.shape) end
end
function writers.flat(t, value)
  local n = t.d.size
  set(t, nd.key("e"), of(value) and value or np.resize(M.data(value), t.d.shape))
  return n
end
function writers.dtype(t, dtype) t.d = t.d:view(dtype) end
function writers.real(t, value) t.d.real = M.data(value) end
function writers.imag(t, value) t.d.imag = M.data(value) end

local function no_attribute(name) M.fail("AttributeError", "'MaskedArray' object has no attribute '%s'", name) end

local function index(a, k)
  local t = of(a)
  if type(k) ~= "string" then return get(t, k) end
  local f = attributes[k]
  if f then return f(t) end
  f = M.methods[k]
  if f then return f end
  local key = nd.subscript(k)
  if key == nil then no_attribute(k) end
  return get(t, key)
end

local function new_index(a, k, v)
  local t = of(a)
  if type(k) ~= "string" then return set(t, k, v) end
  if writers[k] then
    if t.const then M.fail("AttributeError", "attributes of masked are not writeable") end
    writers[k](t, v)
    return
  end
  if attributes[k] then
    M.fail("AttributeError", k == "data" and "property 'data' of 'MaskedArray' object has no setter" or
      ("property '%s' of 'MaskedArray' object has no setter"):format(k))
  end
  local key = nd.subscript(k)
  if key == nil then no_attribute(k) end
  set(t, key, v)
end

M.get, M.set = get, set

-- --- length and text ----------------------------------------------------------------------------

local function text(a, how)
  M.need("ma_print")
  return M[how](of(a))
end

function M.length(a)
  local t = of(a)
  if t.d.ndim == 0 then M.fail("TypeError", "len() of unsized object") end
  return t.d.shape[0]
end

nd.meta{
  __index = index, __newindex = new_index, __len = M.length,
  __tostring = function(a) return text(a, "text") end,
  __repr = function(a) return text(a, "repr") end,
  __concat = function(a, b) return nd.str(a) .. nd.str(b) end,
}

-- --- operators ----------------------------------------------------------------------------------

nd.meta{
  __add = function(a, b) return hooks.add(a, b) end,
  __sub = function(a, b) return hooks.subtract(a, b) end,
  __mul = function(a, b) return hooks.multiply(a, b) end,
  __div = function(a, b) return hooks.divide(a, b) end,
  __idiv = function(a, b) return hooks.floor_divide(a, b) end,
  __mod = function(a, b) return hooks.remainder(a, b) end,
  __pow = function(a, b) return hooks.power(a, b) end,
  __unm = function(a) return hooks.negative(a) end,
  __band = function(a, b) return hooks.bitwise_and(a, b) end,
  __bor = function(a, b) return hooks.bitwise_or(a, b) end,
  __bxor = function(a, b) return hooks.bitwise_xor(a, b) end,
  __shl = function(a, b) return hooks.left_shift(a, b) end,
  __shr = function(a, b) return hooks.right_shift(a, b) end,
  __bnot = function(a) return hooks.invert(a) end,
  __lt = function(a, b) return nd.tr(hooks.less(a, b)) end,
  __le = function(a, b) return nd.tr(hooks.less_equal(a, b)) end,
  __eq = function(a, b) return nd.tr(hooks.equal(a, b)) end,
}
