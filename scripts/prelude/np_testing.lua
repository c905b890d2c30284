-- np.testing: what a learner checks results with. A failure is an AssertionError that shows both sides.

local M = {}

local function fail(head, actual, desired, extra)
  raise("AssertionError", "\n" .. head .. (extra and "\n" .. extra or "") .. "\n ACTUAL: " .. repr(actual) .. "\n DESIRED: " .. repr(desired))
end

local function say(msg) return msg ~= nil and msg or "" end

local function same_shape(x, y)
  if x.ndim ~= y.ndim then return false end
  for i = 0, x.ndim - 1 do
    if x.shape[i] ~= y.shape[i] then return false end
  end
  return true
end

local function array_equal(actual, desired, msg, head)
  local x, y = np.asarray(actual), np.asarray(desired)
  if not same_shape(x, y) and x.ndim > 0 and y.ndim > 0 then
    fail(head or "Arrays are not equal", x, y, say(msg) .. "\n(shapes " .. str(x.shape) .. ", " .. str(y.shape) .. " mismatch)")
  end
  local nan = x.dtype.kind ~= "U" and y.dtype.kind ~= "U"
  local ok = np.equal(x, y)
  if nan and string.find("fc", x.dtype.kind, 1, true) and string.find("fc", y.dtype.kind, 1, true) then
    ok = np.logical_or(ok, np.logical_and(np.isnan(x), np.isnan(y)))
  end
  if np.all(ok) then return end
  local bad = np.size(ok) - np.count_nonzero(ok)
  fail(head or "Arrays are not equal", x, y, say(msg) .. "\nMismatched elements: " .. bad .. " / " .. np.size(ok))
end

local function both(name, f)
  M[name] = function(...)
    local actual, desired, msg = args(name, "actual desired err_msg verbose", 2, ...)
    return f(actual, desired, msg)
  end
end
both("assert_array_equal", array_equal)
both("assert_equal", function(actual, desired, msg)
  local k = kind(desired)
  if k == "list" or k == "tuple" or k == "table" then
    local a, b = items(actual), items(desired)
    if #a ~= #b then fail("Items are not equal:", #a, #b) end
    for i, x in ipairs(b) do M.assert_equal(a[i], x, msg) end
  elseif k == "array" or kind(actual) == "array" then array_equal(actual, desired, msg)
  elseif not nd.eq(actual, desired) and not (actual ~= actual and desired ~= desired) then
    fail("Items are not equal:", actual, desired, say(msg))
  end
end)
both("assert_string_equal", function(actual, desired)
  if actual ~= desired then fail("Differences in strings:", actual, desired) end
end)

local function decimals(name, default)
  M[name] = function(...)
    local actual, desired, decimal, msg = args(name, "actual desired decimal err_msg verbose", 2, ...)
    decimal = decimal == nil and default or decimal
    local x, y = np.asarray(actual), np.asarray(desired)
    local far = np.abs(x - y)
    local ok = np.less(far, 1.5 * 10.0 ^ -decimal)
    ok = np.logical_or(ok, np.logical_or(np.equal(x, y), np.logical_and(np.isnan(x * 1.0), np.isnan(y * 1.0))))
    if not np.all(ok) then fail("Arrays are not almost equal to " .. decimal .. " decimals", x, y, say(msg)) end
  end
end
decimals("assert_almost_equal", 7)
decimals("assert_array_almost_equal", 6)

function M.assert_allclose(...)
  local actual, desired, rtol, atol, equal_nan, msg = args("assert_allclose", "actual desired rtol atol equal_nan err_msg verbose * strict", 2, ...)
  rtol, atol = rtol == nil and 1e-7 or rtol, atol == nil and 0 or atol
  if np.all(np.isclose(actual, desired, rtol=rtol, atol=atol, equal_nan=equal_nan == nil or equal_nan)) then return end
  fail("Not equal to tolerance rtol=" .. str(rtol) .. ", atol=" .. str(atol), np.asarray(actual), np.asarray(desired), say(msg))
end

function M.assert_array_less(...)
  local x, y, msg = args("assert_array_less", "x y err_msg verbose", 2, ...)
  if not np.all(np.less(x, y)) then fail("Arrays are not strictly ordered `x < y`", np.asarray(x), np.asarray(y), say(msg)) end
end

function M.assert_(...)
  local value, msg = args("assert_", "val msg", 1, ...)
  if not nd.tr(value) then raise("AssertionError", say(msg)) end
end

-- assert_raises(np-type or name, f, ...): f must fail; with that type when it is named.
function M.assert_raises(wanted, f, ...)
  local ok, why = pcall(f, ...)
  if ok then raise("AssertionError", "no error was raised") end
end

publish("testing", module("numpy.testing", M))
