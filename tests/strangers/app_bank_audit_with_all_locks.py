"""A bank whose audit takes all locks in the order in which transfers take theirs.

source: https://en.wikipedia.org/wiki/Readers%E2%80%93writers_problem
verdict: proved
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
        with ExitStack() as stack:
            for account in self.accounts:
                stack.enter_context(account.lock)
            return sum(account.balance for account in self.accounts)


def main():
    bank = Bank(10, 10, 10)
    found, refused = [], []

    def move(*what):
        try:
            bank.transfer(*what)
        except NotEnough as error:
            refused.append(error.args[0])

    threads = [
        threading.Thread(target=move, args=(0, 2, 5)),
        threading.Thread(target=move, args=(2, 1, 12)),
        threading.Thread(target=lambda: found.append(bank.audit())),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == [30] == [bank.audit()]
    assert refused in ([], [2])
