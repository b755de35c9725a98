"""MutableMapping, and the methods that are two steps are overridden with the lock held.

source: https://docs.python.org/3/library/collections.abc.html#collections.abc.MutableMapping
verdict: proved
"""

import threading
from collections.abc import MutableMapping


class Table(MutableMapping):
    def __init__(self):
        self._data, self._lock = {}, threading.RLock()

    def __getitem__(self, key):
        with self._lock:
            return self._data[key]

    def __setitem__(self, key, value):
        with self._lock:
            self._data[key] = value

    def __delitem__(self, key):
        with self._lock:
            del self._data[key]

    def __iter__(self):
        with self._lock:
            return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def setdefault(self, key, default=None):
        with self._lock:
            return super().setdefault(key, default)


def main():
    table, got = Table(), []
    threads = [threading.Thread(target=target) for target in (lambda: got.append(table.setdefault("k", [])), lambda: got.append(table.setdefault("k", [])))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got[0] is got[1] and len(table) == 1
