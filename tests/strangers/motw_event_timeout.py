"""wait(timeout) says whether the event was set, and both answers are handled.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import threading
import time

log = []


def wait_for_event(e):
    e.wait()
    log.append("blocking")


def wait_for_event_timeout(e, t):
    while not e.is_set():
        if e.wait(t):
            log.append("processing")
        else:
            log.append("other work")
            break


def main():
    e = threading.Event()
    t1 = threading.Thread(name="block", target=wait_for_event, args=(e,))
    t2 = threading.Thread(name="nonblock", target=wait_for_event_timeout, args=(e, 2))
    t1.start()
    t2.start()
    time.sleep(0.3)
    e.set()
    t1.join()
    t2.join()
    assert "blocking" in log and len(log) <= 2
