"""The roller coaster: passengers board without waiting until the ones before are out.

source: https://greenteapress.com/wp/semaphores/
verdict: assertion
"""

import threading


class Car:
    def __init__(self, seats):
        self.seats, self.inside = seats, []
        self.board = threading.Semaphore(seats)
        self.full = threading.Semaphore(0)
        self.out = threading.Semaphore(0)

    def drive(self, rides):
        for _ in range(rides):
            for _ in range(self.seats):
                self.full.acquire()
            assert len(self.inside) == self.seats
            self.board.release(self.seats)  # before anybody is out
            self.out.release(self.seats)

    def ride(self, name):
        self.board.acquire()
        self.inside.append(name)
        self.full.release()
        self.out.acquire()
        self.inside.remove(name)


def main():
    car = Car(1)
    threads = [threading.Thread(target=car.drive, args=(2,))]
    threads += [threading.Thread(target=car.ride, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
