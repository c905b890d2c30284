"""Write tests/golden/array_npz.inc: .npz files as NumPy writes them.

usage: build/oracle/bin/python scripts/golden/array_npz.py
Each row: how the members look, whether the arrays are packed, the bytes.
"""
import io, os, zipfile
import numpy as np

def hexed(b): return b.hex()

def saved(packed, **arrays):
    f = io.BytesIO()
    (np.savez_compressed if packed else np.savez)(f, **arrays)
    return f.getvalue()

rows = []
for packed in (0, 1):
    rows.append(("a:(3,) |u1 0 1 2", packed, saved(packed, a=np.arange(3, dtype="u1"))))
    rows.append(("a:(2,2) <i8 0 1 2 3;b:() <f8 1.5", packed, saved(packed, a=np.arange(4).reshape(2, 2), b=np.array(1.5))))
    rows.append(("x:(2,2) <i2 0 2 1 3", packed, saved(packed, x=np.arange(4, dtype="i2").reshape(2, 2).T)))
    rows.append(("z:(1000,) <f8 zeros", packed, saved(packed, z=np.zeros(1000))) if packed else ("e:(0,3) <f4", packed, saved(packed, e=np.zeros((0, 3), "f4"))))
    rows.append(("\u00e9:(1,) <i4 7", packed, saved(packed, **{"\u00e9": np.array([7], "i4")})))
    rows.append(("", packed, saved(packed)))

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "../../tests/golden/array_npz.inc"), "w") as out:
    out.write("/* scripts/golden/array_npz.py, NumPy %s */\n" % np.__version__)
    for want, packed, b in rows:
        text = want.encode("utf-8").decode("latin1").replace("\u00c3\u00a9", '\\303\\251')
        h = hexed(b)
        out.write('{"%s", %d,\n' % (text, packed))
        for i in range(0, len(h), 160): out.write(' "%s"\n' % h[i:i + 160])
        out.write("},\n")
