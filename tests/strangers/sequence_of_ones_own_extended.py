"""extend of MutableSequence appends one by one: parts of two are mixed.

source: https://docs.python.org/3/library/collections.abc.html#collections.abc.MutableSequence
verdict: assertion
"""

import threading
from collections.abc import MutableSequence


class Tape(MutableSequence):
    def __init__(self):
        self.cells = []

    def __getitem__(self, index):
        return self.cells[index]

    def __setitem__(self, index, value):
        self.cells[index] = value

    def __delitem__(self, index):
        del self.cells[index]

    def __len__(self):
        return len(self.cells)

    def insert(self, index, value):
        self.cells.insert(index, value)


def main():
    tape = Tape()
    threads = [threading.Thread(target=target) for target in (lambda: tape.extend("ab"), lambda: tape.extend("cd"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert "".join(tape) in ("abcd", "cdab")
