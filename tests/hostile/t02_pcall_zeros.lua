-- expect: TIME|MEM
while true do pcall(np.zeros, 1 << 40) end
