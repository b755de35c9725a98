"""Not locked a moment ago: two take two locks on the strength of it.

source: https://docs.python.org/3/library/threading.html#threading.Lock.locked
verdict: deadlock
"""

import threading

a, b = threading.Lock(), threading.Lock()


def both(first, second):
    if not first.locked() and not second.locked():
        first.acquire()
        second.acquire()
        second.release()
        first.release()


def main():
    ts = [threading.Thread(target=both, args=x) for x in ((a, b), (b, a))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
