-- expect: WRONG
return print
