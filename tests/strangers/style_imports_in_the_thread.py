"""Modules are imported where they are used.

source: https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
verdict: proved
"""

import threading

results = {}


def work(n):
    import hashlib
    import json
    from base64 import b64encode
    from math import factorial

    text = json.dumps({"n": factorial(n)}, sort_keys=True)
    results[n] = b64encode(hashlib.sha256(text.encode()).digest()).decode()[:8]


def main():
    ts = [threading.Thread(target=work, args=(n,)) for n in (3, 4)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(results) == [3, 4] and results[3] != results[4]
