"""Who adds up takes all locks, always in the same order.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading
from contextlib import ExitStack

class Striped:
    def __init__(self):
        self.locks = threading.Lock(), threading.Lock()
        self.parts = {"gold"}, set()

    def all_locks(self):
        stack = ExitStack()
        for lock in self.locks:
            stack.enter_context(lock)
        return stack

    def move(self, item):
        with self.all_locks():
            source, target = self.parts if item in self.parts[0] else self.parts[::-1]
            source.remove(item)
            target.add(item)

    def __len__(self):
        with self.all_locks():
            return sum(map(len, self.parts))


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    treasure, seen = Striped(), []
    together(
        lambda: treasure.move("gold"),
        lambda: seen.append(len(treasure)),
        lambda: treasure.move("gold"),
    )
    assert seen == [1] and "gold" in treasure.parts[0]
