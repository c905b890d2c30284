-- expect: MEM|ERROR
return table.pack(table.unpack({}, 1, 1e7))
