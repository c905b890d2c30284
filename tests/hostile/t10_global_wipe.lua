-- expect: ERROR|PASS|WRONG
for k in pairs(_G) do _G[k] = nil end
return 1
