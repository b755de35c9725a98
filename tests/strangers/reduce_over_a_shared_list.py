"""functools.reduce goes over a list that shrinks: what is seen is a sum of a part.

source: https://docs.python.org/3/library/functools.html#functools.reduce
verdict: assertion
"""

import functools
import threading

items = [1, 2, 3]


def add(a, b):
    return a + b


def main():
    seen = []
    threads = [threading.Thread(target=target) for target in (lambda: seen.append(functools.reduce(add, items)), items.clear)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == [6]
