"""cached_property is taken away by del while another reads it: del finds nothing the second time.

source: https://docs.python.org/3/library/functools.html#functools.cached_property
verdict: exception
"""

import threading
from functools import cached_property


class Table:
    def __init__(self, rows):
        self.rows = rows

    @cached_property
    def total(self):
        return sum(self.rows)

    def add(self, n):
        self.rows.append(n)
        if "total" in vars(self):
            del self.total


def main():
    table = Table([1, 2])
    assert table.total == 3
    threads = [threading.Thread(target=table.add, args=(n,)) for n in (3, 4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert table.total == 10
