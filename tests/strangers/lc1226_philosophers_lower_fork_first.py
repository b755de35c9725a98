"""The forks are taken by their numbers: no circle.

source: https://leetcode.com/problems/the-dining-philosophers/
verdict: proved
"""

from threading import Lock, Thread

forks = [Lock(), Lock(), Lock()]
plates = {0: 0, 1: 0, 2: 0}


def dine(i):
    low, high = sorted((i, (i + 1) % 3))
    for _ in range(2):
        with forks[low], forks[high]:
            plates[i] += 1


def main():
    ts = [Thread(target=dine, args=(i,)) for i in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sum(plates.values()) == 6
