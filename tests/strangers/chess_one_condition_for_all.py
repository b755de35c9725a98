"""A bounded buffer with one condition and notify: the wake-up goes to one of the same kind.

source: https://wiki.c2.com/?ExtremeProgrammingChallengeFourteen
verdict: deadlock
"""

import threading


class Buffer:
    def __init__(self):
        self.cv = threading.Condition()
        self.items = []

    def put(self, x):
        with self.cv:
            while len(self.items) == 1:
                self.cv.wait()
            self.items.append(x)
            self.cv.notify()

    def get(self):
        with self.cv:
            while not self.items:
                self.cv.wait()
            x = self.items.pop()
            self.cv.notify()
            return x


def main():
    b = Buffer()
    ts = [
        threading.Thread(target=lambda: [b.put(1), b.put(2)]),
        threading.Thread(target=b.put, args=(3,)),
        threading.Thread(target=lambda: [b.get() for _ in range(3)]),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
