"""Methods made with partialmethod: all of them go through one that takes the lock.

source: https://docs.python.org/3/library/functools.html#functools.partialmethod
verdict: proved
"""

import functools
import threading


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def change(self, by):
        with self.lock:
            self.value += by

    up = functools.partialmethod(change, 1)
    down = functools.partialmethod(change, -1)


def main():
    counter = Counter()
    threads = [threading.Thread(target=f) for f in (counter.up, counter.up, counter.down)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert counter.value == 1
