-- expect: ERROR
return require("os")
