"""The notification comes between the look and the wait, for the look is not locked.

source: https://github.com/tokio-rs/loom
verdict: deadlock
"""

import threading

cv = threading.Condition()
ready = False


def waiter():
    if not ready:
        with cv:
            cv.wait()


def setter():
    global ready
    ready = True
    with cv:
        cv.notify()


def main():
    ts = [threading.Thread(target=f) for f in (waiter, setter)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
