"""rwlock: two readers and a writer, whose two changes are seen together.

source: https://pypi.org/project/rwlock/
verdict: proved
needs: rwlock
"""

import threading

from rwlock import RWLock

lock = RWLock()
pair = [0, 0]


def write():
    with lock.writer_lock:
        pair[0] += 1
        with lock.writer_lock:  # the same thread may take it again
            pair[1] += 1


def read():
    with lock.reader_lock:
        first = pair[0]
        assert first == pair[1]


def main():
    threads = [threading.Thread(target=t) for t in (write, read, read)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert pair == [1, 1]
