"""Lamport's bakery without the flags that say who is choosing a number.

source: https://en.wikipedia.org/wiki/Lamport%27s_bakery_algorithm
verdict: assertion
"""

import threading


class Bakery:
    def __init__(self, n):
        self.number = [0] * n

    def lock(self, me):
        self.number[me] = 1 + max(self.number)
        for other, _ in enumerate(self.number):
            if other != me:
                while self.number[other] and (self.number[other], other) < (self.number[me], me):
                    pass

    def unlock(self, me):
        self.number[me] = 0


inside = []


def work(bakery, me):
    bakery.lock(me)
    inside.append(me)
    assert len(inside) == 1
    inside.pop()
    bakery.unlock(me)


def main():
    bakery = Bakery(2)
    threads = [threading.Thread(target=work, args=(bakery, n)) for n in (0, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
