"""An elevator that is called by three: idle or moving, under a condition.

source: https://docs.python.org/3/library/threading.html#condition-objects
verdict: proved
"""

import enum
import threading


class State(enum.Enum):
    IDLE = 0
    MOVING = 1


class Elevator:
    def __init__(self):
        self.state, self.floor, self.cv = State.IDLE, 0, threading.Condition()

    def call(self, floor):
        with self.cv:
            while self.state is not State.IDLE:
                self.cv.wait()
            self.state = State.MOVING
        self.floor = floor
        with self.cv:
            self.state = State.IDLE
            self.cv.notify()


def main():
    e = Elevator()
    ts = [threading.Thread(target=e.call, args=(f,)) for f in (1, 2, 3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert e.state is State.IDLE and e.floor in (1, 2, 3)
