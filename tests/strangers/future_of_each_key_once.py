"""The first who asks for a key enters a future, computes, and all others wait for it.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading
from concurrent.futures import Future

class Cache:
    def __init__(self, compute):
        self.compute, self.futures, self.lock = compute, {}, threading.Lock()

    def get(self, key):
        with self.lock:
            if not (first := key not in self.futures):
                future = self.futures[key]
            else:
                future = self.futures[key] = Future()
        if first:
            try:
                future.set_result(self.compute(key))
            except BaseException as error:
                future.set_exception(error)
        return future.result()


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    asked, got = [], []

    def compute(key):
        asked.append(key)
        return key * 2

    cache = Cache(compute)
    together(*[lambda: got.append(cache.get(21))] * 3)
    assert asked == [21] and got == [42] * 3
