"""A chain over a generator: two threads that ask it at once find the generator executing.

source: https://github.com/python/cpython/issues/78591
verdict: exception
"""

import itertools
import threading


def numbers():
    n = 0
    while n < 4:
        yield n
        n += 1


stream = itertools.chain(numbers(), [9])
got = []


def take():
    got.append(next(stream))


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
