"""A method that is chosen by the type of its argument, called by two threads.

source: https://docs.python.org/3/library/functools.html#functools.singledispatchmethod
verdict: proved
"""

import functools
import threading


class Bag:
    def __init__(self):
        self.lock = threading.Lock()
        self.number, self.text = 0, ""

    @functools.singledispatchmethod
    def put(self, thing):
        raise TypeError(thing)

    @put.register
    def _(self, thing: int):
        with self.lock:
            self.number += thing

    @put.register
    def _(self, thing: str):
        with self.lock:
            self.text += thing


def main():
    bag = Bag()
    threads = [threading.Thread(target=bag.put, args=(thing,)) for thing in (1, "x", 2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert (bag.number, bag.text) == (3, "x")
