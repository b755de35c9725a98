"""__getstate__ leaves the lock out, and __setstate__ makes another one: each copy has its own.

source: https://stackoverflow.com/questions/44144584/typeerror-cant-pickle-thread-lock-objects
verdict: proved
"""

import copy
import threading


class Account:
    def __init__(self, money):
        self.lock = threading.Lock()
        self.money = money

    def add(self, amount):
        with self.lock:
            self.money += amount

    def __getstate__(self):
        with self.lock:
            state = self.__dict__.copy()
        del state["lock"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = threading.Lock()


def main():
    account = Account(10)
    t = threading.Thread(target=account.add, args=(5,))
    t.start()
    twin = copy.deepcopy(account)
    twin.add(1)
    t.join()
    assert account.money == 15 and twin.money in (11, 16)
    assert twin.lock is not account.lock
