"""Two events for the same moment: the lower number goes first.

source: https://docs.python.org/3/library/sched.html
verdict: proved
clock: exact
"""

import sched
import threading
import time


def main():
    order = []
    plan = sched.scheduler(time.monotonic, time.sleep)
    at = time.monotonic() + 5
    plan.enterabs(at, 2, order.append, ("second",))
    plan.enterabs(at, 1, order.append, ("first",))
    runner = threading.Thread(target=plan.run)
    runner.start()
    runner.join()
    assert order == ["first", "second"]
    assert plan.empty()
