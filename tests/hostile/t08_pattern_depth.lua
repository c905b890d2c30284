-- expect: TIME|WRONG|ERROR
return (("("):rep(40000)):find(("%b()"):rep(1) .. ("("):rep(500))
