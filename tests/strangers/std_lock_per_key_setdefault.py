"""A lock for each key, made by setdefault under a guard.

source: https://docs.python.org/3/library/stdtypes.html#dict.setdefault
verdict: proved
"""

import threading


class Keyed:
    def __init__(self):
        self.guard, self.locks = threading.Lock(), {}

    def of(self, key):
        with self.guard:
            return self.locks.setdefault(key, threading.Lock())


k, data = Keyed(), {"a": 0, "b": 0}


def add(key):
    with k.of(key):
        data[key] += 1


def main():
    ts = [threading.Thread(target=add, args=(x,)) for x in "aabb"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert data == {"a": 2, "b": 2}
