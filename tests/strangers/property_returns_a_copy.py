"""The copy is made while the lock is held.

source: https://github.com/fsspec/filesystem_spec/pull/893
verdict: proved
"""

import threading

class Store:
    def __init__(self, **rows):
        self._lock, self._rows = threading.Lock(), rows

    @property
    def rows(self):
        with self._lock:
            return self._rows.copy()

    def drop(self, name):
        with self._lock:
            self._rows.pop(name, None)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    store, seen = Store(a=1, b=2), []

    def total():
        seen.append(sum(store.rows.values()))

    together(total, lambda: store.drop("b"), total)
    assert set(seen) <= {1, 3} and store.rows == {"a": 1}
