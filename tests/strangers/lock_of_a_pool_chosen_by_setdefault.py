"""A lock made when it is first needed: setdefault of the instance's dictionary lets one win.

source: https://github.com/psycopg/psycopg/pull/1301
verdict: proved
"""

import threading


class Pool:
    def __init__(self):
        self.workers = 0

    def lock(self):
        return self.__dict__.setdefault("_lock", threading.Lock())

    def open(self):
        with self.lock():
            self.workers += 1


def main():
    pool = Pool()
    threads = [threading.Thread(target=pool.open) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert pool.workers == 2
