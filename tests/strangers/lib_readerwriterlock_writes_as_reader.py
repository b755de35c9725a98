"""Two hold the reader's lock and write.

source: https://github.com/elarivie/pyReaderWriterLock/issues/12
verdict: assertion
needs: readerwriterlock
"""

import threading

from readerwriterlock import rwlock

lock = rwlock.RWLockRead()
n = 0


def bump():
    global n
    with lock.gen_rlock():
        n += 1


def main():
    ts = [threading.Thread(target=bump) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert n == 2
