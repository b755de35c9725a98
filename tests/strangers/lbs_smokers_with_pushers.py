"""The cigarette smokers with pushers, who remember what lies on the table.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading
from enum import Enum


class Stuff(Enum):
    TOBACCO = 1
    PAPER = 2
    MATCH = 3


class Table:
    def __init__(self):
        self.mutex = threading.Lock()
        self.lying = set()
        self.put = {s: threading.Semaphore(0) for s in Stuff}
        self.wake = {s: threading.Semaphore(0) for s in Stuff}
        self.smoked = []

    def push(self, stuff):
        self.put[stuff].acquire()
        with self.mutex:
            self.lying.add(stuff)
            if len(self.lying) == 2:
                (missing,) = set(Stuff) - self.lying
                self.lying.clear()
                self.wake[missing].release()

    def smoke(self, own):
        self.wake[own].acquire()
        self.smoked.append(own)


def main():
    table = Table()
    pushers = [
        threading.Thread(target=table.push, args=(stuff,))
        for stuff in (Stuff.TOBACCO, Stuff.PAPER)
    ]
    smoker = threading.Thread(target=table.smoke, args=(Stuff.MATCH,))
    for t in (*pushers, smoker):
        t.start()
    table.put[Stuff.PAPER].release()
    table.put[Stuff.TOBACCO].release()
    for t in (*pushers, smoker):
        t.join()
    assert table.smoked == [Stuff.MATCH] and not table.lying
