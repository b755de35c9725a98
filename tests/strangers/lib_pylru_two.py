"""pylru's linked list without a lock.

source: https://github.com/jlhutch/pylru/issues/18
verdict: exception or assertion
needs: pylru
"""

import threading

import pylru


def main():
    cache = pylru.lrucache(2)
    cache["a"] = cache["b"] = 0
    ts = [threading.Thread(target=cache.__setitem__, args=(k, 1)) for k in ("c", "d")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(cache.keys()) == ["c", "d"]
