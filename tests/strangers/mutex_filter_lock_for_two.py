"""The filter lock, Peterson's for n, here for two, written with a level and a victim.

source: https://en.wikipedia.org/wiki/Peterson%27s_algorithm
verdict: proved
"""

import threading


class FilterLock:
    def __init__(self, n):
        self.n = n
        self.level = [0] * n
        self.victim = [None] * n

    def acquire(self, me):
        for level in range(1, self.n):
            self.level[me] = level
            self.victim[level] = me
            while self.victim[level] == me and any(
                self.level[other] >= level for other in range(self.n) if other != me
            ):
                pass

    def release(self, me):
        self.level[me] = 0


total = 0


def work(lock, me):
    global total
    lock.acquire(me)
    total += 1
    lock.release(me)


def main():
    lock = FilterLock(2)
    threads = [threading.Thread(target=work, args=(lock, n)) for n in (0, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert total == 2
