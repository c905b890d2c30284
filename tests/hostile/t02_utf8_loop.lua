-- expect: TIME
while true do for _ in utf8.codes(("x"):rep(10000)) do end end
