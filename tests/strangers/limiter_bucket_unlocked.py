"""The last token is given to two.

source: https://github.com/titan-web/rate-limit/issues/4
verdict: assertion
"""

import threading
import time


class TokenBucket:
    def __init__(self, capacity, rate):
        self.capacity, self.rate = capacity, rate
        self.tokens, self.last = capacity, time.monotonic()

    def allow(self):
        now = time.monotonic()
        self.tokens = min(self.capacity, self.tokens + (now - self.last) * self.rate)
        self.last = now
        if self.tokens >= 1:
            self.tokens -= 1
            return True
        return False


def main():
    bucket, allowed = TokenBucket(1, 0), []
    ts = [threading.Thread(target=lambda: allowed.append(bucket.allow())) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert allowed.count(True) == 1
