"""A timer that is cancelled before its time does nothing.

source: https://docs.python.org/3/library/threading.html#timer-objects
verdict: proved
clock: exact
"""

import threading
import time

rung = []


def main():
    timer = threading.Timer(3, rung.append, ("ring",))
    timer.start()
    time.sleep(1)
    timer.cancel()
    timer.join()
    assert rung == []
