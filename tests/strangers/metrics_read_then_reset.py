"""What is counted between the snapshot and the reset is lost.

source: https://github.com/ray-project/ray/pull/56355
verdict: assertion
"""

import threading
from bisect import bisect_left

class Histogram:
    bounds = (1, 10, 100)

    def __init__(self):
        self.buckets = [0] * 4
        self.lock = threading.Lock()

    def observe(self, value):
        with self.lock:
            self.buckets[bisect_left(self.bounds, value)] += 1

    def snapshot(self):
        with self.lock:
            return list(self.buckets)

    def reset(self):
        with self.lock:
            self.buckets = [0] * 4


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    histogram, sent = Histogram(), []

    def report():
        sent.append(sum(histogram.snapshot()))
        histogram.reset()

    together(lambda: histogram.observe(5), report)
    report()
    assert sum(sent) == 1
