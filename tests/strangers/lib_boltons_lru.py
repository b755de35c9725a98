"""The mended LRU with its lock: as many as it may hold.

source: https://github.com/mahmoud/boltons/issues/52
verdict: proved
needs: boltons
"""

import threading

from boltons.cacheutils import LRU


def main():
    cache = LRU(max_size=1)
    ts = [threading.Thread(target=cache.__setitem__, args=(n, n)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(cache) == 1
