"""The lock is not held while the function is called: it runs twice.

source: https://cachetools.readthedocs.io/en/stable/#cachetools.cached
verdict: assertion
needs: cachetools
"""

import threading

from cachetools import LRUCache, cached

calls = []


@cached(cache=LRUCache(maxsize=2), lock=threading.Lock())
def double(n):
    calls.append(n)
    return 2 * n


def main():
    ts = [threading.Thread(target=double, args=(1,)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert calls == [1]
