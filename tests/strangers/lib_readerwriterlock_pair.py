"""Readers never see half of a change.

source: https://github.com/elarivie/pyReaderWriterLock
verdict: proved
needs: readerwriterlock
"""

import threading

from readerwriterlock import rwlock

lock = rwlock.RWLockFairD()
x = y = 0


def write():
    global x, y
    with lock.gen_wlock():
        x += 1
        y += 1


def read():
    with lock.gen_rlock():
        assert x == y


def main():
    ts = [threading.Thread(target=f) for f in (write, read)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert x == y == 1
