"""Keys are spread over a few locks; what is counted under one is never lost.

source: https://github.com/google/guava/wiki/StripedExplained
verdict: proved
"""

import threading

class Striped:
    def __init__(self, stripes):
        self._locks = [threading.Lock() for _ in range(stripes)]
        self._parts = [{} for _ in range(stripes)]

    def add(self, key, amount=1):
        at = hash(key) % len(self._locks)
        with self._locks[at]:
            part = self._parts[at]
            part[key] = part.get(key, 0) + amount

    def __getitem__(self, key):
        at = hash(key) % len(self._locks)
        with self._locks[at]:
            return self._parts[at].get(key, 0)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    counts = Striped(2)

    def count(*keys):
        for key in keys:
            counts.add(key)

    together(lambda: count(0, 1), lambda: count(1, 2), lambda: count(2, 1))
    assert [counts[key] for key in range(3)] == [1, 3, 2]
