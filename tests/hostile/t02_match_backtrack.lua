-- expect: TIME
return (("a"):rep(3000)):match(("a?"):rep(30) .. ("a*"):rep(8) .. "b")
