"""However a caller names the accounts, their locks are taken by number.

source: https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack
verdict: proved
"""

import threading
from contextlib import ExitStack, closing
from operator import attrgetter

class Account:
    def __init__(self, number, balance):
        self.number, self.balance, self.lock = number, balance, threading.Lock()

    def close(self):
        self.balance = None

def move(amount, source, target):
    with ExitStack() as stack:
        for account in sorted((source, target), key=attrgetter("number")):
            stack.enter_context(account.lock)
        source.balance -= amount
        target.balance += amount


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    a, b = Account(1, 10), Account(2, 10)
    with closing(a), closing(b):
        together(lambda: move(3, a, b), lambda: move(4, b, a))
        assert (a.balance, b.balance) == (11, 9)
    assert a.balance is b.balance is None
