"""Messages of three types find their methods, in any order.

source: https://docs.python.org/3/library/functools.html#functools.singledispatchmethod
verdict: proved
"""

import threading
from functools import singledispatchmethod

class Actor:
    def __init__(self):
        self.lock, self.seen = threading.Lock(), []

    @singledispatchmethod
    def receive(self, message):
        raise TypeError(message)

    @receive.register
    def _(self, message: int):
        with self.lock:
            self.seen.append(message + 1)

    @receive.register
    def _(self, message: str):
        with self.lock:
            self.seen.append(len(message))


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    actor = Actor()
    together(lambda: actor.receive(1), lambda: actor.receive("four"), lambda: actor.receive(True))
    assert sorted(actor.seen) == [2, 2, 4]
