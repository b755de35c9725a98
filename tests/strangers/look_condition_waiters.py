"""The private list of waiters tells whether somebody waits already.

source: https://stackoverflow.com/questions/28017535/how-to-check-if-a-condition-has-waiters
verdict: assertion
"""

import threading

cv = threading.Condition()


def waiter():
    with cv:
        cv.wait(1)


def main():
    t = threading.Thread(target=waiter)
    t.start()
    with cv:
        assert len(cv._waiters) == 0
    t.join()
