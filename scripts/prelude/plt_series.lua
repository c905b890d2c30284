-- plt: what is drawn: plot and its kin, scatter, bars, histograms, pictures, single lines.
local P = ...
local nd, np = P.nd, P.np
local kw, kind = nd.kw, nd.kind

local look = P.set("alpha zorder linewidth lw markersize ms markerfacecolor mfc markeredgecolor mec markeredgewidth mew edgecolor edgecolors ec facecolor fc linewidths antialiased drawstyle rasterized clip_on picker visible capsize")

local function known(words)
  local s = P.set(words)
  for w in next, look do s[w] = true end
  return s
end

local function add(a, s)
  a.series[#a.series + 1] = s
  return s
end

local function shape(a) return nd.str(a.shape) end

-- --- lines -----------------------------------------------------------------------------------

local line_words = known("label color c linestyle ls marker scalex scaley data")

-- A copy of column k of a, or all of it when it has one axis.
local function column(a, k)
  if a.ndim < 2 then return np.ravel(a) end
  return np.ascontiguousarray(np.take(a, k, kw{axis = 1}))
end

local function add_line(a, x, y, style, label)
  local s = add(a, {kind = "line", x = x, y = y, marker = style.marker, label = label})
  s.line = style.line or (style.marker and not style.styled and "") or "-"
  s.color = style.color or P.next_color(a)
  return s
end

local function add_lines(a, x, y, style, label, lines)
  if x.ndim > 2 or y.ndim > 2 then P.fail("ValueError", "x and y can be no greater than 2D, but have shapes %s and %s", shape(x), shape(y)) end
  if x.ndim == 0 then x = np.reshape(x, 1) end
  if y.ndim == 0 then y = np.reshape(y, 1) end
  local nx, ny = nd.items(x.shape)[1], nd.items(y.shape)[1]
  if nx ~= ny then P.fail("ValueError", "x and y must have same first dimension, but have shapes %s and %s", shape(x), shape(y)) end
  local cx = x.ndim == 2 and nd.items(x.shape)[2] or 1
  local cy = y.ndim == 2 and nd.items(y.shape)[2] or 1
  if cx ~= cy and cx ~= 1 and cy ~= 1 then P.fail("ValueError", "x has %d columns and y has %d: one must have one, or both the same", cx, cy) end
  local labels = label ~= nil and not P.is_text(label) and kind(label) ~= "nil" and nd.items(label) or nil
  for k = 0, math.max(cx, cy) - 1 do
    local name = labels and P.text(labels[k + 1]) or label
    lines[#lines + 1] = P.object("Line2D", add_line(a, column(x, cx > 1 and k or 0), column(y, cy > 1 and k or 0), style, name))
  end
end

-- Keywords win over the format string.
local function line_style(fmt, got)
  local style = fmt and P.format(fmt) or {}
  local color, line = got.color or got.c, got.linestyle or got.ls
  if color then style.color = P.color(color) end
  if line then style.line, style.styled = P.line_style(line), true end
  if got.marker then style.marker = P.marker(got.marker) end
  if got.marker and not line and not (fmt and style.line == nil and P.format(fmt).marker) then style.styled = true end
  return style
end

-- plot([x], y, [fmt], [x], y, [fmt], ..., keywords)
local function plot(a, ...)
  local args, n, keywords = nd.split(...)
  local got = P.take("plot", "", line_words, "Line2D", kw(keywords or {}))
  local lines, i = {}, 1
  while i <= n do
    local x, y, fmt = args[i], nil, nil
    i = i + 1
    if i <= n and not P.is_text(args[i]) then
      y = args[i]
      i = i + 1
    end
    if i <= n and P.is_text(args[i]) then
      fmt = args[i]
      i = i + 1
    end
    if y == nil then x, y = nil, x end
    local ys = P.places(a.y, y, "y")
    local xs = x == nil and np.arange(ys.ndim > 0 and nd.items(ys.shape)[1] or 1, kw{dtype = "float64"}) or P.places(a.x, x, "x")
    add_lines(a, xs, ys, line_style(fmt, got), got.label, lines)
  end
  return nd.list(table.unpack(lines))
end
P.define("plot", plot)

local function with_scale(name, x, y)
  P.define(name, function(a, ...)
    if x then a.x.log = true end
    if y then a.y.log = true end
    return plot(a, ...)
  end)
end
with_scale("semilogx", true, false)
with_scale("semilogy", false, true)
with_scale("loglog", true, true)

P.define("step", function(a, ...)
  local got = P.take("step", "x y fmt", known("where label color c linestyle ls marker"), "Line2D", ...)
  P.need(got, "step", "x", "y")
  local x, y = np.ravel(P.numbers(got.x, "x")), np.ravel(P.numbers(got.y, "y"))
  if x.size ~= y.size then P.fail("ValueError", "x and y must have same first dimension, but have shapes %s and %s", shape(x), shape(y)) end
  local where = got.where or "pre"
  if where ~= "pre" and where ~= "post" and where ~= "mid" then P.fail("ValueError", "%s is not a valid value for where; supported values are 'pre', 'post', 'mid'", nd.repr(where)) end
  local x2, y2 = np["repeat"](x, 2), np["repeat"](y, 2)
  local n = x2.size
  if n > 0 and where == "pre" then x2, y2 = nd.cut(x2, 0, n - 1), nd.cut(y2, 1, n)
  elseif n > 0 and where == "post" then x2, y2 = nd.cut(x2, 1, n), nd.cut(y2, 0, n - 1)
  elseif n > 0 then
    local middle = np.multiply(np.add(nd.cut(x, 0, x.size - 1), nd.cut(x, 1, x.size)), 0.5)
    x2 = np.concatenate({nd.cut(x, 0, 1), np["repeat"](middle, 2), nd.cut(x, x.size - 1, x.size)})
  end
  return nd.list(P.object("Line2D", add_line(a, P.numbers(x2, "x"), P.numbers(y2, "y"), line_style(got.fmt, got), got.label)))
end)

P.methods.Line2D.get_label = function(s) return s.label or "_child0" end
P.methods.Line2D.get_xdata = function(s) return np.array(s.x) end
P.methods.Line2D.get_ydata = function(s) return np.array(s.y) end
P.methods.Line2D.set_label = function(s, label) s.label = P.text(label) end
P.methods.Line2D.set_color = function(s, c) s.color = P.color(c) end

-- --- points -------------------------------------------------------------------------------------

P.define("scatter", function(a, ...)
  local got = P.take("scatter", "x y s c marker", known("label color cmap norm vmin vmax plotnonfinite"), "PathCollection", ...)
  P.need(got, "scatter", "x", "y")
  local x, y = np.ravel(P.places(a.x, got.x, "x")), np.ravel(P.places(a.y, got.y, "y"))
  if x.size ~= y.size then P.fail("ValueError", "x and y must be the same size") end
  local color = got.color and P.color(got.color) or nil
  if not color and got.c ~= nil then
    color = P.try_color(got.c)
    if not color and P.is_text(got.c) then
      P.fail("ValueError", "'c' argument must be a color, a sequence of colors, or a sequence of numbers, not %s", nd.repr(got.c))
    end
    local count = color and x.size or np.size(got.c)
    if count ~= x.size and count ~= 1 then
      P.fail("ValueError", "'c' argument has %d elements, which is inconsistent with 'x' and 'y' with size %d.", count, x.size)
    end
  end
  local s = add(a, {kind = "scatter", x = P.numbers(x, "x"), y = P.numbers(y, "y"), label = P.text(got.label), line = ""})
  s.marker = P.marker(got.marker or "o") or "."
  s.color = color or P.next_color(a)
  return P.object("Line2D", s)
end)

-- --- bars ---------------------------------------------------------------------------------------

local bar_words = known("label color align tick_label hatch log xerr yerr")

local function spread(x, n, what, like)
  local v = np.ravel(P.numbers(x, what))
  if v.size == n then return v end
  if v.size == 1 then return P.numbers(np.broadcast_to(v, n), what) end
  P.fail("ValueError", "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between '%s' with shape (%d,) and '%s' with shape (%d,).", like, n, what, v.size)
end

-- One colour, or the first of several.
local function bar_color(a, c)
  if c == nil then return P.next_color(a) end
  local one = P.try_color(c)
  if one then return one end
  if P.is_text(c) then return P.color(c) end
  local items = nd.items(c)
  return items[1] ~= nil and P.color(items[1]) or P.next_color(a)
end

local function bars(name, names, place, length, thick, start, side)
  P.define(name, function(a, ...)
    local got = P.take(name, names, bar_words, "Rectangle", ...)
    P.need(got, name, place, length)
    local x = np.ravel(P.places(a[side], got[place], place))
    local y = np.ravel(P.numbers(got[length], length))
    if x.size == 1 and y.size > 1 then x = spread(x, y.size, place, length) end
    local n = x.size
    y = spread(y, n, length, place)
    local w, z = spread(got[thick] or 0.8, n, thick, place), spread(got[start] or 0, n, start, place)
    if got.align == "edge" then
      x = np.add(x, np.multiply(w, 0.5))
    elseif got.align and got.align ~= "center" then
      P.fail("ValueError", "%s is not a valid value for align; supported values are 'center', 'edge'", nd.repr(got.align))
    end
    if got.log then a[side == "x" and "y" or "x"].log = true end
    if got.tick_label then
      a[side].ticks, a[side].names = P.numbers(x, place), {}
      for i, word in ipairs(nd.items(got.tick_label)) do a[side].names[i] = P.text(word) end
    end
    local label = got.label
    if label ~= nil and not P.is_text(label) then label = table.concat((function()
      local list = {}
      for i, l in ipairs(nd.items(label)) do list[i] = P.text(l) end
      return list
    end)(), ", ") end
    local s = {kind = name, x = P.numbers(x, place), y = y, w = w, z = z, label = label, line = ""}
    s.color = bar_color(a, got.color)
    return P.object("BarContainer", add(a, s))
  end)
end
bars("bar", "x height width bottom", "x", "height", "width", "bottom", "x")
bars("barh", "y width height left", "y", "width", "height", "left", "y")

-- --- histograms ---------------------------------------------------------------------------------

local hist_words = known("density weights cumulative bottom histtype align orientation rwidth log color label stacked hatch")

-- The sets of a histogram: columns of a 2-d array, items of a list of lists, or one.
local function sets_of(x)
  local k = kind(x)
  if k == "list" or k == "tuple" or k == "table" then
    local items, sets = nd.items(x), {}
    for i, item in ipairs(items) do
      local ki = kind(item)
      if ki ~= "list" and ki ~= "tuple" and ki ~= "table" and ki ~= "array" then return {x} end
      sets[i] = item
    end
    return #sets > 0 and sets or {x}
  end
  if k == "array" and x.ndim == 2 then
    local sets = {}
    for i = 1, nd.items(x.shape)[2] do sets[i] = np.take(x, i - 1, kw{axis = 1}) end
    return sets
  end
  return {x}
end

local function clean(x, weights)
  local v = np.ravel(P.numbers(x, "x"))
  local keep = np.logical_not(np.isnan(v))
  if weights ~= nil then
    weights = np.ravel(P.numbers(weights, "weights"))
    if weights.size ~= v.size then P.fail("ValueError", "weights should have the same shape as x") end
    weights = np.compress(keep, weights)
  end
  return np.compress(keep, v), weights
end

local function counts_of(v, weights, edges, got)
  local n = np.histogram(v, kw{bins = edges, weights = weights, density = got.density and true or nil})
  n = P.numbers(nd.items(n)[1], "counts")
  if not got.cumulative then return n end
  local widths = np.diff(edges)
  local reverse = math.type(got.cumulative) and got.cumulative < 0
  if got.density then n = np.multiply(n, widths) end
  if reverse then n = np.flip(np.cumsum(np.flip(n))) else n = np.cumsum(n) end
  return P.numbers(n, "counts")
end

P.define("hist", function(a, ...)
  local got = P.take("hist", "x bins range", hist_words, "Rectangle", ...)
  P.need(got, "hist", "x")
  local sets, vs, ws = sets_of(got.x), {}, {}
  for i, x in ipairs(sets) do vs[i], ws[i] = clean(x, got.weights) end
  local edges = P.numbers(np.histogram_bin_edges(#vs == 1 and vs[1] or np.concatenate(vs), kw{bins = got.bins or 10, range = got.range}), "bins")
  local e, list, containers = edges.size, {}, {}
  local left, w = P.numbers(nd.cut(edges, 0, e - 1), "bins"), P.numbers(np.diff(edges), "bins")
  local labels = got.label ~= nil and not P.is_text(got.label) and nd.items(got.label) or {P.text(got.label)}
  local colors = got.color ~= nil and not P.try_color(got.color) and not P.is_text(got.color) and nd.items(got.color) or {got.color}
  if got.log then a.y.log = true end
  for i = 1, #vs do
    local n = counts_of(vs[i], ws[i], edges, got)
    local s = {kind = "hist", x = left, y = n, w = w, z = spread(got.bottom or 0, e - 1, "bottom", "x"), label = labels[i] and P.text(labels[i]), line = ""}
    s.color = colors[i] ~= nil and P.color(colors[i]) or P.next_color(a)
    list[i] = n
    containers[i] = P.object("BarContainer", add(a, s))
  end
  if #vs == 1 then return nd.tuple(np.array(list[1]), np.array(edges), containers[1]) end
  return nd.tuple(np.array(np.stack(list)), np.array(edges), nd.list(table.unpack(containers)))
end)

-- --- pictures and areas ----------------------------------------------------------------------------

-- Values row by row. An image of three or four channels becomes its grey.
local function image(a, name, x, got)
  local v = P.numbers(x, "an image")
  local n = v.ndim
  local last = n == 3 and nd.items(v.shape)[3]
  if not (n == 2 or last == 3 or last == 4 or last == 1) then P.fail("TypeError", "Invalid shape %s for image data", shape(v)) end
  local grey = last and last > 1
  if grey then v = np.dot(v["..., :3"], np.array{0.299, 0.587, 0.114}) end
  if last == 1 then v = np.squeeze(v, kw{axis = 2}) end
  local rows = nd.items(v.shape)
  local s = {kind = "image", z = P.numbers(v, "an image"), rows = rows[1], cols = rows[2], label = P.text(got.label), line = ""}
  local map = got.cmap and P.text(got.cmap) or ""
  s.color = (grey or map == "gray" or map == "grey" or map == "binary" or map == "Greys") and 1 or 0
  s.lower = got.origin == "lower"
  a.equal = got.aspect ~= "auto"
  return P.object("AxesImage", add(a, s))
end

P.define("imshow", function(a, ...)
  local got = P.take("imshow", "X cmap", known("norm aspect interpolation vmin vmax origin extent label"), "AxesImage", ...)
  P.need(got, "imshow", "X")
  if got.origin and got.origin ~= "upper" and got.origin ~= "lower" then
    P.fail("ValueError", "%s is not a valid value for origin; supported values are 'upper', 'lower'", nd.repr(got.origin))
  end
  return image(a, "imshow", got.X, got)
end)

P.define("matshow", function(a, ...)
  local got = P.take("matshow", "A cmap", known("norm aspect vmin vmax label"), "AxesImage", ...)
  P.need(got, "matshow", "A")
  return image(a, "matshow", got.A, got)
end)

P.define("fill_between", function(a, ...)
  local got = P.take("fill_between", "x y1 y2", known("label color where step interpolate"), "FillBetweenPolyCollection", ...)
  P.need(got, "fill_between", "x", "y1")
  local x = np.ravel(P.numbers(got.x, "x"))
  local y, z = spread(got.y1, x.size, "y1", "x"), spread(got.y2 or 0, x.size, "y2", "x")
  if got.where ~= nil then y = np.where(np.ravel(got.where), y, z) end
  local s = {kind = "fill", x = P.numbers(x, "x"), y = P.numbers(y, "y1"), z = z, label = P.text(got.label), line = ""}
  s.color = got.color and P.color(got.color) or P.next_color(a)
  add(a, s)
end)

local function across(name, kind_word, key)
  P.define(name, function(a, ...)
    local got = P.take(name, key .. " xmin xmax", known("label color c linestyle ls ymin ymax"), "Line2D", ...)
    local s = {kind = kind_word, label = P.text(got.label), line = got.linestyle and P.line_style(got.linestyle) or got.ls and P.line_style(got.ls) or "-"}
    s[key] = np.array{P.float(got[key] or 0, key)}
    s.color = (got.color or got.c) and P.color(got.color or got.c) or P.color("C0")
    return P.object("Line2D", add(a, s))
  end)
end
across("axhline", "hline", "y")
across("axvline", "vline", "x")
