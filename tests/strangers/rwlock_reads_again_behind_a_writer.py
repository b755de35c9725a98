"""Writers go first: a reader that reads again waits for the writer, who waits for the reader.

source: https://smarttldr.pages.dev/en/topic/python-reader-writer-locks/deep-dive
verdict: deadlock
"""

import threading
from contextlib import contextmanager

class RWLock:
    def __init__(self):
        self._lock = threading.Lock()
        self._readers_ok = threading.Condition(self._lock)
        self._writers_ok = threading.Condition(self._lock)
        self._readers = self._waiting = 0
        self._writing = False

    @contextmanager
    def read(self):
        with self._lock:
            while self._writing or self._waiting:
                self._readers_ok.wait()
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                if not self._readers:
                    self._writers_ok.notify()

    @contextmanager
    def write(self):
        with self._lock:
            self._waiting += 1
            while self._writing or self._readers:
                self._writers_ok.wait()
            self._waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._lock:
                self._writing = False
                self._readers_ok.notify_all()
                self._writers_ok.notify()


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    lock = RWLock()

    def report():
        with lock.read(), lock.read():
            pass

    def change():
        with lock.write():
            pass

    together(report, change)
