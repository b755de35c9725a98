"""Readers count themselves under the condition's lock; a writer holds it while it writes.

source: https://www.oreilly.com/library/view/python-cookbook/0596001673/ch06s04.html
verdict: proved
"""

import threading


class ReadWriteLock:
    def __init__(self):
        self._ready = threading.Condition(threading.RLock())
        self._readers = 0

    def acquire_read(self):
        self._ready.acquire()
        try:
            self._readers += 1
        finally:
            self._ready.release()

    def release_read(self):
        self._ready.acquire()
        try:
            self._readers -= 1
            if not self._readers:
                self._ready.notify_all()
        finally:
            self._ready.release()

    def acquire_write(self):
        self._ready.acquire()
        while self._readers > 0:
            self._ready.wait()

    def release_write(self):
        self._ready.release()


data = {"x": 0, "y": 0}
lock = ReadWriteLock()


def write(n):
    lock.acquire_write()
    data["x"] = n
    data["y"] = n
    lock.release_write()


def read():
    lock.acquire_read()
    assert data["x"] == data["y"]
    lock.release_read()


def main():
    ts = [threading.Thread(target=read), threading.Thread(target=write, args=(1,)),
          threading.Thread(target=read)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
