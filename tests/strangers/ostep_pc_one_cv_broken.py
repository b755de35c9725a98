"""One producer, two consumers and one condition: the wrong one is woken.

source: https://pages.cs.wisc.edu/~remzi/OSTEP/threads-cv.pdf
verdict: deadlock
"""

import threading

m = threading.Lock()
c = threading.Condition(m)
buf = []


def producer(n):
    for i in range(n):
        with m:
            while len(buf) == 1:
                c.wait()
            buf.append(i)
            c.notify()


def consumer(n):
    for i in range(n):
        with m:
            while not buf:
                c.wait()
            buf.pop()
            c.notify()


def main():
    ts = [
        threading.Thread(target=producer, args=(2,)),
        threading.Thread(target=consumer, args=(1,)),
        threading.Thread(target=consumer, args=(1,)),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
