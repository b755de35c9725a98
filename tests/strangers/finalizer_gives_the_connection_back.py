"""What a connection's wrapper wraps is given back when the wrapper is gone, with the lock held.

source: https://github.com/kirodotdev/KiroCrew/pull/11245
verdict: proved or survived
"""

import threading
import weakref


class Pool:
    def __init__(self, connections):
        self.free, self.lock = list(connections), threading.RLock()

    def lease(self):
        with self.lock:
            raw = self.free.pop()
        return Lease(self, raw)

    def give_back(self, raw):
        with self.lock:
            self.free.append(raw)


class Lease:
    def __init__(self, pool, raw):
        self.raw = raw
        weakref.finalize(self, pool.give_back, raw)


def main():
    pool = Pool("ab")

    def work():
        lease = pool.lease()
        assert lease.raw in "ab"

    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(pool.free) == ["a", "b"]
