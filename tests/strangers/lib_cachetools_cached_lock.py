"""cached(…, lock=…): values may be computed twice, but the cache stays whole.

source: https://cachetools.readthedocs.io/en/stable/#cachetools.cached
verdict: proved
needs: cachetools
"""

import threading

from cachetools import LRUCache, cached


@cached(cache=LRUCache(maxsize=2), lock=threading.Lock())
def double(n):
    return 2 * n


got = []


def main():
    ts = [threading.Thread(target=lambda n=n: got.append(double(n))) for n in (1, 1)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got == [2, 2]
