"""The first in switches the light on, the last one out off: nobody of the other kind inside.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

from threading import Lock, Semaphore, Thread


class Lightswitch:
    def __init__(self):
        self.counter, self.mutex = 0, Lock()

    def lock(self, room):
        with self.mutex:
            self.counter += 1
            if self.counter == 1:
                room.acquire()

    def unlock(self, room):
        with self.mutex:
            self.counter -= 1
            if self.counter == 0:
                room.release()


room = Semaphore(1)
inside = {"m": 0, "f": 0}
switch = {"m": Lightswitch(), "f": Lightswitch()}
count = Lock()


def bath(kind, other):
    switch[kind].lock(room)
    with count:
        inside[kind] += 1
        assert inside[other] == 0
    with count:
        inside[kind] -= 1
    switch[kind].unlock(room)


def main():
    ts = [Thread(target=bath, args=a) for a in (("m", "f"), ("f", "m"), ("m", "f"))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
