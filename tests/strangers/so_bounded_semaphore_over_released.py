"""ValueError: Semaphore released too many times.

source: https://docs.python.org/3/library/threading.html#threading.BoundedSemaphore
verdict: exception
"""

import threading

pool = threading.BoundedSemaphore(value=2)


def use(twice):
    pool.acquire()
    try:
        pass
    finally:
        pool.release()
    if twice:
        pool.release()


def main():
    ts = [threading.Thread(target=use, args=(t,)) for t in (False, True)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
