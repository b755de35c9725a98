"""An LRUCache without a lock: two evictions meet and one is a KeyError.

source: https://github.com/tkem/cachetools/issues/288
verdict: exception
needs: cachetools
"""

import threading

import cachetools

cache = cachetools.LRUCache(maxsize=1)


def work(n):
    cache[n] = n


def main():
    cache[0] = 0
    ts = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
