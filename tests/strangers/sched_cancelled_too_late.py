"""An event is cancelled by another thread, which takes for granted that it is still planned.

source: https://docs.python.org/3/library/sched.html#sched.scheduler.cancel
verdict: exception
"""

import sched
import threading
import time


def main():
    plan = sched.scheduler(time.monotonic, time.sleep)
    event = plan.enter(1, 1, print, ("ring",))
    runner = threading.Thread(target=plan.run)
    runner.start()
    plan.cancel(event)
    runner.join()
