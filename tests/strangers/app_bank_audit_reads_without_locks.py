"""A bank with transfers that lock both accounts, and an audit that locks none.

source: https://en.wikipedia.org/wiki/Readers%E2%80%93writers_problem
verdict: assertion
"""

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field


class NotEnough(Exception):
    pass


@dataclass
class Account:
    number: int
    balance: int
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            raise NotEnough(self.number)
        self.balance -= amount


class Bank:
    def __init__(self, *balances):
        self.accounts = [Account(n, b) for n, b in enumerate(balances)]

    def transfer(self, giver, taker, amount):
        a, b = self.accounts[giver], self.accounts[taker]
        with ExitStack() as stack:
            for account in sorted((a, b), key=lambda account: account.number):
                stack.enter_context(account.lock)
            a.withdraw(amount)
            b.deposit(amount)

    def audit(self):
        return sum(account.balance for account in self.accounts)


def main():
    bank = Bank(10, 10, 10)
    found = []
    mover = threading.Thread(target=bank.transfer, args=(0, 2, 5))
    auditor = threading.Thread(target=lambda: found.append(bank.audit()))
    mover.start()
    auditor.start()
    mover.join()
    auditor.join()
    assert found == [30]
