"""Writers are preferred: a reader that reads again waits behind a writer that waits for it.

source: https://github.com/PaloAltoNetworks/minemeld-core/issues/295
verdict: deadlock
"""

import threading


class Fair:
    def __init__(self):
        self.cv = threading.Condition()
        self.readers = self.waiting = 0
        self.writing = False

    def rlock(self):
        with self.cv:
            self.cv.wait_for(lambda: not self.writing and not self.waiting)
            self.readers += 1

    def wlock(self):
        with self.cv:
            self.waiting += 1
            self.cv.wait_for(lambda: not self.writing and not self.readers)
            self.waiting -= 1
            self.writing = True

    def unlock(self):
        with self.cv:
            if self.writing:
                self.writing = False
            else:
                self.readers -= 1
            self.cv.notify_all()


def main():
    lock = Fair()

    def reader():
        lock.rlock()
        lock.rlock()
        lock.unlock()
        lock.unlock()

    def writer():
        lock.wlock()
        lock.unlock()

    ts = [threading.Thread(target=f) for f in (reader, writer)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
