"""The timer's own event says whether it is over, at this moment.

source: https://docs.python.org/3/library/threading.html#timer-objects
verdict: assertion
"""

import threading
import time


def main():
    t = threading.Timer(1, print, ("now",))
    t.start()
    time.sleep(1)
    assert t.finished.is_set()
    t.join()
