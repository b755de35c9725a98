"""A wrapper takes a lock around each step of a generator that many consume.

source: https://github.com/more-itertools/more-itertools/issues/1093
verdict: proved
"""

import threading

class serialize:
    __slots__ = ("_iterator", "_lock")

    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._iterator)

def squares():
    for n in range(4):
        yield n * n


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    numbers, found = serialize(squares()), set()

    def consume():
        for number in numbers:
            found.add(number)

    together(consume, consume)
    assert found == {0, 1, 4, 9}
