"""Two find room for one more connection, and there are two more.

source: https://github.com/mozilla-services/ldappool/issues/10
verdict: assertion
"""

import threading


class Connections:
    def __init__(self, most):
        self.most, self.all, self.free = most, [], []

    def take(self):
        if self.free:
            return self.free.pop()
        if len(self.all) < self.most:
            connection = object()
            self.all.append(connection)
            return connection
        return None


def main():
    pool = Connections(1)
    ts = [threading.Thread(target=pool.take) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(pool.all) <= pool.most
