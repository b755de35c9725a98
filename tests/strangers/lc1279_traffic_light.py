"""One lock around looking at the light, turning it and crossing.

source: https://leetcode.com/problems/traffic-light-controlled-intersection/
verdict: proved
"""

from threading import Lock, Thread


class Light:
    def __init__(self):
        self.green = 1
        self.lock = Lock()

    def arrive(self, road, turn, cross):
        with self.lock:
            if self.green != road:
                turn(road)
                self.green = road
            cross(road)


def main():
    light, log = Light(), []
    ts = [
        Thread(
            target=light.arrive,
            args=(road, lambda r: log.append(("turn", r)), lambda r: log.append(("cross", r))),
        )
        for road in (1, 2, 1)
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    green = 1
    for what, road in log:
        if what == "turn":
            green = road
        assert green == road, log
