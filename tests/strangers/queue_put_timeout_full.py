"""A put that gives up raises Full, and nothing is lost or doubled.

source: https://github.com/python/cpython/blob/main/Lib/test/test_queue.py
verdict: proved
"""

import queue
import threading


def main():
    q = queue.Queue(maxsize=1)
    lost = []

    def producer(n):
        try:
            q.put(n, timeout=0.5)
        except queue.Full:
            lost.append(n)

    ts = [threading.Thread(target=producer, args=(n,)) for n in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert q.full() and sorted([q.get(), *lost]) == [0, 1]
