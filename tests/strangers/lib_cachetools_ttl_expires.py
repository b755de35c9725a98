"""A TTLCache with a lock around each use; the entry is there or expired.

source: https://cachetools.readthedocs.io/en/stable/#cachetools.TTLCache
verdict: proved
needs: cachetools
"""

import threading
import time

from cachetools import TTLCache

cache = TTLCache(maxsize=4, ttl=10)
lock = threading.RLock()
seen = []


def read():
    time.sleep(10)
    with lock:
        seen.append(cache.get("k"))


def main():
    with lock:
        cache["k"] = 1
    t = threading.Thread(target=read)
    t.start()
    with lock:
        cache["other"] = 2
    t.join()
    assert seen == [None]
