"""Who gives up gives nothing back; the permits stay right.

source: https://github.com/python/cpython/blob/main/Lib/test/lock_tests.py
verdict: proved
"""

import threading

s = threading.BoundedSemaphore(1)
won = []


def work():
    if s.acquire(timeout=1):
        won.append(1)
        s.release()


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert won and s.acquire(blocking=False) and not s.acquire(blocking=False)
