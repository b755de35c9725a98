"""The river crossing: four of two kinds make a boat, and exactly one of them rows.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading


class River:
    def __init__(self):
        self.mutex = threading.Lock()
        self.waiting = {"hacker": 0, "serf": 0}
        self.queues = {kind: threading.Semaphore(0) for kind in self.waiting}
        self.barrier = threading.Barrier(2)
        self.boats = []
        self.aboard = []

    def cross(self, kind):
        captain = False
        self.mutex.acquire()
        self.waiting[kind] += 1
        if self.waiting[kind] == 2:
            self.queues[kind].release(2)
            self.waiting[kind] -= 2
            captain = True
        else:
            self.mutex.release()
        self.queues[kind].acquire()
        self.aboard.append(kind)
        self.barrier.wait()
        if captain:
            self.boats.append(tuple(self.aboard))
            self.aboard.clear()
            self.mutex.release()


def main():
    river = River()
    people = [threading.Thread(target=river.cross, args=("serf",)) for _ in range(2)]
    for p in people:
        p.start()
    for p in people:
        p.join()
    assert river.boats == [("serf", "serf")]
