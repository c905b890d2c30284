"""Writes tests/golden/array_index_get.inc and array_index_set.inc: what NumPy does with keys.

Rows are base, keys, result. Results are told as tests/array/sample.h tells them, or as an error.
"""
import random

import numpy as np

BASES = {
    "v": np.arange(5), "a": np.arange(6).reshape(2, 3), "b": np.arange(24).reshape(2, 3, 4),
    "x": np.arange(120).reshape(2, 3, 4, 5), "s": np.array(5), "e": np.arange(0).reshape(0, 3),
    "o": np.arange(1).reshape(1, 1), "z": np.broadcast_to(np.arange(4), (2, 3, 4)),
}
SIZES = {"v": [5], "a": [2, 3], "b": [2, 3, 4], "x": [2, 3, 4, 5], "s": [], "e": [0, 3], "o": [1, 1], "z": [2, 3, 4]}


def number(x):
    return repr(int(x)) if not isinstance(x, (float, np.floating)) else "%.17g" % x


def tell(a):
    a = np.asarray(a)
    shape = "(" + ",".join(map(str, a.shape)) + (",)" if a.ndim == 1 else ")")
    return " ".join([shape, a.dtype.str] + [number(x) for x in a.ravel().tolist()])


def base(text):
    name, rest = text[0], text[1:]
    a = BASES[name] if name == "z" else BASES[name].copy()
    return eval("a" + rest, {"a": a})


def get(text, keys):
    try:
        return tell(eval("a[%s]" % (keys or "()"), {"a": base(text)}))
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def put(text, keys, value):
    a = BASES[text[0]].copy() if text[0] != "z" else BASES["z"]
    view = eval("a" + text[1:], {"a": a})
    v = base(value) if value[0] in BASES else np.array(eval(value))
    try:
        if value[0] in "0123456789-" or value[0] not in "[" and value[0] not in BASES:
            exec("a[%s] = v" % (keys or "()"), {"a": view, "v": eval(value)})
        else:
            exec("a[%s] = v" % (keys or "()"), {"a": view, "v": v})
        return tell(a)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


def random_list(r, n, dims, length):
    if dims == 1:
        return "[" + ", ".join(str(r.randint(-n, n - 1)) for _ in range(length)) + "]"
    return "[" + ", ".join(random_list(r, n, dims - 1, length) for _ in range(2)) + "]"


def random_slice(r):
    part = lambda: r.choice(["", str(r.randint(-6, 6))])
    step = r.choice(["", "", "2", "-1", "-2", "1"])
    return part() + ":" + part() + (":" + step if step else "")


def random_mask(r, n):
    return "[" + ", ".join(r.choice(["True", "False"]) for _ in range(n)) + "]"


def random_keys(r, sizes, length):
    keys, axis = [], 0
    while axis < len(sizes) and r.random() < 0.9:
        n, kind = sizes[axis], r.randint(0, 9)
        axis += 1
        if kind < 3:
            keys.append(random_slice(r))
        elif kind == 3 and n:
            keys.append(str(r.randint(-n, n - 1)))
        elif kind < 8 and n:
            keys.append(random_list(r, n, r.choice([1, 1, 1, 2]), r.choice([length, length, 1])))
        elif kind == 8:
            keys.append(random_mask(r, n))
        else:
            keys.append("None")
            axis -= 1
    if r.random() < 0.2:
        keys.insert(r.randint(0, len(keys)), "...")
        keys = keys[: keys.index("...") + 1] + keys[keys.index("...") + 1 :]
    if r.random() < 0.08:
        keys.insert(r.randint(0, len(keys)), r.choice(["True", "False"]))
    return ", ".join(keys)


FIXED_GET = """v|5 v|-6 a|0,3 a|0,0,0 a|0,0,0,... s|0 s|... s| s|None s|True s|False s|[] a|...,... v|::0 v|1:100 v|100: v|::-1 v|3::-1
v|:1:-1 v|-100:2 v|-100::-1 v|[1,5] v|[1,-6] a|[0,5] a|:,[0,5] a|[0,1],[0,1,2] a|[[0],[1]],[0,1,2] a|[0,1],[0,1],[0]
v|[True,False] v|[True,True,True,True,True] a|[True,False] a|[True,False,True] a|:,[True,False] a|:,[True,False,True]
a|[[[True],[True],[True]],[[True],[True],[True]]] a|[[True,True],[True,True]] a|[[True,False,True],[False,True,False]]
a|[[True,False,True],[False,True,False]],0 a|True a|False a|True,[0,1] a|None,True a|[],[] a|[] b|0,:,[0,1] b|:,0,[0,1] b|[0,1],:,[0,1]
b|[0,1],:,0 b|:,[0,1],[0,1] b|...,[0,1],None b|[0],None,[0] b|None,[0,1],:,[[0],[1]] b|[0,1],[True,False,True] b|[0,1,1],[True,False,True]
b|True,:,[0,1] b|:,True,[0,1] b|...,True b|0,True,0 b|[[0,1],[1,0]],:,1 b|[0,1],...,[0,1] b|...,0,[0,1] b|0,...,[0,1] b|0,[0,1],...
x|:,[0,1,1],...,[0,1,1],: x|:,[0,1,1],...,True,: x|:,True,...,[0,1,1],: x|:,[0,1],None,[0,1],: x|:,1,[0,1] a|[5],[] e|[0] e|[] e|:,[5] e|:,[2,0]
e|[[]] o|0,0 o|[0,0,0] o|[[True]] o|[[False]] o|::-1,[0] z|1,[0,2] z|[1,0],:,1 z|[[[True,False,True,False],[True,False,True,False],[True,False,True,False]],[[True,False,True,False],[True,False,True,False],[False,False,True,False]]]
b[::-1]|[0,1],[0,1] b[:,::-1,::2]|:,[0,-1],[[1],[0]] b.T|[0,3],:,[1,0] b.T[::-1]|[[0,1],[2,3]] x[1:1]|:,[0] x[1:1]|[0] b[:0]|...,[1,2]
v[::-1]|[True,False,True,False,True] v[:0]|[] v[2:3]|[0,0] b[::-1,:,1::2]|[[True,False,True],[False,True,False]] b.T|[[True,False,True],[False,True,False],[True,True,True],[False,False,False]]
a|[0,1],0,0 a|0,[0,1],0 v|[[True]] v|[99999999999] v|-9223372036854775807 v|9223372036854775807: v|:-9223372036854775807:-1"""
FIXED_SET = """a|[0,1]|[[1,2],[3,4]] a|[0,1]|[7,8,9] a|[0,1],[1,2]|5 a|[0,0]|[[1,1,1],[2,2,2]] a|[True,False]|9
a|[[False,False,False],[True,True,True]]|[7,8,9] a|[[False,False,False],[True,True,True]]|[7,8] a|[[False,False,False],[True,True,True]]|[7]
a|[[False,False,False],[True,True,True]]|[[1,2,3]] a|[True,False]|[[1,2,3],[4,5,6]] a|[True,False]|[1,2] a|[True,False],1:|[1,2] a|[True,False],1:|[1,2,3]
a|:,[True,False,True]|[[1,2],[3,4]] v|[False,False,False,False,False]|[1,2] v|[False,False,False,False,False]|1 v|[1,2]|[1,2,3] v|1:3|[1,2,3]
v|1:3|[[1,2]] v|1:3|[[1],[2]] v|[1,2]|[[1,2]] v|[1,2]|[[1],[2]] v|...|7 s|...|7 s||8 s|[0]|8 s|True|9 s|False|9 z|0|1 z|[0]|1
v|0|1.9 v|[True,False,True,False,True]|1.9 v|0|[1] v|0|[1,2] a|0,0|[[3]] a|0|[[3,4,5]] b|0,:,[0,1]|[[7,8,9],[10,11,12]] b|:,[0,1],[0,1]|[[1,2],[3,4]]
b|0,[0,1],0|[100,200] v|[True,False]|1 v|[]|[1] v|[]|[1,2] v|[5]|1 v|5|1 v|[0,1,9]|[1,2,3] v|[4,3,2,1,0]|v v|1:|v[:-1] v|:-1|v[1:] v|::-1|v
a|:,0|a[0,:2] b|::-1|b b|[1,0]|b b|:,[2,1,0]|b v[::-1]|[0,1]|[7,8] v[::2]|[True,False,True]|[7,8] b[::-1,:,::-2]|0,[0,2]|[[1,2],[3,4]] b.T|[0,1],...|5
b.T|[3,0],:,1|[[1,2,3],[4,5,6]] e|[]|5 e|:,[0,1]|[1,2] e|:,[0,1]|[1,2,3] o|[0,0]|[[1],[2]] o|[[True]]|[4] v[2:3]|[0,0,0]|[1,2,3] x|:,1,[0,1]|[1,2,3,4,5]
x|[0,1],:,[0,1],:|[1,2,3,4,5] x|:,[0,1],[0,1],::-1|[1,2,3,4,5] x|0,...,[1,1,1]|[1,2,3]"""



def quoted(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(name, rows):
    with open("tests/golden/" + name, "w") as f:
        f.write("/* Written by scripts/golden/array_index.py from NumPy %s: make golden */\n" % np.__version__)
        for row in rows:
            f.write("{" + ", ".join(quoted(s) for s in row) + "},\n")


def main():
    r = random.Random(7)
    gets, puts = [], []
    for item in FIXED_GET.split():
        text, keys = item.split("|")
        gets.append((text, keys, get(text, keys)))
    for item in FIXED_SET.split():
        text, keys, value = item.split("|")
        puts.append((text, keys, value, put(text, keys, value)))
    forms = [("v", [5]), ("a", [2, 3]), ("b", [2, 3, 4]), ("x", [2, 3, 4, 5]), ("b.T", [4, 3, 2]), ("b[::-1,:,::-2]", [2, 3, 2]),
             ("x.T[1:,::-1]", [4, 4, 3, 2]), ("z", [2, 3, 4]), ("e", [0, 3]), ("x[:,:,1:2]", [2, 3, 1, 5]), ("x[:,:0]", [2, 0, 4, 5])]
    while len(gets) < 420:
        text, sizes = r.choice(forms)
        keys = random_keys(r, sizes, r.randint(1, 3))
        result = get(text, keys)
        if len(result) < 700 and (len(gets) % 9 == 0 or "Error" not in result):
            gets.append((text, keys, result))
    while len(puts) < 260:
        text, sizes = r.choice([f for f in forms if f[0] not in "z"])
        keys = random_keys(r, sizes, r.randint(1, 3))
        try:
            view = eval("a" + text[1:], {"a": np.zeros(SIZES[text[0]])})
            shape = eval("a[%s]" % (keys or "()"), {"a": view}).shape
        except Exception:
            continue
        size = int(np.prod(shape))
        if size > 40 or len(str(shape)) > 30 or text[0] == "x" and r.random() < 0.7 or "," in keys and shape == ():
            continue
        cut = r.randint(0, max(len(shape) - 1, 0))
        shape = tuple(1 if r.random() < 0.2 else n for n in shape[cut:])
        n = int(np.prod(shape))
        value = str((100 + np.arange(n)).reshape(shape).tolist()).replace(" ", "") if n else "7"
        puts.append((text, keys, value, put(text, keys, value)))
    write("array_index_get.inc", gets)
    write("array_index_set.inc", puts)


main()
