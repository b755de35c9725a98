"""zict.LRU over a plain dict, filled by two.

source: https://github.com/dask/zict
verdict: proved
needs: zict
"""

import threading

import zict


def main():
    evicted = []
    d = zict.LRU(2, {}, on_evict=lambda k, v: evicted.append(k))
    ts = [threading.Thread(target=d.__setitem__, args=(k, 1)) for k in ("a", "b")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(d) == ["a", "b"] and evicted == []
