"""cachelib: of two who add the same key, one is told that it was there already.

source: https://cachelib.readthedocs.io/en/stable/simple/
verdict: proved
needs: cachelib
"""

import threading

from cachelib import SimpleCache


def main():
    cache, won = SimpleCache(threshold=4), []

    def claim(name):
        if cache.add("leader", name):
            won.append(name)
        cache.inc("asked")

    threads = [threading.Thread(target=claim, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert won == [cache.get("leader")]
    assert cache.get("asked") == 2
