"""The lock of each object is made when it is needed, and two make one each.

source: https://docs.python.org/3/reference/datamodel.html#implementing-descriptors
verdict: assertion
"""

import threading

class synchronized:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        if not hasattr(instance, "_monitor"):
            instance._monitor = threading.RLock()

        def bound(*arguments):
            with instance._monitor:
                return self.function(instance, *arguments)

        return bound

class Account:
    balance = 0

    @synchronized
    def deposit(self, amount):
        self.balance += amount


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    account = Account()
    together(lambda: account.deposit(5), lambda: account.deposit(7))
    assert account.balance == 12
