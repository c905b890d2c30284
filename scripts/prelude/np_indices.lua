-- Indices of the diagonal and the triangles of an array that is there.

define("diag_indices_from", "arr", 1, function(arr)
  local shape = np.shape(arr)
  if #shape < 2 then raise("ValueError", "input array must be at least 2-d") end
  for i = 1, #shape - 1 do
    if shape[i] ~= shape[0] then raise("ValueError", "All dimensions of input must be of equal length") end
  end
  return np.diag_indices(shape[0], #shape)
end)

for _, name in ipairs{"tril_indices", "triu_indices"} do
  define(name .. "_from", "arr k", 1, function(arr, k)
    local shape = np.shape(arr)
    if #shape ~= 2 then raise("ValueError", "input array must be 2-d") end
    return np[name](shape[0], k == nil and 0 or k, shape[1])
  end)
end

define("mask_indices", "n mask_func k", 2, function(n, f, k)
  local m = np.ones((n, n), dtype="int64")
  local a
  if k == nil then a = f(m, 0) else a = f(m, k) end
  return np.nonzero(np.not_equal(a, 0))
end)
