"""Locks as signals: one thread takes, another releases.

source: https://leetcode.com/problems/print-zero-even-odd/
verdict: proved
"""

from threading import Lock, Thread


class ZeroEvenOdd:
    def __init__(self, n):
        self.n, self.number = n, 1
        self.zero_gate, self.odd_gate, self.even_gate = Lock(), Lock(), Lock()
        self.odd_gate.acquire()
        self.even_gate.acquire()

    def zero(self, show):
        for _ in range(self.n):
            self.zero_gate.acquire()
            show(0)
            (self.odd_gate if self.number % 2 else self.even_gate).release()

    def _numbers(self, first, gate, show):
        for i in range(first, self.n + 1, 2):
            gate.acquire()
            show(i)
            self.number += 1
            self.zero_gate.release()

    def odd(self, show):
        self._numbers(1, self.odd_gate, show)

    def even(self, show):
        self._numbers(2, self.even_gate, show)


def main():
    shown = []
    z = ZeroEvenOdd(4)
    ts = [Thread(target=f, args=(shown.append,)) for f in (z.even, z.zero, z.odd)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert shown == [0, 1, 0, 2, 0, 3, 0, 4]
