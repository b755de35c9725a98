"""move_to_end of a key that another thread has just pushed out.

source: https://github.com/mahmoud/boltons/issues/52
verdict: exception
"""

from collections import OrderedDict
from threading import Thread


class LRU:
    def __init__(self, size):
        self.size, self.data = size, OrderedDict()

    def get(self, key):
        if key not in self.data:
            return None
        self.data.move_to_end(key)
        return self.data[key]

    def put(self, key, value):
        self.data[key] = value
        if len(self.data) > self.size:
            self.data.popitem(last=False)


def main():
    cache = LRU(1)
    cache.put("a", 1)
    ts = [Thread(target=cache.get, args=("a",)), Thread(target=cache.put, args=("b", 2))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
