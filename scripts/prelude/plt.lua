-- plt: figures are tables of numbers and words that C reads (engine/bind/bind_figure.c) and draws.
-- This part has figures, axes, and the objects that texts see; plt_style.lua has arguments and
-- colours, plt_series.lua what is drawn, plt_axes.lua everything around it.
--
-- figure: title, width, height, axes (a list)
-- axes:   rows, cols, index, title, legend, grid, hidden, equal, series (a list), x and y (sides)
-- side:   label, from, to, log, ticks (array), names (table)
-- series: kind, x, y, z, w (arrays of float64), rows, cols, label, color, marker, line
local P = ...
local nd, np, plt = P.nd, P.np, P.plt
local kind = nd.kind

local data_of = setmetatable({}, {__mode = "k"})    -- what a text's object stands for
local object_of = setmetatable({}, {__mode = "k"})
P.data_of = data_of

function P.fail(type, text, ...) nd.raise(type, text:format(...)) end

-- --- objects -----------------------------------------------------------------------------------
-- A text sees an empty table; its methods are functions bound to it, so that ax.plot(x) and
-- ax:plot(x) do the same.

P.methods = {Axes = {}, Figure = {}, Line2D = {}, BarContainer = {}, AxesImage = {}}

local function bind_method(object, f)
  return function(...)
    if select("#", ...) > 0 and rawequal((...), object) then return f(data_of[object], select(2, ...)) end
    return f(data_of[object], ...)
  end
end

local function metatable(class)
  return {
    __metatable = false,
    __tostring = function() return ("<%s>"):format(class) end,
    __name = class,
    __index = function(object, name)
      local f = P.methods[class][name]
      if f then return bind_method(object, f) end
      local field = P.fields[class] and P.fields[class][name]
      if field then return field(data_of[object]) end
      P.fail("AttributeError", "'%s' object has no attribute '%s'", class, tostring(name))
    end,
    __newindex = function(_, name) P.fail("AttributeError", "'%s' object has no attribute '%s' that can be set", class, tostring(name)) end,
  }
end

local metatables = {}

-- The object of class that stands for data.
function P.object(class, data)
  if object_of[data] then return object_of[data] end
  metatables[class] = metatables[class] or metatable(class)
  local object = setmetatable({}, metatables[class])
  data_of[object], object_of[data] = data, object
  return object
end

P.fields = {
  Figure = {axes = function(f)
    local list = {}
    for i, a in ipairs(f.axes) do list[i] = P.object("Axes", a) end
    return nd.list(table.unpack(list))
  end},
  Axes = {figure = function(a) return P.object("Figure", a.figure) end},
}

-- --- figures -------------------------------------------------------------------------------------

local figures = {}      -- by number, those that are open
local numbers = {}      -- in the order in which they were made current

local function leave(number)
  for i = #numbers, 1, -1 do
    if numbers[i] == number then table.remove(numbers, i) end
  end
end

local function enter(number)
  leave(number)
  numbers[#numbers + 1] = number
  P.current = figures[number]
end

function P.new_figure(number)
  if not number then
    number = 1
    for k in next, figures do number = k >= number and k + 1 or number end
  end
  if not figures[number] then
    figures[number] = {number = number, axes = {}, width = 6.4, height = 4.8}
  end
  enter(number)
  return P.current
end

-- The figure that functions of plt draw on. One that was shown is closed: drawing begins a new one.
function P.figure()
  if not P.current or P.current.shown then P.new_figure() end
  return P.current
end

-- The axes a and its figure are those that functions of plt draw on.
function P.make_current(a)
  local f = a.figure
  f.current = a
  if figures[f.number] == f then enter(f.number) else P.current = f end
end

function P.close(number)
  local closed = figures[number]
  figures[number] = nil
  leave(number)
  if P.current == closed then P.current = figures[numbers[#numbers]] end
end

function P.close_all() figures, numbers, P.current = {}, {}, nil end

-- Shown figures stay what a grader and a prompt see until something new is drawn.
function P.mark_shown()
  for number, f in next, figures do
    f.shown = true
    figures[number] = nil
  end
  numbers = {}
end

function P.open_figures()
  local list = {}
  for _, number in ipairs(numbers) do list[#list + 1] = figures[number] end
  table.sort(list, function(a, b) return a.number < b.number end)
  return list
end

-- --- axes -----------------------------------------------------------------------------------------

function P.new_axes(f, rows, cols, index)
  local a = {rows = rows, cols = cols, index = index, series = {}, x = {}, y = {}, figure = f, colors = 0}
  f.axes[#f.axes + 1] = a
  f.current = a
  return a
end

-- The axes at this place of the figure, made when there is none.
function P.axes_at(f, rows, cols, index)
  for _, a in ipairs(f.axes) do
    if a.rows == rows and a.cols == cols and a.index == index then
      f.current = a
      return a
    end
  end
  return P.new_axes(f, rows, cols, index)
end

function P.axes()
  local f = P.figure()
  return f.current or P.new_axes(f, 1, 1, 1)
end

-- define("title", f): plt.title(...) is f(current axes, ...), ax.set_title(...) too when it is given another name.
function P.define(name, f, method)
  rawset(plt, name, function(...) return f(P.axes(), ...) end)
  P.methods.Axes[method or name] = f
end

function P.define_plt(name, f) rawset(plt, name, f) end

-- --- small things ---------------------------------------------------------------------------------

-- The data of a masked array, NaN where it is masked; anything else as it is.
function nd.data(x)
  local t = nd.of(x)
  if not t then return x end
  local d = np.array(t.d, nd.kw{dtype = "float64"})
  if t.m then np.putmask(d, t.m, 0 / 0) end
  return d
end

-- x[i:j]
function nd.cut(x, i, j) return x[("%d:%d"):format(i, j)] end

-- What subplots gives for several rows: axs[i], axs[i, j], axs.flat, axs.shape.
function nd.grid(rows, all)
  local shape = nd.tuple(#nd.items(rows), #nd.items(rows[0]))
  local function flat() return all end
  local fields = {flat = all, shape = shape, size = #nd.items(all), ndim = 2, ravel = flat, flatten = flat, tolist = function() return rows end}
  return setmetatable({}, {
    __metatable = false,
    __items = rows,
    __len = function() return #nd.items(rows) end,
    __index = function(_, key)
      if kind(key) ~= "key" then
        if math.type(key) then return rows[key] end
        return fields[key] or P.fail("AttributeError", "axes of subplots have no attribute '%s'", tostring(key))
      end
      local i, j = nd.key_items(key)
      local row = rows[i]
      if j == nil then return row end
      return row[j]
    end,
  })
end

nd.part("plt_style")
nd.part("plt_series")
nd.part("plt_axes")
