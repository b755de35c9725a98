"""A semaphore bounds the set, and an item that was in it already gives its permit back.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading

class BoundedSet:
    def __init__(self, size):
        self._set, self._lock = set(), threading.Lock()
        self._room = threading.Semaphore(size)

    def add(self, item):
        self._room.acquire()
        added = False
        try:
            with self._lock:
                added = item not in self._set
                self._set.add(item)
            return added
        finally:
            if not added:
                self._room.release()

    def remove(self, item):
        with self._lock:
            there = item in self._set
            self._set.discard(item)
        if there:
            self._room.release()
        return there


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    names = BoundedSet(1)

    def visit(name):
        if names.add(name):
            assert len(names._set) == 1
            names.remove(name)

    together(lambda: visit("a"), lambda: visit("b"))
    assert names._set == set()
