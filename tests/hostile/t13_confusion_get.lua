-- expect: ERROR
local x = np.zeros(3)
return x.sum(print)
