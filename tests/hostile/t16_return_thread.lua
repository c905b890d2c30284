-- expect: WRONG
return coroutine.create(print)
