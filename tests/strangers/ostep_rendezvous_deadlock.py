"""Two threads wait for each other before either says that it has come.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-sema.pdf
verdict: deadlock
"""

import threading

a, b = threading.Semaphore(0), threading.Semaphore(0)


def one():
    b.acquire()
    a.release()


def two():
    a.acquire()
    b.release()


def main():
    ts = [threading.Thread(target=one), threading.Thread(target=two)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
