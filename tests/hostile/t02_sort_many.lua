-- expect: TIME
while true do np.sort(np.arange(100000)) end
