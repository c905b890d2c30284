-- expect: UNGRADABLE|ERROR
return "ÿþ" + Ã
