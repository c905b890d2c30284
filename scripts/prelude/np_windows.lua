-- Windows for smoothing, and the Bessel function that one of them is made of.

-- Points of a window of m places: an odd row of numbers around 0.
local function points(m) return np.arange(1 - m, m, 2) end

local function window(name, value)
  define(name, "M", 1, function(m)
    local zero = np.asarray(m) * 0.0
    if np.isscalar(m) == false then m = zero + m end
    if m < 1 then return np.array([], dtype="float64") end
    if m == 1 then return np.ones(1, dtype="float64") end
    return value(m * 1.0, points(m))
  end)
end

window("bartlett", function(m, n)
  return np.where(np.less_equal(n, 0), 1 + n / (m - 1), 1 - n / (m - 1))
end)
window("blackman", function(m, n)
  return 0.42 + 0.5 * np.cos(np.pi * n / (m - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (m - 1))
end)
window("hamming", function(m, n) return 0.54 + 0.46 * np.cos(np.pi * n / (m - 1)) end)
window("hanning", function(m, n) return 0.5 + 0.5 * np.cos(np.pi * n / (m - 1)) end)

-- --- i0 -----------------------------------------------------------------------------------------

local small = {
  -4.41534164647933937950E-18, 3.33079451882223809783E-17, -2.43127984654795469359E-16, 1.71539128555513303061E-15,
  -1.16853328779934516808E-14, 7.67618549860493561688E-14, -4.85644678311192946090E-13, 2.95505266312963983461E-12,
  -1.72682629144155570723E-11, 9.67580903537323691224E-11, -5.18979560163526290666E-10, 2.65982372468238665035E-9,
  -1.30002500998624804212E-8, 6.04699502254191894932E-8, -2.67079385394061173391E-7, 1.11738753912010371815E-6,
  -4.41673835845875056359E-6, 1.64484480707288970893E-5, -5.75419501008210370398E-5, 1.88502885095841655729E-4,
  -5.76375574538582365885E-4, 1.63947561694133579842E-3, -4.32430999505057594430E-3, 1.05464603945949983183E-2,
  -2.37374148058994688156E-2, 4.93052842396707084878E-2, -9.49010970480476444210E-2, 1.71620901522208775349E-1,
  -3.04682672343198398683E-1, 6.76795274409476084995E-1,
}
local large = {
  -7.23318048787475395456E-18, -4.83050448594418207126E-18, 4.46562142029675999901E-17, 3.46122286769746109310E-17,
  -2.82762398051658348494E-16, -3.42548561967721913462E-16, 1.77256013305652638360E-15, 3.81168066935262242075E-15,
  -9.55484669882830764870E-15, -4.15056934728722208663E-14, 1.54008621752140982691E-14, 3.85277838274214270114E-13,
  7.18012445138366623367E-13, -1.79417853150680611778E-12, -1.32158118404477131188E-11, -3.14991652796324136454E-11,
  1.18891471078464383424E-11, 4.94060238822496958910E-10, 3.39623202570838634515E-9, 2.26666899049817806459E-8,
  2.04891858946906374183E-7, 2.89137052083475648297E-6, 6.88975834691682398426E-5, 3.36911647825569408990E-3,
  8.04490411014108831608E-1,
}

-- A sum of Chebyshev polynomials, the highest first.
local function chebyshev(x, c)
  local b0, b1, b2 = c[1], 0.0, 0.0
  for i = 2, #c do
    b2, b1 = b1, b0
    b0 = x * b1 - b2 + c[i]
  end
  return 0.5 * (b0 - b2)
end

local function i0(x)
  x = np.abs(x)
  local low = np.exp(x) * chebyshev(x / 2.0 - 2, small)
  local safe = np.maximum(x, 8.0)
  local high = np.exp(safe) * chebyshev(32.0 / safe - 2.0, large) / np.sqrt(safe)
  return np.where(np.less_equal(x, 8.0), low, high)
end

define("i0", "x", 1, function(x)
  x = np.asanyarray(x)
  if np.iscomplexobj(x) then raise("TypeError", "i0 not supported for complex values") end
  if x.dtype.kind ~= "f" then x = x.astype("float64") end
  return i0(x)
end)
define("kaiser", "M beta", 2, function(m, beta)
  if m == 1 then return np.ones(1, dtype="float64") end
  local n = np.arange(0, m)
  local alpha = (m - 1) / 2.0
  return i0(beta * np.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / i0(np.asarray(beta * 1.0))
end)
