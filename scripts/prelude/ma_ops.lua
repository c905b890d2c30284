-- np.ma's ufuncs and the operators: masks are joined, and what would be no number is masked
-- instead of warned about.
local M = ...
local nd, np, ma, hooks = M.nd, M.np, M.ma, M.hooks
local kw = nd.kw
local of, quiet = nd.of, nd.quiet
local is_array = M.is_array

-- --- domains: where a function has no value ----------------------------------------------------

local tiny = np.array(2.2250738585072014e-308)

local function unsafe_divide(a, b)
  return np.absolute(a) * tiny, np.absolute(b)
end

local domains, fills = {}, {}

local function domain_of(name, fill, f)
  domains[name], fills[name] = f, fill
end

local function above(limit) return function(x) return np.less_equal(x, limit) end end
local function at_least(limit) return function(x) return np.less(x, limit) end end
local function within(a, b)
  return function(x) return np.logical_or(np.greater(x, b), np.less(x, a)) end
end

domain_of("sqrt", 0.0, at_least(0.0))
domain_of("log", 1.0, above(0.0))
domain_of("log2", 1.0, above(0.0))
domain_of("log10", 1.0, above(0.0))
domain_of("tan", 0.0, function(x) return np.less(np.absolute(np.cos(x)), 1e-35) end)
domain_of("arcsin", 0.0, within(-1.0, 1.0))
domain_of("arccos", 0.0, within(-1.0, 1.0))
domain_of("arccosh", 1.0, at_least(1.0))
domain_of("arctanh", 0.0, within(-1.0 + 1e-15, 1.0 - 1e-15))
for _, name in ipairs{"divide", "floor_divide", "remainder", "fmod"} do
  domain_of(name, 1, function(a, b)
    local x, y = unsafe_divide(a, b)
    return np.greater_equal(x, y)
  end)
end

-- m | x where both may be a boolean or an array.
local function either(m, x)
  if not x then return m end
  return np.logical_or(m, x)
end

local function try_copy(to, from, m) pcall(np.copyto, to, from, kw{where = m, casting = "unsafe"}) end

-- --- one operand ------------------------------------------------------------------------------------

-- A result with no axes: masked, or the value.
local function single(value, m)
  if M.is_true(m) then return M.masked end
  return value
end

local function unary(f, domain)
  return function(a, ...)
    local t, d = of(a), M.data(a)
    local r = quiet(f, d, ...)
    local m = t and t.m or false
    if domain then m = either(either(np.logical_not(np.isfinite(r)), quiet(domain, d)), m) end
    if not is_array(r) then return single(r, m) end
    if m and np.can_cast(d.dtype, r.dtype, "same_kind") then try_copy(r, d, m) end
    return M.new(r, m, t)
  end
end

-- --- two operands --------------------------------------------------------------------------------------

local function joined(a, b)
  local x, y = M.mask(a), M.mask(b)
  if not x and not y then return false end
  return np.logical_or(x or M.mask_array(a), y or M.mask_array(b))
end

local function binary(f)
  return function(a, b, ...)
    local da, db = M.data(a), M.data(b)
    local r, m = quiet(f, da, db, ...), joined(a, b)
    if not is_array(r) then return single(r, m) end
    if m and np.any(m) then try_copy(r, da, m) end
    return M.new(r, m, of(a) or of(b))
  end
end

local function domained(f, domain)
  return function(a, b, ...)
    local da, db = M.data(a), M.data(b)
    local r = quiet(f, da, db, ...)
    local m = np.logical_not(np.isfinite(r))
    m = either(either(either(m, M.mask(a)), M.mask(b)), quiet(domain, da, db))
    if not is_array(m) then return single(r, m) end
    try_copy(r, 0, m)
    local kept = quiet(np.multiply, m, da)
    if is_array(kept) and np.can_cast(kept.dtype, r.dtype, "safe") then quiet(nd.iadd, r, kept) end
    return M.new(r, m, of(a) or of(b))
  end
end

local function power(a, b)
  local m = M.mask_or(M.mask(a), M.mask(b))
  local fa, fb = M.data(a), M.data(b)
  local r = quiet(np.power, fa, fb)
  if m then r = np.where(m, fa, r) end
  r = is_array(r) and r or np.array(r)
  local invalid = np.logical_not(np.isfinite(r))
  if r.ndim == 0 then return single(nd.scalar(r), m or invalid) end
  local t = {d = r, m = m and np.logical_or(m, invalid), f = of(a) and of(a).f, hard = of(a) and of(a).hard or false, shared = false}
  if invalid:any() then
    t.m = t.m or invalid
    np.copyto(r, M.fill(t), kw{where = invalid, casting = "unsafe"})
  end
  return nd.box(t)
end

-- --- the module's functions: callable, with reduce and its kin --------------------------------------

local function as_mask(m) return is_array(m) and m or m == true and np.array(true) or false end

-- over axis (0 when not given): masked elements do not count.
local function reduce(f, fill)
  return function(...)
    local a, axis, dtype = nd.rawargs("reduce", "target axis dtype", 1, ...)
    if axis == nil then axis = 0 end
    local t = of(a)
    local data = t and M.filled(t, fill) or M.data(a)
    if data.ndim == 0 then data = data:reshape(1) end
    if dtype == M.None then dtype = nil end
    local r = f.reduce(data, kw{axis = axis, dtype = dtype})
    local m = t and t.m and np.logical_and.reduce(t.m.ndim == 0 and t.m:reshape(1) or t.m, kw{axis = axis})
    if not is_array(r) then return single(r, m) end
    return M.new(r, as_mask(m))
  end
end

local function outer(f)
  return function(a, b)
    local d = f.outer(M.data(a), M.data(b))
    local m = (M.mask(a) or M.mask(b)) and np.logical_or.outer(M.mask_array(a), M.mask_array(b)) or false
    if not is_array(d) then return single(d, m) end
    if m then try_copy(d, M.data(a), m) end
    return M.new(d, m)
  end
end

local function accumulate(f, fill)
  return function(...)
    local a, axis = nd.args("accumulate", "target axis", 1, ...)
    return M.new(f.accumulate(M.filled_any(a, fill), axis or 0), false)
  end
end

local function add_operation(name, call, fill)
  local f = np[name]
  rawset(ma, name, nd.callable("Masked version of " .. tostring(f), call, fill and {
    reduce = reduce(f, fill), outer = outer(f), accumulate = accumulate(f, fill), __name__ = name,
  } or {__name__ = name}))
  return call
end

for name in ("exp conjugate sin cos arctan arcsinh sinh cosh tanh absolute angle fabs negative floor ceil logical_not sqrt log log2 "
  .. "log10 tan arcsin arccos arccosh arctanh"):gmatch("%S+") do
  add_operation(name, unary(np[name], domains[name]))
end
rawset(ma, "abs", ma.absolute)

local filly = {multiply = 1, arctan2 = 1.0}
for name in ("add subtract multiply arctan2 equal not_equal less_equal greater_equal less greater logical_and logical_or logical_xor "
  .. "bitwise_and bitwise_or bitwise_xor hypot"):gmatch("%S+") do
  hooks[name] = add_operation(name, binary(np[name]), filly[name] or 0)
end
for name in ("divide floor_divide remainder fmod"):gmatch("%S+") do
  hooks[name] = add_operation(name, domained(np[name], domains[name]))
end
-- maximum and minimum: of two, the one that compares so; over an axis, without the masked ones.
local function extrema(name, test, least)
  local f = np[name]
  local function call(a, b) return ma.where(ma[test](a, b), a, b) end
  local function over(...)
    local a, axis = nd.rawargs("reduce", "target axis", 1, ...)
    local t, d = of(a), M.data(a)
    if axis == nil and d.ndim > 1 then
      nd.warn("MaskedArrayFutureWarning", ("In the future the default for ma.%s.reduce will be axis=0, not the current None, to match np.%s.reduce. " ..
        "Explicitly pass 0 or None to silence this warning."):format(name, name))
      axis = M.None
    end
    if axis == nil then axis = 0 end
    if not t or not t.m then
      local r = f.reduce(d, kw{axis = axis})
      return t and is_array(r) and M.new(r, false, t) or r
    end
    local r = f.reduce(M.filled(t, M.extremum(d.dtype, name, least)), kw{axis = axis})
    local m = np.logical_and.reduce(t.m, kw{axis = axis})
    if not is_array(r) then return single(r, m) end
    return M.new(r, as_mask(m), t)
  end
  local function of_all(a, b)
    local m = (M.mask(a) or M.mask(b)) and np.logical_or.outer(M.mask_array(a), M.mask_array(b)) or false
    return M.new(np.array(f.outer(M.filled_any(a), M.filled_any(b))), m)
  end
  rawset(ma, name, nd.callable("Masked version of " .. tostring(f), call, {reduce = over, outer = of_all, __name__ = name}))
end
extrema("maximum", "greater", true)
extrema("minimum", "less", false)
rawset(ma, "true_divide", ma.divide)
rawset(ma, "mod", ma.remainder)
rawset(ma, "alltrue", reduce(np.logical_and, 1))
rawset(ma, "sometrue", reduce(np.logical_or, 0))
M.define("power", "a b third", 2, function(a, b, third)
  if third ~= nil then M.fail("MaskError", "3-argument power not supported.") end
  return power(a, b)
end)
hooks.power = power
M.divide, M.sqrt, M.multiply = hooks.divide, unary(np.sqrt, domains.sqrt), hooks.multiply

-- --- np's own ufuncs with a masked operand -------------------------------------------------------------

-- Data and options of a call, without masks; also where out= is masked.
local function unmask(list, n)
  local out
  for i = 1, n do
    local t = of(list[i])
    if t then list[i] = t.d
    elseif i == n and type(list[i]) == "table" and not M.list(list[i]) then
      local options = {}
      for k, v in pairs(list[i]) do
        local o = of(v)
        if k == "out" then out = v end
        options[k] = o and o.d or v
      end
      list[i] = options
    end
  end
  return of(out) and out
end

function M.call_ufunc(f, ...)
  local n, list, given = select("#", ...), {...}, {...}
  local name, nin = f.__name__, f.nin
  local out = unmask(list, n)
  local r = f(table.unpack(list, 1, n))
  local m, from = false, nil
  for i = 1, nin do
    local t = of(given[i])
    from = from or t
    m = m or t and t.m and true or false
  end
  if nin == 1 then m = M.mask_array(given[1])
  elseif m then m = M.shrink(np.array(np.logical_or(M.mask_array(given[1]), M.mask_array(given[2])))) end
  if f.nout > 1 then
    local parts = nd.items(r)
    for i, part in ipairs(parts) do parts[i] = is_array(part) and M.new(part, m, from) or single(part, m) end
    return nd.t(table.unpack(parts))
  end
  if domains[name] then
    local bad = quiet(domains[name], table.unpack(list, 1, nin))
    if nin == 1 and m then bad = np.logical_or(bad, m) end
    if np.any(bad) then
      if is_array(r) then np.copyto(r, fills[name], kw{where = bad, casting = "unsafe"}) end
      m = m and np.logical_or(m, bad) or bad
    end
  end
  if out then
    of(out).m = as_mask(m)
    return out
  end
  if not is_array(r) then return single(r, m) end
  return M.new(r, as_mask(m), from)
end
hooks.ufunc = M.call_ufunc

for _, name in ipairs{"remainder", "bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift"} do
  hooks[name] = function(a, b) return M.call_ufunc(np[name], a, b) end
end
for _, name in ipairs{"negative", "invert", "absolute"} do
  hooks[name] = function(a) return M.call_ufunc(np[name], a) end
end

-- As NumPy does, the masks are joined element by element, whatever the product's shape; where that
-- fits nothing, an element is masked when no term of it is seen.
function hooks.matmul(a, b)
  local r, am, bm = np.matmul(M.data(a), M.data(b)), M.mask_array(a), M.mask_array(b)
  local m = M.mask_or(am, bm)
  if not is_array(r) then return single(r, m) end
  if m and not nd.teq(m.shape, r.shape) then m = np.logical_not(np.matmul(np.logical_not(am), np.logical_not(bm))) end
  return M.new(r, m, of(a) or of(b))
end

-- --- comparisons: masked elements compare as equal or different by their masks ------------------------

local function compare(name, self, other)
  local f, smask, omask = np[name], M.mask(self) or false, M.mask(other) or false
  local mask = M.mask_or(smask, omask, true)
  local check = f(M.data(self), M.data(other))
  if not is_array(check) then return single(check, mask) end
  if mask then
    if name == "equal" or name == "not_equal" then check = np.where(mask, f(smask, omask), check) end
    if not nd.teq(mask.shape, check.shape) then mask = np.broadcast_to(mask, check.shape):copy() end
  end
  local t = of(self)
  local r = {d = check, m = mask, hard = t.hard, shared = t.shared}
  if t.f then
    local good, f0 = pcall(M.check_fill, nd.scalar(t.f), check.dtype)
    r.f = good and f0 or M.check_fill(nil, check.dtype)
  end
  return nd.box(r)
end

local mirrored = {less = "greater", less_equal = "greater_equal", greater = "less", greater_equal = "less_equal", equal = "equal", not_equal = "not_equal"}
for name, mirror in pairs(mirrored) do
  hooks[name] = function(a, b)
    if of(a) then return compare(name, a, b) end
    return compare(mirror, b, a)
  end
end

M.domains = domains
M.need("ma_inplace")
