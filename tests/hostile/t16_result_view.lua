-- expect: OUTPUT
return np.broadcast_to(np.zeros(1), (100000, 100000))
