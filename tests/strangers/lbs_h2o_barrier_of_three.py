"""Water with semaphores for the kinds and a barrier of three for the bond.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading
from collections import Counter


class Water:
    def __init__(self):
        self.places = {"H": threading.Semaphore(2), "O": threading.Semaphore(1)}
        self.bond = threading.Barrier(3, action=self._formed)
        self.coming = []
        self.molecules = []
        self.lock = threading.Lock()

    def _formed(self):
        self.molecules.append(Counter(self.coming))
        self.coming.clear()

    def atom(self, kind):
        with self.places[kind]:
            with self.lock:
                self.coming.append(kind)
            self.bond.wait()


def main():
    water = Water()
    atoms = [threading.Thread(target=water.atom, args=(k,)) for k in "HOH"]
    for a in atoms:
        a.start()
    for a in atoms:
        a.join()
    assert water.molecules == [Counter(H=2, O=1)]
