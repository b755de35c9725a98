"""A watchdog: each feeding cancels the timer and starts a new one, but it may be ringing already.

source: https://docs.python.org/3/library/threading.html#timer-objects
verdict: assertion
"""

import threading


class Watchdog:
    def __init__(self, seconds, bark):
        self.seconds, self.bark = seconds, bark
        self.timer = self._new()

    def _new(self):
        timer = threading.Timer(self.seconds, self.bark)
        timer.start()
        return timer

    def feed(self):
        self.timer.cancel()
        self.timer = self._new()

    def stop(self):
        self.timer.cancel()


def main():
    barks = []
    dog = Watchdog(1.0, lambda: barks.append("woof"))
    dog.feed()
    dog.stop()
    assert barks == []
