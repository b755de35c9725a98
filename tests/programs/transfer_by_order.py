"""Transfers in both directions, each locking its source first.

verdict: deadlock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Account:
    def __init__(self, money):
        self.money = money
        self.lock = Lock()


def move(source, target):
    with source.lock, target.lock:
        source.money -= 1
        target.money += 1


def main():
    a, b = Account(5), Account(5)
    run(lambda: move(a, b), lambda: move(b, a))
