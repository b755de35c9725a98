"""Of three only two may sit down, so that one of them gets both forks.

source: https://leetcode.com/problems/the-dining-philosophers/
verdict: proved
"""

import threading

SEATS = 3
forks = [threading.Lock() for _ in range(SEATS)]
room = threading.Semaphore(SEATS - 1)
eaten = [0] * SEATS


def dine(i):
    with room:
        with forks[i]:
            with forks[(i + 1) % SEATS]:
                eaten[i] += 1


def main():
    ts = [threading.Thread(target=dine, args=(i,)) for i in range(SEATS)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert eaten == [1, 1, 1]
