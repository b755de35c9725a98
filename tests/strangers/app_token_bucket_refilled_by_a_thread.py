"""A token bucket that another thread refills: takers wait by a condition.

source: https://en.wikipedia.org/wiki/Token_bucket
verdict: proved
"""

import threading


class Bucket:
    def __init__(self, size, tokens=0):
        self.size, self.tokens, self.most = size, tokens, tokens
        self.cond = threading.Condition()

    def take(self, amount=1):
        with self.cond:
            self.cond.wait_for(lambda: self.tokens >= amount)
            self.tokens -= amount

    def try_take(self, amount=1):
        with self.cond:
            if self.tokens < amount:
                return False
            self.tokens -= amount
            return True

    def refill(self, amount):
        with self.cond:
            self.tokens = min(self.size, self.tokens + amount)
            self.most = max(self.most, self.tokens)
            self.cond.notify_all()


def main():
    bucket = Bucket(size=3, tokens=1)
    takers = [threading.Thread(target=bucket.take, args=(n,)) for n in (1, 2)]
    for t in takers:
        t.start()
    bucket.refill(2)
    for t in takers:
        t.join()
    assert bucket.tokens == 0 and bucket.most <= 3
    assert not bucket.try_take()
