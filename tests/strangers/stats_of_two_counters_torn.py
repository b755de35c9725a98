"""Count and total are changed one after the other, and the mean is taken in between.

source: https://github.com/proxystore/proxystore/issues/206
verdict: assertion
"""

import threading
from types import SimpleNamespace


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    times, means = SimpleNamespace(count=2, total=20), []

    def add():
        times.count += 1
        times.total += 10

    together(add, lambda: means.append(times.total / times.count))
    assert means == [10]
