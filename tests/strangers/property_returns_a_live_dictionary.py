"""A property hands out the dictionary itself, under a lock that does not go with it.

source: https://github.com/e2b-dev/E2B/issues/340
verdict: exception
"""

import threading

class Rpc:
    def __init__(self):
        self._lock, self._waiting = threading.Lock(), {1: print, 2: print}

    @property
    def waiting(self):
        with self._lock:
            return self._waiting

    def answered(self, number):
        with self._lock:
            self._waiting.pop(number)

    def close(self):
        for number in self.waiting:
            hash(number)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    rpc = Rpc()
    together(rpc.close, lambda: rpc.answered(2))
