"""Each one sets its value from its neighbour's under a lock; the chain is right in one order only.

source: https://github.com/mc-imperial/sctbench
verdict: assertion
"""

import threading

x = [1, 2, 0]
lock = threading.Lock()


def copy(i, j):
    with lock:
        x[i] = (x[j] + 1) % 4


def main():
    ts = [threading.Thread(target=copy, args=a) for a in ((1, 0), (2, 1))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert x == [1, 2, 3]
    assert x[0] == 1
    ts = [threading.Thread(target=copy, args=a) for a in ((0, 2), (1, 0), (2, 1))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert x == [0, 1, 2], x
