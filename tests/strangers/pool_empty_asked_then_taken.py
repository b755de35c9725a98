"""The queue is not empty when it is asked; another takes the only connection.

source: https://github.com/cqlengine/cqlengine/pull/155
verdict: exception
"""

import queue
import threading

class ConnectionPool:
    def __init__(self, *connections):
        self._queue = queue.LifoQueue()
        for connection in connections:
            self._queue.put(connection)

    def get(self):
        if self._queue.empty():
            return object()
        return self._queue.get(block=False)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    pool = ConnectionPool("one")
    together(pool.get, pool.get)
