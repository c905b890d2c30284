-- expect: ERROR|PASS|WRONG
local t = {1}
for i = 1, 100000 do t = {t} end
return np.array(t)
