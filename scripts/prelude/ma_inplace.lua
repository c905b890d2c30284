-- m += x and its kin: data change where they are, masked elements keep theirs, and the mask grows
-- by what is masked in x.
local M = ...
local nd, np, hooks = M.nd, M.np, M.hooks
local kw = nd.kw
local of, quiet = nd.of, nd.quiet

-- The mask grows by what is masked in the other operand.
local function grow(t, m)
  if not m then return end
  if t.m then t.m = np.array(np.logical_or(t.m, m))
  elseif m:any() then t.m = np.array(np.logical_or(M.no_mask(t.d.shape), m)) end
end

-- The other operand, with `neutral` where this one is masked.
local function harmless(t, other, neutral)
  if not t.m then return other end
  return np.where(t.m, np.array(neutral, kw{dtype = other.dtype}), other)
end

local function change(name, neutral)
  hooks["i" .. name] = function(self, other)
    local t = of(self)
    if t.const then return self end
    grow(t, M.mask(other))
    quiet(nd["i" .. name], t.d, harmless(t, M.data(other), neutral))
    return self
  end
end
change("add", 0)
change("sub", 0)
change("mul", 1)

local function change_divided(name)
  hooks["i" .. name] = function(self, other)
    local t, b = of(self), M.data(other)
    if t.const then return self end
    local bad = quiet(M.domains.divide, t.d, b)
    if np.any(bad) then b = np.where(bad, np.array(1, kw{dtype = b.dtype}), b) end
    local m = M.mask_or(M.mask(other), np.array(bad))
    if m then grow(t, m) end
    quiet(nd["i" .. name], t.d, harmless(t, b, 1))
    return self
  end
end
change_divided("div")
change_divided("floordiv")

function hooks.ipow(self, other)
  local t = of(self)
  if t.const then return self end
  quiet(nd.ipow, t.d, harmless(t, M.data(other), 1))
  local invalid = np.logical_not(np.isfinite(t.d))
  if np.any(invalid) then
    t.m = t.m and np.logical_or(t.m, invalid) or invalid
    np.copyto(t.d, M.fill(t), kw{where = invalid, casting = "unsafe"})
  end
  t.m = M.mask_or(t.m, M.mask_or(M.mask(other), invalid))
  return self
end

for short, name in pairs{mod = "remainder", ["and"] = "bitwise_and", ["or"] = "bitwise_or", xor = "bitwise_xor", lshift = "left_shift",
  rshift = "right_shift"} do
  hooks["i" .. short] = function(self, other)
    local t, r = of(self), of(hooks[name](self, other))
    if t.const or not r then return self end
    t.d[nd.key("e")] = r.d
    t.m = r.m
    return self
  end
end
