-- expect: ERROR
return string.dump(function() end)
