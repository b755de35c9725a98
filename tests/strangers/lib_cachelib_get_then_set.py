"""cachelib: each call is safe, but a counter is read by one and written by another.

source: https://cachelib.readthedocs.io/en/stable/simple/
verdict: assertion
needs: cachelib
"""

import threading

from cachelib import SimpleCache


def main():
    cache = SimpleCache()
    cache.set("visits", 0)

    def visit():
        cache.set("visits", cache.get("visits") + 1)

    threads = [threading.Thread(target=visit) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert cache.get("visits") == 2
