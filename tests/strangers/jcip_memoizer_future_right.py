"""A memo of futures: who puts its own in computes, the others wait.

source: https://jcip.net/listings.html
verdict: proved
"""

import threading
from concurrent.futures import Future


class Memo:
    def __init__(self, f):
        self.f, self.d, self.calls = f, {}, 0

    def __call__(self, x):
        mine = Future()
        future = self.d.setdefault(x, mine)
        if future is mine:
            self.calls += 1
            future.set_result(self.f(x))
        return future.result()


def main():
    m, got = Memo(lambda x: x * x), []
    ts = [threading.Thread(target=lambda: got.append(m(3))) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert got == [9, 9, 9] and m.calls == 1
