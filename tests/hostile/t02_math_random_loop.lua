-- expect: TIME
repeat local x = math.random() until x > 2
