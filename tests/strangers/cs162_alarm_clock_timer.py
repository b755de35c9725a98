"""An alarm clock over a heap, a condition and the time that is left.

source: https://cs162.org/
verdict: proved
"""

import heapq
import threading
import time


class Alarm:
    def __init__(self):
        self.cv, self.heap = threading.Condition(), []

    def go(self, n):
        with self.cv:
            for _ in range(n):
                while not self.heap:
                    self.cv.wait()
                when, event = self.heap[0]
                left = when - time.monotonic()
                while left > 0:
                    self.cv.wait(left)
                    when, event = self.heap[0]
                    left = when - time.monotonic()
                heapq.heappop(self.heap)[1].set()

    def at(self, seconds):
        e = threading.Event()
        with self.cv:
            heapq.heappush(self.heap, (time.monotonic() + seconds, e))
            self.cv.notify()
        return e


def main():
    a = Alarm()
    t = threading.Thread(target=a.go, args=(1,))
    t.start()
    a.at(1).wait()
    t.join()
