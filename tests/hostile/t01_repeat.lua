-- expect: TIME
repeat until false
