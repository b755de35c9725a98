"""rwlock: its writer lock is the lock of a condition, and who waits gives it up.

source: https://pypi.org/project/rwlock/
verdict: proved
needs: rwlock
"""

import threading

from rwlock import RWLock

lock = RWLock()
ready = threading.Condition(lock.writer_lock)
letters = []


def wait():
    with ready:
        while not letters:
            ready.wait()
        letters.pop()


def send():
    with ready:
        letters.append("hello")
        ready.notify()


def main():
    threads = [threading.Thread(target=t) for t in (wait, send)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with lock.reader_lock:
        assert letters == []
