-- np.polynomial: polynomials with the lowest coefficient first, as functions and as objects.

local P = {}

local function series(c)
  c = np.atleast_1d(np.asarray(c))
  if c.dtype.kind == "b" or c.dtype.kind == "i" or c.dtype.kind == "u" then c = c.astype("float64") end
  if c.size == 0 then raise("ValueError", "Coefficient array is empty") end
  if c.ndim ~= 1 then raise("ValueError", "Coefficient array is not 1-d") end
  return c
end

-- Zeros of the highest degrees go, the last one stays.
local function trim(c)
  c = series(c)
  local at = np.flatnonzero(c)
  if at.size == 0 then return c[:1] end
  return c[:at[-1] + 1]
end

local function sum(a, b, sign)
  a, b = trim(a), trim(b)
  local n = math.max(a.size, b.size)
  return trim(np.pad(a, (0, n - a.size)) + sign * np.pad(b, (0, n - b.size)))
end

function P.polyadd(c1, c2) return sum(c1, c2, 1) end
function P.polysub(c1, c2) return sum(c1, c2, -1) end
function P.polymul(c1, c2) return trim(np.convolve(trim(c1), trim(c2))) end
function P.polymulx(c)
  c = series(c)
  if c.size == 1 and c[0] == 0 then return c end
  return np.concatenate({c[:1] * 0, c})
end
function P.polydiv(c1, c2)
  c1, c2 = trim(c1), trim(c2)
  if c2[-1] == 0 then raise("ZeroDivisionError", "") end
  if c1.size < c2.size then return (c1[:1] * 0, c1) end
  local rest, quotient = c1.copy(), np.zeros(c1.size - c2.size + 1)
  for k = c1.size - c2.size, 0, -1 do
    local q = rest[k + c2.size - 1] / c2[-1]
    quotient[k] = q
    rest[k:k + c2.size] = rest[k:k + c2.size] - q * c2
    rest[k + c2.size - 1] = 0.0
  end
  if c2.size == 1 then return (quotient, c1[:1] * 0) end
  return (quotient, trim(rest[:c2.size - 1]))
end
function P.polypow(c, pow)
  if math.type(pow) ~= "integer" or pow < 0 then raise("ValueError", "Power must be a non-negative integer.") end
  c = series(c)
  local out = np.ones(1)
  for _ = 1, pow do out = np.convolve(out, c) end
  return out
end
function P.polyval(x, c)
  c = np.asarray(c)
  if string.find("biu", c.dtype.kind, 1, true) then c = c + 0.0 end
  if kind(x) == "list" or kind(x) == "tuple" or kind(x) == "table" then x = np.asarray(x) end
  local y = c[-1] + x * 0
  for i = c.shape[0] - 2, 0, -1 do y = c[i] + y * x end
  return y
end
function P.polyder(c, m)
  c = series(c)
  m = m == nil and 1 or m
  if m < 0 then raise("ValueError", "The order of derivation must be non-negative") end
  for _ = 1, m do
    if c.size == 1 then return c * 0 end
    c = c[1:] * np.arange(1, c.size)
  end
  return c
end
function P.polyint(c, m, k)
  c = series(c)
  m = m == nil and 1 or m
  if m < 0 then raise("ValueError", "The order of integration must be non-negative") end
  local constants = k == nil and {} or type(k) == "number" and {k} or items(k)
  for i = 1, m do
    if c.size == 1 and c[0] == 0 then c = c + (constants[i] or 0)
    else c = np.concatenate({np.array([(constants[i] or 0) * 1.0]), c / np.arange(1, c.size + 1)}) end
  end
  return c
end
function P.polyroots(c)
  return np.sort(np.roots(np.flip(trim(c))))
end
function P.polyfromroots(roots)
  roots = np.asarray(roots)
  if roots.size == 0 then return np.ones(1) end
  return np.flip(np.poly(np.sort(roots)))
end
function P.polyvander(x, deg) return np.vander(np.atleast_1d(np.asarray(x) + 0.0), deg + 1, increasing=true) end
function P.polyfit(x, y, deg) return np.flip(np.polyfit(x, y, deg)) end
function P.polyline(off, scl) return scl == 0 and np.array([off]) or np.array([off, scl]) end
function P.polytrim(c) return trim(c) end

-- --- the class ---------------------------------------------------------------------------------------

local small = {["0"] = "⁰", ["1"] = "¹", ["2"] = "²", ["3"] = "³", ["4"] = "⁴", ["5"] = "⁵", ["6"] = "⁶", ["7"] = "⁷", ["8"] = "⁸", ["9"] = "⁹"}

local function written(c)
  local text = str(c[0])
  for i = 1, c.size - 1 do
    local x, sign = c[i], " + "
    if x < 0 then x, sign = -x, " - " end
    text = text .. sign .. str(x) .. "·x" .. (i > 1 and string.gsub(tostring(i), "%d", small) or "")
  end
  return text
end

local of = setmetatable({}, {__mode = "k"})
local make

local function is_polynomial(x) return type(x) == "table" and type(of[x]) ~= "nil" end

local function coefficients(x)
  if is_polynomial(x) then return of[x] end
  return np.atleast_1d(np.asarray(x))
end

local function binary(f)
  return function(a, b) return make(f(coefficients(a), coefficients(b))) end
end
local function quotient(a, b) return P.polydiv(a, b)[0] end
local function remainder(a, b) return P.polydiv(a, b)[1] end

local meta = {
  __add = binary(P.polyadd), __sub = binary(P.polysub), __mul = binary(P.polymul), __idiv = binary(quotient), __mod = binary(remainder),
  __div = function(a, b) return make(coefficients(a) / b) end,
  __pow = function(a, n) return make(P.polypow(coefficients(a), n)) end,
  __unm = function(a) return make(-coefficients(a)) end,
  __len = function(a) return coefficients(a).size end,
  __eq = function(a, b) return np.array_equal(coefficients(a), coefficients(b)) end,
  __call = function(a, x)
    if is_polynomial(x) then
      local y = make(np.zeros(1))
      for i = of[a].size - 1, 0, -1 do y = y * x + make(of[a][i:i + 1]) end
      return y
    end
    return P.polyval(x, of[a])
  end,
  __tostring = function(a) return written(of[a]) end,
  __metatable = false,
}
local methods = {}
function methods.deriv(a, m) return make(P.polyder(of[a], m)) end
function methods.integ(a, m, k) return make(P.polyint(of[a], m, k)) end
function methods.roots(a) return P.polyroots(of[a]) end
function methods.degree(a) return of[a].size - 1 end
function methods.copy(a) return make(of[a].copy()) end
function methods.trim(a) return make(trim(of[a])) end
function methods.linspace(a, n)
  local x = np.linspace(-1, 1, n == nil and 100 or n)
  return (x, P.polyval(x, of[a]))
end
meta.__index = function(a, name)
  if name == "coef" then return of[a] end
  if name == "domain" or name == "window" then return np.array([-1.0, 1.0]) end
  if name == "symbol" then return "x" end
  local f = methods[name]
  if not f then raise("AttributeError", "'Polynomial' object has no attribute '" .. tostring(name) .. "'") end
  -- p.deriv() and p:deriv() both work.
  return function(self, ...)
    if is_polynomial(self) then return f(self, ...) end
    return f(a, self, ...)
  end
end
function make(c)
  local p = setmetatable({}, meta)
  of[p] = series(c)
  return p
end

local class = setmetatable({
  fromroots = function(roots) return make(P.polyfromroots(roots)) end,
  fit = function() raise("NotImplementedError", "Polynomial.fit has a domain of its own: np.polynomial.polynomial.polyfit gives the coefficients") end,
  identity = function() return make([0.0, 1.0]) end,
  basis = function(n) return make(np.eye(n + 1)[n]) end,
}, {
  __call = function(_, ...)
    local c, domain, window = args("Polynomial", "coef domain window symbol", 1, ...)
    if type(domain) ~= "nil" or type(window) ~= "nil" then
      raise("NotImplementedError", "polynomials have the domain and window [-1, 1] here")
    end
    return make(c)
  end,
  __tostring = function() return "<class 'numpy.polynomial.polynomial.Polynomial'>" end,
  __metatable = false,
})
P.Polynomial = class
publish("polynomial", module("numpy.polynomial", {
  Polynomial = class, polynomial = module("numpy.polynomial.polynomial", P),
}))
