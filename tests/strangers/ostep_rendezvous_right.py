"""Two threads meet by two semaphores, each after its first step.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-sema.pdf
verdict: proved
"""

import threading

a, b = threading.Semaphore(0), threading.Semaphore(0)
log = []


def one():
    log.append("a1")
    a.release()
    b.acquire()
    log.append("a2")


def two():
    log.append("b1")
    b.release()
    a.acquire()
    log.append("b2")


def main():
    ts = [threading.Thread(target=one), threading.Thread(target=two)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert log.index("a1") < log.index("b2") and log.index("b1") < log.index("a2")
