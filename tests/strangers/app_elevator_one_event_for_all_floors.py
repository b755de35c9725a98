"""A lift tells all passengers of its arrival by one event, and clears it for the next floor.

source: https://github.com/schulzdimitrii-study/elevator-simulator
verdict: deadlock
"""

import threading


class Lift:
    def __init__(self, floors):
        self.floors = floors
        self.at = 0
        self.arrived = threading.Event()

    def ride(self):
        for floor in range(1, self.floors + 1):
            self.at = floor
            self.arrived.set()
            self.arrived.clear()

    def wait_for(self, floor):
        while self.at != floor:
            self.arrived.wait()


def main():
    lift = Lift(2)
    seen = []

    def passenger(floor):
        lift.wait_for(floor)
        seen.append(floor)

    people = [threading.Thread(target=passenger, args=(2,))]
    for p in people:
        p.start()
    lift.ride()
    for p in people:
        p.join()
    assert seen == [2]
