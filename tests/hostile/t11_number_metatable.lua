-- expect: ERROR
getmetatable(1).__index = {}
return 1
