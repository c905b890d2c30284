-- expect: PASS|WRONG|ERROR
np.sum = function() return 1 end
return 1
