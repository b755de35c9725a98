"""The tracker gives away deep copies of the places, made under its lock.

source: https://jcip.net/listings.html
verdict: proved
"""

import copy
import threading

class Tracker:
    def __init__(self, places):
        self._places, self._lock = copy.deepcopy(places), threading.Lock()

    def places(self):
        with self._lock:
            return copy.deepcopy(self._places)

    def move(self, name, x, y):
        with self._lock:
            place = self._places[name]
            place["x"], place["y"] = x, y


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    tracker, seen = Tracker({"taxi": {"x": 0, "y": 0}}), []

    def look():
        taxi = tracker.places()["taxi"]
        seen.append((taxi["x"], taxi["y"]))
        taxi["x"] = 99

    together(lambda: tracker.move("taxi", 1, 1), look, lambda: tracker.move("taxi", 2, 2))
    assert seen[0] in {(0, 0), (1, 1), (2, 2)}
    assert tracker.places()["taxi"]["x"] != 99
