"""A module keeps its settings in itself, which it gets by its name; changed under a lock.

source: https://docs.python.org/3/library/sys.html#sys.modules
verdict: proved
"""

import sys
import threading

count, lock = 0, threading.Lock()


def work():
    me = sys.modules[__name__]
    with lock:
        setattr(me, "count", me.count + 1)


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
