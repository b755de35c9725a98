"""Five threads deposit under one lock, three times each.

source: https://realpython.com/python-thread-lock/
verdict: proved
"""

import threading


class BankAccount:
    def __init__(self):
        self.balance = 0
        self.lock = threading.Lock()

    def deposit(self, amount):
        with self.lock:
            self.balance += amount


def work(account):
    for _ in range(3):
        account.deposit(10)


def main():
    account = BankAccount()
    ts = [threading.Thread(target=work, args=(account,)) for _ in range(5)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert account.balance == 150
