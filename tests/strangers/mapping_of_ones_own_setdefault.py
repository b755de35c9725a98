"""setdefault of MutableMapping looks and then writes: not one step as a dictionary's own.

source: https://docs.python.org/3/library/collections.abc.html#collections.abc.MutableMapping
verdict: assertion
"""

import threading
from collections.abc import MutableMapping


class Table(MutableMapping):
    def __init__(self):
        self._data = {}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        self._data[key] = value

    def __delitem__(self, key):
        del self._data[key]

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


def main():
    table, got = Table(), []
    threads = [threading.Thread(target=target) for target in (lambda: got.append(table.setdefault("k", [])), lambda: got.append(table.setdefault("k", [])))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got[0] is got[1]
