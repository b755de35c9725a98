"""All that changes or looks goes through four methods, which take a lock.

source: https://docs.python.org/3/library/collections.html#collections.UserDict
verdict: proved
"""

import threading
from collections import UserDict

class Shared(UserDict):
    def __init__(self, *arguments, **named):
        self.lock = threading.RLock()
        super().__init__(*arguments, **named)

    def __getitem__(self, key):
        with self.lock:
            return super().__getitem__(key)

    def __setitem__(self, key, value):
        with self.lock:
            super().__setitem__(key, value)

    def setdefault(self, key, default=None):
        with self.lock:
            return super().setdefault(key, default)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    rooms, got = Shared(), []
    together(
        lambda: got.append(rooms.setdefault("lobby", [])),
        lambda: got.append(rooms.setdefault("lobby", [])),
        lambda: rooms.update(bar=[1]),
    )
    assert got[0] is got[1] is rooms["lobby"] and len(rooms) == 2
