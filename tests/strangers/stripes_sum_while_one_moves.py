"""The size is added up stripe by stripe, and an item that moves is counted twice or not at all.

source: https://jcip.net/listings.html
verdict: assertion
"""

import threading
from contextlib import ExitStack

class Striped:
    def __init__(self):
        self.locks = threading.Lock(), threading.Lock()
        self.parts = {"gold"}, set()

    def move(self, item):
        with ExitStack() as stack:
            for lock in self.locks:
                stack.enter_context(lock)
            source, target = self.parts if item in self.parts[0] else self.parts[::-1]
            source.remove(item)
            target.add(item)

    def __len__(self):
        total = 0
        for lock, part in zip(self.locks, self.parts):
            with lock:
                total += len(part)
        return total


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    treasure, seen = Striped(), []
    together(lambda: treasure.move("gold"), lambda: seen.append(len(treasure)))
    assert seen == [1]
