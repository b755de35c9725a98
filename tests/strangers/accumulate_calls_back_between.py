"""accumulate calls the program between reading its total and setting it.

source: https://docs.python.org/3/library/itertools.html#itertools.accumulate
verdict: assertion
"""

import itertools
import threading

got = []


def add(a, b):
    return a + b


sums = itertools.accumulate([1, 1, 1], add)


def take():
    got.append(next(sums))


def main():
    assert next(sums) == 1
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == [2, 3]
