"""Who does not get the second lock in time gives up: both may.

source: https://stackoverflow.com/questions/16740104/python-lock-with-statement-and-timeout
verdict: assertion
"""

import threading

locks = {"a": threading.Lock(), "b": threading.Lock()}
done = []


def transfer(first, second):
    with locks[first]:
        if locks[second].acquire(timeout=1):
            try:
                done.append(first)
            finally:
                locks[second].release()


def main():
    ts = [threading.Thread(target=transfer, args=x) for x in (("a", "b"), ("b", "a"))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert done
