"""The same on a machine where a second may take long: the timer may have rung.

source: https://docs.python.org/3/library/threading.html#timer-objects
verdict: assertion
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
