-- expect: ERROR
return debug.getregistry()
