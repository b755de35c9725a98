"""Attributes are changed by vars(self).

source: https://docs.python.org/3/library/functions.html#vars
verdict: assertion
"""

import threading


class Account:
    def __init__(self):
        self.balance = 0

    def pay(self, n):
        vars(self)["balance"] = self.balance + n


def main():
    a = Account()
    ts = [threading.Thread(target=a.pay, args=(n,)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert a.balance == 3
