"""A full histogram is swapped for an empty one in one section, and told at leisure.

source: https://github.com/ray-project/ray/pull/56355
verdict: proved
"""

import threading
from collections import Counter

class Histogram:
    def __init__(self):
        self._lock, self._seen = threading.Lock(), Counter()

    def observe(self, value):
        with self._lock:
            self._seen[value.bit_length()] += 1

    def drain(self):
        with self._lock:
            full, self._seen = self._seen, Counter()
        return full


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    histogram, told = Histogram(), Counter()

    def report():
        told.update(histogram.drain())

    together(lambda: histogram.observe(5), lambda: histogram.observe(4), report)
    report()
    assert told == {3: 2} and told.total() == 2
