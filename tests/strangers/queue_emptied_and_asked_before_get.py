"""A pool asks whether its queue is empty, and takes without waiting.

source: https://github.com/cqlengine/cqlengine/pull/155
verdict: exception
"""

import queue
import threading


class ConnectionPool:
    _queue = queue.Queue(maxsize=2)

    @classmethod
    def get(cls):
        if cls._queue.empty():
            return "new"
        return cls._queue.get(block=False)


def main():
    ConnectionPool._queue.put("kept")
    threads = [threading.Thread(target=ConnectionPool.get) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
