"""A car park: a semaphore counts the places, a lock guards which of them is whose.

source: https://gitblind.noratr.app/IsraaXx/Parking-System-Simulation
verdict: proved
"""

import threading


class CarPark:
    def __init__(self, places):
        self.free = threading.BoundedSemaphore(places)
        self.lock = threading.Lock()
        self.places = [None] * places
        self.served = 0

    def enter(self, car):
        self.free.acquire()
        with self.lock:
            place = self.places.index(None)
            self.places[place] = car
        return place

    def leave(self, place, car):
        with self.lock:
            assert self.places[place] == car
            self.places[place] = None
            self.served += 1
        self.free.release()


def drive(park, car):
    place = park.enter(car)
    park.leave(place, car)


def main():
    park = CarPark(2)
    cars = [threading.Thread(target=drive, args=(park, name)) for name in "abc"]
    for car in cars:
        car.start()
    for car in cars:
        car.join()
    assert park.served == 3 and park.places == [None, None]
