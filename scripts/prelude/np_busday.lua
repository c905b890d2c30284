-- Business days: days of the week that a mask names, without holidays. Days are numbers from 1970-01-01, a Thursday.

local NAMES = {Mon = 1, Tue = 2, Wed = 3, Thu = 4, Fri = 5, Sat = 6, Sun = 7}
local NAT = math.mininteger

local function weekday(day) return (day + 3) % 7 + 1 end

local function read_mask(given)
  local mask, n = {false, false, false, false, false, false, false}, 0
  if given == nil then given = "1111100" end
  if type(given) == "string" then
    if string.match(given, "^[01]+$") and #given == 7 then
      for k = 1, 7 do mask[k] = string.sub(given, k, k) == "1" end
    else
      for word in string.gmatch((string.gsub(given, "%s", "")), "...?") do
        if not NAMES[word] then raise("ValueError", 'Invalid business day weekmask string "' .. given .. '"') end
        mask[NAMES[word]] = true
      end
    end
  else
    given = items(np.asarray(given).tolist())
    if #given ~= 7 then raise("ValueError", "A business day weekmask array must have length 7") end
    for k = 1, 7 do mask[k] = given[k] == 1 or given[k] == true end
  end
  for k = 1, 7 do if mask[k] then n = n + 1 end end
  if n == 0 then raise("ValueError", "the business day weekmask must have at least one valid business day") end
  return mask, n
end

-- Days as whole numbers, in the shape they were given in.
local function days_of(x)
  x = np.asarray(x)
  if x.dtype.kind == "M" and not np.can_cast(x.dtype, "M8[D]", "safe") then
    raise("TypeError", "Iterator operand 0 dtype could not be cast from dtype('" .. x.dtype.str .. "') to dtype('<M8[D]') according to the rule 'safe'")
  end
  return x.astype("M8[D]").astype("int64")
end

local function calendar(mask, holidays, busdaycal)
  local c = {}
  if busdaycal ~= nil then
    if mask ~= nil or holidays ~= nil then raise("ValueError", "Cannot supply both the weekmask/holidays and the busdaycal parameters") end
    return busdaycal.__calendar
  end
  c.mask, c.n = read_mask(mask)
  c.days, c.is = {}, {}
  if holidays ~= nil then
    for _, day in ipairs(items(np.unique(days_of(holidays)).tolist())) do
      if day ~= NAT and c.mask[weekday(day)] then
        c.days[#c.days + 1] = day
        c.is[day] = true
      end
    end
  end
  return c
end

local function is_open(c, day) return c.mask[weekday(day)] and not c.is[day] end

-- Every day of an array through f, with a second one beside it where there is one.
local function each(x, y, dtype, f)
  local out
  if y ~= nil then
    local pair = items(np.broadcast_arrays(x, y))
    x, y = pair[1], pair[2].ravel().tolist()
  end
  local days, list = x.ravel().tolist(), {}
  for k = 0, x.size - 1 do list[k + 1] = f(days[k], y ~= nil and y[k]) end
  out = np.array(list, dtype=dtype).reshape(x.shape)
  return x.ndim == 0 and scalar(out) or out
end

local function give(value, out)
  if out == nil then return value end
  out[...] = value
  return out
end

define("is_busday", "dates weekmask holidays busdaycal out", 1, function(dates, mask, holidays, cal, out)
  local c = calendar(mask, holidays, cal)
  return give(each(days_of(dates), nil, "bool", function(day) return day ~= NAT and is_open(c, day) or false end), out)
end)

local function month_of(day) return np.datetime64(day, "D").astype("M8[M]").astype("int64") end

local function move(c, day, way)
  while not is_open(c, day) do day = day + way end
  return day
end

local function roll_day(c, day, roll)
  if is_open(c, day) then return day end
  if roll == "raise" then raise("ValueError", "Non-business day date in busday_offset") end
  if roll == "nat" then return NAT end
  local way = (roll == "forward" or roll == "following" or roll == "modifiedfollowing") and 1 or -1
  local moved = move(c, day, way)
  if string.sub(roll, 1, 8) == "modified" and month_of(moved) ~= month_of(day) then moved = move(c, day, -way) end
  return moved
end

local function holidays_between(c, low, high)
  local n = 0
  for _, day in ipairs(c.days) do if day >= low and day <= high then n = n + 1 end end
  return n
end

-- Whole weeks at once; the holidays among them are made up for, day by day.
local function step(c, day, offset)
  local way = offset > 0 and 1 or -1
  local left = math.abs(offset)
  while left > 0 do
    local weeks = left // c.n
    if weeks > 0 then
      local to = day + way * 7 * weeks
      left = left - weeks * c.n + (way > 0 and holidays_between(c, day + 1, to) or holidays_between(c, to, day - 1))
      day = to
    else
      day = day + way
      if is_open(c, day) then left = left - 1 end
    end
  end
  return day
end

local ROLLS = {raise = true, nat = true, forward = true, following = true, backward = true, preceding = true, modifiedfollowing = true, modifiedpreceding = true}

define("busday_offset", "dates offsets roll weekmask holidays busdaycal out", 2, function(dates, offsets, roll, mask, holidays, cal, out)
  local c = calendar(mask, holidays, cal)
  roll = roll or "raise"
  if not ROLLS[roll] then raise("ValueError", 'Invalid business day roll parameter "' .. tostring(roll) .. '"') end
  offsets = np.asarray(offsets)
  if not string.find("iu", offsets.dtype.kind) then raise("TypeError", "offsets must be whole numbers") end
  return give(each(days_of(dates), offsets, "M8[D]", function(day, offset)
    if day == NAT then return NAT end
    day = roll_day(c, day, roll)
    return (day == NAT or offset == 0) and day or step(c, day, offset)
  end), out)
end)

local function count_days(c, low, high)
  local weeks, n = (high - low) // 7, 0
  n = weeks * c.n - holidays_between(c, low, high - 1)
  for day = low + weeks * 7, high - 1 do if c.mask[weekday(day)] then n = n + 1 end end
  return n
end

define("busday_count", "begindates enddates weekmask holidays busdaycal out", 2, function(first, last, mask, holidays, cal, out)
  local c = calendar(mask, holidays, cal)
  return give(each(days_of(first), days_of(last), "int64", function(low, high)
    if low == NAT or high == NAT then raise("ValueError", "Cannot compute a business day count with a NaT (not-a-time) date") end
    if low <= high then return count_days(c, low, high) end
    return -count_days(c, high + 1, low + 1)
  end), out)
end)

define("busdaycalendar", "weekmask holidays", 0, function(mask, holidays)
  local c = calendar(mask, holidays)
  local list = {}
  for k = 1, 7 do list[k] = c.mask[k] end
  return {__calendar = c, weekmask = np.array(list), holidays = np.array(#c.days > 0 and c.days or np.zeros(0, "int64")).astype("M8[D]")}
end)
