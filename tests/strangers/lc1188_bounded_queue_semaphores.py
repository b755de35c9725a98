"""Free places and items are semaphores; a deque's two ends need no lock.

source: https://leetcode.com/problems/design-bounded-blocking-queue/
verdict: proved
"""

from collections import deque
from threading import Semaphore, Thread


class Bounded:
    def __init__(self, size):
        self.free, self.filled = Semaphore(size), Semaphore(0)
        self.items = deque()

    def put(self, x):
        self.free.acquire()
        self.items.append(x)
        self.filled.release()

    def get(self):
        self.filled.acquire()
        x = self.items.popleft()
        self.free.release()
        return x


def main():
    q, got = Bounded(2), []

    def take():
        got.append(q.get())
        got.append(q.get())

    ts = [Thread(target=lambda: [q.put(1), q.put(2)]), Thread(target=q.put, args=(3,)),
          Thread(target=lambda: q.put(4)), Thread(target=take), Thread(target=take)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(got) == [1, 2, 3, 4] and not q.items
