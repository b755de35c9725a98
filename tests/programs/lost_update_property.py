"""A property hides the read and the write, and changes nothing.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Account:
    def __init__(self):
        self._money = 0

    @property
    def money(self):
        return self._money

    @money.setter
    def money(self, value):
        self._money = value


account = Account()


def work():
    account.money += 1


def main():
    run(work, work)
    assert account.money == 2
