"""acquire() keeps the connection in an attribute on the way to its caller.

source: https://github.com/phenobarbital/asyncdb/pull/1511
verdict: assertion
"""

import queue
import threading


class Pool:
    def __init__(self, connections):
        self.free = queue.SimpleQueue()
        for connection in connections:
            self.free.put(connection)

    def acquire(self):
        self.connection = self.free.get()
        return {"connection": self.connection}


def main():
    pool, got = Pool("ab"), []
    threads = [threading.Thread(target=lambda: got.append(pool.acquire())) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(g["connection"] for g in got) == ["a", "b"]
