"""A token bucket: who takes waits under the lock that who refills needs.

source: https://en.wikipedia.org/wiki/Token_bucket
verdict: deadlock
"""

import threading


class Bucket:
    def __init__(self, size):
        self.size, self.tokens = size, size
        self.lock, self.filled = threading.Lock(), threading.Event()

    def take(self):
        with self.lock:
            while self.tokens == 0:
                self.filled.clear()
                self.filled.wait()
            self.tokens -= 1

    def refill(self, amount):
        with self.lock:
            self.tokens = min(self.size, self.tokens + amount)
        self.filled.set()


def main():
    bucket = Bucket(1)
    takers = [threading.Thread(target=bucket.take) for _ in range(2)]
    for t in takers:
        t.start()
    bucket.refill(1)
    for t in takers:
        t.join()
    assert bucket.tokens == 0
