-- plt: arguments, colours, format strings, and numbers as arrays of float64.
local P = ...
local nd, np = P.nd, P.np
local kw, kind = nd.kw, nd.kind

-- --- arguments ------------------------------------------------------------------------------------

-- A set of words.
function P.set(words)
  local s = {}
  for w in words:gmatch("%S+") do s[w] = true end
  return s
end

-- Positional and keyword arguments by name: names lists those that may be positional, also what only a keyword
-- may give. artist names the class in matplotlib's message about a keyword nobody knows.
function P.take(name, names, also, artist, ...)
  local list, got = {}, {}
  for w in names:gmatch("%S+") do list[#list + 1] = w end
  local positional, n, keywords = nd.split(...)
  if n > #list then
    P.fail("TypeError", "%s() takes at most %d positional argument%s but %d were given", name, #list, #list == 1 and "" or "s", n)
  end
  for i = 1, n do
    if kind(positional[i]) ~= "none" then got[list[i]] = positional[i] end
  end
  for key, value in next, keywords or {} do
    if not also[key] and not (" " .. names .. " "):find(" " .. key .. " ", 1, true) then
      if artist then P.fail("AttributeError", "%s.set() got an unexpected keyword argument '%s'", artist, key) end
      P.fail("TypeError", "%s() got an unexpected keyword argument '%s'", name, key)
    end
    if got[key] ~= nil then P.fail("TypeError", "%s() got multiple values for argument '%s'", name, key) end
    if kind(value) ~= "none" then got[key] = value end
  end
  return got
end

function P.need(got, name, ...)
  local missing = {}
  for _, key in ipairs{...} do
    if got[key] == nil then missing[#missing + 1] = "'" .. key .. "'" end
  end
  if #missing == 0 then return end
  P.fail("TypeError", "%s() missing %d required positional argument%s: %s", name, #missing, #missing == 1 and "" or "s", table.concat(missing, " and "))
end

function P.text(x)
  if x == nil then return nil end
  return kind(x) == "string" and x or nd.str(x)
end

function P.is_text(x) return kind(x) == "string" end

-- --- numbers ------------------------------------------------------------------------------------------

-- Any array-like as a new array of float64.
function P.numbers(x, what)
  local a = nd.data(x)
  if kind(a) ~= "array" then a = np.array(x) end
  local k = a.dtype.kind
  if k == "c" then
    nd.warn("ComplexWarning", "Casting complex values to real discards the imaginary part")
    a = np.real(a)
  elseif k == "M" or k == "m" then
    local nat = np.isnat(a)
    a = a:astype("int64"):astype("float64")
    np.putmask(a, nat, 0 / 0)
  elseif k ~= "b" and k ~= "i" and k ~= "u" and k ~= "f" then
    P.fail("TypeError", "%s must be numbers, not %s", what, nd.str(a.dtype))
  end
  return np.array(a, kw{dtype = "float64", order = "C"})
end

-- Moments on an axis: a few of them, evenly spaced over all that are drawn, are its ticks.
local function moments(side, a)
  local v = P.numbers(a, "a date")
  local known = np.compress(np.logical_not(np.isnat(np.ravel(a))), np.ravel(v))
  if known.size == 0 then return v end
  side.first = math.min(side.first or math.huge, known:min())
  side.last = math.max(side.last or -math.huge, known:max())
  side.ticks = np.unique(np.round(np.linspace(side.first, side.last, 5)))
  side.names = {}
  for i, word in ipairs(nd.items(side.ticks:astype("int64"):astype(a.dtype))) do side.names[i] = nd.str(word) end
  return v
end

-- Words on an axis: each new one takes the next whole number, and a tick.
function P.places(side, x, what)
  local a = kind(x) == "array" and x or nd.data(x)
  if kind(a) ~= "array" then a = np.array(x) end
  if a.dtype.kind == "M" then return moments(side, a) end
  if a.dtype.kind ~= "U" then return P.numbers(a, what) end
  side.words = side.words or {n = 0}
  local places = {}
  for i, word in ipairs(nd.items(np.ravel(a))) do
    if not side.words[word] then
      side.words[word] = side.words.n
      side.words.n = side.words.n + 1
      side.names = side.names or {}
      side.names[side.words.n] = word
    end
    places[i] = side.words[word]
  end
  side.ticks = np.arange(side.words.n, kw{dtype = "float64"})
  return np.array(places, kw{dtype = "float64"})
end

function P.float(x, what)
  if math.type(x) then return x + 0.0 end
  local a = P.numbers(x, what)
  if a.size ~= 1 then P.fail("TypeError", "%s must be one number", what) end
  return a:item() + 0.0
end

-- --- colours ------------------------------------------------------------------------------------------

local named = {}
for word, hex in ([[
b 0000ff g 008000 r ff0000 c 00bfbf m bf00bf y bfbf00 k 000000 w ffffff
C0 1f77b4 C1 ff7f0e C2 2ca02c C3 d62728 C4 9467bd C5 8c564b C6 e377c2 C7 7f7f7f C8 bcbd22 C9 17becf
tab:blue 1f77b4 tab:orange ff7f0e tab:green 2ca02c tab:red d62728 tab:purple 9467bd tab:brown 8c564b tab:pink e377c2
tab:gray 7f7f7f tab:grey 7f7f7f tab:olive bcbd22 tab:cyan 17becf
black 000000 white ffffff red ff0000 green 008000 blue 0000ff cyan 00ffff magenta ff00ff yellow ffff00
gray 808080 grey 808080 lightgray d3d3d3 lightgrey d3d3d3 darkgray a9a9a9 silver c0c0c0 orange ffa500 darkorange ff8c00
purple 800080 brown a52a2a pink ffc0cb navy 000080 teal 008080 olive 808000 maroon 800000 lime 00ff00 aqua 00ffff
fuchsia ff00ff gold ffd700 crimson dc143c coral ff7f50 salmon fa8072 tomato ff6347 orchid da70d6 plum dda0dd
violet ee82ee indigo 4b0082 turquoise 40e0d0 skyblue 87ceeb steelblue 4682b4 royalblue 4169e1 lightblue add8e6
darkblue 00008b darkgreen 006400 lightgreen 90ee90 forestgreen 228b22 seagreen 2e8b57 darkred 8b0000 firebrick b22222
khaki f0e68c tan d2b48c chocolate d2691e sienna a0522d beige f5f5dc slategray 708090 dodgerblue 1e90ff
deepskyblue 00bfff hotpink ff69b4 deeppink ff1493 lavender e6e6fa cornflowerblue 6495ed mediumpurple 9370db
]]):gmatch("(%S+) (%x+)") do named[word] = tonumber(hex, 16) end

local function channel(x) return math.floor(math.min(math.max(x, 0), 1) * 255 + 0.5) end

local function color_of_text(c)
  local n = named[c] or named[c:lower()]
  if n then return n end
  local cycle = c:match("^C(%d+)$")
  if cycle then return named["C" .. (tonumber(cycle) % 10)] end
  local hex = c:match("^#(%x%x%x%x%x%x)$") or c:match("^#(%x%x%x%x%x%x)%x%x$")
  if hex then return tonumber(hex, 16) end
  local r, g, b = c:match("^#(%x)(%x)(%x)$")
  if r then return tonumber(r .. r .. g .. g .. b .. b, 16) end
  local grey = tonumber(c)
  if grey and grey >= 0 and grey <= 1 then return channel(grey) * 0x10101 end
end

-- 0xrrggbb, or nil when it is no colour.
function P.try_color(c)
  if P.is_text(c) then return color_of_text(c) end
  if kind(c) == "nil" or math.type(c) then return nil end
  local a = kind(c) == "array" and c or np.array(c)
  if a.dtype.kind == "U" then return nil end
  a = P.numbers(a, "a colour")
  if a.ndim ~= 1 or a.size < 3 or a.size > 4 then return nil end
  local rgb = nd.items(a)
  for i = 1, 3 do
    if not (rgb[i] >= 0 and rgb[i] <= 1) then return nil end
  end
  return channel(rgb[1]) << 16 | channel(rgb[2]) << 8 | channel(rgb[3])
end

function P.color(c)
  local n = P.try_color(c)
  if not n then P.fail("ValueError", "%s is not a valid value for color: a name, '#rrggbb', 'C0' to 'C9', a grey '0.5', or (r, g, b) between 0 and 1", nd.repr(c)) end
  return n
end

-- The next of the axes' ten colours.
function P.next_color(a)
  local c = named["C" .. a.colors % 10]
  a.colors = a.colors + 1
  return c
end

-- --- format strings --------------------------------------------------------------------------------------

local markers = P.set(". , o v ^ < > 1 2 3 4 8 s p * h H + x X D d | _ P")
local lines = {["-"] = "-", ["--"] = "--", ["-."] = "-.", [":"] = ":", solid = "-", dashed = "--", dashdot = "-.", dotted = ":",
  None = "", none = "", [" "] = "", [""] = ""}

-- 'ro--' as color, marker, line; each may be absent. Refuses what matplotlib refuses.
function P.format(fmt)
  local whole = not fmt:find("^%d") and P.try_color(fmt)
  if whole then return {color = whole} end
  local got, i = {}, 1
  local function set(key, value)
    local words = {color = "color", marker = "marker", line = "linestyle"}
    if got[key] then P.fail("ValueError", "'%s' is not a valid format string (two %s symbols)", fmt, words[key]) end
    got[key] = value
  end
  while i <= #fmt do
    local two, one = fmt:sub(i, i + 1), fmt:sub(i, i)
    if two == "--" or two == "-." then
      set("line", two)
      i = i + 2
    elseif one == "-" or one == ":" then
      set("line", one)
      i = i + 1
    elseif one == "C" and fmt:find("^%d", i + 1) then
      set("color", named[two])
      i = i + 2
    elseif markers[one] then
      set("marker", one)
      i = i + 1
    elseif named[one] then
      set("color", named[one])
      i = i + 1
    elseif one == " " or one == "\n" then
      i = i + 1
    else
      P.fail("ValueError", "'%s' is not a valid format string (unrecognized character '%s')", fmt, fmt:match("^[\0-\x7F\xC2-\xFD][\x80-\xBF]*", i) or "?")
    end
  end
  return got
end

function P.line_style(s)
  local line = P.is_text(s) and lines[s]
  if not line then P.fail("ValueError", "%s is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', ' ', '', 'solid', 'dashed', 'dashdot', 'dotted'", nd.repr(s)) end
  return line
end

function P.marker(m)
  if m == "None" or m == "none" or m == "" or m == " " then return nil end
  if not P.is_text(m) or not markers[m] then P.fail("ValueError", "Unrecognized marker style %s", nd.repr(m)) end
  return m
end
