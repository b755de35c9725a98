"""A car park with two gates: each looks at the number of places that are free, and lets in.

source: https://gitblind.noratr.app/IsraaXx/Parking-System-Simulation
verdict: assertion
"""

import threading


class CarPark:
    def __init__(self, places):
        self.places = places
        self.inside = []
        self.turned_away = 0

    @property
    def free(self):
        return self.places - len(self.inside)


class Gate(threading.Thread):
    def __init__(self, park, cars):
        super().__init__()
        self.park, self.cars = park, cars

    def run(self):
        for car in self.cars:
            if self.park.free > 0:
                self.park.inside.append(car)
            else:
                self.park.turned_away += 1


def main():
    park = CarPark(2)
    gates = [Gate(park, ["a", "b"]), Gate(park, ["c"])]
    for gate in gates:
        gate.start()
    for gate in gates:
        gate.join()
    assert len(park.inside) <= park.places
