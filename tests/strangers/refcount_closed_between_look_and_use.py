"""Whoever comes last closes, but another has just been told that it is open.

source: https://en.wikipedia.org/wiki/Reference_counting
verdict: exception
"""

import threading

class Handle:
    def __init__(self):
        self.users, self.closed = 1, False
        self._lock = threading.Lock()

    def acquire(self):
        with self._lock:
            self.users += 1
        return self

    def release(self):
        with self._lock:
            self.users -= 1
            last = self.users == 0
        if last:
            self.closed = True

    def read(self):
        if self.closed:
            raise ValueError("read of a closed file")


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    handle = Handle()

    def use():
        handle.acquire().read()
        handle.release()

    together(use, handle.release)
