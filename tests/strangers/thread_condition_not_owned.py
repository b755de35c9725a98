"""RuntimeError: cannot notify on un-acquired lock.

source: https://github.com/python/cpython/blob/main/Lib/test/lock_tests.py
verdict: exception
"""

import threading

cv = threading.Condition()


def waiter():
    with cv:
        cv.wait(timeout=5)


def main():
    t = threading.Thread(target=waiter)
    t.start()
    cv.notify_all()
    t.join()
