-- expect: TIME
while true do (("x"):rep(1000)):gsub(".", function() pcall(error) end) end
