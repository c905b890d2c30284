-- expect: ERROR
setmetatable(np.zeros(3), {})
