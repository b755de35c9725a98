"""The same with a lock.

source: https://github.com/girder/large_image/pull/189
verdict: proved
"""

from collections import OrderedDict
from threading import RLock, Thread


class LRU:
    def __init__(self, size):
        self.size, self.data, self.lock = size, OrderedDict(), RLock()

    def get(self, key, default=None):
        with self.lock:
            if key not in self.data:
                return default
            self.data.move_to_end(key)
            return self.data[key]

    def put(self, key, value):
        with self.lock:
            self.data[key] = value
            while len(self.data) > self.size:
                self.data.popitem(last=False)


def main():
    cache = LRU(2)
    cache.put("a", 1)
    got = []
    ts = [
        Thread(target=lambda: got.append(cache.get("a", 0))),
        Thread(target=cache.put, args=("b", 2)),
        Thread(target=cache.put, args=("c", 3)),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got[0] in (0, 1) and len(cache.data) == 2
