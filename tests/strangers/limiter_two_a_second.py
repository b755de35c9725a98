"""The times of the last calls are kept under a lock, and whoever is too early sleeps.

source: https://stackoverflow.com/questions/667508/whats-a-good-rate-limiting-algorithm
verdict: proved
clock: exact
"""

import threading
import time
from collections import deque
from functools import wraps

def limited(calls, period):
    lock, times = threading.Lock(), deque(maxlen=calls)

    def decorate(function):
        @wraps(function)
        def wrapper(*arguments):
            with lock:
                if len(times) == calls and (wait := times[0] + period - time.monotonic()) > 0:
                    time.sleep(wait)
                times.append(time.monotonic())
            return function(*arguments)

        return wrapper

    return decorate

@limited(2, 1.0)
def call():
    called.append(time.monotonic())

called = []


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    start = time.monotonic()
    together(*[call] * 3)
    assert [round(moment - start, 3) for moment in called] == [0, 0, 1]
