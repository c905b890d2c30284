-- Histograms of more dimensions, and how many bins data want.

-- --- rules for a number of bins: each gives a width --------------------------------------------------

local rules = {}
function rules.sqrt(x) return np.ptp(x) / np.sqrt(x.size) end
function rules.sturges(x) return np.ptp(x) / (np.log2(x.size) + 1.0) end
function rules.rice(x) return np.ptp(x) / (2.0 * x.size ** (1.0 / 3)) end
function rules.scott(x) return (24.0 * np.pi ** 0.5 / x.size) ** (1.0 / 3.0) * np.std(x) end
function rules.fd(x)
  local q = np.percentile(x, [75, 25])
  return 2.0 * (q[0] - q[1]) * x.size ** (-1.0 / 3.0)
end
function rules.doane(x)
  if x.size <= 2 then return 0.0 end
  local sg1 = np.sqrt(6.0 * (x.size - 2) / ((x.size + 1.0) * (x.size + 3)))
  local sigma = np.std(x)
  if sigma <= 0.0 then return 0.0 end
  local g1 = np.mean(((x - np.mean(x)) / sigma) ** 3)
  return np.ptp(x) / (1.0 + np.log2(x.size) + np.log2(1.0 + np.abs(g1) / sg1))
end
function rules.stone(x, range)
  local n, ptp = x.size, np.ptp(x)
  if n <= 1 or ptp == 0 then return 0 end
  local best, least
  local bound = math.max(100, np.sqrt(n) // 1)
  for bins = 1, bound do
    local h = ptp / bins
    local p = np.histogram(x, bins=bins // 1, range=range)[0] / n
    local j = (2 - (n + 1) * p.dot(p)) / h
    if least == nil or j < least then best, least = bins, j end
  end
  if best == bound then warn("RuntimeWarning", "The number of bins estimated may be suboptimal.") end
  return ptp / best
end
function rules.auto(x)
  local width = math.max(rules.fd(x), rules.sqrt(x) / 2)
  local other = rules.sturges(x)
  if width ~= 0 then return math.min(width, other) end
  return other
end

local function outer_edges(a, range)
  local first, last
  if range ~= nil then
    first, last = items(range)[1], items(range)[2]
    if first > last then raise("ValueError", "max must be larger than min in range parameter.") end
    if not (np.isfinite(first) and np.isfinite(last)) then
      raise("ValueError", "supplied range of [" .. str(first) .. ", " .. str(last) .. "] is not finite")
    end
  elseif a.size == 0 then first, last = 0, 1
  else
    first, last = a.min(), a.max()
    if not (np.isfinite(first) and np.isfinite(last)) then
      raise("ValueError", "autodetected range of [" .. str(first) .. ", " .. str(last) .. "] is not finite")
    end
  end
  if first == last then first, last = first - 0.5, last + 0.5 end
  return first, last
end

-- bins= by the name of a rule: how many.
hooks.histogram_bins = function(a, name, range, weighted)
  if not rules[name] then raise("ValueError", "'" .. name .. "' is not a valid estimator for `bins`") end
  if weighted then
    raise("TypeError", "Automated estimation of the number of bins is not supported for weighted data")
  end
  a = np.asarray(a).ravel()
  local first, last = outer_edges(a, range)
  if range ~= nil then a = a[np.logical_and(np.greater_equal(a, first), np.less_equal(a, last))] end
  if a.size == 0 then return 1 end
  local width = rules[name](a, (first, last))
  if width == 0 then return 1 end
  if np.issubdtype(a.dtype, np.integer) and width < 1 then width = 1 end
  return math.tointeger(np.ceil((last - first) / width)) or 1
end

-- --- more dimensions -----------------------------------------------------------------------------------

local function edges_of(x, bins, range, i)
  if np.ndim(bins) == 0 then
    if bins < 1 then raise("ValueError", "`bins[" .. i .. "]` must be positive, when an integer") end
    local first, last = outer_edges(x, range)
    if math.type(bins) ~= "integer" and kind(bins) ~= "scalar" then
      raise("ValueError", "`bins[" .. i .. "]` must be an integer, when a scalar")
    end
    return np.linspace(first, last, bins + 1)
  end
  if np.ndim(bins) > 1 then raise("ValueError", "`bins[" .. i .. "]` must be a scalar or 1d array") end
  local edges = np.asarray(bins)
  if np.any(np.greater(edges[:-1], edges[1:])) then
    raise("ValueError", "`bins[" .. i .. "]` must be monotonically increasing, when an array")
  end
  return edges
end

local function histogramdd(sample, bins, range, density, weights)
  if kind(sample) ~= "array" or sample.ndim ~= 2 then sample = np.atleast_2d(sample).T end
  local n = sample.shape[1]
  if bins == nil then bins = 10 end
  local each
  if np.isscalar(bins) or kind(bins) == "scalar" then
    each = {}
    for i = 1, n do each[i] = bins end
  else
    each = items(bins)
    if #each ~= n then raise("ValueError", "The dimension of bins must be equal to the dimension of the sample x.") end
  end
  local ranges = range ~= nil and items(range) or {}
  if range ~= nil and #ranges ~= n then raise("ValueError", "range argument must have one entry per dimension") end
  local edges, counts, lengths, total = {}, {}, {}, 1
  for i = 1, n do
    local x = sample[:, i - 1]
    local r = ranges[i]
    edges[i] = edges_of(x, each[i], r ~= None and r or nil, i - 1)
    local e = edges[i]
    lengths[i] = #e + 1
    total = total * lengths[i]
    local at = np.searchsorted(e, x, side="right")
    counts[i] = at - np.equal(x, e[-1]).astype("int64")
  end
  local flat = np.ravel_multi_index(nd.t(table.unpack(counts)), lengths)
  local hist = np.bincount(flat, weights, minlength=total).reshape(lengths).astype("float64")
  for i = 0, n - 1 do hist = np.moveaxis(np.moveaxis(hist, i, 0)[1:-1], 0, i) end
  hist = hist.copy()
  if density == true then
    local s = hist.sum()
    for i = 1, n do
      local shape = {}
      for k = 1, n do shape[k] = k == i and lengths[i] - 2 or 1 end
      hist = hist / np.diff(edges[i]).reshape(shape)
    end
    hist = hist / s
  end
  return hist, edges
end

define("histogramdd", "sample bins range density weights", 1, function(...)
  local hist, edges = histogramdd(...)
  return (hist, nd.L(table.unpack(edges)))
end)

define("histogram2d", "x y bins range density weights", 2, function(x, y, bins, range, density, weights)
  if #np.shape(x) > 0 and np.shape(x)[0] ~= np.shape(y)[0] then raise("ValueError", "x and y must have the same length.") end
  if bins ~= nil and not np.isscalar(bins) and kind(bins) ~= "scalar" then
    local n = #items(bins)
    if n ~= 1 and n ~= 2 then
      local e = np.asarray(bins)
      bins = {e, e}
    end
  end
  local hist, edges = histogramdd(np.stack({np.asarray(x), np.asarray(y)}, axis=1), bins, range, density, weights)
  return (hist, edges[1], edges[2])
end)
