-- expect: TIME
local a = np.zeros(1000000)
while true do a = a + 1 end
