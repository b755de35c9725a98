"""A bucket of tokens without a lock gives two away for one.

source: https://en.wikipedia.org/wiki/Token_bucket
verdict: assertion
"""

import threading
import time


class Bucket:
    def __init__(self, rate):
        self.tokens, self.rate, self.last = rate, rate, time.time()

    def allow(self):
        now = time.time()
        self.tokens = min(self.rate, self.tokens + (now - self.last) * self.rate)
        self.last = now
        if self.tokens >= 1:
            self.tokens -= 1
            return True
        return False


def main():
    b, got = Bucket(1), []
    ts = [threading.Thread(target=lambda: got.append(b.allow())) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sum(got) <= 1
