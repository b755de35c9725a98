"""The child tells its parent before that waits, and no flag says so.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-cv.pdf
verdict: deadlock
"""

import threading

m = threading.Lock()
c = threading.Condition(m)


def child():
    with m:
        c.notify()


def main():
    t = threading.Thread(target=child)
    t.start()
    with m:
        c.wait()
    t.join()
