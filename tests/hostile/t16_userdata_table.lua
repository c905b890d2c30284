-- expect: WRONG
return {np.zeros(1)}
