"""cacheout: it is asked whether a key is there, and then the key is set.

source: https://cacheout.readthedocs.io/en/latest/
verdict: assertion
needs: cacheout
"""

import threading

from cacheout import Cache


def main():
    cache, first = Cache(), []

    def claim(name):
        if "leader" not in cache:
            cache.set("leader", name)
            first.append(name)

    threads = [threading.Thread(target=claim, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert first == [cache.get("leader")]
