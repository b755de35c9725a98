"""cacheout: a value that is not there is made under the lock of the cache, so only once.

source: https://cacheout.readthedocs.io/en/latest/
verdict: proved
needs: cacheout
"""

import threading

from cacheout import LRUCache

made = []


def make(key):
    made.append(key)
    return key.upper()


def main():
    cache, got = LRUCache(maxsize=2), []
    threads = [
        threading.Thread(target=lambda: got.append(cache.get("a", default=make)))
        for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == ["A", "A"] and made == ["a"]
