"""Two count down at a time, one count is lost, and the latch never opens.

source: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/concurrent/CountDownLatch.html
verdict: deadlock
"""

import threading


class Latch:
    def __init__(self, n):
        self.n, self.open = n, threading.Event()

    def count_down(self):
        self.n -= 1
        if self.n == 0:
            self.open.set()


def main():
    latch = Latch(2)
    for _ in range(2):
        threading.Thread(target=latch.count_down).start()
    latch.open.wait()
