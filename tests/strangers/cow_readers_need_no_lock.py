"""Writers take turns, and readers go through what was there when they began.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/CopyOnWriteArrayList.html
verdict: proved
"""

import threading

class CopyOnWrite:
    def __init__(self, items=()):
        self._items, self._lock = tuple(items), threading.Lock()

    def append(self, item):
        with self._lock:
            self._items = (*self._items, item)

    def __iter__(self):
        return iter(self._items)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    rows, seen = CopyOnWrite("x"), []

    def read():
        seen.append("".join(rows))
        for row in rows:
            assert row in "xab"

    together(lambda: rows.append("a"), read, lambda: rows.append("b"))
    assert seen[0] in ("x", "xa", "xb", "xab", "xba")
    assert sorted(rows) == ["a", "b", "x"]
