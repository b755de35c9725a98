"""pop of MutableSet takes the first of an iterator and then discards it: two get the same.

source: https://docs.python.org/3/library/collections.abc.html#collections.abc.MutableSet
verdict: assertion or exception
"""

import threading
from collections.abc import MutableSet


class Bag(MutableSet):
    def __init__(self, items):
        self.items = list(items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        if item not in self.items:
            self.items.append(item)

    def discard(self, item):
        if item in self.items:
            self.items.remove(item)


def main():
    bag, got = Bag("ab"), []
    threads = [threading.Thread(target=target) for target in (lambda: got.append(bag.pop()), lambda: got.append(bag.pop()))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == ["a", "b"]
