-- expect: TIME
local a = np.ones((1500, 1500))
while true do local b = np.matmul(a, a) end
