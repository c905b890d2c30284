-- expect: WRONG

