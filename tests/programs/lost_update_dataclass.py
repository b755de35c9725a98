"""A dataclass is a class like any other.

verdict: assertion
"""

from dataclasses import dataclass
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass
class Account:
    money: int = 0


account = Account()


def work():
    account.money += 5


def main():
    run(work, work)
    assert account.money == 10
