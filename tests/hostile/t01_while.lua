-- expect: TIME
while true do end
