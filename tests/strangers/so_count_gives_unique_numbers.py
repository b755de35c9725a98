"""next() of itertools.count is one step.

source: https://stackoverflow.com/questions/23547604/python-counter-atomic-increment
verdict: proved
"""

import itertools
from threading import Thread

ids = itertools.count(1)
given = []


def take():
    for _ in range(2):
        given.append(next(ids))


def main():
    ts = [Thread(target=take) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(set(given)) == 6 and max(given) == 6
