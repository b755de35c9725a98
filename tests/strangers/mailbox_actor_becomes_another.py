"""An actor that changes what it does with its next message: behaviours are methods.

source: https://en.wikipedia.org/wiki/Actor_model
verdict: proved
"""

import queue
import threading
from functools import singledispatchmethod


class Door(threading.Thread):
    def __init__(self):
        super().__init__()
        self.inbox = queue.SimpleQueue()
        self.behave = self.shut
        self.log = []

    def run(self):
        while (message := self.inbox.get()) != "end":
            self.behave = self.behave(message)

    def shut(self, message):
        self.log.append(("shut", message))
        return self.open if message == "open" else self.shut

    def open(self, message):
        self.log.append(("open", message))
        return self.shut if message == "shut" else self.open


class Counter:
    @singledispatchmethod
    def add(self, value):
        raise TypeError(value)

    @add.register
    def _(self, value: int):
        return value + 1


def main():
    door = Door()
    door.start()
    ask = threading.Thread(target=door.inbox.put, args=("open",))
    other = threading.Thread(target=door.inbox.put, args=("shut",))
    ask.start()
    other.start()
    ask.join()
    other.join()
    door.inbox.put("end")
    door.join()
    assert door.log in (
        [("shut", "open"), ("open", "shut")],
        [("shut", "shut"), ("shut", "open")],
    )
    assert Counter().add(1) == 2
