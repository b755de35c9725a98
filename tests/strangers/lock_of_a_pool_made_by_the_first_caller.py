"""A pool makes its lock when it is first needed: two callers hold two different locks.

source: https://github.com/psycopg/psycopg/issues/1300
verdict: assertion
"""

import threading


class Pool:
    def __init__(self):
        self.workers = 0

    def _ensure_lock(self):
        try:
            return self._lock
        except AttributeError:
            self._lock = threading.Lock()
            return self._lock

    def open(self):
        with self._ensure_lock():
            if self.workers == 0:
                self.workers = self.workers + 1
                self.made = getattr(self, "made", 0) + 1


def main():
    pool = Pool()
    threads = [threading.Thread(target=pool.open) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert (pool.workers, pool.made) == (1, 1)
