"""The work is done before the alarm's time, as it seems, and the alarm rings all the same.

source: https://docs.python.org/3/library/threading.html#threading.Timer.cancel
verdict: assertion
"""

import threading


def main():
    rung = []
    alarm = threading.Timer(5, rung.append, args=("late",))
    alarm.start()
    worker = threading.Thread(target=sum, args=(range(10),))
    worker.start()
    worker.join()
    alarm.cancel()
    alarm.join()
    assert not rung
