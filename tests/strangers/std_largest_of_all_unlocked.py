"""Threads keep the largest number in a global, without a lock.

source: https://docs.python.org/3/library/threading.html#lock-objects
verdict: assertion
"""

import threading

best = float("-inf")


def find(part):
    global best
    m = max(part)
    if m > best:
        best = m


def main():
    ts = [threading.Thread(target=find, args=(p,)) for p in ([1, 9], [4, 12], [3, 7])]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert best == 12
