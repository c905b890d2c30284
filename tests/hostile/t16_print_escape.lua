-- expect: PASS
print("\27[31mred\27]0;title\7")
return 1
