-- expect: ERROR
return 1 // 0
