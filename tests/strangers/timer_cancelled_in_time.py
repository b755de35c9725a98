"""By an exact clock the work takes two seconds, and the alarm is set to five.

source: https://docs.python.org/3/library/threading.html#threading.Timer.cancel
verdict: proved
clock: exact
"""

import threading
import time


def main():
    rung = []
    alarm = threading.Timer(interval=5, function=rung.append, kwargs={}, args=["late"])
    alarm.start()
    worker = threading.Thread(target=time.sleep, args=(2,))
    worker.start()
    worker.join()
    alarm.cancel()
    alarm.join()
    assert not rung and time.monotonic() < 5
