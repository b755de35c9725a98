"""The filter lock that gives up its level before the work is done.

source: https://en.wikipedia.org/wiki/Peterson%27s_algorithm
verdict: assertion
"""

import threading
from contextlib import contextmanager


class FilterLock:
    def __init__(self, n):
        self.level, self.victim = [0] * n, [None] * n

    @contextmanager
    def held(self, me):
        for level in range(1, len(self.level)):
            self.level[me], self.victim[level] = level, me
            while self.victim[level] == me and any(
                other != me and at >= level for other, at in enumerate(self.level)
            ):
                pass
        self.level[me] = 0
        yield


total = 0


def work(lock, me):
    global total
    with lock.held(me):
        total += 1


def main():
    lock = FilterLock(2)
    threads = [threading.Thread(target=work, args=(lock, n)) for n in (0, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert total == 2
