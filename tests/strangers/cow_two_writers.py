"""Two copy the same list, and the later one puts its copy over the other's.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/CopyOnWriteArrayList.html
verdict: assertion
"""

import threading

class CopyOnWrite:
    def __init__(self, items=()):
        self._items = tuple(items)

    def append(self, item):
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
    listeners = CopyOnWrite()
    together(lambda: listeners.append("a"), lambda: listeners.append("b"))
    assert sorted(listeners) == ["a", "b"]
