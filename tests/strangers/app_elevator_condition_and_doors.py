"""A lift with a condition: it stops at the floors that are asked for, and waits until all are out.

source: https://github.com/schulzdimitrii-study/elevator-simulator
verdict: proved
"""

import threading
from enum import IntEnum


class Way(IntEnum):
    DOWN = -1
    UP = 1


class Lift(threading.Thread):
    def __init__(self, top, rides):
        super().__init__()
        self.top, self.rides = top, rides
        self.at, self.way = 0, Way.UP
        self.cond = threading.Condition()
        self.riding = {}
        self.stops = []

    def run(self):
        for _ in range(self.rides):
            with self.cond:
                self.cond.wait_for(lambda: self.riding)
                while self.at not in self.riding:
                    if self.at + self.way not in range(self.top + 1):
                        self.way = Way(-self.way)
                    self.at += self.way
                self.stops.append(self.at)
                self.cond.notify_all()
                self.cond.wait_for(lambda: self.at not in self.riding)

    def ride_to(self, floor):
        with self.cond:
            self.riding[floor] = self.riding.get(floor, 0) + 1
            self.cond.notify_all()
            self.cond.wait_for(lambda: self.at == floor)
            self.riding[floor] -= 1
            if self.riding[floor] == 0:
                del self.riding[floor]
            self.cond.notify_all()


def main():
    lift = Lift(top=2, rides=2)
    lift.start()
    people = [threading.Thread(target=lift.ride_to, args=(n,)) for n in (1, 2)]
    for p in people:
        p.start()
    for p in people:
        p.join()
    lift.join()
    assert sorted(lift.stops) == [1, 2]
