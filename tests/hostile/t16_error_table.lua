-- expect: ERROR
error({})
