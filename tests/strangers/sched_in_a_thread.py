"""A scheduler runs its events in a thread, in the order of their times.

source: https://docs.python.org/3/library/sched.html
verdict: proved
clock: exact
"""

import sched
import threading
import time

log = []


def main():
    s = sched.scheduler(time.monotonic, time.sleep)
    s.enter(2, 1, log.append, ("late",))
    s.enter(1, 1, log.append, ("soon",))
    t = threading.Thread(target=s.run)
    t.start()
    t.join()
    assert log == ["soon", "late"]
