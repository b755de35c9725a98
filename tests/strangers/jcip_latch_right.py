"""A latch for the start and one for the end, after three workers.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading


class CountDownLatch:
    def __init__(self, count):
        self.count, self.lock = count, threading.Condition()

    def count_down(self):
        with self.lock:
            self.count -= 1
            if self.count <= 0:
                self.lock.notify_all()

    def wait(self):
        with self.lock:
            while self.count > 0:
                self.lock.wait()


def main():
    start, end, done = CountDownLatch(1), CountDownLatch(3), []

    def work(i):
        start.wait()
        done.append(i)
        end.count_down()

    ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
    for t in ts:
        t.start()
    start.count_down()
    end.wait()
    assert len(done) == 3
    for t in ts:
        t.join()
