"""Once it has gone down to nought nobody gets it any more.

source: https://en.wikipedia.org/wiki/Reference_counting
verdict: proved
"""

import threading

class Handle:
    def __init__(self):
        self.users, self.closed = 1, False
        self._lock = threading.Lock()

    def acquire(self):
        with self._lock:
            if not self.users:
                return None
            self.users += 1
            return self

    def release(self):
        with self._lock:
            self.users -= 1
            if not self.users:
                self.closed = True


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    handle, read = Handle(), []

    def use():
        if (mine := handle.acquire()) is not None:
            read.append(mine.closed)
            mine.release()

    together(use, handle.release, use)
    assert handle.closed and True not in read
