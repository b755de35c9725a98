"""A new record is made outside, and put in place only if the old one is still there.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.replace
verdict: proved
"""

import threading
from dataclasses import dataclass, replace

@dataclass(frozen=True)
class Stock:
    pieces: int
    sold: int = 0

class Cell:
    def __init__(self, value):
        self.value, self._lock = value, threading.Lock()

    def compare_and_set(self, old, new):
        with self._lock:
            if self.value is not old:
                return False
            self.value = new
            return True


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    cell = Cell(Stock(5))

    def sell():
        while True:
            old = cell.value
            new = replace(old, pieces=old.pieces - 1, sold=old.sold + 1)
            if cell.compare_and_set(old, new):
                return

    together(sell, sell)
    assert cell.value == Stock(3, 2)
