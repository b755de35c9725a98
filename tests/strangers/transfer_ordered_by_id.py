"""The lock of the object with the lower id() is taken first.

source: https://stackoverflow.com/questions/4601217/deadlock-and-lock-ordering
verdict: proved
"""

import threading
from dataclasses import dataclass, field


@dataclass
class Account:
    balance: int
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)


def transfer(a, b, n):
    first, second = sorted((a, b), key=id)
    with first.lock, second.lock:
        a.balance -= n
        b.balance += n


def main():
    a, b = Account(5), Account(5)
    ts = [threading.Thread(target=transfer, args=x) for x in ((a, b, 1), (b, a, 2))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert a == Account(6) and b == Account(4)
