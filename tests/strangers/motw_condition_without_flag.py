"""The sleep before the notification is all that makes consumers come in time.

source: https://pymotw.com/3/threading/
verdict: deadlock
"""

import threading
import time

cond = threading.Condition()


def consumer():
    with cond:
        cond.wait()
        print("Resource is available to consumer")


def producer():
    with cond:
        print("Making resource available")
        cond.notify_all()


def main():
    c = threading.Thread(name="c1", target=consumer)
    p = threading.Thread(name="p", target=producer)
    c.start()
    time.sleep(0.2)
    p.start()
    c.join()
    p.join()
