"""A reader that wants to write waits for all readers to go, itself among them.

source: https://github.com/Abhigyan-Shekhar/Waggle-mcp/issues/67
verdict: deadlock
"""

import threading


class RWLock:
    def __init__(self):
        self.cv = threading.Condition()
        self.readers = 0

    def acquire_read(self):
        with self.cv:
            self.readers += 1

    def release_read(self):
        with self.cv:
            self.readers -= 1
            self.cv.notify_all()

    def acquire_write(self):
        self.cv.acquire()
        while self.readers > 0:
            self.cv.wait()

    def release_write(self):
        self.cv.release()


def work(lock):
    lock.acquire_read()
    lock.acquire_write()
    lock.release_write()
    lock.release_read()


def main():
    lock = RWLock()
    t = threading.Thread(target=work, args=(lock,))
    t.start()
    t.join()
