"""locked as a decorator on methods, with the object's own lock.

source: https://github.com/harlowja/fasteners
verdict: proved
needs: fasteners
"""

import threading

import fasteners


class Account:
    def __init__(self):
        self._lock = threading.Lock()
        self.balance = 0

    @fasteners.locked
    def pay(self, n):
        self.balance += n


def main():
    a = Account()
    ts = [threading.Thread(target=a.pay, args=(n,)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert a.balance == 3
