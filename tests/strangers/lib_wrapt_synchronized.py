"""wrapt.synchronized: a lock for the object, made when it is first needed.

source: https://wrapt.readthedocs.io/en/latest/examples.html
verdict: proved
needs: wrapt
"""

import threading

import wrapt


class Account:
    def __init__(self):
        self.balance = 0

    @wrapt.synchronized
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
