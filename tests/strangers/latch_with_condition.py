"""The count is changed and looked at under the condition's lock.

source: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/concurrent/CountDownLatch.html
verdict: proved
"""

import threading


class Latch:
    def __init__(self, n):
        self.n, self.cv = n, threading.Condition()

    def count_down(self):
        with self.cv:
            self.n -= 1
            if self.n <= 0:
                self.cv.notify_all()

    def wait(self):
        with self.cv:
            while self.n > 0:
                self.cv.wait()


def main():
    latch, done = Latch(3), []

    def work(n):
        done.append(n)
        latch.count_down()

    for n in range(3):
        threading.Thread(target=work, args=(n,)).start()
    latch.wait()
    assert sorted(done) == [0, 1, 2]
