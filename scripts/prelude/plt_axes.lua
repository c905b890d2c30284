-- plt: everything around what is drawn: words, limits, ticks, places of axes, figures, show and savefig.
local P = ...
local nd, np, plt = P.nd, P.np, P.plt
local kw, kind = nd.kw, nd.kind

local text_words = P.set("fontdict loc pad y x labelpad fontsize size color c fontweight weight style family rotation ha va alpha backgroundcolor bbox")

-- --- words ---------------------------------------------------------------------------------------

local function words(name, first, method, set)
  P.define(name, function(a, ...)
    local got = P.take(name, first .. " fontdict loc", text_words, "Text", ...)
    P.need(got, name, first)
    set(a, P.text(got[first]))
  end, method)
end
words("title", "label", "set_title", function(a, text) a.title = text end)
words("xlabel", "xlabel", "set_xlabel", function(a, text) a.x.label = text end)
words("ylabel", "ylabel", "set_ylabel", function(a, text) a.y.label = text end)
P.methods.Axes.get_title = function(a) return a.title or "" end
P.methods.Axes.get_xlabel = function(a) return a.x.label or "" end
P.methods.Axes.get_ylabel = function(a) return a.y.label or "" end

local function figure_title(f, ...)
  local got = P.take("suptitle", "t", text_words, "Text", ...)
  P.need(got, "suptitle", "t")
  f.title = P.text(got.t)
end
P.define_plt("suptitle", function(...) return figure_title(P.figure(), ...) end)
P.methods.Figure.suptitle = figure_title

local function named(a)
  local list = {}
  for _, s in ipairs(a.series) do
    if s.label and s.label ~= "" and s.label:sub(1, 1) ~= "_" then list[#list + 1] = s end
  end
  return list
end

local legend_words = P.set("loc title fontsize frameon ncol ncols bbox_to_anchor shadow fancybox framealpha numpoints markerscale prop borderaxespad")

-- legend(), legend(labels), legend(handles, labels)
P.define("legend", function(a, ...)
  local positional, n, keywords = nd.split(...)
  if n > 2 then P.fail("TypeError", "legend() takes 0-2 positional arguments, not %d", n) end
  local rest = {}
  for key, value in next, keywords or {} do
    if key ~= "handles" and key ~= "labels" then
      if not legend_words[key] then P.fail("TypeError", "Legend.__init__() got an unexpected keyword argument '%s'", key) end
      rest[key] = value
    end
  end
  local labels = n == 2 and positional[2] or n == 1 and positional[1] or keywords and keywords.labels
  local handles = n == 2 and positional[1] or keywords and keywords.handles
  local series = a.series
  if handles then
    series = {}
    for i, h in ipairs(nd.items(handles)) do series[i] = P.data_of[h] end
  end
  if labels then
    if P.is_text(labels) then labels = {labels} end
    for i, label in ipairs(nd.items(labels)) do
      if series[i] then series[i].label = P.text(label) end
    end
  end
  a.legend = true
  if #named(a) == 0 then
    nd.warn("UserWarning", "No artists with labels found to put in legend.  Note that artists whose label start with an underscore are ignored when legend() is called with no argument.")
  end
end)

-- grid() turns the grid on, or off when it is on; grid(True), grid(False).
P.define("grid", function(a, ...)
  local got = P.take("grid", "visible which axis", P.set("color c linestyle ls linewidth lw alpha zorder"), "Line2D", ...)
  local styled = got.color or got.c or got.linestyle or got.ls or got.linewidth or got.lw or got.alpha
  if got.visible == nil then a.grid = styled and true or not a.grid else a.grid = nd.tr(got.visible) and true or false end
end)

-- --- limits, scales, ticks ---------------------------------------------------------------------------

local function finite(x, what)
  local v = P.float(x, what)
  if v ~= v or v == math.huge or v == -math.huge then P.fail("ValueError", "Axis limits cannot be NaN or Inf") end
  return v
end

local function current_limits(a, side)
  local from, to = nd.limits(a, side)
  return from, to
end

local function limits(name, side, low, high)
  local function set(a, ...)
    local got = P.take(name, low .. " " .. high, P.set("left right bottom top emit auto xmin xmax ymin ymax"), nil, ...)
    local from, to = got[low], got[high]
    if from == nil then from = got[side .. "min"] end
    if to == nil then to = got[side .. "max"] end
    local k = kind(from)
    if to == nil and (k == "tuple" or k == "list" or k == "table" or (k == "array" and from.ndim == 1)) then
      local pair = nd.items(from)
      if #pair ~= 2 then P.fail("ValueError", "%s takes two limits, not %d", name, #pair) end
      from, to = pair[1], pair[2]
    end
    local s = a[side]
    local f0, t0 = current_limits(a, side)
    if from == nil and to == nil then return nd.tuple(f0, t0) end
    s.from = from ~= nil and finite(from, low) or s.from or f0
    s.to = to ~= nil and finite(to, high) or s.to or t0
    if s.from == s.to then
      local room = s.from == 0 and 0.05 or math.abs(s.from) * 0.05
      s.from, s.to = s.from - room, s.to + room
    end
    return nd.tuple(s.from, s.to)
  end
  P.define(name, set, "set_" .. name)
  P.methods.Axes["get_" .. name] = function(a) return nd.tuple(current_limits(a, side)) end
end
limits("xlim", "x", "left", "right")
limits("ylim", "y", "bottom", "top")

local function scale(name, side)
  P.define(name, function(a, ...)
    local got = P.take(name, "value", P.set("base"), nil, ...)
    P.need(got, name, "value")
    if got.value ~= "log" and got.value ~= "linear" then P.fail("ValueError", "%s is not a valid value for scale; supported values are 'linear', 'log'", nd.repr(got.value)) end
    a[side].log = got.value == "log"
  end, "set_" .. name)
end
scale("xscale", "x")
scale("yscale", "y")

local function ticks(name, side)
  local function set(a, ...)
    local got = P.take(name, "ticks labels", P.set("minor rotation fontsize size color ha va"), "Text", ...)
    local s = a[side]
    if got.ticks ~= nil then
      s.ticks, s.names = np.ravel(P.numbers(got.ticks, "ticks")), nil
    end
    if got.labels ~= nil and s.ticks then
      local list = nd.items(got.labels)
      if #list ~= s.ticks.size then
        P.fail("ValueError", "The number of FixedLocator locations (%d), usually from a call to set_ticks, does not match the number of labels (%d).", s.ticks.size, #list)
      end
      s.names = {}
      for i, label in ipairs(list) do s.names[i] = P.text(label) end
    end
  end
  P.define(name, set, "set_" .. name)
end
ticks("xticks", "x")
ticks("yticks", "y")

P.define("axis", function(a, ...)
  local got = P.take("axis", "arg", P.set("xmin xmax ymin ymax emit"), nil, ...)
  local arg = got.arg
  if arg == "off" or arg == false then a.hidden = true
  elseif arg == "on" or arg == true then a.hidden = false
  elseif arg == "equal" or arg == "scaled" or arg == "square" then a.equal = true
  elseif arg == "tight" or arg == "auto" or arg == "image" then a.equal = arg == "image"
  elseif P.is_text(arg) then
    P.fail("ValueError", "Unrecognized string %s to axis; try 'on' or 'off'", nd.repr(arg))
  elseif arg ~= nil then
    local v = nd.items(arg)
    if #v ~= 4 then P.fail("TypeError", "the first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]") end
    a.x.from, a.x.to, a.y.from, a.y.to = finite(v[1], "xmin"), finite(v[2], "xmax"), finite(v[3], "ymin"), finite(v[4], "ymax")
  end
  local x0, x1 = current_limits(a, "x")
  local y0, y1 = current_limits(a, "y")
  return nd.tuple(x0, x1, y0, y1)
end)

-- ax.set(title=..., xlabel=..., xlim=...)
P.methods.Axes.set = function(a, ...)
  local _, _, keywords = nd.split(...)
  for key, value in next, keywords or {} do
    local f = P.methods.Axes["set_" .. key]
    if not f then P.fail("AttributeError", "Axes.set() got an unexpected keyword argument '%s'", key) end
    f(a, value)
  end
end

P.methods.Axes.set_aspect = function(a, how) a.equal = how == "equal" or how == 1 end
P.methods.Axes.set_axis_off = function(a) a.hidden = true end
P.methods.Axes.invert_yaxis = function(a)
  local from, to = current_limits(a, "y")
  a.y.from, a.y.to = to, from
end

-- --- places --------------------------------------------------------------------------------------------

local function whole(x, what)
  local v = math.type(x) == "integer" and x or nil
  if not v or v < 1 then P.fail("ValueError", "Number of %s must be a positive integer, not %s", what, nd.repr(x)) end
  if v > 100 then P.fail("ValueError", "Number of %s is at most 100 here, not %d", what, v) end
  return v
end

local function place(name, ...)
  local positional, n, keywords = nd.split(...)
  for key in next, keywords or {} do
    if not P.set("sharex sharey projection polar label title")[key] then P.fail("AttributeError", "Axes.set() got an unexpected keyword argument '%s'", key) end
  end
  if n == 0 then return 1, 1, 1 end
  local rows, cols, index = positional[1], positional[2], positional[3]
  if n == 1 then
    if math.type(rows) ~= "integer" or rows < 111 or rows > 999 then
      P.fail("ValueError", "Single argument to subplot must be a three-digit integer, not %s", nd.repr(rows))
    end
    rows, cols, index = rows // 100, rows // 10 % 10, rows % 10
  elseif n ~= 3 then
    P.fail("TypeError", "%s() takes 1 or 3 positional arguments but %d were given", name, n)
  end
  rows, cols = whole(rows, "rows"), whole(cols, "columns")
  if math.type(index) ~= "integer" or index < 1 or index > rows * cols then
    P.fail("ValueError", "num must be an integer with 1 <= num <= %d, not %s", rows * cols, nd.repr(index))
  end
  return rows, cols, index
end

P.define_plt("subplot", function(...)
  local first = ...
  if P.data_of[first] and P.data_of[first].figure then
    P.make_current(P.data_of[first])
    return first
  end
  return P.object("Axes", P.axes_at(P.figure(), place("subplot", ...)))
end)
P.methods.Figure.add_subplot = function(f, ...) return P.object("Axes", P.axes_at(f, place("add_subplot", ...))) end

local figure_words = P.set("dpi facecolor edgecolor frameon layout tight_layout constrained_layout clear")

local function new_figure(number, size)
  local fresh = P.new_figure(number)
  if size ~= nil then
    local pair = nd.items(size)
    local w, h = #pair == 2 and P.float(pair[1], "figsize"), #pair == 2 and P.float(pair[2], "figsize")
    if not w or not (w >= 0.1 and w <= 100 and h >= 0.1 and h <= 100) then
      P.fail("ValueError", "figsize must be two lengths in inches between 0.1 and 100, not %s", nd.repr(size))
    end
    fresh.width, fresh.height = w, h
  end
  return fresh
end

P.define_plt("figure", function(...)
  local got = P.take("figure", "num figsize", figure_words, "Figure", ...)
  if got.num ~= nil and math.type(got.num) ~= "integer" then got.num = nil end
  return P.object("Figure", new_figure(got.num, got.figsize))
end)

-- What subplots gives: one axes, a list of them, or a list of rows that knows [i, j].
local function grid_of(f, rows, cols, squeeze)
  local made, lines = {}, {}
  for i = 1, rows * cols do made[i] = P.object("Axes", P.axes_at(f, rows, cols, i)) end
  f.current = P.data_of[made[1]]
  if squeeze and rows * cols == 1 then return made[1] end
  if squeeze and (rows == 1 or cols == 1) then return nd.list(table.unpack(made)) end
  for r = 1, rows do lines[r] = nd.list(table.unpack(made, (r - 1) * cols + 1, r * cols)) end
  return nd.grid(nd.list(table.unpack(lines)), nd.list(table.unpack(made)))
end

local function subplots(f, got)
  local squeeze = got.squeeze == nil or nd.tr(got.squeeze)
  return grid_of(f, whole(got.nrows or 1, "rows"), whole(got.ncols or 1, "columns"), squeeze)
end

local grid_words = P.set("sharex sharey squeeze width_ratios height_ratios subplot_kw gridspec_kw figsize dpi facecolor layout tight_layout constrained_layout num")
P.define_plt("subplots", function(...)
  local got = P.take("subplots", "nrows ncols", grid_words, "Figure", ...)
  local f = new_figure(nil, got.figsize)
  return nd.tuple(P.object("Figure", f), subplots(f, got))
end)
P.methods.Figure.subplots = function(f, ...) return subplots(f, P.take("subplots", "nrows ncols", grid_words, "Figure", ...)) end

P.define_plt("gcf", function() return P.object("Figure", P.figure()) end)
P.define_plt("gca", function() return P.object("Axes", P.axes()) end)
P.define_plt("sca", function(ax)
  local a = P.data_of[ax]
  if not a or not a.figure then P.fail("TypeError", "sca() takes an Axes") end
  P.make_current(a)
end)

local function clear_figure(f) f.axes, f.current, f.title = {}, nil, nil end
local function clear_axes(a) a.series, a.x, a.y, a.colors, a.title, a.legend, a.grid = {}, {}, {}, 0, nil, nil, nil end
P.define_plt("clf", function() clear_figure(P.figure()) end)
P.methods.Figure.clf, P.methods.Figure.clear = clear_figure, clear_figure
P.define("cla", clear_axes)
P.methods.Axes.clear = clear_axes

P.define_plt("close", function(which)
  if which == "all" then return P.close_all() end
  local f = which and P.data_of[which]
  local number = f and f.number or math.type(which) == "integer" and which or P.current and P.current.number
  if number then P.close(number) end
end)

P.define_plt("get_fignums", function()
  local list = {}
  for i, f in ipairs(P.open_figures()) do list[i] = f.number end
  return nd.list(table.unpack(list))
end)

local function nothing() end
for name in ("tight_layout ion ioff draw pause subplots_adjust colorbar margins"):gmatch("%S+") do P.define_plt(name, nothing) end
P.methods.Figure.tight_layout, P.methods.Figure.subplots_adjust, P.methods.Figure.colorbar = nothing, nothing, nothing
P.methods.Axes.margins = nothing

-- --- out -------------------------------------------------------------------------------------------------

-- Every open figure, in order, then all are closed.
P.define_plt("show", function()
  for _, f in ipairs(P.open_figures()) do nd.show(f) end
  P.mark_shown()
end)
P.methods.Figure.show = function(f) nd.show(f) end

local save_words = P.set("dpi format bbox_inches pad_inches facecolor edgecolor transparent metadata")
local function save(f, ...)
  local got = P.take("savefig", "fname", save_words, nil, ...)
  P.need(got, "savefig", "fname")
  local format = got.format
  if format == nil and P.is_text(got.fname) then format = got.fname:match("%.(%w+)$") or "" end
  if format == "" or format == nil then
    format = "png"
    if P.is_text(got.fname) then got.fname = got.fname .. ".png" end
  end
  format = P.text(format):lower()
  if format ~= "png" and format ~= "svg" then P.fail("ValueError", "Format '%s' is not supported (supported formats: png, svg)", format) end
  local dpi = got.dpi ~= nil and got.dpi ~= "figure" and P.float(got.dpi, "dpi") or 100.0
  if not (dpi >= 10 and dpi <= 600) then P.fail("ValueError", "dpi must be between 10 and 600, not %s", nd.repr(got.dpi)) end
  nd.save(f, got.fname, format, dpi)
end
P.define_plt("savefig", function(...)
  if P.current and P.current.shown then
    nd.warn("UserWarning", "the figure was closed by show, this saves an empty one: call savefig before show")
  end
  return save(P.figure(), ...)
end)
P.methods.Figure.savefig = save
