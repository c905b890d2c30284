-- expect: WRONG
return {shape = {1}, dtype = "int64", data = {1}, ndim = 1}
