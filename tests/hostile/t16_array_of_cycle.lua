-- expect: ERROR
local t = {}
t[1] = t
return np.array(t)
