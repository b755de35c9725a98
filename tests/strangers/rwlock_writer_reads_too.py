"""A writer that reads waits behind the writer who waits for it.

source: https://github.com/harlowja/fasteners/issues/86
verdict: deadlock
"""

import threading
from collections import deque

class Lock:
    def __init__(self):
        self.cond = threading.Condition()
        self.writer, self.readers, self.pending = None, [], deque()

    def acquire_read(self):
        me = threading.current_thread()
        with self.cond:
            while self.pending or self.writer not in (None, me):
                self.cond.wait()
            self.readers.append(me)

    def release_read(self):
        with self.cond:
            self.readers.remove(threading.current_thread())
            self.cond.notify_all()

    def acquire_write(self):
        me = threading.current_thread()
        with self.cond:
            self.pending.append(me)
            while self.writer or self.readers or self.pending[0] is not me:
                self.cond.wait()
            self.writer = self.pending.popleft()

    def release_write(self):
        with self.cond:
            self.writer = None
            self.cond.notify_all()


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    lock = Lock()

    def both():
        lock.acquire_write()
        lock.acquire_read()
        lock.release_read()
        lock.release_write()

    def write():
        lock.acquire_write()
        lock.release_write()

    together(both, write)
