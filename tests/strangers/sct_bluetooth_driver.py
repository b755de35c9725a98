"""The driver looks whether it is stopping, and counts itself in after the stop.

source: https://github.com/mc-imperial/sctbench
verdict: assertion
"""

import threading

pending, stopping, stopped = 1, False, False
event = threading.Event()
lock = threading.Lock()


def release():
    global pending
    with lock:
        pending -= 1
        last = pending == 0
    if last:
        event.set()


def enter():
    global pending
    if stopping:
        return False
    with lock:
        pending += 1
    return True


def request():
    if enter():
        assert not stopped, "used after the stop"
        release()


def stop():
    global stopping, stopped
    stopping = True
    release()
    event.wait()
    stopped = True


def main():
    ts = [threading.Thread(target=f) for f in (request, stop)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
