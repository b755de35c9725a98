"""Each thread counts on its own and hands over when it has two, and the rest at the end.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-locks-usage.pdf
verdict: proved
"""

import threading

class Approximate:
    def __init__(self, threads, threshold):
        self.total, self.lock, self.threshold = 0, threading.Lock(), threshold
        self.local = [0] * threads

    def add(self, thread):
        self.local[thread] += 1
        if self.local[thread] == self.threshold:
            self.hand_over(thread)

    def hand_over(self, thread):
        with self.lock:
            self.total += self.local[thread]
        self.local[thread] = 0


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    counter = Approximate(3, 2)

    def count(thread):
        for _ in range(3):
            counter.add(thread)
        counter.hand_over(thread)

    together(*[lambda n=n: count(n) for n in range(3)])
    assert counter.total == 9
