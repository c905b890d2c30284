--- fizzbuzz
for i = 1, 15 do print(i % 15 == 0 and "fizzbuzz" or i % 5 == 0 and "buzz" or i % 3 == 0 and "fizz" or i) end
--- factorial
local function fact(n) return n == 0 and 1 or n * fact(n - 1) end
for i = 0, 20 do print(i, fact(i)) end
--- fibonacci
local a, b = 0, 1
for i = 1, 30 do io.write("") a, b = b, a + b print(a) end
--- fibonacci by memory
local memo = setmetatable({}, {__mode = "k"})
local known = {}
local function fib(n) if n < 2 then return n end if known[n] then return known[n] end local r = fib(n - 1) + fib(n - 2) known[n] = r return r end
print(fib(80), #known >= 0)
--- greatest common divisor
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
print(gcd(48, 18), gcd(17, 5), gcd(0, 5), gcd(1071, 462))
--- sieve
local n, sieve, out = 100, {}, {}
for i = 2, n do if not sieve[i] then out[#out + 1] = i for j = i * i, n, i do sieve[j] = true end end end
print(table.concat(out, " "))
--- collatz
local best, start = 0
for i = 1, 1000 do
  local x, k = i, 0
  while x ~= 1 do if x % 2 == 0 then x = x // 2 else x = 3 * x + 1 end k = k + 1 end
  if k > best then best, start = k, i end
end
print(best, start)
--- bubble sort
local t = {5, 2, 9, 1, 7}
for i = 1, #t do for j = 1, #t - i do if t[j] > t[j + 1] then t[j], t[j + 1] = t[j + 1], t[j] end end end
print(table.concat(t, ","))
--- quick sort
local function qs(t, lo, hi)
  if lo >= hi then return end
  local p, i = t[hi], lo - 1
  for j = lo, hi do if t[j] <= p then i = i + 1 t[i], t[j] = t[j], t[i] end end
  qs(t, lo, i - 1) qs(t, i + 1, hi)
end
local t = {} for i = 1, 30 do t[i] = (i * 37) % 31 end
qs(t, 1, #t) print(table.concat(t, " "))
--- sort with a comparator
local words = {"pear", "fig", "banana", "kiwi"}
table.sort(words, function(a, b) return #a < #b or (#a == #b and a < b) end)
print(table.unpack(words))
--- binary search
local t = {1, 3, 5, 7, 9, 11}
local function find(x) local lo, hi = 1, #t while lo <= hi do local m = (lo + hi) // 2 if t[m] == x then return m elseif t[m] < x then lo = m + 1 else hi = m - 1 end end end
print(find(7), find(1), find(11), find(4))
--- towers of hanoi
local moves = 0
local function hanoi(n, a, b, c) if n == 0 then return end hanoi(n - 1, a, c, b) moves = moves + 1 hanoi(n - 1, c, b, a) end
hanoi(8, "a", "b", "c") print(moves)
--- eight queens
local function ok(q, n, c) for i = 1, n - 1 do if q[i] == c or q[i] - i == c - n or q[i] + i == c + n then return false end end return true end
local count = 0
local function place(q, n) if n > 6 then count = count + 1 return end for c = 1, 6 do if ok(q, n, c) then q[n] = c place(q, n + 1) end end end
place({}, 1) print(count)
--- matrix product with tables
local a, b, c = {{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {}
for i = 1, 2 do c[i] = {} for j = 1, 2 do local s = 0 for k = 1, 2 do s = s + a[i][k] * b[k][j] end c[i][j] = s end end
print(c[1][1], c[1][2], c[2][1], c[2][2])
--- transpose in place
local m = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
for i = 1, 3 do for j = i + 1, 3 do m[i][j], m[j][i] = m[j][i], m[i][j] end end
for i = 1, 3 do print(table.concat(m[i], " ")) end
--- counting words
local n = {}
for w in ("the cat and the hat and the bat"):gmatch("%a+") do n[w] = (n[w] or 0) + 1 end
local keys = {} for k in pairs(n) do keys[#keys + 1] = k end table.sort(keys)
for _, k in ipairs(keys) do print(k, n[k]) end
--- reversing words
print((("one two three"):gsub("%a+", string.reverse)))
--- caesar cipher
print((("Hello, World"):gsub("%a", function(c) local base = c:match("%l") and 97 or 65 return string.char((c:byte() - base + 3) % 26 + base) end)))
--- palindromes
for _, s in ipairs{"radar", "level", "lua", ""} do print(s, s == s:reverse()) end
--- formatting
print(string.format("%5d|%-5d|%05.1f|%x|%q|%s", 42, 42, 3.14159, 255, "a\nb", nil))
--- formatting numbers
for _, x in ipairs{1, 1.0, 1e100, -0.0, 1/0, -1/0, 2^53, 10 // 3, 10 / 2, 7 % -3} do print(x) end
--- integers and floats
print(1 == 1.0, math.type(1), math.type(1.0), 3 // 2, 3.0 // 2, 7 // 0.0, -7 // 2, -7 % 3, 7 % -3, 5.5 % 2)
--- integer limits
print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger, math.maxinteger // -1, math.ult(1, -1))
--- bits
print(5 & 3, 5 | 3, 5 ~ 3, ~5, 1 << 62, 1 << 64, -1 >> 60, 0xFF ~ 0x0F, "3" | 4)
--- power and roots
print(2 ^ 10, 2 ^ 0.5, (-8) ^ (1 / 3) ~= (-8) ^ (1 / 3), 10 ^ -2)
--- text as numbers
print("10" + 5, "3" * "4", 10 .. 20, "0x10" + 0, tonumber("  12  "), tonumber("1e2"), tonumber("z", 36), tonumber("8", 8))
--- comparing texts
print("a" < "b", "Z" < "a", "" < "a", "10" < "9", "abc" <= "abc", not ("a" > "b"))
--- and, or, not
print(nil and 1, false or nil, 0 and "zero", "" or "empty", not nil, not 0, nil == false, 1 and nil or 3)
--- short circuit
local function f() print("called") return true end
local x = true or f() local y = false and f() local z = nil or f() print(x, y, z)
--- multiple assignment
local a, b, c = 1, 2 a, b = b, a print(a, b, c)
local t = {} local i = 1 i, t[i] = i + 1, 20 print(i, t[1], t[2])
--- multiple results
local function f() return 1, 2, 3 end
local t = {f(), f()} print(#t, (f())) print(f(), f()) print({f()} ~= nil, select("#", f(), f()))
--- varargs
local function f(...) local a, b = ... return select("#", ...), a, b, ... end
print(f()) print(f(nil)) print(f(1, nil, 3)) print((f(9)))
--- vararg tables
local function sum(...) local s = 0 for _, v in ipairs{...} do s = s + v end return s end
print(sum(), sum(1), sum(1, 2, 3)) print(table.pack(1, nil, 3).n)
--- default arguments
local function greet(name, greeting) name = name or "you" greeting = greeting == nil and "hi" or greeting return greeting .. " " .. name end
print(greet(), greet("ann"), greet("bob", "yo"))
--- named arguments
local function box(o) return (o.w or 1) * (o.h or 1) end
print(box{}, box{w = 3}, box{w = 3, h = 4})
--- closures count
local function counter() local n = 0 return function() n = n + 1 return n end end
local a, b = counter(), counter() print(a(), a(), b(), a())
--- closures of a loop
local fs = {} for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
--- currying
local function add(a) return function(b) return function(c) return a + b + c end end end
print(add(1)(2)(3))
--- composition
local function compose(f, g) return function(...) return f(g(...)) end end
print(compose(math.sqrt, math.abs)(-16), compose(tostring, type)(nil))
--- map, filter, reduce
local function map(t, f) local r = {} for i, v in ipairs(t) do r[i] = f(v) end return r end
local function filter(t, f) local r = {} for _, v in ipairs(t) do if f(v) then r[#r + 1] = v end end return r end
local function reduce(t, f, x) for _, v in ipairs(t) do x = f(x, v) end return x end
local t = {1, 2, 3, 4, 5, 6}
print(table.concat(map(t, function(x) return x * x end), " "), table.concat(filter(t, function(x) return x % 2 == 0 end), " "), reduce(t, function(a, b) return a + b end, 0))
--- recursion on trees
local function insert(t, k) if not t then return {k = k} end if k < t.k then t.l = insert(t.l, k) elseif k > t.k then t.r = insert(t.r, k) end return t end
local function walk(t, f) if t then walk(t.l, f) f(t.k) walk(t.r, f) end end
local root for _, k in ipairs{5, 2, 8, 1, 9, 3} do root = insert(root, k) end
local out = {} walk(root, function(k) out[#out + 1] = k end) print(table.concat(out, " "))
--- linked list
local list for i = 1, 5 do list = {v = i, next = list} end
local n = 0 while list do n = n * 10 + list.v list = list.next end print(n)
--- stack
local stack = {} for i = 1, 4 do stack[#stack + 1] = i end
while #stack > 0 do print(table.remove(stack)) end
--- queue
local q = {first = 1, last = 0}
local function push(x) q.last = q.last + 1 q[q.last] = x end
local function pop() local x = q[q.first] q[q.first] = nil q.first = q.first + 1 return x end
push("a") push("b") print(pop()) push("c") print(pop(), pop(), pop())
--- classes
local Account = {} Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
local a = Account.new(10) a:deposit(5):deposit(1) print(a.balance)
--- inheritance
local Base = {name = "base"} Base.__index = Base function Base:hello() return "hello " .. self.name end
local Derived = setmetatable({name = "derived"}, Base) Derived.__index = Derived
print(setmetatable({}, Derived):hello(), setmetatable({name = "own"}, Derived):hello(), Base:hello())
--- operators of tables
local V = {} V.__index = V
local function v(x, y) return setmetatable({x = x, y = y}, V) end
V.__add = function(a, b) return v(a.x + b.x, a.y + b.y) end V.__eq = function(a, b) return a.x == b.x and a.y == b.y end
V.__lt = function(a, b) return a.x < b.x end V.__le = function(a, b) return a.x <= b.x end V.__unm = function(a) return v(-a.x, -a.y) end
V.__tostring = function(a) return "(" .. a.x .. "," .. a.y .. ")" end V.__len = function() return 2 end V.__call = function(a, k) return a.x * k end
V.__concat = function(a, b) return tostring(a) .. tostring(b) end
print(tostring(v(1, 2) + v(3, 4)), v(1, 2) == v(1, 2), v(1, 2) ~= v(1, 3), v(1, 9) < v(2, 0), v(2, 0) <= v(2, 5), v(3, 0) > v(1, 0), tostring(-v(1, 2)), #v(1, 1), v(2, 0)(5), v(1, 2) .. "!")
--- comparisons that give other than booleans
local t = setmetatable({}, {__lt = function() return 1 end, __le = function() return nil end, __eq = function() return "yes" end})
print(t < t, t <= t, t > {}, t == setmetatable({}, getmetatable(t)), t ~= setmetatable({}, getmetatable(t)))
--- index and newindex
local log = {}
local t = setmetatable({}, {__index = function(_, k) return k .. "!" end, __newindex = function(t, k, v) rawset(t, k, v * 2) end})
t.a = 5 print(t.a, t.b, rawget(t, "b"), rawlen({1, 2}), rawequal(t, t))
--- default tables
local t = setmetatable({}, {__index = function(t, k) local v = {} rawset(t, k, v) return v end})
t.a.b = 1 t.a.c = 2 print(t.a.b + t.a.c)
--- proxies
local function readonly(t) return setmetatable({}, {__index = t, __newindex = function() error("read only", 2) end, __len = function() return #t end}) end
local r = readonly{1, 2, 3} print(r[2], #r, pcall(function() r[1] = 5 end))
--- pairs of its own
local t = setmetatable({}, {__pairs = function() return function(_, k) k = (k or 0) + 1 if k <= 3 then return k, k * k end end, nil, nil end})
for k, v in pairs(t) do print(k, v) end
--- iterators
local function range(a, b, c) return function(_, x) x = x + (c or 1) if x <= b then return x end end, nil, a - (c or 1) end
for x in range(1, 9, 4) do print(x) end
--- generators
local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, i * i) end end) end
for i, sq in gen(4) do print(i, sq) end
--- coroutines
local co = coroutine.create(function(a, b) print("start", a, b) local c = coroutine.yield(a + b) print("got", c) local d, e = coroutine.yield(c * 2) return d + e end)
print(coroutine.resume(co, 1, 2)) print(coroutine.resume(co, 10)) print(coroutine.resume(co, 3, 4)) print(coroutine.resume(co)) print(coroutine.status(co))
--- coroutines that fail
local co = coroutine.create(function() error("inside") end) print(coroutine.resume(co)) print(coroutine.status(co), coroutine.isyieldable())
--- comparisons that yield
local t = setmetatable({}, {__lt = function(a, b) coroutine.yield("yielded") return true end})
local co = coroutine.wrap(function() local r = t < t return r end) print(co(), co())
--- producer and consumer
local p = coroutine.wrap(function() for _, x in ipairs{"a", "b", "c"} do coroutine.yield(x) end end)
local c = coroutine.wrap(function() for x in p do coroutine.yield(x:upper()) end end)
for x in c do print(x) end
--- permutations
local function permute(a, n) n = n or #a if n <= 1 then coroutine.yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n] permute(a, n - 1) a[n], a[i] = a[i], a[n] end end end
for p in coroutine.wrap(function() permute{1, 2, 3} end) do print(table.concat(p, " ")) end
--- combinations
local function comb(t, k, from, have) if #have == k then print(table.concat(have, "")) return end for i = from, #t do have[#have + 1] = t[i] comb(t, k, i + 1, have) have[#have] = nil end end
comb({"a", "b", "c", "d"}, 2, 1, {})
--- protected calls
print(pcall(error, "msg", 0)) print(pcall(error, {code = 1})) print(select(2, pcall(error))) print(pcall(function() local x = nil return x.y end))
--- errors have places
print(pcall(function() error("here") end)) print(pcall(function() error("caller", 2) end)) print(pcall(function() error("none", 0) end))
--- handlers
print(xpcall(function() error("x", 0) end, function(m) return "handled " .. m end)) print(xpcall(function(...) return ... end, print, 1, 2))
--- errors as objects
local ok, e = pcall(error, setmetatable({}, {__tostring = function() return "an object" end})) print(ok, tostring(e))
--- assertions
print(pcall(assert, false)) print(pcall(assert, nil, "no")) print(assert(1, 2, 3)) print(pcall(assert, false, {1}))
--- errors of types
for _, f in ipairs{function() return 1 + {} end, function() return {} .. "x" end, function() return #5 end, function() return 1 < "2" end, function() return {} < {} end, function() return nil > 1 end, function() return -{} end, function() local a; a() end} do print(select(2, pcall(f))) end
--- goto
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end print(i, j) ::continue:: end end
--- goto backwards
local i = 1 ::top:: if i <= 3 then print(i) i = i + 1 goto top end
--- nested break
for i = 1, 3 do while true do if i == 2 then break end print(i) break end end
--- repeat until
local n = 0 repeat local done = n >= 3 n = n + 1 until done print(n)
--- numeric for
for i = 10, 1, -3 do io.write("") print(i) end for i = 1, 0 do print("never") end for x = 0, 1, 0.25 do print(x) end
--- constants and closing
do local x <const> = 5 print(x) local y <close> = setmetatable({}, {__close = function() print("closed") end}) print("inside") end
--- integer division and modulo by sign
for _, p in ipairs{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {7.5, 2}, {-7.5, 2}} do print(p[1] // p[2], p[1] % p[2], math.fmod(p[1], p[2])) end
--- math
print(math.floor(-3.5), math.ceil(-3.5), math.abs(-5), math.max(3, 9, 2), math.min(3, 9, 2), math.sqrt(16), math.pi > 3, math.tointeger(3.0), math.tointeger(3.5))
--- string functions
print(("abc"):upper(), ("ABC"):lower(), ("abc"):len(), ("abc"):sub(2), ("abc"):sub(-2, -2), ("abc"):rep(3, "-"), ("abc"):byte(1, -1), string.char(72, 105))
--- find and match
print(("hello world"):find("wor"), ("hello"):find("l+"), ("key = value"):match("(%w+)%s*=%s*(%w+)"), ("2024-05-06"):match("(%d+)-(%d+)-(%d+)"), ("x"):find("", 10), ("a.b"):find(".", 2, true))
--- substitution
print(("hello"):gsub("l", "L"), ("hello"):gsub("l", {l = "1"}), ("hello"):gsub("(h)(e)", "%2%1"), ("abc"):gsub("", "-"), ("a b"):gsub("%w", "%0%0", 1))
--- balanced brackets
print(("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):find("%((%a+)%)"), ("  trim  "):match("^%s*(.-)%s*$") .. "|")
--- splitting
local function split(s, sep) local t = {} for p in (s .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do t[#t + 1] = p end return t end
print(table.concat(split("a,b,,c", ","), "|"), #split("", ","))
--- utf8
print(utf8.char(72, 228, 8364), utf8.len("häß"), utf8.codepoint("ä", 1)) for p, c in utf8.codes("aé") do print(p, c) end
--- packing
print(string.pack("<i4", 100):byte(1, -1)) print(string.unpack("<i2", "\1\2")) print(#string.pack("z", "abc"))
--- table functions
local t = {3, 1, 2} table.sort(t) table.insert(t, 4) table.insert(t, 1, 0) print(table.concat(t, ","), table.remove(t, 1), table.remove(t), table.unpack(t, 2)) print(table.concat(table.move({1, 2, 3}, 2, 3, 1), ","))
--- lengths and holes
local t = {1, 2, nil, 4} print(#t == 4 or #t == 2, select("#", table.unpack(t, 1, 4))) t[#t + 1] = 5 print(#{n = 1}, #{}, #"abc")
--- long strings
print([[one
two]], [==[a ]] b]==], #[[

x]], [[ [1] ]], "a[[b]]c")
--- calls with long strings
local function show(s) return "<" .. s .. ">" end
local t = {f = show} print(show[[text]], show"t", show'u', t.f[[0, 1]], t.f[==[x]==], (show{} == nil) == nil)
--- escapes
print("\65\066\x43\u{44}\z
       E", '\'', "\"", #"\0a", "tab\tnew\\n")
--- comments
--[[ one ]] print(1) --[==[ two
lines ]==] print(2) -- three
---[[ not a block
print(3)
--]]
--- hash signs
local t = {1, 2, 3} print(#t, # t, #
t, -#t, #t + #t, #"x" == 1)
--- semicolons
;;; local a = 1; ; print(a); do ; end ;
--- calls over lines
local function f(x) return function(y) return x, y end end
print(f
(1)
(2))
--- chains
local s = ("x"):rep(3):upper():lower():sub(1, 2) print(s, #s, ("%d"):format(3):len())
--- methods with any name
local t = {} function t:sum() return 1 end function t.mean(x) return x end function t:repeat_() return 3 end t.shape = 5 t.size = function(a) return a == t end
print(t:sum(), t.sum(t), t.mean(7), t:repeat_(), t.shape, t:size(), t["size"](t), t["sum"](1), t.max)
--- methods that look like those of arrays
local list = {max = function(...) return select("#", ...) end, reshape = function(self, a, b) return self ~= nil, a, b end}
print(list.max(1, 2), list:max(), list.reshape(1, 2, 3), list.reshape(list, 2, 3), list["max"]())
--- globals
x = 1 _G.y = 2 print(x + y, _G.x, _ENV.y, z, rawget(_G, "z")) local _ENV = {print = print} x = 5 print(x, y)
--- environments
local env = {print = print} local f = load("x = 1 print(x) return x", "chunk", "t", env) print(f(), env.x, x)
--- load
print(load("return 1 + 1")()) print(load("syntax error here")) print(load(function() return nil end)) print(pcall(load, nil))
--- names of Python that are Lua names
local len, range, None, True = 1, 2, 3, nil local str = "s" print(len, range, None, True, str) local int, float, zip = type, tostring, pairs print(int(1), float(2))
--- own print
local function print2(...) local t = table.pack(...) for i = 1, t.n do t[i] = tostring(t[i]) end print(table.concat(t, " ")) end print2(1, 1.0, nil, true, "x")
--- numbers as keys
local t = {} t[1] = "a" t[1.0] = "b" t[2^53] = "c" print(t[1], #t, t[2^53 | 0], next({}), t[1.5])
--- run length encoding
local function rle(s) return (s:gsub("(.)%1*", function(c) return c end)) end
local out, i, s = {}, 1, "aaabccd" while i <= #s do local j = i while s:sub(j + 1, j + 1) == s:sub(i, i) and j < #s do j = j + 1 end out[#out + 1] = s:sub(i, i) .. j - i + 1 i = j + 1 end print(table.concat(out), rle(s))
--- roman numbers
local function roman(n) local r = "" for _, p in ipairs{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} do while n >= p[1] do r = r .. p[2] n = n - p[1] end end return r end
for i = 1, 14 do print(i, roman(i)) end
--- numbers in bases
local function base(n, b) local s = "" repeat local d = n % b s = ("0123456789abcdef"):sub(d + 1, d + 1) .. s n = n // b until n == 0 return s end
print(base(255, 2), base(255, 16), base(0, 2), base(100, 7))
--- levenshtein
local function lev(a, b) local d = {} for i = 0, #a do d[i] = {[0] = i} end for j = 0, #b do d[0][j] = j end
  for i = 1, #a do for j = 1, #b do d[i][j] = math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a:byte(i) == b:byte(j) and 0 or 1)) end end return d[#a][#b] end
print(lev("kitten", "sitting"), lev("", "abc"), lev("same", "same"))
--- longest common part
local function lcs(a, b) if a == "" or b == "" then return "" end if a:sub(1, 1) == b:sub(1, 1) then return a:sub(1, 1) .. lcs(a:sub(2), b:sub(2)) end local x, y = lcs(a, b:sub(2)), lcs(a:sub(2), b) return #x >= #y and x or y end
print(lcs("banana", "atana"))
--- shortest paths
local g = {a = {b = 1, c = 4}, b = {c = 2, d = 5}, c = {d = 1}, d = {}}
local dist, done = {a = 0}, {}
for _ = 1, 4 do local best for k, d in pairs(dist) do if not done[k] and (not best or d < dist[best]) then best = k end end done[best] = true for k, w in pairs(g[best]) do if not dist[k] or dist[best] + w < dist[k] then dist[k] = dist[best] + w end end end
print(dist.a, dist.b, dist.c, dist.d)
--- breadth first
local grid, seen, queue = {"..#.", "..#.", "...."}, {}, {{1, 1, 0}} local i = 1
while queue[i] do local r, c, d = table.unpack(queue[i]) i = i + 1 if r == 1 and c == 4 then print(d) break end
  for _, m in ipairs{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} do local y, x = r + m[1], c + m[2] local k = y * 10 + x
    if grid[y] and grid[y]:sub(x, x) == "." and not seen[k] then seen[k] = true queue[#queue + 1] = {y, x, d + 1} end end end
--- life
local g = {{0, 1, 0}, {0, 1, 0}, {0, 1, 0}} local h = {}
for r = 1, 3 do h[r] = {} for c = 1, 3 do local n = 0 for dr = -1, 1 do for dc = -1, 1 do if (dr ~= 0 or dc ~= 0) and g[r + dr] and g[r + dr][c + dc] == 1 then n = n + 1 end end end h[r][c] = (n == 3 or (n == 2 and g[r][c] == 1)) and 1 or 0 end print(table.concat(h[r])) end
--- json
local function json(v) local k = type(v) if k == "table" then if #v > 0 then local p = {} for i, x in ipairs(v) do p[i] = json(x) end return "[" .. table.concat(p, ",") .. "]" end local p = {} for key, x in pairs(v) do p[#p + 1] = ("%q:%s"):format(key, json(x)) end table.sort(p) return "{" .. table.concat(p, ",") .. "}" elseif k == "string" then return ("%q"):format(v) end return tostring(v) end
print(json{1, "two", {x = 3, y = {4, true}}})
--- a parser of sums
local function parse(s) local pos = 1 local expr
  local function atom() local n = s:match("^%d+", pos) if n then pos = pos + #n return tonumber(n) end pos = pos + 1 local v = expr() pos = pos + 1 return v end
  local function term() local v = atom() while s:match("^[*/]", pos) do local op = s:sub(pos, pos) pos = pos + 1 local w = atom() v = op == "*" and v * w or v / w end return v end
  function expr() local v = term() while s:match("^[+-]", pos) do local op = s:sub(pos, pos) pos = pos + 1 local w = term() v = op == "+" and v + w or v - w end return v end
  return expr() end
print(parse("1+2*3"), parse("(1+2)*3"), parse("8/4-1"))
--- monte carlo without chance
local x, hits = 12345, 0 for i = 1, 1000 do x = (x * 1103515245 + 12345) % 2147483648 local a = x / 2147483648 x = (x * 1103515245 + 12345) % 2147483648 local b = x / 2147483648 if a * a + b * b <= 1 then hits = hits + 1 end end print(hits)
--- newton
local x = 1.0 for i = 1, 6 do x = (x + 2 / x) / 2 end print(("%.10f"):format(x), x * x - 2 < 1e-12)
--- simpson
local function simpson(f, a, b, n) local h, s = (b - a) / n, f(a) + f(b) for i = 1, n - 1 do s = s + f(a + i * h) * (i % 2 == 0 and 2 or 4) end return s * h / 3 end print(("%.6f"):format(simpson(math.sin, 0, math.pi, 20)))
--- statistics
local t, s = {2, 4, 4, 4, 5, 5, 7, 9}, 0 for _, v in ipairs(t) do s = s + v end local m, q = s / #t, 0 for _, v in ipairs(t) do q = q + (v - m) ^ 2 end print(m, (q / #t) ^ 0.5)
--- big numbers
local function mul(a, k) local c = 0 for i = 1, #a do local v = a[i] * k + c a[i] = v % 10 c = v // 10 end while c > 0 do a[#a + 1] = c % 10 c = c // 10 end end
local n = {1} for i = 1, 25 do mul(n, i) end print(table.concat(n):reverse())
--- pascal
local row = {1} for i = 1, 6 do print(table.concat(row, " ")) local next = {1} for j = 1, #row do next[j + 1] = row[j] + (row[j + 1] or 0) end row = next end
--- spiral
local n, g, r, c, dr, dc = 4, {}, 1, 1, 0, 1 for i = 1, n do g[i] = {} end
for k = 1, n * n do g[r][c] = k local y, x = r + dr, c + dc if not g[y] or x > n or x < 1 or g[y][x] then dr, dc = dc, -dr y, x = r + dr, c + dc end r, c = y, x end
for i = 1, n do print(table.concat(g[i], " ")) end
--- weak tables and collection
local t = setmetatable({}, {__mode = "v"}) t[1] = {} t.k = "kept" collectgarbage() print(t.k, type(collectgarbage("count")))
--- deep copies
local function copy(t, seen) if type(t) ~= "table" then return t end seen = seen or {} if seen[t] then return seen[t] end local r = {} seen[t] = r for k, v in pairs(t) do r[copy(k, seen)] = copy(v, seen) end return setmetatable(r, getmetatable(t)) end
local a = {1, {2, 3}} a.self = a local b = copy(a) print(b ~= a, b[2] ~= a[2], b[2][2], b.self == b)
--- deep equality
local function same(a, b) if type(a) ~= "table" or type(b) ~= "table" then return a == b end for k, v in pairs(a) do if not same(v, b[k]) then return false end end for k in pairs(b) do if a[k] == nil then return false end end return true end
print(same({1, {2}}, {1, {2}}), same({1}, {1, 2}), same({x = 1}, {x = 1}), same(1, 1.0), same("1", 1))
--- sets
local A, B = {a = true, b = true}, {b = true, c = true} local u, i = {}, {} for k in pairs(A) do u[#u + 1] = k if B[k] then i[#i + 1] = k end end for k in pairs(B) do if not A[k] then u[#u + 1] = k end end table.sort(u) print(table.concat(u), table.concat(i))
--- events
local handlers = {} local function on(n, f) handlers[n] = handlers[n] or {} table.insert(handlers[n], f) end local function fire(n, ...) for _, f in ipairs(handlers[n] or {}) do f(...) end end
on("x", function(v) print("first", v) end) on("x", function(v) print("second", v) end) fire("x", 5) fire("y")
--- state machine
local s, out = "start", {} for ch in ("ab1 2"):gmatch(".") do if s == "start" and ch:match("%a") then s = "word" elseif ch:match("%d") then s = "number" elseif ch == " " then s = "start" end out[#out + 1] = s end print(table.concat(out, " "))
--- text wrapping
local line, out = "", {} for w in ("the quick brown fox jumps over the lazy dog"):gmatch("%S+") do if #line + #w + 1 > 16 then out[#out + 1] = line line = w else line = line == "" and w or line .. " " .. w end end out[#out + 1] = line print(table.concat(out, "\n"))
