-- expect: TIME
return ("").rep("", math.maxinteger)
