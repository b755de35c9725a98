"""The two iterators that tee makes share one generator: two threads ask it at once.

source: https://docs.python.org/3/library/itertools.html#itertools.tee
verdict: exception
"""

import itertools
import threading

steps = []


def numbers():
    for n in range(2):
        steps.append(n)
        yield n


def main():
    left, right = itertools.tee(numbers())
    threads = [threading.Thread(target=next, args=(each,)) for each in (left, right)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
