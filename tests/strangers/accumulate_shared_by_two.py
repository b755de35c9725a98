"""itertools.accumulate with a function of one's own, taken by two.

source: https://docs.python.org/3/library/itertools.html#itertools.accumulate
verdict: assertion
"""

import itertools
import threading


def add(a, b):
    return a + b


def main():
    sums, got = itertools.accumulate([1, 1, 1], add), []
    next(sums)
    threads = [threading.Thread(target=target) for target in (lambda: got.append(next(sums)), lambda: got.append(next(sums)))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == [2, 3]
