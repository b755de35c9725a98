"""Two conditions over one lock: readers never see a writer at work.

source: https://smarttldr.pages.dev/en/topic/python-reader-writer-locks/deep-dive
verdict: proved
"""

import threading

class RWLock:
    def __init__(self):
        self._lock = threading.Lock()
        self._readers_ok = threading.Condition(self._lock)
        self._writers_ok = threading.Condition(self._lock)
        self._readers = self._waiting = 0
        self._writing = False

    def acquire_read(self):
        with self._lock:
            while self._writing or self._waiting:
                self._readers_ok.wait()
            self._readers += 1

    def release_read(self):
        with self._lock:
            self._readers -= 1
            if not self._readers:
                self._writers_ok.notify()

    def acquire_write(self):
        with self._lock:
            self._waiting += 1
            while self._writing or self._readers:
                self._writers_ok.wait()
            self._waiting -= 1
            self._writing = True

    def release_write(self):
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
    lock, pair = RWLock(), {"low": 1, "high": 1}

    def read():
        lock.acquire_read()
        assert pair["low"] == pair["high"]
        lock.release_read()

    def write():
        lock.acquire_write()
        for name in pair:
            pair[name] += 1
        lock.release_write()

    together(read, write, read)
