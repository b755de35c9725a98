"""A pool takes without waiting, and makes a new one if that fails.

source: https://github.com/cqlengine/cqlengine/pull/155
verdict: proved
"""

import queue
import threading


class ConnectionPool:
    _queue = queue.Queue(maxsize=2)

    @classmethod
    def get(cls):
        try:
            return cls._queue.get_nowait()
        except queue.Empty:
            return "new"


def main():
    got = []
    ConnectionPool._queue.put("kept")
    threads = [threading.Thread(target=lambda: got.append(ConnectionPool.get())) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == ["kept", "new"]
