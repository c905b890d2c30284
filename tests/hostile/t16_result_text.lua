-- expect: OUTPUT|MEM|ERROR
return np.array(["x", ("y"):rep(1 << 22)])
