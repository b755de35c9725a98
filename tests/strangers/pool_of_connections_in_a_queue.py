"""A queue holds the free connections; a context manager gives back what it took.

source: https://docs.python.org/3/library/queue.html
verdict: proved
"""

import contextlib
import queue
import threading


class Connection:
    def __init__(self, number):
        self.number, self.users = number, 0


class Pool:
    def __init__(self, size):
        self._free = queue.LifoQueue()
        for n in range(size):
            self._free.put(Connection(n))

    @contextlib.contextmanager
    def connection(self):
        c = self._free.get()
        try:
            yield c
        finally:
            self._free.put(c)


def use(pool):
    with pool.connection() as c:
        c.users += 1
        assert c.users == 1
        c.users -= 1


def main():
    pool = Pool(2)
    ts = [threading.Thread(target=use, args=(pool,)) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert pool._free.qsize() == 2
